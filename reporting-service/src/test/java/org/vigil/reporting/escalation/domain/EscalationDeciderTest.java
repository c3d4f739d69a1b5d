package org.vigil.reporting.escalation.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.reporting.CitedRules.decided;
import static org.vigil.reporting.CitedRules.within;
import static org.vigil.testing.DeciderSpecification.given;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.Decision;
import org.vigil.reporting.escalation.domain.EscalationCommand.AcceptTransfer;
import org.vigil.reporting.escalation.domain.EscalationCommand.Acknowledge;
import org.vigil.reporting.escalation.domain.EscalationCommand.ApproveSnooze;
import org.vigil.reporting.escalation.domain.EscalationCommand.AskToSnooze;
import org.vigil.reporting.escalation.domain.EscalationCommand.EndReminder;
import org.vigil.reporting.escalation.domain.EscalationCommand.EndSnooze;
import org.vigil.reporting.escalation.domain.EscalationCommand.LetOfferPass;
import org.vigil.reporting.escalation.domain.EscalationCommand.LetTimePass;
import org.vigil.reporting.escalation.domain.EscalationCommand.OfferTransfer;
import org.vigil.reporting.escalation.domain.EscalationCommand.Outcome;
import org.vigil.reporting.escalation.domain.EscalationCommand.RecordDecision;
import org.vigil.reporting.escalation.domain.EscalationCommand.Resolve;
import org.vigil.reporting.escalation.domain.EscalationCommand.TakeUpAcknowledgement;
import org.vigil.reporting.escalation.domain.EscalationCommand.TakeUpCorrection;
import org.vigil.reporting.escalation.domain.EscalationCommand.TakeUpSignal;
import org.vigil.reporting.escalation.domain.EscalationEvent.BuckPassingSuspected;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationAcknowledged;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationClimbed;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationClimbed.Why;
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
import org.vigil.reporting.escalation.domain.SignalKind.Severity;
import org.vigil.reporting.parameter.domain.Rule;

class EscalationDeciderTest {

  private static final EscalationDecider DECIDER = new EscalationDecider();
  private static final Instant NOW = Instant.parse("2022-11-03T06:05:00Z");
  private static final Duration WITHIN = Duration.ofMinutes(15);
  private static final Duration EVERY = Duration.ofMinutes(30);
  private static final Instant DUE = NOW.plus(WITHIN);
  private static final Subject SUBJECT = new Subject("symptom-report", "r1", "张*", "s1");
  private static final Staffing FULL = new Staffing(Set.of("GWYC"), true, true);
  private static final Staffing NOBODY = new Staffing(Set.of(), false, false);

  @Test
  void a_symptom_report_enters_at_the_office_with_head_and_deputy_copied() {
    given(DECIDER).when(signal("e1")).then(raised(1, "e1"));
  }

  @Test
  void a_second_signal_about_the_same_matter_adds_evidence_and_does_not_ring_again() {
    given(DECIDER, raised(1, "e1")).when(signal("e2")).then(new SignalAdded("e2", NOW));
  }

  @Test
  void the_same_signal_twice_is_one() {
    given(DECIDER, raised(1, "e1")).when(signal("e1")).thenNothingHappened();
  }

  @Test
  void unacknowledged_it_climbs_one_level() {
    given(DECIDER, raised(1, "e1"))
        .when(passed(DUE, FULL))
        .then(new EscalationClimbed(Level.L2, Level.L3, Why.NOT_ACKNOWLEDGED, DUE.plus(WITHIN)));
  }

  @Test
  void a_level_that_nobody_holds_is_skipped_at_once_and_recorded() {
    given(DECIDER, raised(1, "e1"))
        .when(passed(DUE, new Staffing(Set.of("BGS"), true, true)))
        .then(
            new UnstaffedLevelSkipped(Level.L3, "GWYC"),
            new EscalationClimbed(Level.L2, Level.L4, Why.NOT_ACKNOWLEDGED, DUE.plus(WITHIN)));
  }

