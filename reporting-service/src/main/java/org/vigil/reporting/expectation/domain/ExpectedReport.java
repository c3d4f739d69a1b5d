package org.vigil.reporting.expectation.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

  /**
   * What is known of who knew.
   *
   * @param evidence in the order in which it was noted
   * @param denials daily reports that say less than was known
   * @param answeredUntil until when a report that turned out to be about somebody else stood for
   *     this one; null where none did
   */
  record Known(
      List<Evidence> evidence,
      List<SignalDeniedByDailyReport> denials,
      @Nullable Instant answeredUntil) {

    static final Known NOTHING = new Known(List.of(), List.of(), null);

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
          Stream.concat(evidence.stream(), Stream.of(more)).toList(), denials, answeredUntil);
    }

    Known plus(SignalDeniedByDailyReport denial) {
      return new Known(
          evidence, Stream.concat(denials.stream(), Stream.of(denial)).toList(), answeredUntil);
    }

    Known answeredUntil(Instant reopenedAt) {
      return new Known(evidence, denials, reopenedAt);
    }
  }
}
