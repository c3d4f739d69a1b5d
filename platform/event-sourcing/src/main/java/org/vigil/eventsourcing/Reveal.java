package org.vigil.eventsourcing;

/**
 * An event that says that somebody has looked at a person's data. The envelope says who and when,
 * the stream says in which matter.
 */
public interface Reveal {

  /** Whose data it was, a pseudonym. */
  String subjectId();

  /** For what it was needed, in the words of whoever looked. */
  String purpose();
}
