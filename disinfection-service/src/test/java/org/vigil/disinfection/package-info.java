/** The service from the outside, and what it publishes. */
@NullMarked
package org.vigil.disinfection;

import org.jspecify.annotations.NullMarked;
