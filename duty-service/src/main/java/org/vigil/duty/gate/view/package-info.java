/** Counted periods as rows. */
@NullMarked
package org.vigil.duty.gate.view;

import org.jspecify.annotations.NullMarked;