  @Test
  void where_nobody_holds_anything_it_still_ends_at_the_top() {
    given(DECIDER, raised(1, "e1"))
        .when(passed(DUE, NOBODY))
        .then(
            new UnstaffedLevelSkipped(Level.L3, "GWYC"),
            new UnstaffedLevelSkipped(Level.L4, "GWYC"),
            new UnstaffedLevelSkipped(Level.L5, "GWYC"),
            new EscalationClimbed(Level.L2, Level.L5, Why.NOT_ACKNOWLEDGED, DUE.plus(WITHIN)));
  }

  @Test
  void the_top_is_reminded_without_end() {
    EscalationEvent atTheTop = new EscalationClimbed(Level.L4, Level.L5, Why.NOT_ACKNOWLEDGED, DUE);
    EscalationReminded first = new EscalationReminded(Level.L5, 1, DUE.plus(EVERY));
    given(DECIDER, raised(1, "e1"), atTheTop).when(passed(DUE, FULL)).then(first);
    given(DECIDER, raised(1, "e1"), atTheTop, first)
        .when(passed(DUE.plus(EVERY), FULL))
        .then(new EscalationReminded(Level.L5, 2, DUE.plus(EVERY).plus(EVERY)));
  }

  @Test
  void a_deadline_that_was_moved_since_means_nothing() {
    given(DECIDER, raised(1, "e1"), acknowledged(DUE.plus(EVERY)))
        .when(passed(DUE, FULL))
        .thenNothingHappened();
  }

  @Test
  void a_promise_that_is_not_kept_climbs_on() {
    Instant promised = NOW.plus(EVERY);
    given(DECIDER, raised(1, "e1"), acknowledged(promised))
        .when(passed(promised, FULL))
        .then(
            new EscalationClimbed(Level.L2, Level.L3, Why.PROMISE_NOT_KEPT, promised.plus(WITHIN)));
  }

  @Test
  void a_promise_lies_in_the_future() {
    given(DECIDER, raised(1, "e1"))
        .when(new Acknowledge("office", NOW, NOW, null))
        .thenRefused(EscalationRefusal.PROMISE_IN_THE_PAST);
  }

  @Test
  void a_promise_beyond_a_month_would_only_silence_the_matter() {
    given(DECIDER, raised(1, "e1"))
        .when(new Acknowledge("office", NOW, NOW.plus(Duration.ofDays(31)), null))
        .thenRefused(EscalationRefusal.PROMISE_TOO_FAR_AWAY);
  }

  @Test
  void a_signature_under_the_report_takes_the_matter_on_at_its_level() {
    given(DECIDER, raised(1, "e1"))
        .when(new TakeUpAcknowledgement("office", NOW.plus(EVERY)))
        .then(acknowledged(NOW.plus(EVERY)));
  }

  @Test
  void a_signature_under_the_report_changes_no_promise_and_wakes_nothing() {
    TakeUpAcknowledgement signed = new TakeUpAcknowledgement("office", NOW.plus(EVERY));
    given(DECIDER, raised(1, "e1"), acknowledged(DUE)).when(signed).thenNothingHappened();
    given(
            DECIDER,
            raised(1, "e1"),
            new SnoozeAsked("office", DUE, "等待结果", "s1"),
            new EscalationSnoozed(Level.L2, "office", "leader", DUE))
        .when(signed)
        .thenNothingHappened();
    given(
            DECIDER,
            raised(1, "e1"),
            new EscalationResolved(Level.L2, "office", Outcome.HANDLED, null, "s1"))
        .when(signed)
        .thenNothingHappened();
    given(DECIDER).when(signed).thenNothingHappened();
  }

  @Test
  void after_an_outage_the_next_level_has_its_whole_time() {
    Instant now = DUE.plus(Duration.ofHours(5));
    given(DECIDER, raised(1, "e1"))
        .when(new LetTimePass(DUE, now, FULL, WITHIN, EVERY))
        .then(new EscalationClimbed(Level.L2, Level.L3, Why.NOT_ACKNOWLEDGED, now.plus(WITHIN)));
  }

