package org.vigil.reporting.escalation.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.testing.DeciderSpecification.given;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.Decision;
import org.vigil.reporting.escalation.domain.EscalationCommand.Acknowledge;
import org.vigil.reporting.escalation.domain.EscalationCommand.LetTimePass;
import org.vigil.reporting.escalation.domain.EscalationCommand.Outcome;
import org.vigil.reporting.escalation.domain.EscalationCommand.Resolve;
import org.vigil.reporting.escalation.domain.EscalationCommand.TakeUpSignal;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationAcknowledged;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationClimbed;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationClimbed.Why;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationRaised;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationReminded;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationResolved;
import org.vigil.reporting.escalation.domain.EscalationEvent.SignalAdded;
import org.vigil.reporting.escalation.domain.EscalationEvent.UnstaffedLevelSkipped;

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
}
