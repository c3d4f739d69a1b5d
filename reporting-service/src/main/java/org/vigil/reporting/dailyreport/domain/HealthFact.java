package org.vigil.reporting.dailyreport.domain;

import java.time.Instant;

/**
 * Something recorded elsewhere that a department's daily report has to agree with.
 *
 * @param id the report's or the visit's id
 * @param subjectId whom it concerns, so that one person counts once
 * @param knownAt when it was first known; what was said before cannot contradict it
 */
public record HealthFact(Kind kind, String id, String subjectId, Instant knownAt) {

  /** Names the record from which it comes, among all kinds. */
  String record() {
    return kind + "/" + id;
  }

  /** Whether both come from one record, whatever that says now. */
  boolean isOfSameRecordAs(HealthFact other) {
    return kind == other.kind && id.equals(other.id);
  }

  /** Where it comes from. */
  public enum Kind {
    SYMPTOM,
    /** Measured at an exit or a meeting, where nobody can have misheard. */
    FEVER,
    CONTACT,
    RETURNEE;

    /** The count of the daily report in which it belongs. */
    Kind countedAs() {
      return this == FEVER ? SYMPTOM : this;
    }
  }
}
