package org.vigil.duty.roster.domain;

import static org.vigil.testing.DeciderSpecification.given;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vigil.duty.roster.domain.RosterCommand.AcceptSwap;
import org.vigil.duty.roster.domain.RosterCommand.ApproveSwap;
import org.vigil.duty.roster.domain.RosterCommand.ApproveSwapAcrossMonths;
import org.vigil.duty.roster.domain.RosterCommand.DeclineSwap;
import org.vigil.duty.roster.domain.RosterCommand.FinishSwap;
import org.vigil.duty.roster.domain.RosterCommand.Origin;
import org.vigil.duty.roster.domain.RosterCommand.PublishRoster;
import org.vigil.duty.roster.domain.RosterCommand.RequestSwapAcrossMonths;
import org.vigil.duty.roster.domain.RosterCommand.SettleSwap;
import org.vigil.duty.roster.domain.RosterCommand.Substitute;
import org.vigil.duty.roster.domain.RosterCommand.TakeOver;
import org.vigil.duty.roster.domain.RosterDecider.Ask;
import org.vigil.duty.roster.domain.RosterEvent.RosterDrafted;
import org.vigil.duty.roster.domain.RosterEvent.RosterPublished;
import org.vigil.duty.roster.domain.RosterEvent.ShiftReassigned;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapAccepted;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapAcrossMonthsApproved;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapAcrossMonthsFinished;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapAcrossMonthsRequested;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapAcrossMonthsSettled;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapDeclined;

/** Two people exchange shifts of two months: both change hands, or neither does. */
class SwapAcrossMonthsTest {

  private static final RosterDecider DECIDER = new RosterDecider();
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final RosterRules RULES =
      new RosterRules(Duration.ofHours(10), Duration.ofHours(24), UTC);
  private static final Instant BEFORE = at(12, 1).minusSeconds(1);
  private static final Surroundings FREE = around();
  private static final Shift FIRST = shift("li", at(12, 20));
  private static final Shift OTHER = shift("zhao", at(13, 5));
  private static final RosterEvent PUBLISHED =
      new RosterPublished("BGS", "2022-12", 1, List.of(FIRST));
  private static final RosterEvent OTHER_PUBLISHED =
      new RosterPublished("BGS", "2023-01", 1, List.of(OTHER));
  private static final RosterEvent ASKED =
      new ShiftSwapAcrossMonthsRequested(
          "BGS", "2022-12", "s1", FIRST.id(), "li", "2023-01", OTHER.id(), "zhao", "家事");
  private static final RosterEvent AGREED = new ShiftSwapAccepted("BGS", "2022-12", "s1", "zhao");
  private static final RosterEvent APPROVED =
      new ShiftSwapAcrossMonthsApproved(
          "BGS", "2022-12", "s1", FIRST.id(), "li", "2023-01", OTHER.id(), "zhao", "head");

  /** A month of 2022; the thirteenth is January. */
  private static Instant at(int month, int day) {
    return LocalDate.of(2022, 1, 1)
        .plusMonths(month - 1L)
        .plusDays(day - 1L)
        .atTime(8, 0)
        .atZone(UTC)
        .toInstant();
  }

  private static Shift shift(String person, Instant from) {
    return Shift.of("BGS", Shift.DUTY, person, from, from.plus(Duration.ofDays(1)));
  }

  private static Surroundings around(Shift... neighbours) {
    return new Surroundings(Set.of("li", "wang", "zhao"), Map.of(), List.of(neighbours));
  }

  private static Ask first(RosterCommand command) {
    return new Ask("BGS", "2022-12", command);
  }

  private static Ask other(RosterCommand command) {
    return new Ask("BGS", "2023-01", command);
  }

  private static Ask request(String otherMonth, @Nullable Shift other, Instant at) {
    return first(
        new RequestSwapAcrossMonths("s1", FIRST.id(), otherMonth, OTHER.id(), other, "家事", at));
  }

  private static Ask approve(@Nullable Shift other, Surroundings around, Instant at) {
    return first(new ApproveSwapAcrossMonths("s1", "head", other, around, RULES, at));
  }

  private static ShiftSwapAcrossMonthsSettled settled(boolean handed) {
    return new ShiftSwapAcrossMonthsSettled(
        "BGS", "2023-01", "s1", "2022-12", OTHER.id(), "li", "zhao", handed);
  }

