/** The whole product, started as a user starts it, called from outside, and killed. */
@org.jspecify.annotations.NullMarked
package org.vigil.local;
