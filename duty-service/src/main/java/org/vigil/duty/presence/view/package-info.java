/** Shifts and how they are kept, and who is on duty right now. */
@NullMarked
package org.vigil.duty.presence.view;

import org.jspecify.annotations.NullMarked;