  private static ShiftSwapAcrossMonthsFinished finished(boolean handed) {
    return new ShiftSwapAcrossMonthsFinished(
        "BGS", "2022-12", "s1", FIRST.id(), "zhao", "li", handed);
  }

  private static Ask settle(Instant at) {
    return other(new SettleSwap("s1", "2022-12", OTHER.id(), "zhao", "li", at));
  }

  @Test
  void a_shift_of_another_month_is_asked_for() {
    given(DECIDER, PUBLISHED).when(request("2023-01", OTHER, BEFORE)).then(ASKED);
  }

  @Test
  void what_cannot_be_exchanged_is_not_asked_for() {
    given(DECIDER, PUBLISHED)
        .when(request("2022-12", OTHER, BEFORE))
        .thenRefused(RosterRefusal.SWAP_WITHIN_ONE_MONTH);
    given(DECIDER, PUBLISHED)
        .when(request("2023-01", null, BEFORE))
        .thenRefused(RosterRefusal.NO_SUCH_SHIFT);
    given(DECIDER, PUBLISHED)
        .when(request("2023-01", shift("li", at(13, 5)), BEFORE))
        .thenRefused(RosterRefusal.SHIFT_IS_THEIRS_ALREADY);
    given(DECIDER, PUBLISHED)
        .when(request("2023-01", OTHER, at(12, 20)))
        .thenRefused(RosterRefusal.BEGUN_SHIFT_CHANGED);
    given(DECIDER, PUBLISHED, ASKED)
        .when(request("2023-01", OTHER, BEFORE))
        .thenRefused(RosterRefusal.SWAP_ALREADY_REQUESTED);
  }

  @Test
  void the_other_accepts_or_declines_as_within_a_month() {
    given(DECIDER, PUBLISHED, ASKED).when(first(new AcceptSwap("s1", "zhao"))).then(AGREED);
    given(DECIDER, PUBLISHED, ASKED)
        .when(first(new AcceptSwap("s1", "li")))
        .thenRefused(RosterRefusal.SWAP_IS_FOR_ANOTHER);
    given(DECIDER, PUBLISHED, ASKED)
        .when(first(new DeclineSwap("s1", "zhao", "不便")))
        .then(new ShiftSwapDeclined("BGS", "2022-12", "s1", "zhao", "不便"));
  }

  @Test
  void a_head_approves_what_is_accepted_and_as_it_was() {
    given(DECIDER, PUBLISHED, ASKED)
        .when(approve(OTHER, FREE, BEFORE))
        .thenRefused(RosterRefusal.SWAP_NOT_ACCEPTED);
    given(DECIDER, PUBLISHED, ASKED, AGREED).when(approve(OTHER, FREE, BEFORE)).then(APPROVED);
    given(DECIDER, PUBLISHED, ASKED, AGREED)
        .when(approve(shift("wang", at(13, 5)), FREE, BEFORE))
        .thenRefused(RosterRefusal.SWAP_OUTDATED);
    given(DECIDER, PUBLISHED, ASKED, AGREED)
        .when(approve(null, FREE, BEFORE))
        .thenRefused(RosterRefusal.SWAP_OUTDATED);
    given(DECIDER, PUBLISHED, ASKED, AGREED)
        .when(approve(OTHER, FREE, at(12, 20)))
        .thenRefused(RosterRefusal.SWAP_OUTDATED);
    given(DECIDER, PUBLISHED, ASKED, AGREED)
        .when(first(new ApproveSwap("s1", "head", FREE, RULES, BEFORE)))
        .thenRefused(RosterRefusal.SWAP_OUTDATED);
  }

  @Test
  void nobody_gets_a_shift_without_rest_in_either_month() {
    given(DECIDER, PUBLISHED, ASKED, AGREED)
        .when(approve(OTHER, around(shift("zhao", at(12, 19))), BEFORE))
        .thenRefused(RosterRefusal.ROSTER_HAS_CONFLICTS);
    given(DECIDER, PUBLISHED, ASKED, AGREED)
        .when(approve(OTHER, around(shift("li", at(13, 6))), BEFORE))
        .thenRefused(RosterRefusal.ROSTER_HAS_CONFLICTS);
  }

  @Test
  void the_other_month_hands_over_what_is_as_it_was() {
    given(DECIDER, OTHER_PUBLISHED).when(settle(BEFORE)).then(settled(true));
  }

