package org.vigil.eventsourcing.subject;

import static org.vigil.eventsourcing.Decision.accept;
import static org.vigil.eventsourcing.Decision.acceptAll;
import static org.vigil.eventsourcing.Decision.refuse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Category.DueCommand;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.DeadlineRule.Change.Schedule;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.subject.SubjectDataCommand.CompleteErasure;
import org.vigil.eventsourcing.subject.SubjectDataCommand.EraseSubject;
import org.vigil.eventsourcing.subject.SubjectDataCommand.HoldSubject;
import org.vigil.eventsourcing.subject.SubjectDataCommand.ReleaseHold;
import org.vigil.eventsourcing.subject.SubjectDataCommand.Releaser;
import org.vigil.eventsourcing.subject.SubjectDataEvent.SubjectErased;
import org.vigil.eventsourcing.subject.SubjectDataEvent.SubjectErasureCompleted;
import org.vigil.eventsourcing.subject.SubjectDataEvent.SubjectErasurePostponed;
import org.vigil.eventsourcing.subject.SubjectDataEvent.SubjectHeld;
import org.vigil.eventsourcing.subject.SubjectDataEvent.SubjectHoldReleased;

/**
 * The rules: what a case holds is not erased, and what is erased is erased once. A case's hold ends
 * with the case: whoever may erase must not be able to end it, being perhaps who the case is about.
 */
public final class SubjectDataDecider
    implements Decider<SubjectDataCommand, SubjectData, SubjectDataEvent> {

  /** The streams' category. */
  public static final String CATEGORY = "subject-data";

  private static final String COMPLETE = "complete-";

  /**
   * @param settled how long after an erasure it is complete
   * @param due the command of the deadline of an erasure, by its id
   */
  public static Category<SubjectDataCommand, ?, SubjectDataEvent> category(
      Duration settled, DueCommand<CompleteErasure> due) {
    return new Category<>(
        CATEGORY,
        new SubjectDataDecider(),
        SubjectDataEvent.class,
        event -> deadlines(event, settled),
        (name, dueAt) -> due.when(name.substring(COMPLETE.length()), dueAt));
  }

  private static List<Change> deadlines(SubjectDataEvent event, Duration settled) {
    return event instanceof SubjectErased erased
        ? List.of(new Schedule(COMPLETE + erased.erasureId(), erased.erasedAt().plus(settled)))
        : List.of();
  }

  @Override
  public SubjectData initialState() {
    return SubjectData.NOTHING;
  }

  @Override
  public Decision<SubjectDataEvent> decide(SubjectDataCommand command, SubjectData state) {
    return switch (command) {
      case EraseSubject erase -> erase(erase, state);
      case CompleteErasure(var id) ->
          Boolean.FALSE.equals(state.erasures().get(id))
              ? accept(new SubjectErasureCompleted(state.subjectId(), id))
              : accept();
      case HoldSubject hold ->
          state.holds().containsKey(hold.holdId())
              ? accept()
              : accept(
                  new SubjectHeld(
                      hold.subjectId(),
                      hold.holdId(),
                      hold.reason(),
                      hold.reference(),
                      hold.requestedBy(),
                      hold.requestedIn()));
      case ReleaseHold release -> release(release, state);
    };
  }

  /** What is decided elsewhere cannot be refused, it can only wait. */
  private static Decision<SubjectDataEvent> erase(EraseSubject erase, SubjectData state) {
    if (state.erasures().containsKey(erase.erasureId())) {
      return accept();
    }
    if (state.holds().isEmpty()) {
      return accept(
          new SubjectErased(
              erase.subjectId(),
              erase.erasureId(),
              erase.reason(),
              erase.requestedBy(),
              erase.requestedIn(),
              erase.now()));
    }
    if (!erase.followed()) {
      return refuse(SubjectDataRefusal.SUBJECT_HELD);
    }
    return state.postponed() != null
        ? accept()
        : accept(
            new SubjectErasurePostponed(
                erase.subjectId(),
                erase.erasureId(),
                erase.reason(),
                erase.requestedBy(),
                erase.requestedIn()));
  }

  private static Decision<SubjectDataEvent> release(ReleaseHold release, SubjectData state) {
    SubjectHeld held = state.holds().get(release.holdId());
    if (held == null) {
      return refuse(SubjectDataRefusal.HOLD_UNKNOWN);
    }
    if (release.by() != Releaser.THE_MATTER_ITSELF && !held.byHand()) {
      return refuse(
          SubjectDataRefusal.HOLD_ENDS_WITH_ITS_CASE, Map.of("reference", held.reference()));
    }
    if (release.by() == Releaser.CLIENT && !release.requestedBy().equals(held.requestedBy())) {
      return refuse(SubjectDataRefusal.HOLD_PLACED_BY_ANOTHER);
    }
    List<SubjectDataEvent> events = new ArrayList<>();
    events.add(
        new SubjectHoldReleased(
            state.subjectId(), release.holdId(), release.requestedBy(), release.requestedIn()));
    SubjectErasurePostponed waiting = state.postponed();
    if (waiting != null && state.holds().keySet().equals(Set.of(release.holdId()))) {
      events.add(
          new SubjectErased(
              waiting.subjectId(),
              waiting.erasureId(),
              waiting.reason(),
              waiting.requestedBy(),
              waiting.requestedIn(),
              release.now()));
    }
    return acceptAll(events);
  }

  @Override
  public SubjectData evolve(SubjectData state, SubjectDataEvent event) {
    return state.after(event);
  }
}
