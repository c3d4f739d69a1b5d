package org.vigil.reporting.dailyreport.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.ExemptionKind;
import org.vigil.reporting.parameter.domain.CitedNoRule;
import org.vigil.reporting.parameter.domain.CitesRule;
import org.vigil.reporting.parameter.domain.Rule;

/** What happens to a department's report of a day. The stream's key is {@code GWYC:2022-11-03}. */
public sealed interface DailyReportEvent {

  String department();

  LocalDate day();

  /**
   * The day has begun, and a report of it is owed by the cut-off.
   *
   * @param cutOff by which {@code dueAt} is; null in version 1, as is the one that follows
   * @param missedAfter by which {@code missedAt} is
   */
  @EventType(value = "daily-report-expected", version = 2, upcasters = CitedNoRule.class)
  record DailyReportExpected(
      String department,
      LocalDate day,
      Instant remindAt,
      Instant dueAt,
      Instant missedAt,
      @Nullable Rule cutOff,
      @Nullable Rule missedAfter)
      implements DailyReportEvent {}

  /** The cut-off is near. */
  @EventType("daily-report-reminded")
  record DailyReportReminded(String department, LocalDate day, Instant dueAt)
      implements DailyReportEvent {}

  /**
   * The cut-off has passed without a report.
   *
   * @param rule the cut-off that was in force when the day began; null in version 1
   */
  @EventType(value = "daily-report-overdue", version = 2, upcasters = CitedNoRule.class)
  record DailyReportOverdue(String department, LocalDate day, Instant dueAt, @Nullable Rule rule)
      implements DailyReportEvent, CitesRule {}

  /**
   * 未报: the time after the cut-off has passed as well.
   *
   * @param rule the cut-off that was in force when the day began; null in version 1
   * @param missedAfter the time after it, of the same instant; null in version 1
   */
  @EventType(value = "daily-report-missed", version = 2, upcasters = CitedNoRule.class)
  record DailyReportMissed(
      String department,
      LocalDate day,
      Instant dueAt,
      @Nullable Rule rule,
      @Nullable Rule missedAfter)
      implements DailyReportEvent, CitesRule {

    @Override
    public List<Rule> rules() {
      return Stream.of(rule, missedAfter).filter(Objects::nonNull).toList();
    }
  }

  /**
   * The report has come, and there is somebody to report.
   *
   * @param lateBy how long after the cut-off; zero if it was in time
   */
  @EventType("daily-report-submitted")
  record DailyReportSubmitted(
      String department,
      LocalDate day,
      Counts counts,
      Signature signature,
      Instant submittedAt,
      Instant dueAt,
      Duration lateBy)
      implements DailyReportEvent {}

  /**
   * 零报告: the report has come, and says that there is nobody to report.
   *
   * @param lateBy how long after the cut-off; zero if it was in time
   */
  @EventType("zero-report-submitted")
  record ZeroReportSubmitted(
      String department,
      LocalDate day,
      int present,
      int absent,
      Signature signature,
      Instant submittedAt,
      Instant dueAt,
      Duration lateBy)
      implements DailyReportEvent {

    /** The same as counts. */
    public Counts counts() {
      return new Counts(present, absent, 0, 0, 0);
    }
  }

  /**
   * The department has put something right; what it said before stays on record.
   *
   * @param subjectId of who signs, whose words the reason are
   * @param afterCutOff a correction that comes after the cut-off shows for ever
   */
  @EventType("daily-report-corrected")
  record DailyReportCorrected(
      String subjectId,
      String department,
      LocalDate day,
      Counts counts,
      Signature signature,
      @Personal String reason,
      Instant correctedAt,
      boolean afterCutOff)
      implements DailyReportEvent {}

  /**
   * 电话代录: the words before were not filed by the department, but said to the office on the phone.
   *
   * @param subjectId of who has said them, the head or a deputy
   * @param takenBy the client that has taken them down
   */
  @EventType("daily-report-taken-by-phone")
  record DailyReportTakenByPhone(
      String subjectId,
      String department,
      LocalDate day,
      @Personal(mask = Mask.NAME) String name,
      String takenBy,
      Instant takenAt)
      implements DailyReportEvent {}

  /** Nothing is owed that day, and the exemption says why. */
  @EventType("daily-report-exempted")
  record DailyReportExempted(
      String department, LocalDate day, Instant dueAt, String exemption, ExemptionKind kind)
      implements DailyReportEvent {}

  /** Something is known of the department that day; the newest word of a record counts. */
  @EventType("daily-report-fact-noted")
  record DailyReportFactNoted(String department, LocalDate day, HealthFact fact)
      implements DailyReportEvent {}

  /**
   * What was known turned out not to be so: the record was put right, and says nothing of that day
   * any more.
   *
   * @param fact as it was noted
   * @param agrees whether a report that was contradicted agrees with what is left
   */
  @EventType("daily-report-fact-withdrawn")
  record DailyReportFactWithdrawn(String department, LocalDate day, HealthFact fact, boolean agrees)
      implements DailyReportEvent {}

  /**
   * 与其他记录不符: less was said than was known when it was said. A lead, not a finding (5-6).
   *
   * @param zero whether the department had said that there was nobody
   * @param facts the evidence: all facts of the counts that are too low
   */
  @EventType("daily-report-contradicted")
  record DailyReportContradicted(
      String department, LocalDate day, boolean zero, Instant saidAt, List<HealthFact> facts)
      implements DailyReportEvent {
    public DailyReportContradicted {
      facts = List.copyOf(facts);
    }
  }
}
