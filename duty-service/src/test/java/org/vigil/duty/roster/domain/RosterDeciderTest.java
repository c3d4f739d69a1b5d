package org.vigil.duty.roster.domain;

import static org.vigil.testing.DeciderSpecification.given;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vigil.duty.calendar.domain.Span;
import org.vigil.duty.roster.domain.RosterCommand.AcceptSwap;
import org.vigil.duty.roster.domain.RosterCommand.ApproveSwap;
import org.vigil.duty.roster.domain.RosterCommand.DeclineSwap;
import org.vigil.duty.roster.domain.RosterCommand.DraftRoster;
import org.vigil.duty.roster.domain.RosterCommand.Origin;
import org.vigil.duty.roster.domain.RosterCommand.PublishRoster;
import org.vigil.duty.roster.domain.RosterCommand.RequestSwap;
import org.vigil.duty.roster.domain.RosterCommand.Substitute;
import org.vigil.duty.roster.domain.RosterCommand.TakeOver;
import org.vigil.duty.roster.domain.RosterDecider.Ask;
import org.vigil.duty.roster.domain.RosterEvent.RosterDrafted;
import org.vigil.duty.roster.domain.RosterEvent.RosterPublished;
import org.vigil.duty.roster.domain.RosterEvent.ShiftReassigned;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapAccepted;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapApproved;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapDeclined;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapRequested;
import org.vigil.duty.roster.domain.RosterEvent.ShiftTakenOver;

/** A department's month: drafted, published, changed only as the rules allow. */
class RosterDeciderTest {

  private static final RosterDecider DECIDER = new RosterDecider();
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final RosterRules RULES =
      new RosterRules(Duration.ofHours(10), Duration.ofHours(24), UTC);
  private static final Span MONTH = new Span(at(1, 0), at(31, 0));
  private static final Instant BEFORE = at(1, 0).minusSeconds(1);
  private static final Surroundings NOBODY_ELSE =
      new Surroundings(Set.of("li", "wang", "zhao"), Map.of(), List.of());
  private static final Shift FIRST = shift("li", at(1, 8), at(2, 8));
  private static final Shift SECOND = shift("wang", at(2, 8), at(3, 8));
  private static final Shift FIFTH = shift("zhao", at(5, 8), at(6, 8));

  private static Instant at(int day, int hour) {
    return LocalDate.of(2022, 12, 1).plusDays(day - 1L).atTime(hour, 0).atZone(UTC).toInstant();
  }

  private static Shift shift(String person, Instant from, Instant until) {
    return Shift.of("BGS", Shift.DUTY, person, from, until);
  }

  private static Ask ask(RosterCommand command) {
    return new Ask("BGS", "2022-12", command);
  }

  private static RosterDrafted drafted(Shift... shifts) {
    return new RosterDrafted("BGS", "2022-12", Origin.ENTERED, List.of(shifts));
  }

  private static RosterPublished published(Shift... shifts) {
    return new RosterPublished("BGS", "2022-12", 1, List.of(shifts));
  }

  private static Ask publish(Surroundings around, Instant at) {
    return ask(new PublishRoster(around, RULES, at));
  }

  @Test
  void what_has_no_conflict_is_published() {
    given(DECIDER, drafted(FIRST, SECOND))
        .when(publish(NOBODY_ELSE, BEFORE))
        .then(published(FIRST, SECOND));
  }

  @Test
  void the_same_draft_again_says_nothing_new() {
    given(DECIDER, drafted(FIRST))
        .when(ask(new DraftRoster(MONTH, List.of(FIRST), Origin.ENTERED)))
        .then();
  }

  @Test
  void a_shift_of_another_month_is_not_drafted() {
    given(DECIDER)
        .when(
            ask(new DraftRoster(MONTH, List.of(shift("li", at(32, 8), at(33, 8))), Origin.ENTERED)))
        .thenRefused(RosterRefusal.SHIFT_OUTSIDE_MONTH);
  }

  @Test
  void a_shift_that_ends_before_it_begins_is_not_drafted() {
    given(DECIDER)
        .when(ask(new DraftRoster(MONTH, List.of(shift("li", at(2, 8), at(1, 8))), Origin.ENTERED)))
        .thenRefused(RosterRefusal.SHIFT_ENDS_BEFORE_IT_BEGINS);
  }

