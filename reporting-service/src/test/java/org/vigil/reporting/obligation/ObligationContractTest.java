package org.vigil.reporting.obligation;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.store.EventCatalog;
import org.vigil.reporting.CitedRules;
import org.vigil.reporting.obligation.domain.Assignments;
import org.vigil.reporting.obligation.domain.Assignments.ObligationAssigned;
import org.vigil.reporting.obligation.domain.Assignments.ObligationGapClosed;
import org.vigil.reporting.obligation.domain.Assignments.ObligationUnassignedDetected;
import org.vigil.reporting.obligation.domain.Assignments.ObligationUnitsSet;
import org.vigil.reporting.obligation.domain.ObligationHandoverEvent.ObligationHandoverAccepted;
import org.vigil.reporting.obligation.domain.ObligationHandoverEvent.ObligationHandoverDeclined;
import org.vigil.reporting.obligation.domain.ObligationHandoverEvent.ObligationHandoverOffered;
import org.vigil.reporting.obligation.domain.ObligationHandoverEvent.ObligationHandoverUnanswered;
import org.vigil.reporting.obligation.domain.ObligationHandoverEvent.ObligationHandoverWithdrawn;
import org.vigil.reporting.obligation.domain.ObligationHandoverEvent.Receiver;
import org.vigil.reporting.parameter.domain.Rule;
import org.vigil.testing.Contracts;

/** The shape of what is stored and published, held to the examples in docs/contracts. */
class ObligationContractTest {

  private static final Rule RULE = CitedRules.decided("duty.handover-answer-within", "PT24H");
  private static final Instant AT = Instant.parse("2022-11-03T06:05:00Z");
  private static final String HANDOVER = "0d5c1f9e-1111-4222-8333-444455556666";
  private static final String GIVER = "5f0c1d9a3b7e42d18c6f0a9b1e2d3c4f";
  private static final Receiver RECEIVER = new Receiver("6a0c1d9a3b7e42d18c6f0a9b1e2d3c50", "李明");

  @Test
  void every_event_is_stored_and_published_as_it_was_agreed() {
    Contracts.hold(
        EventCatalog.of("reporting", List.of(Assignments.Event.class)),
        List.of(
            new ObligationAssigned(
                "3.7-a",
                "ZHGL",
                "5f0c1d9a3b7e42d18c6f0a9b1e2d3c4f",
                "周伟",
                AT,
                AT.plusSeconds(86_400)),
            new ObligationUnitsSet(
                "3.6-a", "YWS", List.of("JGH", "BGS"), AT, AT.plusSeconds(86_400)),
            new ObligationUnassignedDetected("3.7-a", "ZHGL", AT),
            new ObligationGapClosed("3.7-a", "ZHGL", AT),
            new ObligationHandoverOffered(
                HANDOVER,
                "3.7-a",
                "ZHGL",
                GIVER,
                RECEIVER,
                "出差",
                AT,
                null,
                AT.plusSeconds(86_400),
                RULE),
            new ObligationHandoverAccepted(
                HANDOVER, "3.7-a", "ZHGL", GIVER, RECEIVER, AT, AT.plusSeconds(86_400)),
            new ObligationHandoverDeclined(HANDOVER, "3.7-a", "ZHGL", RECEIVER.subjectId(), "休假"),
            new ObligationHandoverWithdrawn(HANDOVER, "3.7-a", "ZHGL", GIVER, "行程取消"),
            new ObligationHandoverUnanswered(HANDOVER, "3.7-a", "ZHGL", GIVER, RECEIVER, RULE)));
  }
}