  @Test
  void resolved_is_the_end_until_the_matter_comes_up_again() {
    EscalationResolved resolved =
        new EscalationResolved(Level.L2, "office", Outcome.HANDLED, null, "s1");
    given(DECIDER, raised(1, "e1"))
        .when(new Resolve("office", NOW, Outcome.HANDLED, null))
        .then(resolved);
    given(DECIDER, raised(1, "e1"), resolved).when(passed(DUE, FULL)).thenNothingHappened();
    given(DECIDER, raised(1, "e1"), resolved)
        .when(new Resolve("office", NOW, Outcome.HANDLED, null))
        .thenRefused(EscalationRefusal.ALREADY_RESOLVED);
    given(DECIDER, raised(1, "e1"), resolved).when(signal("e1")).thenNothingHappened();
    given(DECIDER, raised(1, "e1"), resolved).when(signal("e2")).then(raised(2, "e2"));
  }

  @Test
  void however_long_nobody_acts_it_never_leaves_the_chain() {
    Escalation state = DECIDER.evolve(DECIDER.initialState(), raised(1, "e1"));
    for (int i = 0; i < 100; i++) {
      Instant due = ((Escalation.Open) state).dueAt();
      var decision = (Decision.Accepted<EscalationEvent>) DECIDER.decide(passed(due, FULL), state);
      for (EscalationEvent event : decision.events()) {
        state = DECIDER.evolve(state, event);
      }
    }
    assertThat(state)
        .isInstanceOfSatisfying(
            Escalation.Open.class, open -> assertThat(open.level()).isEqualTo(Level.L5));
  }

  @Test
  void a_kind_goes_by_its_own_rule_and_keeps_its_own_time_all_the_way_up() {
    Duration own = Duration.ofMinutes(3);
    ChainRule rule = new ChainRule(4, Severity.WARNING, Level.L1, List.of(), own);
    EscalationRaised raised =
        new EscalationRaised(
            1,
            SignalKind.SYMPTOM_REPORTED,
            "GWYC",
            SUBJECT,
            "key",
            "e1",
            NOW,
            Level.L1,
            List.of(),
            NOW.plus(own),
            Severity.WARNING,
            4,
            own);
    given(DECIDER)
        .when(
            new TakeUpSignal(
                SignalKind.SYMPTOM_REPORTED,
                "GWYC",
                SUBJECT,
                "key",
                "e1",
                NOW,
                NOW,
                WITHIN,
                rule,
                FULL))
        .then(raised);
    given(DECIDER, raised)
        .when(passed(NOW.plus(own), FULL))
        .then(
            new EscalationClimbed(
                Level.L1, Level.L2, Why.NOT_ACKNOWLEDGED, NOW.plus(own).plus(own)));
  }

  @Test
  void a_rule_that_enters_where_nobody_is_enters_at_the_next_level_that_somebody_holds() {
    ChainRule rule = new ChainRule(4, Severity.CRITICAL, Level.L3, List.of(), null);
    given(DECIDER)
        .when(
            new TakeUpSignal(
                SignalKind.SYMPTOM_REPORTED,
                "GWYC",
                SUBJECT,
                "key",
                "e1",
                NOW,
                NOW,
                WITHIN,
                rule,
                new Staffing(Set.of(), true, true)))
        .then(
            new EscalationRaised(
                1,
                SignalKind.SYMPTOM_REPORTED,
                "GWYC",
                SUBJECT,
                "key",
                "e1",
                NOW,
                Level.L4,
                List.of(),
                DUE,
                Severity.CRITICAL,
                4,
                null),
            new UnstaffedLevelSkipped(Level.L3, "GWYC"));
  }

