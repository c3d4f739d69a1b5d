/** The one place that knows both CDI and the deciders. */
@NullMarked
package org.vigil.reporting.wiring;

import org.jspecify.annotations.NullMarked;
