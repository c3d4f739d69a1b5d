package org.vigil.duty.presence.policy;

import java.util.List;
import java.util.Set;
import org.vigil.duty.presence.domain.PresenceCommand.NotePostEmpty;
import org.vigil.duty.presence.domain.PresenceDecider;
import org.vigil.duty.presence.domain.PresenceEvent.DutyCheckInMissed;
import org.vigil.duty.presence.domain.PresenceEvent.DutyCheckedOut;
import org.vigil.duty.presence.domain.PresenceEvent.Leaving;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;

/**
 * Somebody still has not come, or went early without a hand-over: where nobody else of the
 * department is on duty, its post is empty.
 */
public final class WhenDutyUncoveredNoteEmptyPost implements Policy {

  private final Present present;

  public WhenDutyUncoveredNoteEmptyPost(Present present) {
    this.present = present;
  }

  /** Whether anybody of a department is on duty, by the view at a position or later. */
  @FunctionalInterface
  public interface Present {
    boolean anybody(String department, long position);
  }

  @Override
  public String name() {
    return "when-duty-uncovered-note-empty-post";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(DutyCheckInMissed.class, DutyCheckedOut.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> event) {
    return switch (event.event()) {
      case DutyCheckInMissed missed when missed.stage() == 2 ->
          look(event, missed.shiftId(), missed.department());
      case DutyCheckedOut out when out.leaving() == Leaving.EARLY_WITHOUT_RELIEF ->
          look(event, out.shiftId(), out.department());
      default -> List.of();
    };
  }

  private List<Intent<?>> look(Recorded<Object> event, String shiftId, String department) {
    return present.anybody(department, event.position())
        ? List.of()
        : List.of(
            new Intent<>(
                new StreamId(PresenceDecider.NAME, shiftId),
                new NotePostEmpty(event.recordedAt())));
  }
}
