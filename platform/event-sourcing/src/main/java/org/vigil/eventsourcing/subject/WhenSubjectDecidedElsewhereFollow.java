package org.vigil.eventsourcing.subject;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.eventsourcing.subject.SubjectDataCommand.EraseSubject;
import org.vigil.eventsourcing.subject.SubjectDataCommand.HoldSubject;
import org.vigil.eventsourcing.subject.SubjectDataCommand.ReleaseHold;
import org.vigil.eventsourcing.subject.SubjectDataCommand.Releaser;
import org.vigil.eventsourcing.subject.SubjectDataEvent.ErasureReason;
import org.vigil.eventsourcing.subject.SubjectDataEvent.SubjectErased;
import org.vigil.eventsourcing.subject.SubjectDataEvent.SubjectHeld;
import org.vigil.eventsourcing.subject.SubjectDataEvent.SubjectHoldReleased;

/**
 * A person is the same in all services: what one decides about the person's data holds in all. Only
 * the service that decided is followed, not those that follow it, and none in its retention, which
 * says nothing of the others' data.
 */
public final class WhenSubjectDecidedElsewhereFollow implements Policy {

  private final InstantSource clock;

  public WhenSubjectDecidedElsewhereFollow(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "when-subject-decided-elsewhere-follow";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(SubjectErased.class, SubjectHeld.class, SubjectHoldReleased.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> event) {
    return switch (event.event()) {
      case SubjectErased e
          when e.requestedIn().equals(event.source())
              && e.reason() != ErasureReason.RETENTION_ENDED ->
          List.of(
              intent(
                  e.subjectId(),
                  new EraseSubject(
                      e.subjectId(),
                      e.erasureId(),
                      e.reason(),
                      e.requestedBy(),
                      e.requestedIn(),
                      true,
                      clock.instant())));
      case SubjectHeld h when h.requestedIn().equals(event.source()) ->
          List.of(
              intent(
                  h.subjectId(),
                  new HoldSubject(
                      h.subjectId(),
                      h.holdId(),
                      h.reason(),
                      h.reference(),
                      h.requestedBy(),
                      h.requestedIn())));
      case SubjectHoldReleased r when r.requestedIn().equals(event.source()) ->
          List.of(
              intent(
                  r.subjectId(),
                  new ReleaseHold(
                      r.holdId(),
                      Releaser.THE_MATTER_ITSELF,
                      r.requestedBy(),
                      r.requestedIn(),
                      clock.instant())));
      default -> List.of();
    };
  }

  private static Intent<?> intent(String subject, SubjectDataCommand command) {
    return new Intent<>(new StreamId(SubjectDataDecider.CATEGORY, subject), command);
  }
}
