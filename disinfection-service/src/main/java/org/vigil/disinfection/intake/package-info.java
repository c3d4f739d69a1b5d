/** What other services publish that makes something to be done here. */
@NullMarked
package org.vigil.disinfection.intake;

import org.jspecify.annotations.NullMarked;
