/** The one place that knows both CDI and the deciders. */
@NullMarked
package org.vigil.supplies.wiring;

import org.jspecify.annotations.NullMarked;
