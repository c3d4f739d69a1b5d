package org.vigil.disinfection.ppe.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigil.disinfection.ppe.domain.ServiceUnit.Shift;

/** What can be asked of the checks of a shift. {@code now} is the server's clock. */
public sealed interface PpeShiftCommand {

  /**
   * Everybody on the shift is to be looked at.
   *
   * @param dueAt from when on who was not is missed
   */
  record ExpectChecks(Shift shift, Instant dueAt) implements PpeShiftCommand {}

  /** Somebody was looked at. */
  record RecordCheck(
      String checkId,
      String subjectId,
      Checker by,
      Findings findings,
      Instant checkedAt,
      Instant now)
      implements PpeShiftCommand {}

  /** What was seen was something else. */
  record CorrectCheck(String checkId, Checker by, Findings findings, String reason)
      implements PpeShiftCommand {}

  /** A check is none; the person owes one as before. */
  record VoidCheck(String checkId, Checker by, VoidReason reason) implements PpeShiftCommand {}

  /** Why a check is none. */
  enum VoidReason {
    /** 人员错误. */
    WRONG_PERSON,
    /** 重复录入. */
    DUPLICATE,
    /** 实际未检查. */
    NOT_DONE
  }

  /**
   * Somebody who was planned is not there, and owes no check.
   *
   * @param standIn who is there instead, and owes one
   */
  record RecordAbsence(
      String subjectId, AbsenceReason reason, @Nullable Worker standIn, Checker saidBy, Instant now)
      implements PpeShiftCommand {}

  /** Why somebody is not there; of an illness nothing is said here. */
  enum AbsenceReason {
    /** 请假. */
    ON_LEAVE,
    /** 换班. */
    SWAPPED,
    /** 缺勤. */
    DID_NOT_COME,
    /** 排班有误. */
    NOT_PLANNED
  }

  /** Whoever has not been looked at by now is missed. */
  record LetTimePass(Instant dueAt) implements PpeShiftCommand {}
}
