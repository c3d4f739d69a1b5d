package org.vigil.duty.directory.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.testing.DeciderSpecification.given;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vigil.duty.directory.domain.Department.Arrangement;
import org.vigil.duty.directory.domain.Department.Command;
import org.vigil.duty.directory.domain.Department.Definition;
import org.vigil.duty.directory.domain.Department.DepartmentArranged;
import org.vigil.duty.directory.domain.Department.DepartmentDefined;
import org.vigil.duty.directory.domain.Department.Event;
import org.vigil.duty.directory.domain.Department.Head;
import org.vigil.duty.directory.domain.Department.Post;
import org.vigil.duty.directory.domain.Department.Role;
import org.vigil.duty.directory.domain.HandoverCommand.AcceptHandover;
import org.vigil.duty.directory.domain.HandoverCommand.DeclineHandover;
import org.vigil.duty.directory.domain.HandoverCommand.NoteSilence;
import org.vigil.duty.directory.domain.HandoverCommand.OfferHandover;
import org.vigil.duty.directory.domain.HandoverCommand.WithdrawHandover;
import org.vigil.duty.directory.domain.HandoverEvent.ResponsibilityHandoverAccepted;
import org.vigil.duty.directory.domain.HandoverEvent.ResponsibilityHandoverDeclined;
import org.vigil.duty.directory.domain.HandoverEvent.ResponsibilityHandoverOffered;
import org.vigil.duty.directory.domain.HandoverEvent.ResponsibilityHandoverUnanswered;
import org.vigil.duty.directory.domain.HandoverEvent.ResponsibilityHandoverWithdrawn;
import org.vigil.duty.directory.domain.Handovers.HandoverRefusal;
import org.vigil.duty.directory.domain.Leadership.Leader;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.Decider;

/** 责任交接: until the receiver signs the giver stays responsible (4.2-b). */
class HandoverTest {

  private static final Decider<Command, Department, Event> DECIDER = Department.CATEGORY.decider();
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Event DEFINED =
      new DepartmentDefined(new Definition("BGS", "办公室", List.of(), true, new Head("wang", "王静")));
  private static final Event ARRANGED =
      new DepartmentArranged(
          new Arrangement(
              "BGS",
              null,
              List.of(
                  new Post(Role.HEAD, "zhao", "赵云", LocalDate.of(2022, 11, 1), null),
                  new Post(Role.DEPUTY, "qian", "钱进", LocalDate.of(2022, 11, 1), null))));

  private static Instant day(int day) {
    return LocalDate.of(2022, 11, 1).plusDays(day - 1L).atStartOfDay(ZONE).toInstant();
  }

  private static Command offer(String giver, String receiver, int from, @Nullable Integer until) {
    return new OfferHandover(
        giver + receiver,
        Role.HEAD,
        giver,
        new Head(receiver, receiver),
        "出差",
        day(from),
        until == null ? null : day(until),
        day(from),
        ZONE);
  }

  private static ResponsibilityHandoverOffered offered(
      String giver, String receiver, int from, @Nullable Integer until) {
    return new ResponsibilityHandoverOffered(
        giver + receiver,
        "BGS",
        Role.HEAD,
        giver,
        new Head(receiver, receiver),
        "出差",
        day(from),
        until == null ? null : day(until),
        day(from));
  }

  private static ResponsibilityHandoverAccepted accepted(
      String giver, String receiver, int from, @Nullable Integer until) {
    return new ResponsibilityHandoverAccepted(
        giver + receiver,
        "BGS",
        Role.HEAD,
        giver,
        new Head(receiver, receiver),
        null,
        day(from),
        until == null ? null : day(until));
  }

  private static Command sign(String giver, String receiver, int day) {
    return new AcceptHandover(giver + receiver, receiver, day(day), ZONE);
  }

  private static String head(int day, Event... history) {
    Department state = DECIDER.initialState();
    for (Event event : history) {
      state = DECIDER.evolve(state, event);
    }
    return state.leadership().at(day(day), ZONE).stream()
        .filter(one -> one.role() == Role.HEAD)
        .map(Leader::subjectId)
        .reduce((one, other) -> one + "+" + other)
        .orElse("nobody");
  }

  @Test
  void who_leads_offers_it_and_nothing_has_changed_hands() {
    given(DECIDER, DEFINED).when(offer("wang", "li", 5, 8)).then(offered("wang", "li", 5, 8));
    assertThat(head(6, DEFINED, offered("wang", "li", 5, 8))).isEqualTo("wang");
  }

