/** Holds what was counted against what was registered. */
@NullMarked
package org.vigil.duty.gate.policy;

import org.jspecify.annotations.NullMarked;
