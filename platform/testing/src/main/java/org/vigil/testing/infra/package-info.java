/**
 * Real PostgreSQL, Kafka and identity on loopback, for tests and for the local product. Free of
 * Quarkus, so that the mechanism's tests and the launcher can use them too.
 */
@NullMarked
package org.vigil.testing.infra;

import org.jspecify.annotations.NullMarked;
