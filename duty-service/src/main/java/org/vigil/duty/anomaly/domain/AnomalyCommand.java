package org.vigil.duty.anomaly.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What can be asked of one anomaly. {@code now} is the server's clock. */
public sealed interface AnomalyCommand {

  /**
   * Something is out of order.
   *
   * @param subjectId whom it concerns; null for nobody in particular
   * @param handleDueAt by when it has to be handled
   * @param reportDueAt by when it has to be reported up
   * @param lateEntered whether it is written down long after it was seen
   */
  record LogAnomaly(
      String anomalyId,
      String department,
      AnomalyKind kind,
      String place,
      @Nullable String subjectId,
      String description,
      Instant seenAt,
      Instant handleDueAt,
      Instant reportDueAt,
      boolean lateEntered)
      implements AnomalyCommand {}

  /** It is dealt with. */
  record Handle(String measures, Instant now) implements AnomalyCommand {}

  /** It is reported to the office. */
  record ReportUp(Instant now) implements AnomalyCommand {}

  /** What was written is not right. */
  record Correct(String description, String reason) implements AnomalyCommand {}

  /** A deadline has fallen due. */
  record LetTimePass(Instant dueAt) implements AnomalyCommand {}
}