  @Test
  void a_correction_is_told_once_also_of_what_is_resolved_and_not_where_nobody_was_told() {
    Subject now = new Subject("symptom-report", "r1", "李*", "s1");
    EscalationCorrected told = new EscalationCorrected("c1", now);
    TakeUpCorrection correction = new TakeUpCorrection("c1", now);
    given(DECIDER).when(correction).thenNothingHappened();
    given(DECIDER, raised(1, "e1")).when(correction).then(told);
    given(DECIDER, raised(1, "e1"), told).when(correction).thenNothingHappened();
    given(
            DECIDER,
            raised(1, "e1"),
            new EscalationResolved(Level.L2, "office", Outcome.HANDLED, null, "s1"))
        .when(correction)
        .then(told);
  }

  // Transfers (5-5)

  @Test
  void a_matter_stays_whose_it_is_until_the_other_department_takes_it_over() {
    given(DECIDER, raised(1, "e1")).when(offerTo("YWS", 3)).then(offered(1, "GWYC", "YWS"));
    Escalation offered = after(raised(1, "e1"), offered(1, "GWYC", "YWS"));
    assertThat(((Escalation.Open) offered).department()).isEqualTo("GWYC");
    assertThat(((Escalation.Open) offered).dueAt()).isEqualTo(DUE);

    TransferAccepted accepted = new TransferAccepted(1, "GWYC", "YWS", "yws");
    given(DECIDER, raised(1, "e1"), offered(1, "GWYC", "YWS"))
        .when(new AcceptTransfer(1, "yws"))
        .then(accepted);
    Escalation taken = after(raised(1, "e1"), offered(1, "GWYC", "YWS"), accepted);
    assertThat(((Escalation.Open) taken).department()).isEqualTo("YWS");
    assertThat(((Escalation.Open) taken).dueAt()).isEqualTo(DUE);
  }

  @Test
  void an_offer_is_answered_before_the_next_and_only_the_one_that_was_made() {
    given(DECIDER, raised(1, "e1"), offered(1, "GWYC", "YWS"))
        .when(offerTo("JGH", 3))
        .thenRefused(EscalationRefusal.OFFER_NOT_ANSWERED_YET);
    given(DECIDER, raised(1, "e1"), offered(1, "GWYC", "YWS"))
        .when(new AcceptTransfer(2, "yws"))
        .thenRefused(EscalationRefusal.NO_SUCH_OFFER);
    given(DECIDER, raised(1, "e1"))
        .when(offerTo("GWYC", 3))
        .thenRefused(EscalationRefusal.OFFERED_TO_ITSELF);
  }

  @Test
  void the_third_offer_opens_a_lead_that_counts_and_accuses_nobody() {
    given(
            DECIDER,
            raised(1, "e1"),
            offered(1, "GWYC", "YWS"),
            declined(1, "GWYC", "YWS"),
            offered(2, "GWYC", "JGH"),
            declined(2, "GWYC", "JGH"))
        .when(offerTo("BGS", 3))
        .then(
            offered(3, "GWYC", "BGS"),
            new BuckPassingSuspected(
                1,
                "3.11-b",
                "GWYC",
                List.of("GWYC", "YWS", "JGH", "BGS"),
                3,
                BuckPassingSuspected.Why.OFFERED_TOO_OFTEN,
                NOW,
                NOW,
                suspect(3)));
  }

  @Test
  void an_offer_that_nobody_answers_comes_back_and_opens_a_lead() {
    Instant acceptBy = NOW.plus(EVERY);
    given(DECIDER, raised(1, "e1"), offered(1, "GWYC", "YWS"))
        .when(new LetOfferPass(acceptBy, acceptBy))
        .then(
            new TransferFailed(1, "GWYC", "YWS", TransferFailed.Why.NOT_ANSWERED, null, "s1"),
            new BuckPassingSuspected(
                1,
                "3.11-b",
                "GWYC",
                List.of("GWYC", "YWS"),
                1,
                BuckPassingSuspected.Why.NOBODY_ANSWERED,
                NOW,
                acceptBy,
                within(EVERY)));
    given(DECIDER, raised(1, "e1"), offered(1, "GWYC", "YWS"), declined(1, "GWYC", "YWS"))
        .when(new LetOfferPass(acceptBy, acceptBy))
        .thenNothingHappened();
  }

