/** Looks for the outing that explains an absence. */
@NullMarked
package org.vigil.reporting.absence.policy;

import org.jspecify.annotations.NullMarked;
