/** What follows from a muster's call and end for the departments that it summons. */
@NullMarked
package org.vigil.duty.muster.policy;

import org.jspecify.annotations.NullMarked;
