package org.vigil.reporting.obligation.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.reporting.CitedRules.within;
import static org.vigil.testing.DeciderSpecification.given;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.Decider;
import org.vigil.reporting.obligation.domain.Assignments.Command;
import org.vigil.reporting.obligation.domain.Assignments.Command.LookForGaps;
import org.vigil.reporting.obligation.domain.Assignments.Event;
import org.vigil.reporting.obligation.domain.Assignments.ObligationAssigned;
import org.vigil.reporting.obligation.domain.ObligationHandoverCommand.AcceptHandover;
import org.vigil.reporting.obligation.domain.ObligationHandoverCommand.DeclineHandover;
import org.vigil.reporting.obligation.domain.ObligationHandoverCommand.NoteSilence;
import org.vigil.reporting.obligation.domain.ObligationHandoverCommand.OfferHandover;
import org.vigil.reporting.obligation.domain.ObligationHandoverCommand.PassBack;
import org.vigil.reporting.obligation.domain.ObligationHandoverCommand.PassOn;
import org.vigil.reporting.obligation.domain.ObligationHandoverCommand.WithdrawHandover;
import org.vigil.reporting.obligation.domain.ObligationHandoverEvent.ObligationHandoverAccepted;
import org.vigil.reporting.obligation.domain.ObligationHandoverEvent.ObligationHandoverDeclined;
import org.vigil.reporting.obligation.domain.ObligationHandoverEvent.ObligationHandoverOffered;
import org.vigil.reporting.obligation.domain.ObligationHandoverEvent.ObligationHandoverUnanswered;
import org.vigil.reporting.obligation.domain.ObligationHandoverEvent.ObligationHandoverWithdrawn;
import org.vigil.reporting.obligation.domain.ObligationHandoverEvent.Receiver;
import org.vigil.reporting.obligation.domain.ObligationHandovers.HandoverRefusal;
import org.vigil.reporting.parameter.domain.Rule;

/** Who is named hands over, and until the receiver signs nothing changes (4.2-a). */
class ObligationHandoversTest {

  private static final Rule RULE = within(Duration.ofHours(24));
  private static final Category<Command, Assignments, Event> CATEGORY =
      Assignments.category((_, dueAt) -> new LookForGaps("3.7-a", List.of(), dueAt));
  private static final Decider<Command, Assignments, Event> DECIDER = CATEGORY.decider();
  private static final Receiver LI = new Receiver("li", "李明");
  private static final Instant NOW = at(0);
  private static final ObligationAssigned ZHOU = named("zhou", "周伟", 0, 100);

  private static Instant at(int hour) {
    return Instant.parse("2022-11-03T00:00:00Z").plusSeconds(hour * 3600L);
  }

  private static ObligationAssigned named(String who, String name, int from, int until) {
    return new ObligationAssigned("3.7-a", "ZHGL", who, name, at(from), at(until));
  }

  private static OfferHandover offer(String giver, String to, int from, @Nullable Integer until) {
    return new OfferHandover(
        "h1",
        "3.7-a",
        "ZHGL",
        giver,
        new Receiver(to, "李明"),
        "出差",
        at(from),
        until == null ? null : at(until),
        at(24),
        RULE);
  }

  private static ObligationHandoverOffered offered(int from, @Nullable Integer until) {
    return new ObligationHandoverOffered(
        "h1",
        "3.7-a",
        "ZHGL",
        "zhou",
        LI,
        "出差",
        at(from),
        until == null ? null : at(until),
        at(24),
        RULE);
  }

  private static ObligationHandoverAccepted accepted(int from, @Nullable Integer until) {
    return new ObligationHandoverAccepted(
        "h1", "3.7-a", "ZHGL", "zhou", LI, at(from), until == null ? null : at(until));
  }

  @Test
  void what_is_signed_for_at_once_passes_at_once_within_the_givers_own_time() {
    given(DECIDER, ZHOU).when(offer("zhou", "li", 0, 10)).then(offered(0, 10));
    given(DECIDER, ZHOU, offered(0, 10))
        .when(new AcceptHandover("h1", "li", at(2)))
        .then(accepted(2, 10), named("li", "李明", 2, 100));
    given(DECIDER, ZHOU, offered(0, 10), accepted(2, 10), named("li", "李明", 2, 100))
        .when(new AcceptHandover("h1", "li", at(3)))
        .thenNothingHappened();
  }

  @Test
  void what_is_to_begin_later_passes_then_and_comes_back_at_its_end() {
    given(DECIDER, ZHOU, offered(5, 10))
        .when(new AcceptHandover("h1", "li", NOW))
        .then(accepted(5, 10));
    given(DECIDER, ZHOU, offered(5, 10), accepted(5, 10))
        .when(new PassOn("h1"))
        .then(named("li", "李明", 5, 100));
    given(DECIDER, ZHOU, offered(5, 10), accepted(5, 10), named("li", "李明", 5, 100))
        .when(new PassOn("h1"))
        .thenNothingHappened();
    given(DECIDER, ZHOU, offered(5, 10), accepted(5, 10), named("li", "李明", 5, 100))
        .when(new PassBack("h1"))
        .then(named("zhou", "周伟", 10, 100));
  }