  @Test
  void the_other_month_answers_too_when_something_has_changed_and_keeps_its_shift() {
    given(
            DECIDER,
            OTHER_PUBLISHED,
            new ShiftReassigned("BGS", "2023-01", OTHER.id(), "wang", "zhao", "病假", "head"))
        .when(settle(BEFORE))
        .then(settled(false));
    given(DECIDER, OTHER_PUBLISHED).when(settle(at(13, 5))).then(settled(false));
    given(DECIDER).when(settle(BEFORE)).then(settled(false));
  }

  @Test
  void the_first_month_follows_the_answer() {
    given(DECIDER, PUBLISHED, ASKED, AGREED, APPROVED)
        .when(first(new FinishSwap("s1", true)))
        .then(finished(true));
    given(DECIDER, PUBLISHED, ASKED, AGREED, APPROVED)
        .when(first(new FinishSwap("s1", false)))
        .then(finished(false));
    given(DECIDER, PUBLISHED, ASKED, AGREED, APPROVED, finished(true))
        .when(first(new FinishSwap("s1", true)))
        .thenNothingHappened();
  }

  @Test
  void what_was_not_handed_over_stays_whose_it_was_and_what_was_is_the_others() {
    given(DECIDER, PUBLISHED, ASKED, AGREED, APPROVED, finished(false))
        .when(substitute("li"))
        .thenRefused(RosterRefusal.SHIFT_IS_THEIRS_ALREADY);
    given(DECIDER, PUBLISHED, ASKED, AGREED, APPROVED, finished(true))
        .when(substitute("zhao"))
        .thenRefused(RosterRefusal.SHIFT_IS_THEIRS_ALREADY);
    given(DECIDER, OTHER_PUBLISHED, settled(false))
        .when(other(new TakeOver(OTHER.id(), "zhao", "又换", BEFORE)))
        .thenRefused(RosterRefusal.SHIFT_IS_THEIRS_ALREADY);
    given(DECIDER, OTHER_PUBLISHED, settled(true))
        .when(other(new TakeOver(OTHER.id(), "li", "又换", BEFORE)))
        .thenRefused(RosterRefusal.SHIFT_IS_THEIRS_ALREADY);
  }

  private static Ask substitute(String person) {
    return first(new Substitute(FIRST.id(), person, "出差", "head", FREE, RULES, BEFORE));
  }

  @Test
  void until_the_other_month_has_answered_the_shift_stays_as_it_is() {
    given(DECIDER, PUBLISHED, ASKED, AGREED, APPROVED)
        .when(substitute("wang"))
        .thenRefused(RosterRefusal.SHIFT_AWAITS_SWAP);
    given(DECIDER, PUBLISHED, ASKED, AGREED, APPROVED)
        .when(first(new TakeOver(FIRST.id(), "wang", "突发不适", BEFORE)))
        .thenRefused(RosterRefusal.SHIFT_AWAITS_SWAP);
    given(DECIDER, PUBLISHED, ASKED, AGREED, APPROVED, drafted("wang"))
        .when(first(new PublishRoster(FREE, RULES, BEFORE)))
        .thenRefused(RosterRefusal.SHIFT_AWAITS_SWAP);
    given(DECIDER, PUBLISHED, ASKED, AGREED, APPROVED)
        .when(first(new DeclineSwap("s1", "zhao", "不便")))
        .thenRefused(RosterRefusal.NO_SUCH_SWAP);
    given(DECIDER, PUBLISHED, ASKED, AGREED, APPROVED, drafted("li"))
        .when(first(new PublishRoster(FREE, RULES, BEFORE)))
        .then(new RosterPublished("BGS", "2022-12", 2, List.of(FIRST)));
  }

  private static RosterEvent drafted(String person) {
    return new RosterDrafted(
        "BGS", "2022-12", Origin.ENTERED, List.of(shift(person, FIRST.from())));
  }

  /** A shift cannot be promised twice: it waits for one answer. */
  @Test
  void a_shift_that_waits_is_not_handed_over_by_another_swap() {
    given(DECIDER, PUBLISHED, ASKED, AGREED, APPROVED)
        .when(first(new SettleSwap("s2", "2022-11", FIRST.id(), "li", "wang", BEFORE)))
        .then(
            new ShiftSwapAcrossMonthsSettled(
                "BGS", "2022-12", "s2", "2022-11", FIRST.id(), "wang", "li", false));
  }
}
