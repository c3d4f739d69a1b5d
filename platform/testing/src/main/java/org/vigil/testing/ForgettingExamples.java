package org.vigil.testing;

import java.time.Instant;
import java.util.List;
import org.vigil.eventsourcing.store.EventCatalog;
import org.vigil.eventsourcing.subject.Retention;
import org.vigil.eventsourcing.subject.Retention.Event.RetentionBegun;
import org.vigil.eventsourcing.subject.Retention.Event.RetentionRun;
import org.vigil.eventsourcing.subject.SubjectDataEvent;
import org.vigil.eventsourcing.subject.SubjectDataEvent.ErasureReason;
import org.vigil.eventsourcing.subject.SubjectDataEvent.HoldReason;
import org.vigil.eventsourcing.subject.SubjectDataEvent.SubjectErased;
import org.vigil.eventsourcing.subject.SubjectDataEvent.SubjectErasureCompleted;
import org.vigil.eventsourcing.subject.SubjectDataEvent.SubjectErasurePostponed;
import org.vigil.eventsourcing.subject.SubjectDataEvent.SubjectHeld;
import org.vigil.eventsourcing.subject.SubjectDataEvent.SubjectHoldReleased;

/** One of each event about people's data, which are the same in every service. */
public final class ForgettingExamples {

  private static final Instant AT = Instant.parse("2022-11-03T06:05:00Z");
  private static final String SUBJECT = "5f0c1d9a3b7e42d18c6f0a9b1e2d3c4f";
  private static final String ERASURE = "0d5c1f9e-1111-4222-8333-444455556666";
  private static final String HOLD = SUBJECT + ".0d5c1f9e-2222-4222-8333-444455556666";

  private ForgettingExamples() {}

  /** Holds the events of a service to its contracts. */
  public static void hold(String service) {
    Contracts.hold(
        EventCatalog.of(service, List.of(SubjectDataEvent.class, Retention.Event.class)),
        List.of(
            new SubjectErased(
                SUBJECT, ERASURE, ErasureReason.REQUESTED_BY_THE_PERSON, "office", "duty", AT),
            new SubjectErasurePostponed(
                SUBJECT, ERASURE, ErasureReason.REQUESTED_BY_THE_PERSON, "office", "duty"),
            new SubjectErasureCompleted(SUBJECT, ERASURE),
            new SubjectHeld(
                SUBJECT, HOLD, HoldReason.OUTBREAK_CASE, "CASE-2022-017", "office", "reporting"),
            new SubjectHoldReleased(SUBJECT, HOLD, "office", "reporting"),
            new RetentionBegun(AT),
            new RetentionRun(
                AT, AT.minusSeconds(15_552_000), 1, List.of(SUBJECT), AT.plusSeconds(86_400))));
  }
}
