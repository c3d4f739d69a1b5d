/** The escalations as rows, with the items of the feed numbered in the same transaction. */
@NullMarked
package org.vigil.reporting.escalation.view;

import org.jspecify.annotations.NullMarked;
