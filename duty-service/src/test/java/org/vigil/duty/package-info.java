/** duty-service over HTTP, and its events against their contracts. */
@org.jspecify.annotations.NullMarked
package org.vigil.duty;
