package org.vigil.reporting.dailyreport.domain;

import java.time.Instant;

/**
 * Something recorded elsewhere that a department's daily report has to agree with.
 *
 * @param id the report's or the visit's id; of a record of how members are, whom it concerns
 * @param subjectId whom it concerns, so that one person counts once
 * @param knownAt when it was first known; what was said before cannot contradict it
 */
public record HealthFact(Kind kind, String id, String subjectId, Instant knownAt) {

  /** Names the record from which it comes, among all kinds. */
  String record() {
    return record(kind, id);
  }

  /** Names a record among all kinds. */
  static String record(Kind kind, String id) {
    return kind + "/" + id;
  }

  /** Where it comes from. */
  public enum Kind {
    SYMPTOM,
    /** Measured at an exit or a meeting, where nobody can have misheard. */
    FEVER,
    CONTACT,
    RETURNEE,
    /** The department itself has recorded that a member has symptoms. */
    HEALTH_STATE,
    /** The department itself has found that somebody whom it observes has symptoms. */
    OBSERVED_ILL,
    /** It has ordered something itself because of somebody who is to be reported. */
    OWN_ORDER;

    /**
     * Among which facts a person counts once. The first two tell of one another; of the
     * department's own records each is held against the report by itself, as the same person may
     * bear another number in each.
     */
    Kind countedAs() {
      return this == FEVER ? SYMPTOM : this;
    }
  }
}
