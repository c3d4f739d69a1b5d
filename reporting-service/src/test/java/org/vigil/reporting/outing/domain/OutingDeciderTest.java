package org.vigil.reporting.outing.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.testing.DeciderSpecification.given;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.Decision;
import org.vigil.reporting.outing.domain.OutingCommand.CancelOuting;
import org.vigil.reporting.outing.domain.OutingCommand.ChangeStops;
import org.vigil.reporting.outing.domain.OutingCommand.ConfirmMatch;
import org.vigil.reporting.outing.domain.OutingCommand.DismissMatch;
import org.vigil.reporting.outing.domain.OutingCommand.FindReturnOverdue;
import org.vigil.reporting.outing.domain.OutingCommand.IdentifyTraveller;
import org.vigil.reporting.outing.domain.OutingCommand.MatchRiskAreas;
import org.vigil.reporting.outing.domain.OutingCommand.ProlongOuting;
import org.vigil.reporting.outing.domain.OutingCommand.RegisterOuting;
import org.vigil.reporting.outing.domain.OutingCommand.ReturnFromOuting;
import org.vigil.reporting.outing.domain.OutingCommand.RevealOuting;
import org.vigil.reporting.outing.domain.OutingCommand.RiskEntry;
import org.vigil.reporting.outing.domain.OutingEvent.HighRiskTravelConfirmed;
import org.vigil.reporting.outing.domain.OutingEvent.HighRiskTravelDismissed;
import org.vigil.reporting.outing.domain.OutingEvent.HighRiskTravelMatched;
import org.vigil.reporting.outing.domain.OutingEvent.HighRiskTravelWithdrawn;
import org.vigil.reporting.outing.domain.OutingEvent.OutingCancelled;
import org.vigil.reporting.outing.domain.OutingEvent.OutingPersonIdentified;
import org.vigil.reporting.outing.domain.OutingEvent.OutingProlonged;
import org.vigil.reporting.outing.domain.OutingEvent.OutingRegistered;
import org.vigil.reporting.outing.domain.OutingEvent.OutingReturnOverdue;
import org.vigil.reporting.outing.domain.OutingEvent.OutingReturned;
import org.vigil.reporting.outing.domain.OutingEvent.OutingRevealed;
import org.vigil.reporting.outing.domain.OutingEvent.OutingStopsChanged;
import org.vigil.reporting.person.domain.Person;

class OutingDeciderTest {

  private static final OutingDecider DECIDER = new OutingDecider();
  private static final Instant DEPARTS = Instant.parse("2022-10-01T00:00:00Z");
  private static final Instant RETURNS = Instant.parse("2022-10-07T12:00:00Z");
  private static final Person PERSON = new Person("李四", "B2", "13900001111");
  private static final Destination CHANGAN = new Destination("130102", null, "石家庄市长安区");
  private static final OutingRegistered REGISTERED = registered(CHANGAN);
  private static final RiskEntry VILLAGE = new RiskEntry("e1", "130102", RiskLevel.MEDIUM, "某村");
  private static final RiskEntry BUILDING = new RiskEntry("e2", "130102", RiskLevel.HIGH, "某小区3号楼");

  private static final RiskEntry STATION = new RiskEntry("e3", "110106", RiskLevel.MEDIUM, "某街道");
  private static final Stop FENGTAI = stop("110106", 1, 2);
  private static final Stop CHAOYANG = stop("110105", 2, 3);

  private static OutingRegistered registered(Destination destination, Stop... stops) {
    return new OutingRegistered(
        "s1",
        "JGZH",
        PERSON,
        true,
        DEPARTS,
        RETURNS,
        destination,
        List.of(stops),
        "探亲",
        "高铁",
        DEPARTS);
  }

  private static RegisterOuting register(Instant returnsAt, Stop... stops) {
    return new RegisterOuting(
        "s1",
        "JGZH",
        PERSON,
        true,
        DEPARTS,
        returnsAt,
        CHANGAN,
        List.of(stops),
        "探亲",
        "高铁",
        DEPARTS);
  }

