package org.vigil.reporting.outing.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.testing.DeciderSpecification.given;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.Decision;
import org.vigil.reporting.outing.domain.OutingCommand.CancelOuting;
import org.vigil.reporting.outing.domain.OutingCommand.ConfirmMatch;
import org.vigil.reporting.outing.domain.OutingCommand.DismissMatch;
import org.vigil.reporting.outing.domain.OutingCommand.FindReturnOverdue;
import org.vigil.reporting.outing.domain.OutingCommand.MatchRiskAreas;
import org.vigil.reporting.outing.domain.OutingCommand.ProlongOuting;
import org.vigil.reporting.outing.domain.OutingCommand.RegisterOuting;
import org.vigil.reporting.outing.domain.OutingCommand.ReturnFromOuting;
import org.vigil.reporting.outing.domain.OutingCommand.RevealOuting;
import org.vigil.reporting.outing.domain.OutingCommand.RiskEntry;
import org.vigil.reporting.outing.domain.OutingEvent.HighRiskTravelConfirmed;
import org.vigil.reporting.outing.domain.OutingEvent.HighRiskTravelDismissed;
import org.vigil.reporting.outing.domain.OutingEvent.HighRiskTravelMatched;
import org.vigil.reporting.outing.domain.OutingEvent.OutingCancelled;
import org.vigil.reporting.outing.domain.OutingEvent.OutingProlonged;
import org.vigil.reporting.outing.domain.OutingEvent.OutingRegistered;
import org.vigil.reporting.outing.domain.OutingEvent.OutingReturnOverdue;
import org.vigil.reporting.outing.domain.OutingEvent.OutingReturned;
import org.vigil.reporting.outing.domain.OutingEvent.OutingRevealed;
import org.vigil.reporting.person.domain.Person;

class OutingDeciderTest {

  private static final OutingDecider DECIDER = new OutingDecider();
  private static final Instant DEPARTS = Instant.parse("2022-10-01T00:00:00Z");
  private static final Instant RETURNS = Instant.parse("2022-10-07T12:00:00Z");
  private static final Person PERSON = new Person("李四", "B2", "13900001111");
  private static final Destination CHANGAN = new Destination("130102", null, "石家庄市长安区");
  private static final OutingRegistered REGISTERED = registered(CHANGAN);
  private static final RiskEntry VILLAGE = new RiskEntry("e1", RiskLevel.MEDIUM, "某村");
  private static final RiskEntry BUILDING = new RiskEntry("e2", RiskLevel.HIGH, "某小区3号楼");

  private static OutingRegistered registered(Destination destination) {
    return new OutingRegistered(
        "s1", "JGZH", PERSON, DEPARTS, RETURNS, destination, "探亲", "高铁", DEPARTS);
  }

  private static RegisterOuting register(Instant returnsAt) {
    return new RegisterOuting(
        "s1", "JGZH", PERSON, DEPARTS, returnsAt, CHANGAN, "探亲", "高铁", DEPARTS);
  }

  private static HighRiskTravelMatched matched(
      int match, RiskLevel level, String listId, RiskEntry... entries) {
    return new HighRiskTravelMatched(
        match,
        "s1",
        "JGZH",
        "李四",
        "130102",
        level,
        List.of(entries).stream().map(RiskEntry::place).toList(),
        List.of(entries).stream().map(RiskEntry::entryId).toList(),
        listId,
        DEPARTS,
        RETURNS);
  }

  @Test
  void an_outing_is_registered_with_its_three_fields() {
    given(DECIDER).when(register(RETURNS)).then(REGISTERED);
  }

  @Test
  void an_outing_ends_after_it_begins() {
    given(DECIDER).when(register(DEPARTS)).thenRefused(OutingRefusal.RETURN_NOT_AFTER_DEPARTURE);
  }

  @Test
  void an_outing_is_registered_once() {
    given(DECIDER, REGISTERED)
        .when(register(RETURNS))
        .thenRefused(OutingRefusal.OUTING_ALREADY_REGISTERED);
  }

