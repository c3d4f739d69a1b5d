/**
 * Copies what other services publish into this service's database, each event once and in an order
 * of its own, so that views and policies follow it like the own log and never block a partition.
 */
@NullMarked
package org.vigil.eventsourcing.intake;

import org.jspecify.annotations.NullMarked;
