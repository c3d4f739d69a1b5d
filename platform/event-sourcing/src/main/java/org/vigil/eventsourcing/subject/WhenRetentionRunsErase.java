package org.vigil.eventsourcing.subject;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.eventsourcing.subject.Retention.Event.RetentionRun;
import org.vigil.eventsourcing.subject.SubjectDataCommand.EraseSubject;
import org.vigil.eventsourcing.subject.SubjectDataEvent.ErasureReason;

/** Forgets those whom a retention run has found; who is held by then stays. */
public final class WhenRetentionRunsErase implements Policy {

  private static final String REQUESTED_BY = "retention";

  private final InstantSource clock;

  public WhenRetentionRunsErase(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "when-retention-runs-erase";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(RetentionRun.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> event) {
    return event.event() instanceof RetentionRun run
        ? run.subjectIds().stream()
            .<Intent<?>>map(
                subject ->
                    new Intent<>(
                        new StreamId(SubjectDataDecider.CATEGORY, subject), erase(subject, event)))
            .toList()
        : List.of();
  }

  /** The same run gives the same ids when it is seen again. */
  private EraseSubject erase(String subject, Recorded<Object> run) {
    byte[] name = (run.id() + "/" + subject).getBytes(StandardCharsets.UTF_8);
    return new EraseSubject(
        subject,
        UUID.nameUUIDFromBytes(name).toString(),
        ErasureReason.RETENTION_ENDED,
        REQUESTED_BY,
        run.source(),
        false,
        clock.instant());
  }
}
