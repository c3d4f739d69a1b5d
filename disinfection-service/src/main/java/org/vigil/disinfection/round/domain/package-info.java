/**
 * Zones, their rounds of disinfection and the quota of three valid, spaced rounds a day (3.7-a,
 * 3.7-b). A zone's day is opened and closed by deadlines, so a day that nobody touched is missed
 * all the same, and a warning comes before the miss, while it can still be helped.
 */
@NullMarked
package org.vigil.disinfection.round.domain;

import org.jspecify.annotations.NullMarked;
