package org.vigil.reporting;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.store.EventCatalog;
import org.vigil.reporting.escalation.domain.EscalationCommand.Outcome;
import org.vigil.reporting.escalation.domain.EscalationEvent;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationAcknowledged;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationClimbed;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationRaised;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationReminded;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationResolved;
import org.vigil.reporting.escalation.domain.EscalationEvent.SignalAdded;
import org.vigil.reporting.escalation.domain.EscalationEvent.UnstaffedLevelSkipped;
import org.vigil.reporting.escalation.domain.Level;
import org.vigil.reporting.escalation.domain.SignalKind;
import org.vigil.reporting.escalation.domain.Subject;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Absence;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.DepartmentSupervised;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.DepartmentUnsupervised;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.LeadingGroupConstituted;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.LeadingGroupCoverageLooked;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.LeadingGroupHolderAway;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.LeadingGroupHolderBack;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.LeadingGroupRoleFilled;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.LeadingGroupRoleVacant;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Member;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Role;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.StandIn;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.SupervisionNeeded;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.SupervisionNoLongerNeeded;
import org.vigil.reporting.parameter.domain.PolicyParameter.PolicyParameterDecided;
import org.vigil.testing.Contracts;
import org.vigil.testing.ForgettingExamples;

/** The shape of what is stored and published, held to the examples in docs/contracts. */
class EscalationContractTest {

  private static final Instant AT = Instant.parse("2022-11-03T06:05:00Z");
  private static final String SUBJECT = "5f0c1d9a3b7e42d18c6f0a9b1e2d3c4f";
  private static final String ID = "0190f2a0-1111-7222-8333-444455556666";

  @Test
  void every_event_is_stored_and_published_as_it_was_agreed() {
    Contracts.hold(
        EventCatalog.of(
            "reporting",
            List.of(EscalationEvent.class, LeadingGroup.Event.class, PolicyParameterDecided.class)),
        List.of(
            new EscalationRaised(
                1,
                SignalKind.SYMPTOM_REPORTED,
                "GWYC",
                new Subject("symptom-report", ID, "张*", SUBJECT),
                "3.11-b/SYMPTOM_REPORTED/symptom-report/" + ID,
                ID,
                AT,
                Level.L2,
                List.of(Level.L1, Level.L3),
                AT.plusSeconds(900)),
            new SignalAdded(ID, AT),
            new UnstaffedLevelSkipped(Level.L3, "GWYC"),
            new EscalationClimbed(
                Level.L2, Level.L4, EscalationClimbed.Why.NOT_ACKNOWLEDGED, AT.plusSeconds(1800)),
            new EscalationReminded(Level.L5, 1, AT.plusSeconds(3600)),
            new EscalationAcknowledged(
                Level.L2, "office", AT.plusSeconds(86_400), "已联系医务室", SUBJECT),
            new EscalationResolved(Level.L2, "office", Outcome.HANDLED, "已送医", SUBJECT),
            new LeadingGroupConstituted(
                List.of(
                    new Member(
                        Role.DEPUTY,
                        "5f0c1d9a3b7e42d18c6f0a9b1e2d3c4f",
                        "罗文",
                        List.of("GWYC"),
                        AT,
                        null))),
            new LeadingGroupHolderAway(
                new Absence(
                    Role.DEPUTY,
                    SUBJECT,
                    AT,
                    AT.plusSeconds(86_400),
                    new StandIn("5f0c1d9a3b7e42d18c6f0a9b1e2d3c50", "梁红"))),
            new LeadingGroupHolderBack(Role.DEPUTY, SUBJECT, AT.plusSeconds(3600)),
            new LeadingGroupRoleVacant(Role.LEADER),
            new LeadingGroupRoleFilled(Role.LEADER, AT),
            new SupervisionNeeded("GWYC"),
            new SupervisionNoLongerNeeded("GWYC"),
            new DepartmentUnsupervised("GWYC", AT),
            new DepartmentSupervised("GWYC", AT),
            new LeadingGroupCoverageLooked(AT, AT.plusSeconds(86_400)),
            new PolicyParameterDecided(
                "reporting.escalation-ack-within", "PT15M", AT, "组长", "领导小组会议纪要")));
  }

  @Test
  void what_is_said_of_peoples_data_is_stored_and_published_as_it_was_agreed() {
    ForgettingExamples.hold("reporting");
  }
}
