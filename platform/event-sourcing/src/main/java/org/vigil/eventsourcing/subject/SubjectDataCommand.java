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

  /** Lets it go. */
  record ReleaseHold(String holdId, String requestedBy, String requestedIn, Instant now)
      implements SubjectDataCommand {}
}
