/**
 * The sealed log over HTTP, the same in every service: verify it, list its seals and those that
 * this service keeps as a witness of the others, and prove one event. No content of an event is
 * shown.
 */
@NullMarked
package org.vigil.edge.seal;

import org.jspecify.annotations.NullMarked;
