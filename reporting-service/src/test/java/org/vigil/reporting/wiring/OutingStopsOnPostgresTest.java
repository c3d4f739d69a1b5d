package org.vigil.reporting.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.eventsourcing.Recorded;
import org.vigil.reporting.outing.domain.Destination;
import org.vigil.reporting.outing.domain.OutingCommand.ChangeStops;
import org.vigil.reporting.outing.domain.OutingCommand.ConfirmMatch;
import org.vigil.reporting.outing.domain.OutingCommand.DismissMatch;
import org.vigil.reporting.outing.domain.OutingCommand.IdentifyTraveller;
import org.vigil.reporting.outing.domain.OutingCommand.RegisterOuting;
import org.vigil.reporting.outing.domain.OutingCommand.ReturnFromOuting;
import org.vigil.reporting.outing.domain.OutingDecider;
import org.vigil.reporting.outing.domain.Stop;
import org.vigil.reporting.outing.view.OutingView;
import org.vigil.reporting.person.domain.Person;
import org.vigil.reporting.riskarea.domain.RiskArea;
import org.vigil.reporting.riskarea.domain.RiskArea.Level;
import org.vigil.reporting.riskarea.domain.RiskAreaCommand.ReplaceRiskAreas;
import org.vigil.reporting.riskarea.domain.RiskAreaDecider;

/** 3.4: what lies on the way counts like the destination. */
class OutingStopsOnPostgresTest {

