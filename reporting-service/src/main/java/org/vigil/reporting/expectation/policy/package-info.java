/** Brings reports and what is owed together, whichever of the two comes first. */
@NullMarked
package org.vigil.reporting.expectation.policy;

import org.jspecify.annotations.NullMarked;
