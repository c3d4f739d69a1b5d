/**
 * Publishes a service's log to Kafka: every event once, per stream in order, personal fields
 * masked, as CloudEvents in the binary mode of the Kafka binding. See docs/decisions/0003.
 */
@NullMarked
package org.vigil.eventsourcing.relay;

import org.jspecify.annotations.NullMarked;
