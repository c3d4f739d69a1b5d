package org.vigil.disinfection.ppe.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigil.disinfection.ppe.domain.PpeShiftCommand.AbsenceReason;
import org.vigil.disinfection.ppe.domain.PpeShiftCommand.VoidReason;
import org.vigil.disinfection.ppe.domain.ServiceUnit.Shift;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;

/**
 * What happens to the checks of one shift. The stream's key is the unit, the day and the shift.
 * Stored forever.
 */
public sealed interface PpeShiftEvent {

  /** Which shift an event is about. */
  record ShiftOf(String unit, UnitKind kind, String department, LocalDate day, String shift) {}

  /** 应检查的人员. */
  @EventType("ppe-checks-expected")
  record PpeChecksExpected(Shift shift, Instant dueAt) implements PpeShiftEvent {}

  /**
   * 防护检查 (3.8-c, 3.11-c).
   *
   * @param late whether it was written down after it was due
   */
  @EventType("ppe-checked")
  record PpeChecked(
      String checkId,
      ShiftOf of,
      String subjectId,
      @Personal(mask = Mask.NAME) String name,
      @Personal String staffNo,
      Checker by,
      Findings findings,
      boolean allRight,
      Instant checkedAt,
      boolean late)
      implements PpeShiftEvent {}

  /** 更正: what was seen, whole. */
  @EventType("ppe-check-corrected")
  record PpeCheckCorrected(
      String checkId,
      ShiftOf of,
      String subjectId,
      Checker by,
      Findings findings,
      boolean allRight,
      @Personal String reason)
      implements PpeShiftEvent {}

  /** 作废. */
  @EventType("ppe-check-voided")
  record PpeCheckVoided(String checkId, ShiftOf of, String subjectId, Checker by, VoidReason reason)
      implements PpeShiftEvent {}

  /** 未在班: no check is owed of whoever is not there, and one of whoever stands in. */
  @EventType("ppe-absence-recorded")
  record PpeAbsenceRecorded(
      ShiftOf of, String subjectId, AbsenceReason reason, @Nullable Worker standIn, Checker saidBy)
      implements PpeShiftEvent {}

  /** Everybody was looked at in time. */
  @EventType("ppe-checks-completed")
  record PpeChecksCompleted(ShiftOf of, int owed) implements PpeShiftEvent {}

  /**
   * 防护检查缺失: the shift is over, and these were not looked at.
   *
   * @param owed how many were to be
   * @param missed by pseudonym
   */
  @EventType("ppe-checks-missed")
  record PpeChecksMissed(
      String unit,
      UnitKind kind,
      String department,
      LocalDate day,
      String shift,
      int owed,
      List<String> missed)
      implements PpeShiftEvent {
    public PpeChecksMissed {
      missed = List.copyOf(missed);
    }
  }
}
