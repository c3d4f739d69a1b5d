/**
 * The whole product on one machine with nothing but a JDK: embedded PostgreSQL and Kafka, an OIDC
 * provider and the four services, started in order, watched, and stopped together.
 */
@NullMarked
package org.vigil.local;

import org.jspecify.annotations.NullMarked;
