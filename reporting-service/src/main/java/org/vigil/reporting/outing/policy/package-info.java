/** Brings outings and risk areas together, whichever of the two changes. */
@NullMarked
package org.vigil.reporting.outing.policy;

import org.jspecify.annotations.NullMarked;
