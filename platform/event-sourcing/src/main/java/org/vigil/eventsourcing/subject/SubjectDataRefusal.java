package org.vigil.eventsourcing.subject;

import org.vigil.eventsourcing.Refusal;

/** Refused because … */
public enum SubjectDataRefusal implements Refusal {
  SUBJECT_HELD,
  HOLD_UNKNOWN
}
