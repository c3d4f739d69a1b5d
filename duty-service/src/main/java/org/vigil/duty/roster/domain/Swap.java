package org.vigil.duty.roster.domain;

import org.jspecify.annotations.Nullable;

/**
 * 换班: two people want to exchange two shifts.
 *
 * @param otherMonth the month of the second shift, where it is another one
 * @param accepted whether the other has agreed; the head then approves
 */
public record Swap(
    String id,
    String shiftId,
    String subjectId,
    @Nullable String otherMonth,
    String otherShiftId,
    String otherSubjectId,
    boolean accepted) {

  Swap agreed() {
    return new Swap(id, shiftId, subjectId, otherMonth, otherShiftId, otherSubjectId, true);
  }
}
