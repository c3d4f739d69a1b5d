package org.vigil.reporting.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.ExpectReport;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.WithdrawExpectation;
import org.vigil.reporting.expectation.domain.ExpectedReportDecider;
import org.vigil.reporting.expectation.domain.Occasion;
import org.vigil.reporting.parameter.domain.Rule;

/**
 * Somebody whose absence from a muster or silence in a drill duty-service records as an illness is
 * a signal: the department owes a report (3.11-b), until the word about the absence is put right.
 * One policy reads both words, so that nothing is taken back before it is owed. Follows what was
 * received.
 */
public final class WhenSomebodyIsIllExpectReport implements Policy {

  /** The time to report somebody who is absent because of an illness. */
  public static final String REPORT_WITHIN = "reporting.illness-report-within";

  private static final String ILLNESS = "ILLNESS";

  /** What is read so much later was said before anybody could know that a report is owed of it. */
  private static final Duration FROM_BEFORE = Duration.ofDays(1);

  private final BiFunction<String, Instant, Optional<String>> names;
  private final Function<Instant, Rule> reportWithin;
  private final InstantSource clock;

  /**
   * @param names masked, of a member of the staff at an instant
   * @param reportWithin the rule in force at an instant
   */
  public WhenSomebodyIsIllExpectReport(
      BiFunction<String, Instant, Optional<String>> names,
      Function<Instant, Rule> reportWithin,
      InstantSource clock) {
    this.names = names;
    this.reportWithin = reportWithin;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "when-somebody-is-ill-expect-report";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(MusterAbsenceExcused.class, ReachabilityDrillExcused.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> recorded) {
    Duration age = Duration.between(recorded.recordedAt(), clock.instant());
    if (age.compareTo(ExpectedReportDecider.COUNTS_AFTER) > 0) {
      return List.of();
    }
    return switch (recorded.event()) {
      case MusterAbsenceExcused(var muster, var department, var subject, var excuse) ->
          List.of(said(recorded, muster, department, subject, excuse));
      case ReachabilityDrillExcused(var drill, var department, var subject, var reason) ->
          List.of(said(recorded, drill, department, subject, reason));
      default -> List.of();
    };
  }

  private Intent<?> said(
      Recorded<?> recorded, String from, String department, String subject, String why) {
    StreamId stream = new StreamId(ExpectedReportDecider.CATEGORY.name(), from + ":ill-" + subject);
    if (!why.equals(ILLNESS)) {
      return new Intent<>(stream, new WithdrawExpectation());
    }
    Instant now = recorded.recordedAt();
    Instant read = clock.instant();
    return new Intent<>(
        stream,
        new ExpectReport(
            Occasion.ABSENT_ILL,
            subject,
            department,
            null,
            null,
            names.apply(subject, now).orElse(null),
            now,
            Duration.between(now, read).compareTo(FROM_BEFORE) > 0 ? read : now,
            reportWithin.apply(now)));
  }
}
