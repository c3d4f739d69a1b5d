/** Looks for the outing or the leave that explains an absence. */
@NullMarked
package org.vigil.reporting.absence.policy;

import org.jspecify.annotations.NullMarked;
