package org.vigil.duty.gate.domain;

import java.time.Instant;
import org.vigil.eventsourcing.EventType;

/** What happens on a gate's day. The stream's key is the exit and the day. Stored forever. */
public sealed interface GateDayEvent {

  /**
   * 门岗计数 (3.3-c).
   *
   * @param until exclusive
   * @param compareAt when it is held against the register
   */
  @EventType("gate-counted")
  record GateCounted(
      String exit,
      String department,
      Instant from,
      Instant until,
      int counted,
      String countedBy,
      Instant compareAt)
      implements GateDayEvent {}

  /** Whoever came in the period has been written down by now, or has not. */
  @EventType("gate-count-settled")
  record GateCountSettled(String exit, String department, Instant from, Instant until)
      implements GateDayEvent {}

  /** The count was held against the register. */
  @EventType("gate-count-compared")
  record GateCountCompared(
      String exit, String department, Instant from, Instant until, int counted, int registered)
      implements GateDayEvent {}

  /** 人数不符: more people were counted than were registered. */
  @EventType("entries-unregistered-suspected")
  record EntriesUnregisteredSuspected(
      String exit,
      String department,
      Instant from,
      Instant until,
      int counted,
      int registered,
      int missing)
      implements GateDayEvent {}

  /** 补登后人数相符: what was missing has been written down since; the suspicion has no ground. */
  @EventType("unregistered-entries-accounted-for")
  record UnregisteredEntriesAccountedFor(
      String exit, String department, Instant from, Instant until, int counted, int registered)
      implements GateDayEvent {}
}
