package org.vigil.reporting.absence.policy;

import java.time.Instant;

/** What is on record of somebody's leave, once all is seen that has come in by now. */
@FunctionalInterface
public interface LeaveOnRecord {

  /** Whether it covers an instant. */
  boolean covers(String subjectId, Instant at);
}
