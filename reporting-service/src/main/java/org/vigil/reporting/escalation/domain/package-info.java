/**
 * What needs the leading group, from the signal to its resolution. An escalation enters at a level
 * of the chain that section two of the plan implies, waits there for an acknowledgement, and climbs
 * when none comes. Acknowledged is not resolved: a promise has a time, and reverts. The top is
 * reminded without end.
 */
@NullMarked
package org.vigil.reporting.escalation.domain;

import org.jspecify.annotations.NullMarked;
