/** Outings over HTTP, and the review of the candidates that risk areas have made. */
@NullMarked
package org.vigil.reporting.outing.api;

import org.jspecify.annotations.NullMarked;