  // Rest

  @Test
  void a_rest_needs_an_end_and_somebody_else_who_agrees() {
    Instant until = NOW.plus(Duration.ofHours(4));
    SnoozeAsked asked = new SnoozeAsked("office", until, "等检测结果", "s1");
    given(DECIDER, raised(1, "e1")).when(askToRest(until)).then(asked);
    given(DECIDER, raised(1, "e1"))
        .when(askToRest(NOW))
        .thenRefused(EscalationRefusal.SNOOZE_IN_THE_PAST);
    given(DECIDER, raised(1, "e1"))
        .when(askToRest(NOW.plus(Duration.ofDays(8))))
        .thenRefused(EscalationRefusal.SNOOZE_TOO_LONG);
    given(DECIDER, raised(1, "e1"), asked)
        .when(new ApproveSnooze("office", NOW))
        .thenRefused(EscalationRefusal.SNOOZE_APPROVED_BY_ITS_ASKER);
    given(DECIDER, raised(1, "e1"))
        .when(new ApproveSnooze("leader", NOW))
        .thenRefused(EscalationRefusal.NO_SNOOZE_ASKED_FOR);
    given(DECIDER, raised(1, "e1"), asked)
        .when(new ApproveSnooze("leader", NOW))
        .then(new EscalationSnoozed(Level.L2, "office", "leader", until));
  }

  @Test
  void while_it_only_has_been_asked_for_the_time_runs_on() {
    SnoozeAsked asked = new SnoozeAsked("office", NOW.plus(EVERY), "r", "s1");
    given(DECIDER, raised(1, "e1"), asked)
        .when(passed(DUE, FULL))
        .then(new EscalationClimbed(Level.L2, Level.L3, Why.NOT_ACKNOWLEDGED, DUE.plus(WITHIN)));
  }

  @Test
  void it_rests_until_its_end_and_is_then_back_where_it_was() {
    Instant until = NOW.plus(Duration.ofHours(4));
    EscalationEvent asked = new SnoozeAsked("office", until, "r", "s1");
    EscalationEvent rests = new EscalationSnoozed(Level.L2, "office", "leader", until);
    given(DECIDER, raised(1, "e1"), asked, rests).when(passed(DUE, FULL)).thenNothingHappened();
    given(DECIDER, raised(1, "e1"), asked, rests)
        .when(new EndSnooze(until, until, WITHIN))
        .then(new SnoozeEnded(Level.L2, until.plus(WITHIN)));
    given(DECIDER, raised(1, "e1"), asked, rests, new SnoozeEnded(Level.L2, until.plus(WITHIN)))
        .when(passed(until.plus(WITHIN), FULL))
        .then(
            new EscalationClimbed(
                Level.L2, Level.L3, Why.NOT_ACKNOWLEDGED, until.plus(WITHIN).plus(WITHIN)));
  }

  @Test
  void the_leaders_decisions_are_counted() {
    MajorDecisionRecorded first = new MajorDecisionRecorded(1, Level.L2, "leader", "立即封控三层", "s1");
    given(DECIDER, raised(1, "e1")).when(new RecordDecision("leader", "立即封控三层")).then(first);
    given(DECIDER, raised(1, "e1"), first)
        .when(new RecordDecision("leader", "解除封控"))
        .then(new MajorDecisionRecorded(2, Level.L2, "leader", "解除封控", "s1"));
  }

  private static Escalation after(EscalationEvent... events) {
    Escalation state = DECIDER.initialState();
    for (EscalationEvent event : events) {
      state = DECIDER.evolve(state, event);
    }
    return state;
  }

