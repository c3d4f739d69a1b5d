/** The service from the outside, and what it publishes. */
@NullMarked
package org.vigil.supplies;

import org.jspecify.annotations.NullMarked;
