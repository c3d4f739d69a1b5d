/** How callers name people, and for whom they may order. */
@NullMarked
package org.vigil.disinfection.order.api;

import org.jspecify.annotations.NullMarked;
