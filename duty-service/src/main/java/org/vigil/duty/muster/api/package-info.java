/**
 * A muster over HTTP: called and closed by the leading group, answered by departments and gates.
 */
@NullMarked
package org.vigil.duty.muster.api;

import org.jspecify.annotations.NullMarked;
