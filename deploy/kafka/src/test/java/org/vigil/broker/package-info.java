@NullMarked
package org.vigil.broker;

import org.jspecify.annotations.NullMarked;
