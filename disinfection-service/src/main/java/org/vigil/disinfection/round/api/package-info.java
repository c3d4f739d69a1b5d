/** Zones, rounds and the quota of a day. */
@NullMarked
package org.vigil.disinfection.round.api;

import org.jspecify.annotations.NullMarked;
