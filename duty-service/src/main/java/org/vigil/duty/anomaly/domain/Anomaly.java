package org.vigil.duty.anomaly.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The life of one anomaly. */
public sealed interface Anomaly {

  /** Nobody has written anything down. */
  record NotLogged() implements Anomaly {}

  /**
   * It is on record.
   *
   * @param subjectId whom it concerns; null for nobody in particular
   * @param versions what was written, and each correction behind it
   * @param handledAt null while it is not handled
   * @param reportedAt null while it is not reported up
   */
  record Logged(
      String anomalyId,
      String department,
      AnomalyKind kind,
      String place,
      @Nullable String subjectId,
      List<Version> versions,
      Instant seenAt,
      Instant handleDueAt,
      Instant reportDueAt,
      @Nullable String measures,
      @Nullable Instant handledAt,
      @Nullable Instant reportedAt,
      boolean handlingOverdue,
      boolean reportOverdue)
      implements Anomaly {

    public Logged {
      versions = List.copyOf(versions);
    }

    Logged handled(String newMeasures, Instant at) {
      return new Logged(
          anomalyId,
          department,
          kind,
          place,
          subjectId,
          versions,
          seenAt,
          handleDueAt,
          reportDueAt,
          newMeasures,
          at,
          reportedAt,
          handlingOverdue,
          reportOverdue);
    }

    Logged reported(Instant at) {
      return new Logged(
          anomalyId,
          department,
          kind,
          place,
          subjectId,
          versions,
          seenAt,
          handleDueAt,
          reportDueAt,
          measures,
          handledAt,
          at,
          handlingOverdue,
          reportOverdue);
    }

    Logged corrected(Version version) {
      List<Version> all = new ArrayList<>(versions);
      all.add(version);
      return new Logged(
          anomalyId,
          department,
          kind,
          place,
          subjectId,
          all,
          seenAt,
          handleDueAt,
          reportDueAt,
          measures,
          handledAt,
          reportedAt,
          handlingOverdue,
          reportOverdue);
    }

    Logged overdue(boolean handling, boolean report) {
      return new Logged(
          anomalyId,
          department,
          kind,
          place,
          subjectId,
          versions,
          seenAt,
          handleDueAt,
          reportDueAt,
          measures,
          handledAt,
          reportedAt,
          handling,
          report);
    }
  }

  /**
   * What was written at some time.
   *
   * @param reason why it was written anew; null for the first
   */
  record Version(String description, @Nullable String reason) {}
}