  @Test
  void what_the_office_says_meanwhile_goes_before() {
    ObligationAssigned other = named("wu", "吴敏", 1, 100);
    given(DECIDER, ZHOU, offered(5, 10), accepted(5, 10), other)
        .when(new PassOn("h1"))
        .thenNothingHappened();
    given(DECIDER, ZHOU, offered(0, 10), accepted(0, 10), named("li", "李明", 0, 100), other)
        .when(new PassBack("h1"))
        .thenNothingHappened();
    given(DECIDER, ZHOU, offered(0, 10), other)
        .when(new AcceptHandover("h1", "li", at(1)))
        .thenRefused(HandoverRefusal.NOT_THEIRS_TO_HAND_OVER);
  }

  @Test
  void nobody_hands_over_what_is_not_theirs_or_only_for_a_time() {
    given(DECIDER)
        .when(offer("zhou", "li", 0, null))
        .thenRefused(HandoverRefusal.NOT_THEIRS_TO_HAND_OVER);
    given(DECIDER, ZHOU)
        .when(offer("li", "wu", 0, null))
        .thenRefused(HandoverRefusal.NOT_THEIRS_TO_HAND_OVER);
    given(DECIDER, ZHOU)
        .when(offer("zhou", "li", 100, null))
        .thenRefused(HandoverRefusal.NOT_THEIRS_TO_HAND_OVER);
    given(DECIDER, ZHOU)
        .when(offer("zhou", "zhou", 0, null))
        .thenRefused(HandoverRefusal.HANDOVER_TO_ONESELF);
    given(DECIDER, ZHOU)
        .when(offer("zhou", "li", 5, 5))
        .thenRefused(HandoverRefusal.HANDOVER_ENDS_BEFORE_IT_BEGINS);
    OfferHandover another =
        new OfferHandover(
            "h2", "3.7-a", "ZHGL", "li", new Receiver("wu", "吴敏"), "出差", at(3), null, at(24), RULE);
    given(DECIDER, ZHOU, offered(0, 10), accepted(0, 10), named("li", "李明", 0, 100))
        .when(another)
        .thenRefused(HandoverRefusal.RECEIVED_FOR_A_TIME_ONLY);
    given(DECIDER, ZHOU, offered(0, null), accepted(0, null), named("li", "李明", 0, 100))
        .when(another)
        .then(
            new ObligationHandoverOffered(
                "h2",
                "3.7-a",
                "ZHGL",
                "li",
                new Receiver("wu", "吴敏"),
                "出差",
                at(3),
                null,
                at(24),
                RULE));
  }

  @Test
  void only_the_receiver_answers_and_only_the_giver_takes_back() {
    given(DECIDER, ZHOU, offered(0, 10))
        .when(new AcceptHandover("h1", "wu", NOW))
        .thenRefused(HandoverRefusal.HANDOVER_IS_FOR_ANOTHER);
    given(DECIDER, ZHOU, offered(0, 10))
        .when(new AcceptHandover("h1", "li", at(10)))
        .thenRefused(HandoverRefusal.HANDOVER_IS_OVER);
    given(DECIDER, ZHOU, offered(0, 10))
        .when(new WithdrawHandover("h1", "li", "错"))
        .thenRefused(HandoverRefusal.HANDOVER_IS_FOR_ANOTHER);
    ObligationHandoverDeclined declined =
        new ObligationHandoverDeclined("h1", "3.7-a", "ZHGL", "li", "休假");
    given(DECIDER, ZHOU, offered(0, 10)).when(new DeclineHandover("h1", "li", "休假")).then(declined);
    given(DECIDER, ZHOU, offered(0, 10), declined)
        .when(new AcceptHandover("h1", "li", NOW))
        .thenRefused(HandoverRefusal.NO_SUCH_HANDOVER);
    given(DECIDER, ZHOU, offered(0, 10))
        .when(new WithdrawHandover("h1", "zhou", "不出差了"))
        .then(new ObligationHandoverWithdrawn("h1", "3.7-a", "ZHGL", "zhou", "不出差了"));
  }

  @Test
  void silence_is_told_at_its_deadline_and_a_late_signature_still_counts() {
    ObligationHandoverUnanswered silent =
        new ObligationHandoverUnanswered("h1", "3.7-a", "ZHGL", "zhou", LI, RULE);
    assertThat(CATEGORY.deadlines().after(offered(0, null)))
        .containsExactly(new Change.Schedule("answer/3.7-a/h1", at(24)));
    assertThat(CATEGORY.due().when("answer/3.7-a/h1", at(24))).isEqualTo(new NoteSilence("h1"));
    assertThat(CATEGORY.due().when("ends/3.7-a/ZHGL", at(24))).isInstanceOf(LookForGaps.class);
    given(DECIDER, ZHOU, offered(0, null)).when(new NoteSilence("h1")).then(silent);
    given(DECIDER, ZHOU, offered(0, null), silent)
        .when(new AcceptHandover("h1", "li", at(30)))
        .then(accepted(30, null), named("li", "李明", 30, 100));
    given(DECIDER, ZHOU).when(new NoteSilence("h1")).thenNothingHappened();
  }
}
