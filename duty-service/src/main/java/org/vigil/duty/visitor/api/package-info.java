/** Visits as the gate's system records them and as the others read them, masked. */
@NullMarked
package org.vigil.duty.visitor.api;

import org.jspecify.annotations.NullMarked;
