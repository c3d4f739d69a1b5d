package org.vigil.duty.reachability.domain;

/** Which drills start by themselves. */
public enum ScheduleKind {
  /** The duty lines of all departments (3.1-c). */
  LINES,
  /** Mobiles in turn, those first that were tried longest ago (3.1-f). */
  MOBILES,
  /** Mobiles that are drawn, whoever was tried before (3.1-g). */
  DRAW
}
