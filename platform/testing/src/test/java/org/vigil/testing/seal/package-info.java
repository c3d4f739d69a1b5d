/** The sealed log on a real PostgreSQL and Kafka, against those who rewrite it. */
@org.jspecify.annotations.NullMarked
package org.vigil.testing.seal;