  @Test
  void what_is_not_registered_cannot_end() {
    given(DECIDER).when(new ReturnFromOuting(RETURNS)).thenRefused(OutingRefusal.OUTING_UNKNOWN);
  }

  @Test
  void an_outing_lasts_longer() {
    Instant later = RETURNS.plusSeconds(86_400);
    given(DECIDER, REGISTERED)
        .when(new ProlongOuting(later, "停运"))
        .then(new OutingProlonged("s1", "JGZH", later, "停运"));
  }

  @Test
  void a_prolongation_ends_later_than_planned() {
    given(DECIDER, REGISTERED)
        .when(new ProlongOuting(RETURNS, "停运"))
        .thenRefused(OutingRefusal.NOT_LATER_THAN_PLANNED);
  }

  @Test
  void the_person_comes_back_earlier_than_planned() {
    Instant earlier = RETURNS.minusSeconds(86_400);
    given(DECIDER, REGISTERED)
        .when(new ReturnFromOuting(earlier))
        .then(new OutingReturned("s1", "JGZH", earlier));
  }

  @Test
  void nobody_comes_back_before_leaving() {
    given(DECIDER, REGISTERED)
        .when(new ReturnFromOuting(DEPARTS))
        .thenRefused(OutingRefusal.RETURN_NOT_AFTER_DEPARTURE);
  }

  @Test
  void an_outing_that_has_ended_is_not_cancelled() {
    given(DECIDER, REGISTERED, new OutingReturned("s1", "JGZH", RETURNS))
        .when(new CancelOuting("不去了"))
        .thenRefused(OutingRefusal.OUTING_ALREADY_ENDED);
  }

  @Test
  void an_outing_is_cancelled() {
    given(DECIDER, REGISTERED)
        .when(new CancelOuting("不去了"))
        .then(new OutingCancelled("s1", "JGZH", "不去了"));
  }

  @Test
  void entries_that_come_together_make_one_candidate_of_the_highest_level() {
    given(DECIDER, REGISTERED)
        .when(new MatchRiskAreas("L1", List.of(VILLAGE, BUILDING)))
        .then(matched(1, RiskLevel.HIGH, "L1", VILLAGE, BUILDING));
  }

  @Test
  void the_same_entry_on_the_next_list_does_not_count_again() {
    given(DECIDER, REGISTERED, matched(1, RiskLevel.MEDIUM, "L1", VILLAGE))
        .when(new MatchRiskAreas("L2", List.of(VILLAGE)))
        .thenNothingHappened();
  }

  @Test
  void a_new_entry_in_the_same_county_makes_a_new_candidate_even_after_a_dismissal() {
    given(
            DECIDER,
            REGISTERED,
            matched(1, RiskLevel.MEDIUM, "L1", VILLAGE),
            new HighRiskTravelDismissed(1, "s1", "JGZH", "未到该村"))
        .when(new MatchRiskAreas("L2", List.of(VILLAGE, BUILDING)))
        .then(matched(2, RiskLevel.HIGH, "L2", BUILDING));
  }

  @Test
  void a_place_designated_after_the_return_still_matches() {
    given(DECIDER, REGISTERED, new OutingReturned("s1", "JGZH", RETURNS))
        .when(new MatchRiskAreas("L1", List.of(VILLAGE)))
        .then(matched(1, RiskLevel.MEDIUM, "L1", VILLAGE));
  }

  @Test
  void a_cancelled_outing_matches_nothing() {
    given(DECIDER, REGISTERED, new OutingCancelled("s1", "JGZH", "不去了"))
        .when(new MatchRiskAreas("L1", List.of(VILLAGE)))
        .thenNothingHappened();
  }

  @Test
  void a_destination_abroad_matches_nothing_by_code() {
    given(DECIDER, registered(new Destination(null, "JP", "东京")))
        .when(new MatchRiskAreas("L1", List.of(VILLAGE)))
        .thenNothingHappened();
  }

