@org.jspecify.annotations.NullMarked
package org.vigil.testing.past;
