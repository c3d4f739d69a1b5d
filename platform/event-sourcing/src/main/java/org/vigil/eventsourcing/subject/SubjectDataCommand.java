package org.vigil.eventsourcing.subject;

import java.time.Instant;
import org.vigil.eventsourcing.subject.SubjectDataEvent.ErasureReason;
import org.vigil.eventsourcing.subject.SubjectDataEvent.HoldReason;

/** What can be asked about one person's data. */
public sealed interface SubjectDataCommand {

  /**
   * @param followed whether it was decided in another service
   */
  record EraseSubject(
      String subjectId,
      String erasureId,
      ErasureReason reason,
      String requestedBy,
      String requestedIn,
      boolean followed,
      Instant now)
      implements SubjectDataCommand {}

  /** Sent by the deadline once the key is gone for good. */
  record CompleteErasure(String erasureId) implements SubjectDataCommand {}

  /** Keeps the data from being erased. */
  record HoldSubject(
      String subjectId,
      String holdId,
      HoldReason reason,
      String reference,
      String requestedBy,
      String requestedIn)
      implements SubjectDataCommand {}

  /**
   * Lets it go.
   *
   * @param by on whose word
   */
  record ReleaseHold(
      String holdId, Releaser by, String requestedBy, String requestedIn, Instant now)
      implements SubjectDataCommand {}

  /** On whose word a hold ends. */
  enum Releaser {
    /** The case that has placed it has ended, or another service has decided. */
    THE_MATTER_ITSELF,
    /** A leader, by hand: what people have placed. */
    LEADER,
    /** Anybody else, by hand: what the same client has placed. */
    CLIENT
  }
}
