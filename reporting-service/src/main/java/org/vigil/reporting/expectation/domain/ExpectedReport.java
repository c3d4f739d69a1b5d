package org.vigil.reporting.expectation.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.ReportExpected;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.SignalDeniedByDailyReport;

/** A report that is owed, in its stages. */
public sealed interface ExpectedReport {

  record NotExpected() implements ExpectedReport {}

  record Owed(ReportExpected expected, Known known) implements ExpectedReport {}

  /** Nobody has reported in time, and nothing shows that anybody knew; a report may still come. */
  record Missed(ReportExpected expected, Known known) implements ExpectedReport {}

  /** Somebody knew and did not report; a report may still come. */
  record Suspected(ReportExpected expected, Known known) implements ExpectedReport {}

  /**
   * @param reportId the report that has come
   * @param before what it would be without that report
   */
  record Met(String reportId, ExpectedReport before) implements ExpectedReport {}

  /** The signal was a mistake, and nothing is owed; what was found before stays found. */
  record Withdrawn() implements ExpectedReport {}

  /** What is owed and by whom, until it is met. */
  default Optional<ReportExpected> waiting() {
    return switch (this) {
      case NotExpected _, Met _, Withdrawn _ -> Optional.empty();
      case Owed(var expected, _) -> Optional.of(expected);
      case Missed(var expected, _) -> Optional.of(expected);
      case Suspected(var expected, _) -> Optional.of(expected);
    };
  }

  /** What is known of it, also once it is met. */
  default Known known() {
    return switch (this) {
      case NotExpected _, Withdrawn _ -> Known.NOTHING;
      case Owed(_, var known) -> known;
      case Missed(_, var known) -> known;
      case Suspected(_, var known) -> known;
      case Met(_, var before) -> before.known();
    };
  }

  /** What is or was owed, until the signal turns out to be a mistake. */
  default Optional<ReportExpected> expectation() {
    return this instanceof Met(_, var before) ? before.expectation() : waiting();
  }

  /**
   * What is known of who knew.
   *
   * @param evidence in the order in which it was noted
   * @param denials daily reports that say less than was known
   * @param answeredUntil until when a report that turned out to be about somebody else stood for
   *     this one; null where none did
   * @param contrary reports that say there is no fever where one was measured
   */
  record Known(
      List<Evidence> evidence,
      List<SignalDeniedByDailyReport> denials,
      @Nullable Instant answeredUntil,
      Set<String> contrary) {

    static final Known NOTHING = new Known(List.of(), List.of(), null, Set.of());

    /**
     * The first instant at which the department can be shown to have known that nobody had
     * reported.
     */
    Optional<Instant> since() {
      return evidence.stream()
          .map(Evidence::at)
          .min(Instant::compareTo)
          .map(
              first ->
                  answeredUntil == null || first.isAfter(answeredUntil) ? first : answeredUntil);
    }

    /** A denial by somebody who knew when denying. */
    Optional<SignalDeniedByDailyReport> knowingDenial() {
      return since()
          .flatMap(
              since -> denials.stream().filter(it -> !it.saidAt().isBefore(since)).findFirst());
    }

    Known plus(Evidence more) {
      return new Known(
          Stream.concat(evidence.stream(), Stream.of(more)).toList(),
          denials,
          answeredUntil,
          contrary);
    }

    Known plus(SignalDeniedByDailyReport denial) {
      return new Known(
          evidence,
          Stream.concat(denials.stream(), Stream.of(denial)).toList(),
          answeredUntil,
          contrary);
    }

    Known answeredUntil(Instant reopenedAt) {
      return new Known(evidence, denials, reopenedAt, contrary);
    }

    Known against(String reportId) {
      return new Known(
          evidence,
          denials,
          answeredUntil,
          Stream.concat(contrary.stream(), Stream.of(reportId))
              .collect(Collectors.toUnmodifiableSet()));
    }

    Known notAgainst(String reportId) {
      return new Known(
          evidence,
          denials,
          answeredUntil,
          contrary.stream()
              .filter(one -> !one.equals(reportId))
              .collect(Collectors.toUnmodifiableSet()));
    }
  }
}
