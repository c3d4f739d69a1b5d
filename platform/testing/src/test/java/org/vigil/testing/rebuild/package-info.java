/** Views that are built anew while they serve. */
@org.jspecify.annotations.NullMarked
package org.vigil.testing.rebuild;
