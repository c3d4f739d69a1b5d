package org.vigil.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.vigil.eventsourcing.CommandContext;
import org.vigil.eventsourcing.Outcome.Done;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.eventsourcing.subject.SubjectDataCommand.EraseSubject;
import org.vigil.eventsourcing.subject.SubjectDataEvent.ErasureReason;

/** What happens when data have not been used for as long as they may be kept. */
final class Retention {

  private Retention() {}

  /**
   * The key of a subject goes.
   *
   * @return the position of the erasure
   */
  static long ended(EventSourcing vigil, String owner) {
    var outcome =
        vigil
            .handler(vigil.subjects())
            .handle(
                owner,
                new EraseSubject(
                    owner,
                    UUID.randomUUID().toString(),
                    ErasureReason.RETENTION_ENDED,
                    "retention",
                    "reporting",
                    false,
                    Instant.now().truncatedTo(ChronoUnit.MICROS)),
                CommandContext.of("retention", UUID.randomUUID()));
    assertThat(outcome).isInstanceOf(Done.class);
    return ((Done<?>) outcome).events().getLast().position();
  }
}
