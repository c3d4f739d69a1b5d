package org.vigil.duty.roster.domain;

/**
 * 换班: two people want to exchange two shifts of the month.
 *
 * @param accepted whether the other has agreed; the head then approves
 */
public record Swap(
    String id,
    String shiftId,
    String subjectId,
    String otherShiftId,
    String otherSubjectId,
    boolean accepted) {

  Swap agreed() {
    return new Swap(id, shiftId, subjectId, otherShiftId, otherSubjectId, true);
  }
}
