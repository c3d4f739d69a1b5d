package org.vigil.reporting.dailyreport.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be asked of one department's report of one day. */
public sealed interface DailyReportCommand {

  /** The day has begun. */
  record ExpectDailyReport(String department, Schedule schedule) implements DailyReportCommand {}

  /**
   * The office excuses the department from this day.
   *
   * @param decidedAt an exemption after the cut-off comes too late to make a silence good
   */
  record ExemptDay(
      String department, Schedule schedule, String exemption, ExemptionKind kind, Instant decidedAt)
      implements DailyReportCommand {}

  /**
   * @param signature null if whoever signs is neither head nor deputy
   * @param schedule by the rules in force, for a day that nobody has opened
   * @param at the server's clock
   * @param takenBy the client of the office that has taken it down on the phone; null for none
   */
  record SubmitDailyReport(
      String department,
      Schedule schedule,
      Counts counts,
      @Nullable Signature signature,
      Instant at,
      @Nullable String takenBy)
      implements DailyReportCommand {}

  /**
   * @param takenBy as of a submission
   */
  record CorrectDailyReport(
      Counts counts,
      @Nullable Signature signature,
      String reason,
      Instant at,
      @Nullable String takenBy)
      implements DailyReportCommand {}

  /** Something is known of the department that day, or a record now says it otherwise. */
  record NoteHealthFact(String department, LocalDate day, HealthFact fact)
      implements DailyReportCommand {}

  /**
   * The department has recorded how members are; the newest word of a day counts.
   *
   * @param observedAt when they were so, by its own word
   * @param saidAt the server's clock
   * @param ill those with symptoms
   * @param well those who are well
   */
  record NoteHealthStates(
      String department,
      LocalDate day,
      Instant observedAt,
      Instant saidAt,
      Set<String> ill,
      Set<String> well)
      implements DailyReportCommand {
    public NoteHealthStates {
      ill = Set.copyOf(ill);
      well = Set.copyOf(well);
    }
  }

  /**
   * What was known turned out not to be so.
   *
   * @param id the report's or the visit's id
   */
  record WithdrawHealthFact(String department, LocalDate day, HealthFact.Kind kind, String id)
      implements DailyReportCommand {}

  /** Sent by the day's three deadlines. */
  record RemindOfDailyReport() implements DailyReportCommand {}

  record FindDailyReportOverdue() implements DailyReportCommand {}

  record FindDailyReportMissed() implements DailyReportCommand {}

  /** Why nothing is owed. */
  enum ExemptionKind {
    HOLIDAY,
    /** Nobody of the department is at work. */
    NOBODY_AT_WORK,
    /** The department reports through another one. */
    REPORTED_BY_ANOTHER,
    OTHER
  }
}
