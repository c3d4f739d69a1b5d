package org.vigil.eventsourcing;

/**
 * An event behind which a person's data, as far as it stands before it, is gone. Every projection's
 * {@link Projection#personalColumns} are scrubbed by it.
 */
public interface Forgotten {

  /** Whom it concerns, a pseudonym. */
  String subjectId();
}
