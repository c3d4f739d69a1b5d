package org.vigil.eventsourcing.subject;

import java.time.Instant;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Forgotten;

/**
 * What happens to one person's data. No name and no free text stands here: what says that somebody
 * is forgotten must not itself say who it was.
 */
public sealed interface SubjectDataEvent {

  /** The pseudonym, which is the stream's key too. */
  String subjectId();

  /**
   * The person is forgotten: what was recorded before can no longer be read.
   *
   * @param requestedBy the client that asked, or {@code retention}
   * @param requestedIn the service where it was decided; the others follow it
   */
  @EventType("subject-erased")
  record SubjectErased(
      String subjectId,
      String erasureId,
      ErasureReason reason,
      String requestedBy,
      String requestedIn,
      Instant erasedAt)
      implements SubjectDataEvent, Forgotten {}

  /** It is decided elsewhere, but a case holds the data here: it waits for the release. */
  @EventType("subject-erasure-postponed")
  record SubjectErasurePostponed(
      String subjectId,
      String erasureId,
      ErasureReason reason,
      String requestedBy,
      String requestedIn)
      implements SubjectDataEvent {}

  /**
   * The key is deleted, and no replica has it any more. What was on its way during the erasure is
   * scrubbed from the views by this event.
   */
  @EventType("subject-erasure-completed")
  record SubjectErasureCompleted(String subjectId, String erasureId)
      implements SubjectDataEvent, Forgotten {}

  /**
   * A case needs the data; it is not erased until the release.
   *
   * @param reference the case's own number
   */
  @EventType("subject-held")
  record SubjectHeld(
      String subjectId,
      String holdId,
      HoldReason reason,
      String reference,
      String requestedBy,
      String requestedIn)
      implements SubjectDataEvent {

    /**
     * Whether somebody has placed it, and not a case of the system. The id is then the pseudonym
     * and a number of its own; a case's hold carries the case's number, its reference.
     */
    boolean byHand() {
      return holdId.startsWith(subjectId + ".") && !holdId.endsWith("." + reference);
    }
  }

  /** The case needs it no longer. */
  @EventType("subject-hold-released")
  record SubjectHoldReleased(
      String subjectId, String holdId, String requestedBy, String requestedIn)
      implements SubjectDataEvent {}

  /** Why a person is forgotten. */
  enum ErasureReason {
    /** 本人要求 */
    REQUESTED_BY_THE_PERSON,
    /** 误录 */
    RECORDED_IN_ERROR,
    /** 不再需要 */
    NO_LONGER_NEEDED,
    /** 保存期满; decided by each service for itself */
    RETENTION_ENDED
  }

  /** Why data is held. */
  enum HoldReason {
    /** 疫情处置 */
    OUTBREAK_CASE,
    /** 追责 */
    ACCOUNTABILITY_CASE,
    /** 司法 */
    LEGAL_CASE
  }
}
