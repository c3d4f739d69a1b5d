package org.vigil.reporting.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.store.EventCatalog;
import org.vigil.reporting.absence.view.AbsenceView;
import org.vigil.reporting.intake.DutyCheckInMissed;
import org.vigil.reporting.intake.LeaveCancelled;
import org.vigil.reporting.intake.LeaveRegistered;
import org.vigil.reporting.intake.LeaveRegistered.Days;
import org.vigil.reporting.intake.MusterAbsenceFound;
import org.vigil.reporting.outing.domain.Destination;
import org.vigil.reporting.outing.domain.OutingCommand.CancelOuting;
import org.vigil.reporting.outing.domain.OutingCommand.IdentifyTraveller;
import org.vigil.reporting.outing.domain.OutingCommand.RegisterOuting;
import org.vigil.reporting.outing.domain.OutingCommand.ReturnFromOuting;
import org.vigil.reporting.outing.domain.OutingDecider;
import org.vigil.reporting.person.domain.Person;
import org.vigil.reporting.staff.view.LeaveView;
import org.vigil.testing.Contracts;

/** 3.4-a: somebody whom duty-service misses is either on record as away, or a lead. */
class AbsencesOnPostgresTest {

  private static final Instant NOW = Instant.parse("2022-10-05T01:00:00Z");
  private static final LocalDate TODAY = LocalDate.of(2022, 10, 5);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String LEAD = "outing-unregistered-suspected.v1";

  private final ReportsOnPostgres service = new ReportsOnPostgres(NOW);

  @AfterEach
  void stop() {
    service.close();
  }

  private void away(String id, String subject, Instant from, Instant until) {
    away(id, subject, true, from, until);
  }

  private void away(String id, String subject, boolean identified, Instant from, Instant until) {
    service.handle(
        OutingDecider.CATEGORY,
        id,
        new RegisterOuting(
            subject,
            "GWYC",
            new Person("张三丰", null, "13800005678"),
            identified,
            from,
            until,
            new Destination("130102", null, "某地"),
            List.of(),
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
  void obligation_3_4_a_an_outing_of_somebody_unknown_explains_an_absence_once_it_is_known_who() {
    away("o1", "u1", false, NOW, NOW.plus(HOUR));
    List<String> unknown = missing("s1", "REAL", null);

    service.handle(
        OutingDecider.CATEGORY,
        "o1",
        new IdentifyTraveller("s1", new Person("张三丰", null, "13800005678")));
    service.settle();

    assertThat(unknown).containsExactly("absence-noted.v1", LEAD);
    assertThat(notOnDuty(2)).containsExactly("absence-noted.v1");
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
  @CsvSource({
    "DRILL,",
    "DRILL, OFFICIAL_TRAVEL",
    "REAL, LEAVE",
    "REAL, ILLNESS",
    "REAL, QUARANTINE",
    "REAL, ON_DUTY_ELSEWHERE"
  })
  void a_drill_or_an_excuse_asks_nothing(String kind, @Nullable String excuse) {
    assertThat(missing("s1", kind, excuse)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"OFFICIAL_TRAVEL", "OTHER"})
  void obligation_3_4_a_who_is_excused_as_being_out_has_an_outing_on_record(String excuse) {
    assertThat(missing("s1", "REAL", excuse)).containsExactly("absence-noted.v1", LEAD);

    away("o1", "s2", NOW, NOW.plus(HOUR));

    assertThat(missing("s2", "REAL", excuse)).containsExactly("absence-noted.v1");
  }

  @Test
  void a_first_missed_check_in_is_often_forgotten_and_the_second_is_an_absence() {
    assertThat(notOnDuty(1)).isEmpty();

    assertThat(notOnDuty(2)).containsExactly("absence-noted.v1", LEAD);
  }

  private void onLeave(String leave, String subject, LocalDate first, LocalDate last) {
    service.receive(new LeaveRegistered(subject, "GWYC", leave, new Days(first, last)));
  }

  @Test
  void obligation_3_4_a_who_is_on_leave_on_record_is_no_lead() {
    onLeave("l1", "s1", TODAY, TODAY);

    assertThat(missing("s1", "REAL", null)).containsExactly("absence-noted.v1");
    assertThat(notOnDuty(2)).containsExactly("absence-noted.v1");
  }

  @Test
  void leave_that_is_cancelled_over_yet_to_come_or_anothers_explains_nothing() {
    onLeave("cancelled", "s1", TODAY, TODAY);
    service.receive(new LeaveCancelled("s1", "GWYC", "cancelled"));
    onLeave("over", "s1", TODAY.minusDays(3), TODAY.minusDays(1));
    onLeave("later", "s1", TODAY.plusDays(1), TODAY.plusDays(3));
    onLeave("anothers", "s2", TODAY, TODAY);

    assertThat(missing("s1", "REAL", null)).containsExactly("absence-noted.v1", LEAD);
  }

  /** Its days are the bureau's: they begin at 16:00 UTC of the day before. */
  @ParameterizedTest
  @CsvSource({
    "2022-10-06T15:59:59Z, false",
    "2022-10-06T16:00:00Z, true",
    "2022-10-08T15:59:59Z, true",
    "2022-10-08T16:00:00Z, false"
  })
  void leave_covers_whole_days_of_the_bureau(Instant now, boolean covered) {
    onLeave("l1", "s1", LocalDate.of(2022, 10, 7), LocalDate.of(2022, 10, 8));
    service.clock.forward(Duration.between(NOW, now));

    assertThat(missing("s1", "REAL", null).contains(LEAD)).isEqualTo(!covered);
  }

  @Test
  void what_duty_service_publishes_of_leave_is_read() {
    EventCatalog duty =
        EventCatalog.of("duty", List.of(LeaveRegistered.class, LeaveCancelled.class));

    LeaveRegistered registered = read(duty, LeaveRegistered.class);
    LeaveCancelled cancelled = read(duty, LeaveCancelled.class);

    assertThat(registered.days())
        .isEqualTo(new Days(LocalDate.of(2022, 11, 3), LocalDate.of(2022, 11, 4)));
    assertThat(cancelled.leaveId()).isEqualTo(registered.leaveId());
    assertThat(cancelled.subjectId()).isEqualTo(registered.subjectId());
  }

  private static <T> T read(EventCatalog duty, Class<T> type) {
    String published =
        duty.classes().entrySet().stream()
            .filter(entry -> entry.getValue() == type)
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow();
    return type.cast(duty.event(published, Contracts.published("vigil.duty." + published)));
  }

  @Test
  void leave_twice_changes_nothing_and_rebuilt_rows_are_the_same() throws SQLException {
    onLeave("l1", "s1", TODAY, TODAY);
    onLeave("l2", "s1", TODAY.plusDays(5), TODAY.plusDays(6));
    service.receive(new LeaveCancelled("s1", "GWYC", "l2"));
    service.settle();
    String leave = "select row_to_json(t)::text from staff_leave t";
    List<String> live = service.rows(leave);

    applyLeave();
    List<String> twice = service.rows(leave);
    service.execute("truncate staff_leave");
    applyLeave();

    assertThat(live).hasSize(1);
    assertThat(twice).isEqualTo(live);
    assertThat(service.rows(leave)).isEqualTo(live);
  }

  private void applyLeave() throws SQLException {
    try (Connection tx = service.dataSource.getConnection()) {
      new LeaveView().apply(service.eventSourcing.received().after(0, 100), tx);
    }
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
