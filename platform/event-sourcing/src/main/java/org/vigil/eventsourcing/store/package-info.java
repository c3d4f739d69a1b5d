/**
 * The log of a service in PostgreSQL: one table of events with a gapless position in commit order,
 * written by a group commit, read by stream or by position. What is stored are canonical bytes; the
 * {@link org.vigil.eventsourcing.store.EventCatalog} is the only place that turns them into records
 * and back. See docs/decisions/0001 and 0002.
 */
@NullMarked
package org.vigil.eventsourcing.store;

import org.jspecify.annotations.NullMarked;
