/** The one place that knows both CDI and the deciders. */
@NullMarked
package org.vigil.disinfection.wiring;

import org.jspecify.annotations.NullMarked;