  @Test
  void a_person_confirms_a_candidate() {
    given(DECIDER, REGISTERED, matched(1, RiskLevel.MEDIUM, "L1", VILLAGE))
        .when(new ConfirmMatch(1, "本人确认到过"))
        .then(new HighRiskTravelConfirmed(1, "s1", "JGZH", "本人确认到过"));
  }

  @Test
  void a_candidate_is_reviewed_once() {
    given(
            DECIDER,
            REGISTERED,
            matched(1, RiskLevel.MEDIUM, "L1", VILLAGE),
            new HighRiskTravelConfirmed(1, "s1", "JGZH", "到过"))
        .when(new DismissMatch(1, "未到"))
        .thenRefused(OutingRefusal.MATCH_ALREADY_REVIEWED);
  }

  @Test
  void a_candidate_that_does_not_exist_is_not_reviewed() {
    given(DECIDER, REGISTERED, matched(1, RiskLevel.MEDIUM, "L1", VILLAGE))
        .when(new DismissMatch(2, "未到"))
        .thenRefused(OutingRefusal.MATCH_UNKNOWN);
  }

  @Test
  void each_look_at_the_personal_data_is_recorded() {
    given(DECIDER, REGISTERED)
        .when(new RevealOuting("核实行程"))
        .then(new OutingRevealed("s1", "JGZH", "核实行程"));
  }

  @Property(tries = 200)
  void whatever_the_lists_each_entry_counts_exactly_once(
      @ForAll @Size(max = 12) List<@Size(max = 6) Set<@IntRange(max = 9) Integer>> lists) {
    Outing state = DECIDER.evolve(DECIDER.initialState(), REGISTERED);
    List<String> counted = new ArrayList<>();
    Set<String> listed = new HashSet<>();
    for (Set<Integer> list : lists) {
      List<RiskEntry> entries =
          list.stream().map(id -> new RiskEntry("e" + id, RiskLevel.HIGH, "place " + id)).toList();
      entries.forEach(entry -> listed.add(entry.entryId()));
      Decision<OutingEvent> decision = DECIDER.decide(new MatchRiskAreas("L", entries), state);
      for (OutingEvent event : ((Decision.Accepted<OutingEvent>) decision).events()) {
        counted.addAll(((HighRiskTravelMatched) event).entryIds());
        state = DECIDER.evolve(state, event);
      }
    }
    assertThat(counted).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(listed);
  }

  private static OutingReturnOverdue overdue(Instant dueAt) {
    return new OutingReturnOverdue("s1", "JGZH", "李四", dueAt);
  }

  @Test
  void a_return_that_nobody_has_recorded_is_overdue() {
    given(DECIDER, REGISTERED).when(new FindReturnOverdue(RETURNS)).then(overdue(RETURNS));
  }

  @Test
  void a_return_that_was_put_off_is_not_overdue_yet() {
    given(DECIDER, REGISTERED, new OutingProlonged("s1", "JGZH", RETURNS.plusSeconds(1), "停运"))
        .when(new FindReturnOverdue(RETURNS))
        .thenNothingHappened();
  }

  @Test
  void who_is_back_is_not_overdue() {
    given(DECIDER, REGISTERED, new OutingReturned("s1", "JGZH", RETURNS))
        .when(new FindReturnOverdue(RETURNS))
        .thenNothingHappened();
  }

  @Test
  void who_is_overdue_may_still_come_back() {
    given(DECIDER, REGISTERED, overdue(RETURNS))
        .when(new ReturnFromOuting(RETURNS.plusSeconds(60)))
        .then(new OutingReturned("s1", "JGZH", RETURNS.plusSeconds(60)));
  }

  @Test
  void the_planned_return_is_a_deadline_until_the_return() {
    assertThat(OutingDecider.CATEGORY.deadlines().after(REGISTERED))
        .containsExactly(new Change.Schedule("return-due", RETURNS));
    assertThat(OutingDecider.CATEGORY.deadlines().after(new OutingReturned("s1", "JGZH", RETURNS)))
        .containsExactly(new Change.Cancel("return-due"));
  }
}
