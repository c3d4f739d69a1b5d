/** Relay and intake between a real PostgreSQL and a real Kafka. */
@org.jspecify.annotations.NullMarked
package org.vigil.testing.kafka;
