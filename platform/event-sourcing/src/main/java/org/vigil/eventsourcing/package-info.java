/**
 * The mechanism's root: what the rules of a service are written with. A {@link
 * org.vigil.eventsourcing.Decider} turns a command and a state into events or a refusal; a {@link
 * org.vigil.eventsourcing.Recorded} event is one that the log has kept. Nothing here does I/O, so
 * that a {@code domain} package may depend on it and on nothing else.
 */
@NullMarked
package org.vigil.eventsourcing;

import org.jspecify.annotations.NullMarked;
