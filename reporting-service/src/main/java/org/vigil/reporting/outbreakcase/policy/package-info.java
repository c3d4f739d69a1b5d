/** What a case means for the people in it, and what its disinfection means for the case. */
@NullMarked
package org.vigil.reporting.outbreakcase.policy;

import org.jspecify.annotations.NullMarked;
