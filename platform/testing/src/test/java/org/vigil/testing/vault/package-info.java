/** People who are forgotten: on real PostgreSQL and Kafka, under load, and killed on purpose. */
@org.jspecify.annotations.NullMarked
package org.vigil.testing.vault;
