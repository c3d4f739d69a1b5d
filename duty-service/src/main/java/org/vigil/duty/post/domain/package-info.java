/**
 * Guards at the exits (3.3-a, 3.3-b): every open exit in working time, the middle gate always, by
 * the calendar of the day; a day of which nobody knows how it is worked takes the stricter duty.
 * The moment at which an exit is to be guarded and nobody is checked in opens a gap, whether nobody
 * came or a guard left without relief. A check-in does not hold for ever, so a forgotten check-out
 * hides no gap.
 */
@NullMarked
package org.vigil.duty.post.domain;

import org.jspecify.annotations.NullMarked;
