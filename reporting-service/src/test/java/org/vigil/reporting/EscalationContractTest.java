package org.vigil.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.store.EventCatalog;
import org.vigil.reporting.dispatch.domain.DispatchOrder;
import org.vigil.reporting.escalation.domain.EscalationCommand.Outcome;
import org.vigil.reporting.escalation.domain.EscalationEvent;
import org.vigil.reporting.escalation.domain.EscalationEvent.BuckPassingSuspected;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationAcknowledged;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationClimbed;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationCorrected;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationRaised;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationReminded;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationResolved;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationSnoozed;
import org.vigil.reporting.escalation.domain.EscalationEvent.MajorDecisionRecorded;
import org.vigil.reporting.escalation.domain.EscalationEvent.SignalAdded;
import org.vigil.reporting.escalation.domain.EscalationEvent.SnoozeAsked;
import org.vigil.reporting.escalation.domain.EscalationEvent.SnoozeEnded;
import org.vigil.reporting.escalation.domain.EscalationEvent.TransferAccepted;
import org.vigil.reporting.escalation.domain.EscalationEvent.TransferFailed;
import org.vigil.reporting.escalation.domain.EscalationEvent.TransferOffered;
import org.vigil.reporting.escalation.domain.EscalationEvent.UnstaffedLevelSkipped;
import org.vigil.reporting.escalation.domain.Level;
import org.vigil.reporting.escalation.domain.SignalKind;
import org.vigil.reporting.escalation.domain.Subject;
import org.vigil.reporting.feed.domain.FeedConsumer;
import org.vigil.reporting.feed.domain.FeedFilter;
import org.vigil.reporting.leadinggroup.domain.Leader;
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
import org.vigil.reporting.parameter.domain.PolicyParameter;
import org.vigil.reporting.parameter.domain.PolicyParameter.PolicyParameterApproved;
import org.vigil.reporting.parameter.domain.PolicyParameter.PolicyParameterDecided;
import org.vigil.reporting.parameter.domain.PolicyParameter.PolicyParameterProposed;
import org.vigil.reporting.parameter.domain.Rule;
import org.vigil.reporting.rule.domain.SignalRules;
import org.vigil.reporting.webhook.domain.WebhookEndpoint;
import org.vigil.testing.Contracts;
import org.vigil.testing.ForgettingExamples;

/** The shape of what is stored and published, held to the examples in docs/contracts. */
class EscalationContractTest {

  private static final Rule RULE = CitedRules.decided("reporting.dispatch-answer-within", "PT30M");
  private static final Instant AT = Instant.parse("2022-11-03T06:05:00Z");
  private static final String SUBJECT = "5f0c1d9a3b7e42d18c6f0a9b1e2d3c4f";
  private static final String ID = "0190f2a0-1111-7222-8333-444455556666";