  @Test
  void once_it_is_signed_the_receiver_leads_for_the_time_and_the_giver_again_behind_it() {
    given(DECIDER, DEFINED, offered("wang", "li", 5, 8))
        .when(sign("wang", "li", 3))
        .then(accepted("wang", "li", 5, 8));
    Event[] signed = {DEFINED, offered("wang", "li", 5, 8), accepted("wang", "li", 5, 8)};
    assertThat(head(4, signed)).isEqualTo("wang");
    assertThat(head(5, signed)).isEqualTo("li");
    assertThat(head(8, signed)).isEqualTo("wang");
  }

  @Test
  void what_is_signed_late_begins_when_it_is_signed() {
    given(DECIDER, DEFINED, offered("wang", "li", 5, null))
        .when(sign("wang", "li", 7))
        .then(accepted("wang", "li", 7, null));
  }

  @Test
  void what_is_signed_twice_is_signed_once() {
    given(DECIDER, DEFINED, offered("wang", "li", 5, 8), accepted("wang", "li", 5, 8))
        .when(sign("wang", "li", 6))
        .thenNothingHappened();
  }

  @Test
  void when_its_time_is_over_it_is_not_signed_any_more() {
    given(DECIDER, DEFINED, offered("wang", "li", 5, 8))
        .when(sign("wang", "li", 8))
        .thenRefused(HandoverRefusal.HANDOVER_IS_OVER);
  }

  @Test
  void nobody_but_the_receiver_signs_or_declines_and_nobody_but_the_giver_takes_it_back() {
    given(DECIDER, DEFINED, offered("wang", "li", 5, 8))
        .when(new AcceptHandover("wangli", "qian", day(3), ZONE))
        .thenRefused(HandoverRefusal.HANDOVER_IS_FOR_ANOTHER);
    given(DECIDER, DEFINED, offered("wang", "li", 5, 8))
        .when(new DeclineHandover("wangli", "wang", "不"))
        .thenRefused(HandoverRefusal.HANDOVER_IS_FOR_ANOTHER);
    given(DECIDER, DEFINED, offered("wang", "li", 5, 8))
        .when(new WithdrawHandover("wangli", "li", "不"))
        .thenRefused(HandoverRefusal.HANDOVER_IS_FOR_ANOTHER);
  }

  @Test
  void what_is_declined_or_taken_back_cannot_be_signed() {
    var declined = new ResponsibilityHandoverDeclined("wangli", "BGS", "li", "休假");
    given(DECIDER, DEFINED, offered("wang", "li", 5, 8))
        .when(new DeclineHandover("wangli", "li", "休假"))
        .then(declined);
    given(DECIDER, DEFINED, offered("wang", "li", 5, 8), declined)
        .when(sign("wang", "li", 3))
        .thenRefused(HandoverRefusal.NO_SUCH_HANDOVER);
    given(DECIDER, DEFINED, offered("wang", "li", 5, 8))
        .when(new WithdrawHandover("wangli", "wang", "不去了"))
        .then(new ResponsibilityHandoverWithdrawn("wangli", "BGS", "wang", "不去了"));
  }

  @Test
  void silence_is_told_at_its_time_and_the_offer_can_still_be_signed() {
    var silence =
        new ResponsibilityHandoverUnanswered(
            "wangli", "BGS", Role.HEAD, "wang", new Head("li", "li"));
    assertThat(Department.CATEGORY.deadlines().after(offered("wang", "li", 5, 8)))
        .containsExactly(new Change.Schedule("wangli", day(5)));
    assertThat(Department.CATEGORY.deadlines().after(accepted("wang", "li", 5, 8)))
        .containsExactly(new Change.Cancel("wangli"));
    given(DECIDER, DEFINED, offered("wang", "li", 5, 8))
        .when(new NoteSilence("wangli"))
        .then(silence);
    given(DECIDER, DEFINED, offered("wang", "li", 5, 8), silence)
        .when(sign("wang", "li", 6))
        .then(accepted("wang", "li", 6, 8));
    given(DECIDER, DEFINED, offered("wang", "li", 5, 8), accepted("wang", "li", 5, 8))
        .when(new NoteSilence("wangli"))
        .thenNothingHappened();
  }

