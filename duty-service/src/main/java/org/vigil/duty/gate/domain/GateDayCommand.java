package org.vigil.duty.gate.domain;

import java.time.Instant;

/** What can be asked of a gate's day. */
public sealed interface GateDayCommand {

  /**
   * A gate has counted.
   *
   * @param department the one that guards the exit
   * @param until exclusive
   * @param countedBy the guard or the device
   * @param compareAt when it is held against the register
   */
  record ReportGateCount(
      String exit,
      String department,
      Instant from,
      Instant until,
      int counted,
      String countedBy,
      Instant compareAt)
      implements GateDayCommand {}

  /** The time for latecomers to be written down is over for some period. */
  record LetTimePass(Instant dueAt) implements GateDayCommand {}

  /** So many were let in by the register in the period that begins then. */
  record CompareWithRegister(Instant from, int registered) implements GateDayCommand {}
}
