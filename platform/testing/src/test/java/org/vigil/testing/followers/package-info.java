/** Projections, policies, deadlines and leases on a real PostgreSQL. */
@org.jspecify.annotations.NullMarked
package org.vigil.testing.followers;