  @Test
  void every_event_is_stored_and_published_as_it_was_agreed() {
    Contracts.hold(
        EventCatalog.of(
            "reporting",
            List.of(EscalationEvent.class, LeadingGroup.Event.class, PolicyParameter.Event.class)),
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
                AT.plusSeconds(900),
                SignalKind.Severity.WARNING,
                3,
                Duration.ofMinutes(15)),
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
            new PolicyParameterProposed(
                "reporting.escalation-ack-within", 1, "PT15M", AT, "领导小组会议纪要", "office"),
            new PolicyParameterApproved(
                "reporting.escalation-ack-within",
                1,
                SUBJECT,
                new Leader.As(Role.EXECUTIVE_DEPUTY, true)),
            new PolicyParameterDecided(
                "reporting.escalation-ack-within", "PT15M", AT, "组长", "领导小组会议纪要"),
            new EscalationCorrected(ID, new Subject("symptom-report", ID, "李*", SUBJECT)),
            new TransferOffered(
                1, "GWYC", "YWS", "gwyc", AT, AT.plusSeconds(1800), "不属本科室职责", SUBJECT, RULE),
            new TransferAccepted(1, "GWYC", "YWS", "yws"),
            new TransferFailed(1, "GWYC", "YWS", TransferFailed.Why.DECLINED, "不属医务室职责", SUBJECT),
            new BuckPassingSuspected(
                1,
                "3.11-b",
                "GWYC",
                List.of("GWYC", "YWS", "JGH"),
                3,
                BuckPassingSuspected.Why.OFFERED_TOO_OFTEN,
                AT,
                AT.plusSeconds(5400),
                RULE),
            new SnoozeAsked("office", AT.plusSeconds(14_400), "等待检测结果", SUBJECT),
            new EscalationSnoozed(Level.L2, "office", "leader", AT.plusSeconds(14_400)),
            new SnoozeEnded(Level.L2, AT.plusSeconds(15_300)),
            new MajorDecisionRecorded(1, Level.L5, "leader", "三层封控管理", SUBJECT)));
  }

  @Test
  void who_follows_the_feed_what_is_sent_ordered_and_ruled_is_stored_and_published_as_agreed() {
    Contracts.hold(
        EventCatalog.of(
            "reporting",
            List.of(
                FeedConsumer.Event.class,
                WebhookEndpoint.Event.class,
                DispatchOrder.Event.class,
                SignalRules.Event.class)),
        List.of(
            new FeedConsumer.FeedConsumerRegistered("oa", "office", AT, AT.plusSeconds(600)),
            new FeedConsumer.FeedConsumerFellSilent("oa", 17, AT, Duration.ofMinutes(10), RULE),
            new FeedConsumer.FeedConsumerHeardAgain("oa", AT, AT.plusSeconds(600)),
            new FeedConsumer.FeedConsumerWatchProlonged("oa", AT.plusSeconds(600)),
            new FeedConsumer.FeedConsumerRetired("oa"),
            new WebhookEndpoint.WebhookEndpointRegistered(
                new WebhookEndpoint.Target(
                    "oa",
                    "https://oa.example/hooks",
                    new FeedFilter("GWYC", "L4", "CRITICAL", "4.2-c", "RAISED"),
                    "oa.whsec"),
                1,
                17),
            new WebhookEndpoint.WebhookReplayRequested(3),
            new WebhookEndpoint.WebhookSecretReplaced(2),
            new WebhookEndpoint.WebhookEndpointDied(
                "oa", AT, 17, WebhookEndpoint.Why.NOT_TAKEN, RULE),
            new WebhookEndpoint.WebhookEndpointRevived("oa", 18),
            new WebhookEndpoint.WebhookEndpointRemoved("oa"),
            new DispatchOrder.DispatchOrderIssued(
                "YWS",
                "leader",
                AT.plusSeconds(1800),
                AT.plusSeconds(14_400),
                "派两名医务人员到东门",
                "00112233445566778899aabbccddeeff",
                SUBJECT,
                RULE),
            new DispatchOrder.DispatchOrderAcknowledged("YWS", "yws", AT.plusSeconds(14_400)),
            new DispatchOrder.DispatchOrderRefused("YWS", "yws", "人手不足", SUBJECT),
            new DispatchOrder.DispatchOrderAnswerTakenByPhone(SUBJECT, "YWS", "冯洁", "office"),
            new DispatchOrder.DispatchOrderUnanswered("YWS", AT.plusSeconds(1800), RULE),
            new DispatchOrder.DispatchOrderOverdue("YWS", AT.plusSeconds(14_400)),
            new DispatchOrder.DispatchOrderCompleted("YWS", "yws", "已到岗", SUBJECT),
            new DispatchOrder.DispatchOrderWithdrawn("YWS", "leader"),
            new SignalRules.SignalRulesDrafted(
                1,
                List.of(
                    new SignalRules.KindRule(
                        SignalKind.STOCK_LOW,
                        SignalKind.Severity.CRITICAL,
                        Level.L2,
                        List.of(Level.L1),
                        Duration.ofMinutes(30))),
                "office",
                AT,
                "库存告急"),
            new SignalRules.SignalRulesTried(
                1,
                "office",
                AT.minusSeconds(2_592_000),
                AT,
                List.of(
                    new SignalRules.Trial(
                        SignalKind.STOCK_LOW,
                        12,
                        SignalKind.Severity.WARNING,
                        SignalKind.Severity.CRITICAL,
                        Level.L1,
                        Level.L2,
                        3,
                        1))),
            new SignalRules.SignalRulesApproved(1, "office", "leader", AT)));
  }

  @Test
  void an_escalation_of_before_the_table_of_rules_was_raised_by_nobodys_rule() {
    EventCatalog catalog = EventCatalog.of("reporting", List.of(EscalationEvent.class));
    byte[] old =
        ("{\"ackDueAt\":\"2022-11-03T06:20:00Z\",\"causeId\":\"e1\",\"copies\":[\"L1\"],"
                + "\"dedupeKey\":\"k\",\"department\":\"GWYC\",\"kind\":\"STOCK_OUT\","
                + "\"level\":\"L2\",\"occurrence\":1,\"since\":\"2022-11-03T06:05:00Z\","
                + "\"subject\":{\"id\":\"MASK\",\"kind\":\"item\"}}")
            .getBytes(StandardCharsets.UTF_8);

    assertThat(catalog.event("escalation-raised.v1", old))
        .isEqualTo(
            new EscalationRaised(
                1,
                SignalKind.STOCK_OUT,
                "GWYC",
                new Subject("item", "MASK", null, null),
                "k",
                "e1",
                AT,
                Level.L2,
                List.of(Level.L1),
                AT.plusSeconds(900)));
  }

  @Test
  void what_is_said_of_peoples_data_is_stored_and_published_as_it_was_agreed() {
    ForgettingExamples.hold("reporting");
  }
}
