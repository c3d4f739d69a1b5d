package org.vigil.duty.presence.domain;

import java.time.Instant;
import java.util.List;

/** What can be asked of one shift. {@code now} is the server's clock. */
public sealed interface PresenceCommand {

  /** The roster puts somebody on duty, or somebody else than before. */
  record ExpectPresence(DutyPlan plan) implements PresenceCommand {}

  /** The roster does not know the shift any more. */
  record WithdrawDuty(Instant now) implements PresenceCommand {}

  /** The holder is there. */
  record CheckIn(String subjectId, Instant now) implements PresenceCommand {}

  /** The holder goes. */
  record CheckOut(String subjectId, Instant now) implements PresenceCommand {}

  /** The holder signs a hand-over to the next; what was carried here and is open goes along. */
  record PrepareHandover(String subjectId, String nextShiftId, List<Matter> matters, Instant now)
      implements PresenceCommand {
    public PrepareHandover {
      matters = List.copyOf(matters);
    }
  }

  /** The next one signs it too. */
  record SignHandover(String subjectId, Instant now) implements PresenceCommand {}

  /** What the shift before has left open. */
  record CarryMatters(String fromShiftId, List<Matter> matters) implements PresenceCommand {
    public CarryMatters {
      matters = List.copyOf(matters);
    }
  }

  /** A matter is not open any more. */
  record SettleMatter(String matterId, Instant now) implements PresenceCommand {}

  /**
   * Somebody will look whether the holder is there.
   *
   * @param at when, chosen so that nobody can foresee it
   * @param answerBy by when the holder has to answer
   */
  record PlanProbe(String probeId, Instant at, Instant answerBy) implements PresenceCommand {}

  /** The holder answers the probe that is open. */
  record AnswerProbe(String subjectId, Instant now) implements PresenceCommand {}

  /** Nobody else is at the post. */
  record NotePostEmpty(Instant now) implements PresenceCommand {}

  /** A deadline has fallen due. */
  record LetTimePass(String deadline, Instant dueAt) implements PresenceCommand {}
}