  /** A stop between two hours after the departure; null for a time that nobody knows. */
  private static Stop stop(String areaCode, @Nullable Integer from, @Nullable Integer until) {
    return new Stop(
        new Destination(areaCode, null, "途经"),
        from == null ? null : DEPARTS.plusSeconds(from * 3_600L),
        until == null ? null : DEPARTS.plusSeconds(until * 3_600L));
  }

  private static HighRiskTravelMatched touched(
      int match, String areaCode, List<Integer> stops, RiskEntry entry) {
    return new HighRiskTravelMatched(
        match,
        "s1",
        "JGZH",
        "李四",
        areaCode,
        stops,
        entry.level(),
        List.of(entry.place()),
        List.of(entry.entryId()),
        "L1",
        DEPARTS,
        RETURNS);
  }

  private static HighRiskTravelMatched matched(
      int match, RiskLevel level, String listId, RiskEntry... entries) {
    return new HighRiskTravelMatched(
        match,
        "s1",
        "JGZH",
        "李四",
        "130102",
        List.of(),
        level,
        List.of(entries).stream().map(RiskEntry::place).toList(),
        List.of(entries).stream().map(RiskEntry::entryId).toList(),
        listId,
        DEPARTS,
        RETURNS);
  }

  private static ChangeStops change(Instant at, Stop... stops) {
    return new ChangeStops(List.of(stops), "改道", at, Duration.ofDays(14));
  }

  private static OutingStopsChanged changed(List<String> askAgain, Stop... stops) {
    return new OutingStopsChanged("s1", "JGZH", List.of(stops), askAgain, "改道");
  }

  @Test
  void the_stops_are_said_anew() {
    given(DECIDER, registered(CHANGAN, FENGTAI))
        .when(change(DEPARTS, FENGTAI, CHAOYANG))
        .then(changed(List.of(), FENGTAI, CHAOYANG));
  }

  @Test
  void a_candidate_for_a_stop_that_is_gone_is_withdrawn_with_the_reason() {
    given(
            DECIDER,
            registered(CHANGAN, FENGTAI),
            matched(1, RiskLevel.MEDIUM, "L1", VILLAGE),
            touched(2, "110106", List.of(1), STATION))
        .when(change(DEPARTS, CHAOYANG))
        .then(changed(List.of("e3"), CHAOYANG), new HighRiskTravelWithdrawn(2, "s1", "JGZH", "改道"));
  }

  @Test
  void what_a_person_has_confirmed_stays_confirmed() {
    given(
            DECIDER,
            registered(CHANGAN, FENGTAI),
            touched(1, "110106", List.of(1), STATION),
            new HighRiskTravelConfirmed(1, "s1", "JGZH", "到过"))
        .when(change(DEPARTS))
        .then(changed(List.of()));
  }

  @Test
  void a_withdrawn_candidate_is_not_reviewed() {
    given(
            DECIDER,
            registered(CHANGAN, FENGTAI),
            touched(1, "110106", List.of(1), STATION),
            changed(List.of("e3")),
            new HighRiskTravelWithdrawn(1, "s1", "JGZH", "改道"))
        .when(new ConfirmMatch(1, "到过"))
        .thenRefused(OutingRefusal.MATCH_ALREADY_REVIEWED);
  }

  @Test
  void the_same_stops_are_no_change() {
    given(DECIDER, registered(CHANGAN, FENGTAI))
        .when(change(DEPARTS, FENGTAI))
        .thenRefused(OutingRefusal.OUTING_STOPS_UNCHANGED);
  }

  @Test
  void a_stop_after_the_return_is_no_stop() {
    given(
            DECIDER,
            registered(CHANGAN),
            new OutingReturned("s1", "JGZH", DEPARTS.plusSeconds(3_600)))
        .when(change(DEPARTS, FENGTAI))
        .thenRefused(OutingRefusal.STOP_NOT_WITHIN_OUTING);
  }

