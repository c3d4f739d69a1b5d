package org.vigil.duty.anomaly.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;

/** What happens to one anomaly. The stream's key is its id. Stored forever. */
public sealed interface AnomalyEvent {

  /**
   * 异常登记.
   *
   * @param subjectId whom it concerns; null for nobody in particular
   */
  @EventType("anomaly-logged")
  record AnomalyLogged(
      String anomalyId,
      String department,
      AnomalyKind kind,
      String place,
      @Nullable String subjectId,
      @Personal String description,
      Instant seenAt,
      Instant handleDueAt,
      Instant reportDueAt,
      boolean lateEntered)
      implements AnomalyEvent {}

  /** 异常处理. */
  @EventType("anomaly-handled")
  record AnomalyHandled(
      String anomalyId,
      String department,
      @Nullable String subjectId,
      @Personal String measures,
      Instant at,
      boolean late)
      implements AnomalyEvent {}

  /** 异常上报. */
  @EventType("anomaly-reported-up")
  record AnomalyReportedUp(
      String anomalyId, String department, AnomalyKind kind, Instant at, boolean late)
      implements AnomalyEvent {}

  /** 更正: what was written before stays beside it. */
  @EventType("anomaly-corrected")
  record AnomalyCorrected(
      String anomalyId,
      String department,
      @Nullable String subjectId,
      @Personal String description,
      @Personal String reason)
      implements AnomalyEvent {}

  /** It was not handled in time. */
  @EventType("anomaly-handling-overdue")
  record AnomalyHandlingOverdue(String anomalyId, String department, Instant dueAt)
      implements AnomalyEvent {}

  /** It was not reported up in time. */
  @EventType("anomaly-report-overdue")
  record AnomalyReportOverdue(String anomalyId, String department, Instant dueAt)
      implements AnomalyEvent {}
}