  private static OfferTransfer offerTo(String department, int suspectAfter) {
    return new OfferTransfer(
        department, "gwyc", NOW, within(EVERY), suspect(suspectAfter), "不属本科室职责");
  }

  private static Rule suspect(int after) {
    return decided("reporting.escalation-suspect-after-offers", Integer.toString(after));
  }

  private static TransferOffered offered(int number, String from, String to) {
    return new TransferOffered(
        number, from, to, "gwyc", NOW, NOW.plus(EVERY), "不属本科室职责", "s1", within(EVERY));
  }

  private static TransferFailed declined(int number, String from, String to) {
    return new TransferFailed(number, from, to, TransferFailed.Why.DECLINED, "也不属", "s1");
  }

  private static AskToSnooze askToRest(Instant until) {
    return new AskToSnooze("office", NOW, until, Duration.ofDays(7), "等检测结果");
  }

  private static TakeUpSignal signal(String causeId) {
    return new TakeUpSignal(
        SignalKind.SYMPTOM_REPORTED, "GWYC", SUBJECT, "key", causeId, NOW, NOW, WITHIN);
  }

  private static EscalationRaised raised(int occurrence, String causeId) {
    return new EscalationRaised(
        occurrence,
        SignalKind.SYMPTOM_REPORTED,
        "GWYC",
        SUBJECT,
        "key",
        causeId,
        NOW,
        Level.L2,
        SignalKind.SYMPTOM_REPORTED.copies(),
        DUE);
  }

  private static LetTimePass passed(Instant dueAt, Staffing staffing) {
    return new LetTimePass(dueAt, dueAt, staffing, WITHIN, EVERY);
  }

  private static EscalationAcknowledged acknowledged(Instant resolveBy) {
    return new EscalationAcknowledged(Level.L2, "office", resolveBy, null, "s1");
  }

  // Reminders (3.11-a)

  private static final EscalationRaised REMINDER =
      new EscalationRaised(
          1,
          SignalKind.DAILY_REPORT_REMINDED,
          "GWYC",
          SUBJECT,
          "key",
          "e1",
          NOW,
          Level.L1,
          List.of(),
          DUE,
          Severity.REMINDER,
          ChainRule.NOBODYS,
          null);
  private static final EscalationResolved REMINDER_ENDED =
      new EscalationResolved(Level.L1, "policy", Outcome.HANDLED, null, "s1");

  @Test
  void a_reminder_goes_to_the_department_also_where_nobody_holds_a_level() {
    given(DECIDER)
        .when(
            new TakeUpSignal(
                SignalKind.DAILY_REPORT_REMINDED,
                "GWYC",
                SUBJECT,
                "key",
                "e1",
                NOW,
                NOW,
                WITHIN,
                ChainRule.builtIn(SignalKind.DAILY_REPORT_REMINDED),
                NOBODY))
        .then(REMINDER);
  }

  @Test
  void a_reminder_waits_for_no_deadline_and_climbs_at_none() {
    given(DECIDER, REMINDER).when(passed(DUE, FULL)).thenNothingHappened();
    given(DECIDER, REMINDER, acknowledged(DUE)).when(passed(DUE, FULL)).thenNothingHappened();
    var rule = EscalationDecider.category((_, _) -> passed(DUE, FULL)).deadlines();
    assertThat(rule.after(REMINDER)).isEmpty();
    assertThat(rule.after(raised(1, "e1"))).hasSize(1);
  }

  @Test
  void a_reminder_ends_once_with_what_it_reminds_of() {
    EndReminder end = new EndReminder("policy");
    given(DECIDER, REMINDER).when(end).then(REMINDER_ENDED);
    given(DECIDER, REMINDER, REMINDER_ENDED).when(end).thenNothingHappened();
    given(DECIDER).when(end).thenNothingHappened();
  }

  @Test
  void what_is_no_reminder_does_not_end_like_one() {
    given(DECIDER, raised(1, "e1")).when(new EndReminder("policy")).thenNothingHappened();
  }
}
