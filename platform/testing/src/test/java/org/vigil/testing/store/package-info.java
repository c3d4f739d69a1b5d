/** The event store on PostgreSQL, held against the conformance suite and killed on purpose. */
@org.jspecify.annotations.NullMarked
package org.vigil.testing.store;