  @Test
  void nothing_is_published_without_a_draft() {
    given(DECIDER)
        .when(publish(NOBODY_ELSE, BEFORE))
        .thenRefused(RosterRefusal.NO_DRAFT_TO_PUBLISH);
  }

  @Test
  void whoever_has_too_little_rest_stands_against_publishing() {
    given(DECIDER, drafted(FIRST, shift("li", at(2, 17), at(3, 8))))
        .when(publish(NOBODY_ELSE, BEFORE))
        .thenRefused(RosterRefusal.ROSTER_HAS_CONFLICTS);
  }

  @Test
  void ten_hours_of_rest_are_enough() {
    Shift rested = shift("li", at(2, 18), at(3, 8));
    given(DECIDER, drafted(FIRST, rested))
        .when(publish(NOBODY_ELSE, BEFORE))
        .then(published(FIRST, rested));
  }

  @Test
  void the_same_person_in_another_roster_counts() {
    Surroundings november =
        new Surroundings(
            NOBODY_ELSE.members(), Map.of(), List.of(shift("li", at(0, 20), at(1, 6))));
    given(DECIDER, drafted(FIRST))
        .when(publish(november, BEFORE))
        .thenRefused(RosterRefusal.ROSTER_HAS_CONFLICTS);
  }

  @Test
  void whoever_is_on_leave_or_does_not_belong_stands_against_publishing() {
    given(DECIDER, drafted(FIRST))
        .when(
            publish(
                new Surroundings(
                    Set.of("li"), Map.of("li", List.of(new Span(at(1, 0), at(2, 0)))), List.of()),
                BEFORE))
        .thenRefused(RosterRefusal.ROSTER_HAS_CONFLICTS);
    given(DECIDER, drafted(FIRST))
        .when(publish(new Surroundings(Set.of("wang"), Map.of(), List.of()), BEFORE))
        .thenRefused(RosterRefusal.ROSTER_HAS_CONFLICTS);
  }

  @Test
  void a_shift_that_is_too_long_stands_against_publishing() {
    given(DECIDER, drafted(shift("li", at(1, 8), at(2, 9))))
        .when(publish(NOBODY_ELSE, BEFORE))
        .thenRefused(RosterRefusal.ROSTER_HAS_CONFLICTS);
  }

  @Test
  void what_has_begun_is_not_published_away() {
    given(DECIDER, published(FIRST, SECOND), drafted(SECOND))
        .when(publish(NOBODY_ELSE, at(1, 9)))
        .thenRefused(RosterRefusal.BEGUN_SHIFT_CHANGED);
  }

  @Test
  void nobody_is_put_on_duty_for_what_is_over() {
    given(DECIDER, drafted(FIRST))
        .when(publish(NOBODY_ELSE, at(2, 8)))
        .thenRefused(RosterRefusal.SHIFT_IS_OVER);
  }

  @Test
  void a_substitute_takes_a_shift_that_has_not_begun() {
    given(DECIDER, published(FIRST, SECOND))
        .when(ask(new Substitute(SECOND.id(), "zhao", "出差", "head", NOBODY_ELSE, RULES, BEFORE)))
        .then(new ShiftReassigned("BGS", "2022-12", SECOND.id(), "zhao", "wang", "出差", "head"));
    given(DECIDER, published(FIRST, SECOND))
        .when(ask(new Substitute(FIRST.id(), "zhao", "出差", "head", NOBODY_ELSE, RULES, at(1, 8))))
        .thenRefused(RosterRefusal.BEGUN_SHIFT_CHANGED);
  }

  @Test
  void a_substitute_without_rest_is_refused_also_where_the_later_shift_was_theirs_before() {
    given(DECIDER, published(FIRST, SECOND))
        .when(ask(new Substitute(FIRST.id(), "wang", "出差", "head", NOBODY_ELSE, RULES, BEFORE)))
        .thenRefused(RosterRefusal.ROSTER_HAS_CONFLICTS);
  }

