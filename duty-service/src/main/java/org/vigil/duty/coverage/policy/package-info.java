/** Looks at the roster whenever it changes, so that a gap is seen or closed at once. */
@NullMarked
package org.vigil.duty.coverage.policy;

import org.jspecify.annotations.NullMarked;
