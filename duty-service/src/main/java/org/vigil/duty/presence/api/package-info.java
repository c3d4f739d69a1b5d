/** Checking in and out, probes and hand-overs, each by the department whose shift it is. */
@NullMarked
package org.vigil.duty.presence.api;

import org.jspecify.annotations.NullMarked;
