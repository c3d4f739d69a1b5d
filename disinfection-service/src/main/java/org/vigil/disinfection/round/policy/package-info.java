/** What follows for the open days from a decision of the leading group. */
@NullMarked
package org.vigil.disinfection.round.policy;

import org.jspecify.annotations.NullMarked;
