package org.vigil.duty.visitor.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.testing.DeciderSpecification.given;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigil.duty.visitor.domain.VisitCommand.AdmitDespiteRefusal;
import org.vigil.duty.visitor.domain.VisitCommand.RecordDeparture;
import org.vigil.duty.visitor.domain.VisitCommand.RegisterVisitor;
import org.vigil.duty.visitor.domain.VisitCommand.RevealVisitor;
import org.vigil.duty.visitor.domain.VisitDecider.Ask;
import org.vigil.duty.visitor.domain.VisitEvent.FeverMeasured;
import org.vigil.duty.visitor.domain.VisitEvent.MaskRefused;
import org.vigil.duty.visitor.domain.VisitEvent.Reason;
import org.vigil.duty.visitor.domain.VisitEvent.VisitorAdmitted;
import org.vigil.duty.visitor.domain.VisitEvent.VisitorAdmittedDespiteRefusal;
import org.vigil.duty.visitor.domain.VisitEvent.VisitorDenied;
import org.vigil.duty.visitor.domain.VisitEvent.VisitorLeft;
import org.vigil.duty.visitor.domain.VisitEvent.VisitorNotSignedOut;
import org.vigil.duty.visitor.domain.VisitEvent.VisitorRegistered;
import org.vigil.duty.visitor.domain.VisitEvent.VisitorRevealed;
import org.vigil.duty.visitor.domain.VisitEvent.VisitorStayLimited;

class VisitDeciderTest {

  private static final VisitDecider DECIDER = new VisitDecider();
  private static final String ID = "v1";
  private static final Instant AT = Instant.parse("2022-11-03T06:00:00Z");
  private static final Visitor WHO = new Visitor("秦女士", "13900000002", null, null);
  private static final VisitorAdmitted ADMITTED = new VisitorAdmitted(ID, "EAST", AT);
  private static final Instant CLOSING = Instant.parse("2022-11-03T12:00:00Z");
  private static final FeverRule RULE = new FeverRule(373, FeverRule.Comparison.AT_OR_ABOVE);
  private static final VisitorStayLimited LIMITED = new VisitorStayLimited(ID, AT, CLOSING);
  private static final VisitorNotSignedOut NOT_SIGNED_OUT =
      new VisitorNotSignedOut(ID, "s", "AQBW", "BGS", "EAST", "秦女士", CLOSING);
  private static final VisitorDenied TURNED_AWAY =
      new VisitorDenied(ID, "EAST", List.of(Reason.FEVER), AT);

  @Test
  void a_visitor_with_a_mask_and_no_fever_is_let_in() {
    given(DECIDER).when(arrives(365, true)).then(registered(365, true), ADMITTED, LIMITED);
  }

  @Test
  void a_temperature_at_the_threshold_is_a_fever_and_turns_the_visitor_away() {
    given(DECIDER).when(arrives(373, true)).then(registered(373, true), fever(373), TURNED_AWAY);
  }

  @Test
  void a_temperature_just_below_the_threshold_is_none() {
    given(DECIDER).when(arrives(372, true)).then(registered(372, true), ADMITTED, LIMITED);
  }

  @Test
  void where_only_what_is_above_the_threshold_counts_the_threshold_itself_is_let_in() {
    FeverRule above = new FeverRule(373, FeverRule.Comparison.ABOVE);

    given(DECIDER)
        .when(arrives(373, true, above))
        .then(registered(373, true, above), ADMITTED, LIMITED);
    given(DECIDER)
        .when(arrives(374, true, above))
        .then(
            registered(374, true, above),
            new FeverMeasured(ID, "s", "AQBW", "BGS", "EAST", "秦女士", 374, 374, AT),
            TURNED_AWAY);
  }

  @Test
  void who_is_inside_when_the_building_closes_is_told_of_once() {
    given(DECIDER, registered(365, true), ADMITTED, LIMITED)
        .when(closes(CLOSING))
        .then(NOT_SIGNED_OUT);
    given(DECIDER, registered(365, true), ADMITTED, LIMITED, NOT_SIGNED_OUT)
        .when(closes(CLOSING))
        .thenNothingHappened();
  }

  @Test
  void who_has_left_or_never_came_in_is_not_told_of() {
    given(DECIDER, registered(365, true), ADMITTED, LIMITED, new VisitorLeft(ID, AT))
        .when(closes(CLOSING))
        .thenNothingHappened();
    given(DECIDER, registered(373, true), fever(373), TURNED_AWAY)
        .when(closes(CLOSING))
        .thenNothingHappened();
    given(DECIDER).when(closes(CLOSING)).thenNothingHappened();
  }

  @Test
  void a_deadline_that_was_set_for_an_earlier_limit_says_nothing() {
    given(DECIDER, registered(365, true), ADMITTED, LIMITED)
        .when(closes(CLOSING.minusSeconds(1)))
        .thenNothingHappened();
  }

