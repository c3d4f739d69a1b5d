/** The endpoints as rows, for whoever sends. */
@NullMarked
package org.vigil.reporting.webhook.view;

import org.jspecify.annotations.NullMarked;
