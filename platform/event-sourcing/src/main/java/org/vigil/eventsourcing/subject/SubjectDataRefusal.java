package org.vigil.eventsourcing.subject;

import org.vigil.eventsourcing.Refusal;

/** Refused because … */
public enum SubjectDataRefusal implements Refusal {
  SUBJECT_HELD,
  HOLD_UNKNOWN,
  HOLD_ENDS_WITH_ITS_CASE,
  HOLD_PLACED_BY_ANOTHER
}
