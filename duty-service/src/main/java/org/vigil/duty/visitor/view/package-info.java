/** Visits as rows: who came, who is inside. */
@NullMarked
package org.vigil.duty.visitor.view;

import org.jspecify.annotations.NullMarked;
