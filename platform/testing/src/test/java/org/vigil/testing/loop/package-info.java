@NullMarked
package org.vigil.testing.loop;

import org.jspecify.annotations.NullMarked;
