/**
 * Why something happened and what followed from it: events with their causes and effects, as far as
 * a service knows them from its own log and from what it has received.
 */
@NullMarked
package org.vigil.eventsourcing.history;

import org.jspecify.annotations.NullMarked;