  private static final Instant NOW = Instant.parse("2022-10-05T01:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final RiskArea VILLAGE = new RiskArea("130102", "某村", Level.MEDIUM);
  private static final RiskArea STATION = new RiskArea("110106", "某站", Level.HIGH);
  private static final RiskArea UNKNOWN = new RiskArea("999999", "某地", Level.HIGH);

  private final ReportsOnPostgres service = new ReportsOnPostgres(NOW);

  @AfterEach
  void stop() {
    service.close();
  }

  private static Stop at(String areaCode, @Nullable Instant from, @Nullable Instant until) {
    return new Stop(new Destination(areaCode, null, "途经"), from, until);
  }

  /** To a county and back within ten days. */
  private void register(String id, Stop... stops) {
    register(id, "s1", true, stops);
  }

  private void register(String id, String subject, boolean identified, Stop... stops) {
    service.handle(
        OutingDecider.CATEGORY,
        id,
        new RegisterOuting(
            subject,
            "JGZH",
            new Person("张三丰", null, "13800005678"),
            identified,
            NOW,
            NOW.plus(DAY.multipliedBy(10)),
            new Destination("130102", null, "某地"),
            List.of(stops),
            null,
            null,
            service.clock.instant()));
    service.settle();
  }

  private void list(RiskArea... areas) {
    Instant from = service.clock.instant();
    service.handle(
        RiskAreaDecider.CATEGORY,
        RiskAreaDecider.key(from),
        new ReplaceRiskAreas(from, "test", List.of(areas)));
    service.settle();
  }

  private List<String> matches() {
    return service.rows(
        "select outing_id, match, area_code, stops, array_to_string(places, '+'), review"
            + " from outing_match order by outing_id, match");
  }

  @Test
  void obligation_3_4_b_a_stop_that_becomes_an_area_of_risk_is_confirmed_and_its_report_is_owed() {
    register("o1", at("110105", null, null), at("110106", NOW, NOW.plus(DAY)));
    service.clock.forward(DAY);
    list(STATION);
    assertThat(matches()).containsExactly("o1|1|110106|{2}|某站|PENDING");

    service.handle(OutingDecider.CATEGORY, "o1", new ConfirmMatch(1, "在该站换乘"));
    service.settle();
    service.clock.forward(ReportsOnPostgres.REPORT_WITHIN);
    service.settle();

    assertThat(matches()).containsExactly("o1|1|110106|{2}|某站|CONFIRMED");
    assertThat(service.rows("select id, department, status from expected_report"))
        .containsExactly("o1:match-1|JGZH|MISSED");
  }

  @Test
  void obligation_3_4_b_a_journey_of_somebody_unknown_is_matched_and_owed_once_it_is_known_who() {
    register("o1", "u1", false, at("110106", NOW, NOW.plus(DAY)));
    list(STATION);
    service.handle(OutingDecider.CATEGORY, "o1", new ConfirmMatch(1, "在该站换乘"));
    service.settle();
    List<String> unknown = service.rows("select id from expected_report");

    service.handle(
        OutingDecider.CATEGORY,
        "o1",
        new IdentifyTraveller("s1", new Person("张三丰", null, "13800005678")));
    service.settle();

    assertThat(unknown).isEmpty();
    assertThat(service.rows("select id, subject_id, department, status from expected_report"))
        .containsExactly("o1:match-1|s1|JGZH|OWED");
    assertThat(service.rows("select subject_id, identified from outing")).containsExactly("s1|t");
    assertThat(service.rows("select subject_id, stop, area_code from outing_stop"))
        .containsExactly("s1|1|110106");
  }

  @Test
  void a_new_outing_meets_the_list_in_force_at_each_of_its_places_once() {
    list(VILLAGE, STATION, UNKNOWN);
    register("o1", at("110106", null, null), at("999999", null, null), at("110106", null, null));
    service.clock.forward(DAY);

    list(STATION, VILLAGE, UNKNOWN);

    assertThat(matches())
        .containsExactly(
            "o1|1|130102|{}|某村|PENDING",
            "o1|2|110106|{1,3}|某站|PENDING",
            "o1|3|999999|{2}|某地|PENDING");
  }

  @Test
  void a_stop_that_is_dismissed_comes_back_with_a_new_entry_only() {
    register("o1", at("110106", null, null));
    list(STATION);
    service.handle(OutingDecider.CATEGORY, "o1", new DismissMatch(1, "未下车"));
    service.clock.forward(DAY);

    list(STATION, new RiskArea("110106", "另一处", Level.HIGH));

    assertThat(matches())
        .containsExactly("o1|1|110106|{1}|某站|DISMISSED", "o1|2|110106|{1}|另一处|PENDING");
  }

  private void reroute(String id, Stop... stops) {
    service.handle(
        OutingDecider.CATEGORY,
        id,
        new ChangeStops(List.of(stops), "改道", service.clock.instant(), Duration.ofDays(14)));
    service.settle();
  }

  @Test
  void
      obligation_3_4_b_a_stop_that_is_added_meets_the_list_in_force_and_one_that_is_gone_is_withdrawn() {
    list(STATION, UNKNOWN);
    register("o1", at("110105", null, null), at("999999", null, null));
    List<String> before = matches();

    reroute("o1", at("110105", null, null), at("110106", NOW, NOW.plus(DAY)));

    assertThat(before).containsExactly("o1|1|999999|{2}|某地|PENDING");
    assertThat(matches())
        .containsExactly("o1|1|999999|{}|某地|WITHDRAWN", "o1|2|110106|{2}|某站|PENDING");
  }

  @Test
  void a_stop_that_comes_back_is_asked_about_again() {
    list(STATION);
    register("o1", at("110106", null, null));
    reroute("o1");

    reroute("o1", at("110105", null, null), at("110106", null, null));

    assertThat(matches())
        .containsExactly("o1|1|110106|{2}|某站|WITHDRAWN", "o1|2|110106|{2}|某站|PENDING");
  }

  @Test
  void what_was_dismissed_for_one_stop_is_asked_once_of_another_and_what_was_confirmed_is_not() {
    list(STATION, VILLAGE);
    register("o1", at("110106", null, null));
    service.handle(OutingDecider.CATEGORY, "o1", new ConfirmMatch(1, "住在该村"));
    service.handle(OutingDecider.CATEGORY, "o1", new DismissMatch(2, "未下车"));

    reroute("o1", at("130102", null, null), at("110106", NOW, null));
    reroute("o1", at("130102", null, null), at("110106", NOW, NOW.plus(DAY)));

    assertThat(matches())
        .containsExactly(
            "o1|1|130102|{1}|某村|CONFIRMED",
            "o1|2|110106|{2}|某站|DISMISSED", "o1|3|110106|{2}|某站|PENDING");
  }

  @ParameterizedTest
  @CsvSource({"14, 1", "15, 0"})
  void stops_are_put_right_as_long_as_lists_count_for_the_outing(int days, int found) {
    list(STATION);
    register("o1");
    service.handle(OutingDecider.CATEGORY, "o1", new ReturnFromOuting(NOW.plus(DAY)));
    service.clock.forward(DAY.multipliedBy(days + 1));

    reroute("o1", at("110106", null, null));

    assertThat(matches()).hasSize(found);
  }

  @ParameterizedTest
  @CsvSource({"13, 1", "14, 1", "15, 0"})
  void the_look_back_counts_from_when_the_stop_was_left(int days, int found) {
    register("o1", at("110106", NOW, NOW.plus(DAY)));
    service.clock.forward(DAY.multipliedBy(days + 1));

    list(STATION);

    assertThat(matches()).hasSize(found);
  }

  @ParameterizedTest
  @CsvSource({"2, 0", "4, 1"})
  void a_stop_after_an_early_return_was_never_reached(int daysAway, int found) {
    register("o1", at("110106", NOW.plus(DAY.multipliedBy(3)), null));
    service.clock.forward(DAY.multipliedBy(daysAway));
    service.handle(
        OutingDecider.CATEGORY, "o1", new ReturnFromOuting(NOW.plus(DAY.multipliedBy(daysAway))));
    service.settle();

    list(STATION);

    assertThat(matches()).hasSize(found);
  }

  @Test
  void every_event_twice_changes_nothing_and_rebuilt_rows_are_the_same() throws SQLException {
    register("o1", at("110106", NOW, NOW.plus(DAY)), at("999999", null, null));
    list(STATION);
    reroute("o1", at("130102", null, null));
    reroute("o1", at("110106", NOW, NOW.plus(DAY)), at("999999", null, null));
    List<String> live = rows();
    List<Recorded<Object>> log = service.eventSourcing.own().after(0, 100);

    apply(log);
    List<String> twice = rows();
    service.execute("truncate outing, outing_stop, outing_match, outing_matched_entry");
    apply(log);

    assertThat(live).hasSize(6);
    assertThat(twice).isEqualTo(live);
    assertThat(rows()).isEqualTo(live);
  }

  private void apply(List<Recorded<Object>> log) throws SQLException {
    try (Connection tx = service.dataSource.getConnection()) {
      new OutingView().apply(log, tx);
    }
  }

  private List<String> rows() {
    return service.rows(
        """
        select row_to_json(t)::text from outing t
        union all select row_to_json(t)::text from outing_stop t
        union all select row_to_json(t)::text from outing_match t
        union all select row_to_json(t)::text from outing_matched_entry t
        order by 1
        """);
  }
}