  @Test
  void only_who_leads_then_hands_over_and_not_to_themselves() {
    given(DECIDER, DEFINED)
        .when(offer("li", "qian", 5, 8))
        .thenRefused(HandoverRefusal.NOT_THEIRS_TO_HAND_OVER);
    given(DECIDER, DEFINED)
        .when(offer("wang", "wang", 5, 8))
        .thenRefused(HandoverRefusal.HANDOVER_TO_ONESELF);
    given(DECIDER, DEFINED)
        .when(offer("wang", "li", 5, 5))
        .thenRefused(HandoverRefusal.HANDOVER_ENDS_BEFORE_IT_BEGINS);
    given(DECIDER)
        .when(offer("wang", "li", 5, 8))
        .thenRefused(Department.DepartmentRefusal.NO_SUCH_DEPARTMENT);
    given(DECIDER, DEFINED, offered("wang", "li", 5, 8))
        .when(offer("wang", "li", 6, 8))
        .thenRefused(HandoverRefusal.HANDOVER_ALREADY_OFFERED);
  }

  @Test
  void what_the_giver_has_lost_in_between_is_not_taken_over() {
    given(DECIDER, DEFINED, offered("wang", "li", 5, 8), ARRANGED)
        .when(sign("wang", "li", 3))
        .thenRefused(HandoverRefusal.NOT_THEIRS_TO_HAND_OVER);
  }

  @Test
  void what_was_received_is_handed_on_and_back() {
    Event[] signed = {
      DEFINED,
      accepted("wang", "li", 2, null),
      accepted("li", "qian", 4, 6),
      accepted("li", "wang", 10, null)
    };
    assertThat(head(3, signed)).isEqualTo("li");
    assertThat(head(5, signed)).isEqualTo("qian");
    assertThat(head(6, signed)).isEqualTo("li");
    assertThat(head(11, signed)).isEqualTo("wang");
    given(DECIDER, signed)
        .when(offer("wang", "qian", 12, 14))
        .then(offered("wang", "qian", 12, 14));
  }

  @Test
  void what_was_signed_for_one_is_not_taken_away_by_what_another_signs() {
    given(DECIDER, DEFINED, accepted("wang", "li", 10, 20), offered("wang", "qian", 5, null))
        .when(sign("wang", "qian", 4))
        .thenRefused(HandoverRefusal.HANDOVER_DISPLACES_ANOTHER);
    given(DECIDER, DEFINED, accepted("wang", "li", 10, 20), offered("wang", "qian", 5, 10))
        .when(sign("wang", "qian", 4))
        .then(accepted("wang", "qian", 5, 10));
  }

  @Test
  void a_head_in_a_term_of_office_leads_instead_of_the_one_named_outside_of_it() {
    assertThat(head(3, DEFINED, ARRANGED)).isEqualTo("zhao");
    assertThat(head(0, DEFINED, ARRANGED)).isEqualTo("wang");
  }

  @Test
  void a_hand_over_ends_with_the_term_in_which_it_was_signed() {
    given(DECIDER, DEFINED, ARRANGED, offered("zhao", "li", 5, null))
        .when(sign("zhao", "li", 5))
        .then(signedInTerm());
    Event again =
        new DepartmentArranged(
            new Arrangement(
                "BGS",
                null,
                List.of(
                    new Post(
                        Role.HEAD,
                        "zhao",
                        "赵云",
                        LocalDate.of(2022, 11, 1),
                        LocalDate.of(2022, 12, 1)),
                    new Post(Role.HEAD, "zhao", "赵云", LocalDate.of(2023, 1, 1), null))));
    assertThat(head(6, DEFINED, ARRANGED, signedInTerm(), again)).isEqualTo("li");
    assertThat(head(365, DEFINED, ARRANGED, signedInTerm(), again)).isEqualTo("zhao");
  }

  private static ResponsibilityHandoverAccepted signedInTerm() {
    return new ResponsibilityHandoverAccepted(
        "zhaoli",
        "BGS",
        Role.HEAD,
        "zhao",
        new Head("li", "li"),
        LocalDate.of(2022, 11, 1),
        day(5),
        null);
  }

  @Test
  void a_deputy_hands_over_a_deputys_part_and_not_the_heads() {
    Instant from = day(5);
    given(DECIDER, DEFINED, ARRANGED)
        .when(
            new OfferHandover(
                "x",
                Role.HEAD,
                "qian",
                new Head("li", "li"),
                "出差",
                from,
                null,
                from.plus(Duration.ofHours(1)),
                ZONE))
        .thenRefused(HandoverRefusal.NOT_THEIRS_TO_HAND_OVER);
  }
}