  @Test
  void who_is_signed_out_after_the_closing_is_late_and_stays_so() {
    given(DECIDER, registered(365, true), ADMITTED, LIMITED, NOT_SIGNED_OUT)
        .when(leaves(CLOSING.plusSeconds(60)))
        .then(new VisitorLeft(ID, CLOSING.plusSeconds(60)));
    Visit state = DECIDER.initialState();
    for (VisitEvent event :
        List.of(
            registered(365, true),
            ADMITTED,
            LIMITED,
            NOT_SIGNED_OUT,
            new VisitorLeft(ID, CLOSING.minusSeconds(60)))) {
      state = DECIDER.evolve(state, event);
    }
    // Even if the guard says that the visitor left before: nobody had said so in time.
    assertThat(state)
        .isInstanceOfSatisfying(Visit.Gone.class, gone -> assertThat(gone.late()).isTrue());
  }

  @Test
  void without_a_mask_nobody_enters() {
    given(DECIDER)
        .when(arrives(365, false))
        .then(
            registered(365, false),
            new MaskRefused(ID, "AQBW", "EAST"),
            new VisitorDenied(ID, "EAST", List.of(Reason.NO_MASK), AT));
  }

  @Test
  void a_fever_and_no_mask_are_both_said() {
    given(DECIDER)
        .when(arrives(391, false))
        .then(
            registered(391, false),
            fever(391),
            new MaskRefused(ID, "AQBW", "EAST"),
            new VisitorDenied(ID, "EAST", List.of(Reason.FEVER, Reason.NO_MASK), AT));
  }

  @Test
  void a_guard_who_lets_in_all_the_same_says_why() {
    given(DECIDER, registered(373, true), fever(373), TURNED_AWAY)
        .when(new Ask(ID, new AdmitDespiteRefusal("局长来客", AT, CLOSING)))
        .then(
            new VisitorAdmittedDespiteRefusal(ID, "s", "AQBW", "EAST", "秦女士", "局长来客", AT), LIMITED);
  }

  @Test
  void only_who_was_turned_away_is_let_in_all_the_same() {
    given(DECIDER, registered(365, true), ADMITTED)
        .when(new Ask(ID, new AdmitDespiteRefusal("x", AT, CLOSING)))
        .thenRefused(VisitRefusal.VISITOR_NOT_TURNED_AWAY);
  }

  @Test
  void who_is_inside_leaves_once() {
    given(DECIDER, registered(365, true), ADMITTED)
        .when(leaves(AT.plusSeconds(60)))
        .then(new VisitorLeft(ID, AT.plusSeconds(60)));
    given(DECIDER, registered(365, true), ADMITTED, new VisitorLeft(ID, AT))
        .when(leaves(AT.plusSeconds(60)))
        .thenRefused(VisitRefusal.VISITOR_NOT_INSIDE);
  }

  @Test
  void nobody_leaves_before_coming() {
    given(DECIDER, registered(365, true), ADMITTED)
        .when(leaves(AT.minusSeconds(1)))
        .thenRefused(VisitRefusal.DEPARTURE_BEFORE_ARRIVAL);
    given(DECIDER).when(leaves(AT)).thenRefused(VisitRefusal.NO_SUCH_VISIT);
  }

  @Test
  void a_visit_is_registered_once() {
    given(DECIDER, registered(365, true), ADMITTED)
        .when(arrives(365, true))
        .thenRefused(VisitRefusal.VISIT_ALREADY_REGISTERED);
  }

  @Test
  void a_look_at_the_personal_data_is_itself_recorded() {
    given(DECIDER, registered(365, true), ADMITTED)
        .when(new Ask(ID, new RevealVisitor("流调")))
        .then(new VisitorRevealed("s", "流调"));
  }

  private static Ask closes(Instant dueAt) {
    return new Ask("", new VisitCommand.LetTimePass(dueAt));
  }

  private static Ask arrives(int temperatureTenths, boolean mask) {
    return arrives(temperatureTenths, mask, RULE);
  }

  private static Ask arrives(int temperatureTenths, boolean mask, FeverRule rule) {
    return new Ask(
        ID,
        new RegisterVisitor(
            "s",
            "EAST",
            "AQBW",
            WHO,
            "BGS",
            null,
            temperatureTenths,
            rule,
            "AB-011",
            null,
            mask,
            AT,
            false,
            CLOSING,
            null));
  }

  private static Ask leaves(Instant at) {
    return new Ask(ID, new RecordDeparture(at));
  }

  private static VisitorRegistered registered(int temperatureTenths, boolean mask) {
    return registered(temperatureTenths, mask, RULE);
  }

  private static VisitorRegistered registered(int temperatureTenths, boolean mask, FeverRule rule) {
    return new VisitorRegistered(
        "s",
        "EAST",
        "AQBW",
        WHO,
        "BGS",
        null,
        temperatureTenths,
        "AB-011",
        null,
        mask,
        AT,
        false,
        rule,
        null);
  }

  private static FeverMeasured fever(int temperatureTenths) {
    return new FeverMeasured(ID, "s", "AQBW", "BGS", "EAST", "秦女士", temperatureTenths, 373, AT);
  }
}
