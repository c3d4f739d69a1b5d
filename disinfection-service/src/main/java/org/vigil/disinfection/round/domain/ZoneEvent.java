package org.vigil.disinfection.round.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigil.disinfection.round.domain.ZoneCommand.Definition;
import org.vigil.disinfection.round.domain.ZoneCommand.Work;
import org.vigil.eventsourcing.EventType;

/** What happens in one zone. The stream's key is the zone's code. Stored forever. */
public sealed interface ZoneEvent {

  /** 区域登记. */
  @EventType("zone-defined")
  record ZoneDefined(Definition zone) implements ZoneEvent {}

  /** A day begins to be counted, from the end of the one before. */
  @EventType("disinfection-day-opened")
  record DayOpened(DayPlan plan, Instant opensAt, Instant atRiskAt) implements ZoneEvent {}

  /** The leading group has changed the rules of counting while the day is open. */
  @EventType("disinfection-day-replanned")
  record DayReplanned(DayPlan plan, @Nullable Instant atRiskAt) implements ZoneEvent {}

  /**
   * 消杀完成.
   *
   * @param valid whether it counts towards the day
   * @param flaws why it does not
   * @param atRiskAt when the rounds that remain begin to be at risk; null if none remain or the
   *     warning has been given
   */
  @EventType("disinfection-round-completed")
  record RoundCompleted(
      String roundId,
      String zone,
      String department,
      LocalDate day,
      Work work,
      boolean valid,
      List<Flaw> flaws,
      int validRounds,
      @Nullable Instant atRiskAt)
      implements ZoneEvent {
    public RoundCompleted {
      flaws = List.copyOf(flaws);
    }
  }

  /** Why a round does not count. */
  enum Flaw {
    /** Too soon after the last valid one: three rounds at once are one. */
    TOO_SOON,
    /** A touch-point of the zone was left out (3.7-b). */
    TOUCH_POINTS_MISSING,
    /** Done on a day that was closed when it was entered. */
    LATE_ENTERED
  }

  /**
   * A round does not count any more.
   *
   * @param validRounds what still counts on the round's own day
   * @param atRiskAt when the rounds that remain on the open day begin to be at risk
   */
  @EventType("disinfection-round-voided")
  record RoundVoided(String roundId, String reason, int validRounds, @Nullable Instant atRiskAt)
      implements ZoneEvent {}

  /** 预警: the day may be missed; there is still time. */
  @EventType("quota-at-risk")
  record QuotaAtRisk(String zone, String department, LocalDate day, int validRounds, int required)
      implements ZoneEvent {}

  /** 当日消杀不足3次. */
  @EventType("daily-disinfection-quota-missed")
  record DailyQuotaMissed(
      String zone, String department, LocalDate day, int validRounds, int required)
      implements ZoneEvent {}

  /** The day is over with all its rounds. */
  @EventType("daily-disinfection-quota-met")
  record DailyQuotaMet(String zone, String department, LocalDate day, int validRounds)
      implements ZoneEvent {}

  /**
   * A closed day is not what its verdict says: a round was entered late, or one was voided. The
   * verdict stands beside it.
   *
   * @param validRounds what was counted in time and still counts
   * @param lateRounds what was entered after the day had closed and would have counted
   */
  @EventType("daily-disinfection-quota-corrected")
  record DailyQuotaCorrected(
      String zone, String department, LocalDate day, int validRounds, int lateRounds, int required)
      implements ZoneEvent {}
}