  @Test
  void the_stops_of_an_outing_that_counts_no_more_stay() {
    given(DECIDER, registered(CHANGAN), new OutingReturned("s1", "JGZH", RETURNS))
        .when(change(RETURNS.plus(Duration.ofDays(14)).plusNanos(1_000), FENGTAI))
        .thenRefused(OutingRefusal.OUTING_TOO_LONG_AGO);
  }

  @Test
  void the_stops_of_an_outing_that_returned_are_put_right_on_the_last_day() {
    given(DECIDER, registered(CHANGAN), new OutingReturned("s1", "JGZH", RETURNS))
        .when(change(RETURNS.plus(Duration.ofDays(14)), FENGTAI))
        .then(changed(List.of(), FENGTAI));
  }

  @Test
  void who_does_not_go_passes_nowhere() {
    given(DECIDER, registered(CHANGAN), new OutingCancelled("s1", "JGZH", "不去"))
        .when(change(DEPARTS, FENGTAI))
        .thenRefused(OutingRefusal.OUTING_ALREADY_ENDED);
  }

  @Test
  void an_outing_is_registered_with_its_three_fields() {
    given(DECIDER).when(register(RETURNS)).then(REGISTERED);
  }

  @Test
  void an_outing_is_registered_with_its_stops() {
    given(DECIDER)
        .when(register(RETURNS, FENGTAI, CHAOYANG))
        .then(registered(CHANGAN, FENGTAI, CHAOYANG));
  }

  @ParameterizedTest
  @CsvSource({"-1,", "-1,1", ",157", "100,157", "156,", ",0", "3,3", "3,2"})
  void a_stop_lies_between_departure_and_return(@Nullable Integer from, @Nullable Integer until) {
    given(DECIDER)
        .when(register(RETURNS, FENGTAI, stop("110105", from, until)))
        .thenRefused(OutingRefusal.STOP_NOT_WITHIN_OUTING);
  }

  @ParameterizedTest
  @CsvSource({",", "0,156", "0,", ",156", "5,"})
  void a_stop_has_the_times_that_somebody_knows(@Nullable Integer from, @Nullable Integer until) {
    Stop stop = stop("110105", from, until);
    given(DECIDER).when(register(RETURNS, stop)).then(registered(CHANGAN, stop));
  }

