/**
 * What a gate's counter says beside what was registered there (3.3-c). A guard or the gate's system
 * reports how many visitors it counted in a period; when latecomers have been written down too, the
 * number is held against the entries. More counted than registered means that somebody may have
 * come in without being written down: a suspicion, told once for each exit and period. Who is
 * written down later still counts; when nobody is missing any more, that is told as well.
 */
@NullMarked
package org.vigil.duty.gate.domain;

import org.jspecify.annotations.NullMarked;
