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
import org.vigil.reporting.absence.view.AbsenceView;
import org.vigil.reporting.intake.DutyCheckInMissed;
import org.vigil.reporting.intake.MusterAbsenceFound;
import org.vigil.reporting.outing.domain.Destination;
import org.vigil.reporting.outing.domain.OutingCommand.CancelOuting;
import org.vigil.reporting.outing.domain.OutingCommand.RegisterOuting;
import org.vigil.reporting.outing.domain.OutingCommand.ReturnFromOuting;
import org.vigil.reporting.outing.domain.OutingDecider;
import org.vigil.reporting.person.domain.Person;

/** 3.4-a: somebody whom duty-service misses is either on record as away, or a lead. */
class AbsencesOnPostgresTest {

  private static final Instant NOW = Instant.parse("2022-10-05T01:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String LEAD = "outing-unregistered-suspected.v1";

  private final ReportsOnPostgres service = new ReportsOnPostgres(NOW);

  @AfterEach
  void stop() {
    service.close();
  }

  private void away(String id, String subject, Instant from, Instant until) {
    service.handle(
        OutingDecider.CATEGORY,
        id,
        new RegisterOuting(
            subject,
            "GWYC",
            new Person("张三丰", null, "13800005678"),
            from,
            until,
            new Destination("130102", null, "某地"),
            null,
            null,
            service.clock.instant()));
  }

  private List<String> missing(String subject, String kind, @Nullable String excuse) {
    service.receive(new MusterAbsenceFound("m1", kind, "GWYC", subject, "张*", excuse));
    service.settle();
    return service.story("absence/m1:" + subject);
  }

  private List<String> notOnDuty(int stage) {
    service.receive(new DutyCheckInMissed("shift-1", "GWYC", "s1", "张*", stage));
    service.settle();
    return service.story("absence/shift-1:s1");
  }

  @Test
  void obligation_3_4_a_an_absence_without_an_outing_on_record_is_a_lead_once() {
    assertThat(missing("s1", "REAL", null)).containsExactly("absence-noted.v1", LEAD);

    assertThat(missing("s1", "REAL", null)).containsExactly("absence-noted.v1", LEAD);
  }

  @Test
  void obligation_3_4_a_who_is_away_on_record_is_no_lead_though_the_outing_is_of_this_moment() {
    away("o1", "s1", NOW, NOW.plus(HOUR));

    assertThat(missing("s1", "REAL", null)).containsExactly("absence-noted.v1");
  }

  @Test
  void who_should_be_back_and_has_not_come_is_still_on_record() {
    away("o1", "s1", NOW.minus(HOUR.multipliedBy(2)), NOW.minus(HOUR));

    assertThat(missing("s1", "REAL", null)).containsExactly("absence-noted.v1");
  }

  @Test
  void an_outing_that_is_over_cancelled_yet_to_come_or_anothers_explains_nothing() {
    away("over", "s1", NOW.minus(HOUR.multipliedBy(3)), NOW.plus(HOUR));
    service.handle(
        OutingDecider.CATEGORY, "over", new ReturnFromOuting(NOW.minus(HOUR.multipliedBy(2))));
    away("cancelled", "s1", NOW, NOW.plus(HOUR));
    service.handle(OutingDecider.CATEGORY, "cancelled", new CancelOuting("不去了"));
    away("later", "s1", NOW.plus(HOUR), NOW.plus(HOUR.multipliedBy(2)));
    away("another", "s2", NOW, NOW.plus(HOUR));

    assertThat(missing("s1", "REAL", null)).containsExactly("absence-noted.v1", LEAD);
  }

  @ParameterizedTest
  @CsvSource({"DRILL,", "REAL, 住院"})
  void a_drill_or_an_excuse_asks_nothing(String kind, @Nullable String excuse) {
    assertThat(missing("s1", kind, excuse)).isEmpty();
  }

  @Test
  void a_first_missed_check_in_is_often_forgotten_and_the_second_is_an_absence() {
    assertThat(notOnDuty(1)).isEmpty();

    assertThat(notOnDuty(2)).containsExactly("absence-noted.v1", LEAD);
  }

  private List<String> absences() {
    return service.rows(
        "select source, source_id, department, person_id, masked_name, cause_id from absence order"
            + " by source_id");
  }

  private void apply() throws SQLException {
    List<Recorded<Object>> log = service.eventSourcing.own().after(0, 100);
    try (Connection tx = service.dataSource.getConnection()) {
      new AbsenceView().apply(log, tx);
    }
  }

  @Test
  void an_absence_is_a_row_by_the_fact_behind_it() {
    missing("s1", "REAL", null);
    missing("s2", "REAL", "LEAVE");
    notOnDuty(2);

    List<String> causes =
        service.rows("select id from received order by stream").stream().limit(3).toList();
    assertThat(absences())
        .hasSize(2)
        .allSatisfy(row -> assertThat(causes).contains(row.substring(row.lastIndexOf('|') + 1)));
    assertThat(absences().getFirst()).startsWith("MUSTER|m1|GWYC|s1|张*|");
    assertThat(absences().getLast()).startsWith("SHIFT|shift-1|GWYC|s1|张*|");
  }

  @Test
  void every_event_twice_changes_nothing() throws SQLException {
    missing("s1", "REAL", null);
    notOnDuty(2);
    List<String> once = absences();

    apply();

    assertThat(absences()).isEqualTo(once).hasSize(2);
  }

  @Test
  void rebuilt_rows_are_the_same_rows() throws SQLException {
    missing("s1", "REAL", null);
    notOnDuty(2);
    List<String> live = absences();
    service.execute("truncate absence");

    apply();

    assertThat(absences()).isEqualTo(live).hasSize(2);
  }
}
