/** Gates report what they have counted. */
@NullMarked
package org.vigil.duty.gate.api;

import org.jspecify.annotations.NullMarked;