  private static final ShiftSwapRequested ASKED =
      new ShiftSwapRequested("BGS", "2022-12", "s1", FIRST.id(), "li", FIFTH.id(), "zhao", "家事");
  private static final ShiftSwapAccepted AGREED =
      new ShiftSwapAccepted("BGS", "2022-12", "s1", "zhao");

  private static Ask approve(Instant at) {
    return ask(new ApproveSwap("s1", "head", NOBODY_ELSE, RULES, at));
  }

  @Test
  void a_swap_is_asked_for_by_who_has_the_first_shift() {
    given(DECIDER, published(FIRST, FIFTH))
        .when(ask(new RequestSwap("s1", FIRST.id(), FIFTH.id(), "家事", BEFORE)))
        .then(ASKED);
  }

  @Test
  void only_the_other_accepts_a_swap() {
    given(DECIDER, published(FIRST, FIFTH), ASKED)
        .when(ask(new AcceptSwap("s1", "zhao")))
        .then(AGREED);
    given(DECIDER, published(FIRST, FIFTH), ASKED)
        .when(ask(new AcceptSwap("s1", "li")))
        .thenRefused(RosterRefusal.SWAP_IS_FOR_ANOTHER);
  }

  @Test
  void a_swap_is_not_approved_before_the_other_accepts() {
    given(DECIDER, published(FIRST, FIFTH), ASKED)
        .when(approve(BEFORE))
        .thenRefused(RosterRefusal.SWAP_NOT_ACCEPTED);
  }

  @Test
  void an_approved_swap_hands_both_shifts_over() {
    ShiftSwapApproved approved =
        new ShiftSwapApproved("BGS", "2022-12", "s1", FIRST.id(), "li", FIFTH.id(), "zhao", "head");
    given(DECIDER, published(FIRST, FIFTH), ASKED, AGREED).when(approve(BEFORE)).then(approved);
    given(DECIDER, published(FIRST, FIFTH), ASKED, AGREED, approved)
        .when(ask(new Substitute(FIRST.id(), "zhao", "出差", "head", NOBODY_ELSE, RULES, BEFORE)))
        .thenRefused(RosterRefusal.SHIFT_IS_THEIRS_ALREADY);
  }

  @Test
  void a_swap_of_a_shift_that_has_changed_hands_meanwhile_is_outdated() {
    given(
            DECIDER,
            published(FIRST, FIFTH),
            ASKED,
            AGREED,
            new ShiftReassigned("BGS", "2022-12", FIRST.id(), "wang", "li", "病假", "head"))
        .when(approve(BEFORE))
        .thenRefused(RosterRefusal.SWAP_OUTDATED);
  }

  @Test
  void a_declined_swap_is_gone() {
    ShiftSwapDeclined declined = new ShiftSwapDeclined("BGS", "2022-12", "s1", "zhao", "不便");
    given(DECIDER, published(FIRST, FIFTH), ASKED)
        .when(ask(new DeclineSwap("s1", "zhao", "不便")))
        .then(declined);
    given(DECIDER, published(FIRST, FIFTH), ASKED, declined)
        .when(ask(new AcceptSwap("s1", "zhao")))
        .thenRefused(RosterRefusal.NO_SUCH_SWAP);
  }

  @Test
  void in_an_emergency_the_rest_of_a_running_shift_is_taken_over_at_once() {
    Instant noon = at(1, 12);
    ShiftTakenOver taken =
        new ShiftTakenOver(
            "BGS",
            "2022-12",
            FIRST.id(),
            FIRST.id() + "." + noon.toEpochMilli(),
            "wang",
            "li",
            noon,
            "突发不适");
    given(DECIDER, published(FIRST))
        .when(ask(new TakeOver(FIRST.id(), "wang", "突发不适", noon)))
        .then(taken);
    given(DECIDER, published(FIRST), taken)
        .when(ask(new TakeOver(FIRST.id(), "zhao", "又换", noon)))
        .thenRefused(RosterRefusal.SHIFT_IS_OVER);
  }

  @Test
  void a_shift_that_is_over_is_not_taken_over() {
    given(DECIDER, published(FIRST))
        .when(ask(new TakeOver(FIRST.id(), "wang", "迟到", at(2, 8))))
        .thenRefused(RosterRefusal.SHIFT_IS_OVER);
  }
}