  @ParameterizedTest
  @CsvSource({
    "1,2, 110105,1,3, true",
    "1,2, 110105,2,3, false",
    "1,2, 110106,1,3, false",
    "1,2, 110105,,3, false",
    ",2, 110105,1,3, false"
  })
  void two_stops_of_one_time_at_two_places_contradict_each_other(
      @Nullable Integer from,
      Integer until,
      String otherArea,
      @Nullable Integer otherFrom,
      Integer otherUntil,
      boolean contradict) {
    Stop one = stop("110106", from, until);
    Stop other = stop(otherArea, otherFrom, otherUntil);

    assertThat(one.contradicts(other)).isEqualTo(contradict);
    assertThat(other.contradicts(one)).isEqualTo(contradict);
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
  void obligation_3_4_b_a_stop_is_matched_like_a_destination_and_the_candidate_says_which() {
    given(DECIDER, registered(CHANGAN, CHAOYANG, FENGTAI))
        .when(new MatchRiskAreas("L1", List.of(STATION)))
        .then(touched(1, "110106", List.of(2), STATION));
  }

  @Test
  void a_county_where_the_journey_stops_twice_makes_one_candidate() {
    given(DECIDER, registered(CHANGAN, FENGTAI, CHAOYANG, stop("110106", 5, 6)))
        .when(new MatchRiskAreas("L1", List.of(STATION)))
        .then(touched(1, "110106", List.of(1, 3), STATION));
  }

  @Test
  void the_destination_and_a_stop_are_candidates_of_their_own() {
    given(DECIDER, registered(CHANGAN, FENGTAI))
        .when(new MatchRiskAreas("L1", List.of(STATION, VILLAGE)))
        .then(touched(1, "130102", List.of(), VILLAGE), touched(2, "110106", List.of(1), STATION));
  }

  @Test
  void an_entry_that_counted_for_a_stop_does_not_count_again() {
    given(DECIDER, registered(CHANGAN, FENGTAI), touched(1, "110106", List.of(1), STATION))
        .when(new MatchRiskAreas("L2", List.of(STATION)))
        .thenNothingHappened();
  }

  @Test
  void a_stop_that_is_confirmed_leaves_the_destination_to_be_reviewed() {
    given(
            DECIDER,
            registered(CHANGAN, FENGTAI),
            touched(1, "130102", List.of(), VILLAGE),
            touched(2, "110106", List.of(1), STATION),
            new HighRiskTravelConfirmed(2, "s1", "JGZH", "在该站换乘"))
        .when(new DismissMatch(1, "未到该村"))
        .then(new HighRiskTravelDismissed(1, "s1", "JGZH", "未到该村"));
  }

  @Test
  void an_outing_of_the_first_version_has_no_stops() {
    Map<String, Object> fields = new HashMap<>(Map.of("department", "JGZH"));

    assertThat(new OutingEvent.ThereWereNoStops().upcast(fields))
        .isEqualTo(Map.of("department", "JGZH", "stops", List.of()));
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
    List<String> counties = List.of("130102", "110106", "110105");
    Outing state =
        DECIDER.evolve(DECIDER.initialState(), registered(CHANGAN, FENGTAI, CHAOYANG, FENGTAI));
    List<String> counted = new ArrayList<>();
    Set<String> listed = new HashSet<>();
    for (Set<Integer> list : lists) {
      List<RiskEntry> entries =
          list.stream()
              .map(
                  id ->
                      new RiskEntry("e" + id, counties.get(id % 3), RiskLevel.HIGH, "place " + id))
              .toList();
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

  private static OutingRegistered unknown(Stop... stops) {
    return new OutingRegistered(
        "u1",
        "JGZH",
        new Person("李四", null, null),
        false,
        DEPARTS,
        RETURNS,
        CHANGAN,
        List.of(stops),
        "探亲",
        "高铁",
        DEPARTS);
  }

  @Test
  void obligation_3_4_a_an_outing_of_somebody_unknown_is_the_persons_once_it_is_known_who() {
    OutingEvent known =
        new OutingPersonIdentified("s1", "JGZH", PERSON, CHANGAN, List.of(FENGTAI), "u1");
    given(DECIDER, unknown(FENGTAI)).when(new IdentifyTraveller("s1", PERSON)).then(known);
    given(DECIDER, unknown(FENGTAI), known)
        .when(new ReturnFromOuting(RETURNS))
        .then(new OutingReturned("s1", "JGZH", RETURNS));
    given(DECIDER, unknown(FENGTAI), known)
        .when(new IdentifyTraveller("s2", PERSON))
        .thenRefused(OutingRefusal.PERSON_ALREADY_IDENTIFIED);
    given(DECIDER, registered(CHANGAN))
        .when(new IdentifyTraveller("s1", PERSON))
        .thenRefused(OutingRefusal.PERSON_ALREADY_IDENTIFIED);
    given(DECIDER)
        .when(new IdentifyTraveller("s1", PERSON))
        .thenRefused(OutingRefusal.OUTING_UNKNOWN);
  }

  @Test
  void who_is_identified_after_the_return_stays_back() {
    given(
            DECIDER,
            unknown(),
            new OutingReturned("u1", "JGZH", RETURNS),
            new OutingPersonIdentified("s1", "JGZH", PERSON, CHANGAN, List.of(), "u1"))
        .when(new ReturnFromOuting(RETURNS))
        .thenRefused(OutingRefusal.OUTING_ALREADY_ENDED);
  }
}
