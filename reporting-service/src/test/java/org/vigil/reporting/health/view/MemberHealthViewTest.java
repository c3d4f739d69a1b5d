package org.vigil.reporting.health.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.Metadata;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.reporting.health.domain.HealthRecord.HealthStatesRecorded;
import org.vigil.reporting.health.domain.HealthRecord.MemberState;
import org.vigil.reporting.health.domain.HealthRecord.State;
import org.vigil.reporting.health.view.MemberHealth.Known;
import org.vigil.reporting.person.domain.Channel;
import org.vigil.reporting.person.domain.Person;
import org.vigil.reporting.symptomreport.domain.Observation;
import org.vigil.reporting.symptomreport.domain.Symptom;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.ReportCorrected;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomReported;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomaticPersonIdentified;
import org.vigil.testing.infra.PooledPostgres;
import org.vigil.testing.infra.RealPostgres;

/** How the members were at an instant. The hours are those of one day. */
class MemberHealthViewTest {

  private static final Instant DAY = Instant.parse("2022-11-03T00:00:00Z");
  private static final Person PERSON = new Person("张三丰", "A17", null);

  private final DataSource database =
      PooledPostgres.to(
          RealPostgres.shared()
              .createViews(
                  List.of(
                      "V160__staff.sql",
                      "V254__health.sql",
                      "V435__member_health_past.sql",
                      "V450__member_health_of_report.sql")));
  private final MemberHealth health = new MemberHealth(database);
  private final List<Recorded<Object>> events = new ArrayList<>();

  @BeforeEach
  void register_two_members() throws SQLException {
    execute(
        "insert into staff_member (subject_id, department, name, recorded_from)"
            + " values ('s1', 'GWYC', '张*', '2022-11-03T01:00:00Z'),"
            + " ('s2', 'YWS', '李*', '2022-11-03T01:00:00Z')");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Instant at(int hour) {
    return DAY.plus(Duration.ofHours(hour));
  }

  private void happened(int hour, StreamId stream, Object event) {
    int position = events.size() + 1;
    events.add(
        new Recorded<>(
            position,
            stream,
            position,
            new UUID(0, position),
            "reporting",
            at(hour),
            new Metadata("me", new UUID(0, 0), null, at(hour), at(hour), null),
            event));
  }

  private void said(int hour, State state, int observedHour) {
    happened(
        hour,
        new StreamId("health-record", "r" + events.size()),
        new HealthStatesRecorded(
            "GWYC", List.of(new MemberState("s1", state)), at(observedHour), true));
  }

  private static Observation seen(Symptom... symptoms) {
    return new Observation(List.of(symptoms), null, DAY, DAY, null);
  }

  private void reported(int hour, String id) {
    happened(
        hour,
        new StreamId("symptom-report", id),
        new SymptomReported(
            "s1", "GWYC", PERSON, true, Channel.SYSTEM, seen(Symptom.COUGH), at(hour), null, null));
  }

  private void reportedOfSomebodyUnknown(int hour, String id) {
    happened(
        hour,
        new StreamId("symptom-report", id),
        new SymptomReported(
            "u1",
            "GWYC",
            PERSON,
            false,
            Channel.SYSTEM,
            seen(Symptom.COUGH),
            at(hour),
            null,
            null));
  }

  private void identified(int hour, String id, int reportedHour, Symptom... symptoms) {
    happened(
        hour,
        new StreamId("symptom-report", id),
        new SymptomaticPersonIdentified(
            "s1", "GWYC", PERSON, seen(symptoms), at(reportedHour), "u1"));
  }

  private void putRight(int hour, String id, String subject, Symptom... symptoms) {
    happened(
        hour,
        new StreamId("symptom-report", id),
        new ReportCorrected(subject, "GWYC", PERSON, seen(symptoms), "更正", null, true, null));
  }

  private void apply() throws SQLException {
    try (Connection connection = database.getConnection()) {
      new MemberHealthView().apply(events, connection);
    }
  }

  private List<String> states(Integer... hours) {
    return states("GWYC", hours);
  }

  private List<String> states(String department, Integer... hours) {
    return Stream.of(hours)
        .map(hour -> health.asOf(department, at(hour)).getFirst())
        .map(Known::state)
        .map(String::valueOf)
        .toList();
  }

  private List<String> rows() {
    return Sql.list(
        database,
        "select concat_ws(' ', position, subject_id, state, observed_at, recorded_at, report_id,"
            + " withdrawn_position, withdrawn_at) as text from member_health_past union all"
            + " select concat_ws(' ', subject_id, state, observed_at) from member_health"
            + " order by text",
        row -> row.getString("text"));
  }

  @Test
  void the_newest_word_that_had_been_recorded_counts_and_not_the_last_that_came() throws Exception {
    said(8, State.WELL, 8);
    said(10, State.SYMPTOMS, 9);
    said(12, State.AWAY, 7);
    apply();

    assertThat(states(7, 8, 9, 10, 12))
        .containsExactly("null", "WELL", "WELL", "SYMPTOMS", "SYMPTOMS");
    assertThat(health.asOf("GWYC", at(0))).isEmpty();
  }

  @Test
  void who_is_identified_was_so_when_the_report_came_and_is_known_to_be_from_then_on()
      throws SQLException {
    said(2, State.WELL, 2);
    reportedOfSomebodyUnknown(4, "r1");
    identified(6, "r1", 4, Symptom.COUGH);
    said(8, State.WELL, 3);
    apply();
    apply();

    assertThat(states(3, 5, 7, 9)).containsExactly("WELL", "WELL", "SYMPTOMS", "SYMPTOMS");
    assertThat(health.asOf("GWYC", at(7)).getFirst().observedAt()).isEqualTo(at(4));
  }

  @Test
  void who_is_identified_after_there_were_no_symptoms_is_as_before() throws SQLException {
    said(2, State.WELL, 2);
    reportedOfSomebodyUnknown(4, "r1");
    putRight(5, "r1", "u1");
    identified(6, "r1", 4);
    apply();

    assertThat(states(7)).containsExactly("WELL");
  }

  @Test
  void of_two_words_of_one_instant_the_later_counts() throws SQLException {
    said(8, State.WELL, 8);
    said(9, State.IN_ISOLATION, 8);
    apply();

    assertThat(states(8, 9)).containsExactly("WELL", "IN_ISOLATION");
  }

  @Test
  void every_event_twice_changes_nothing() throws SQLException {
    said(8, State.WELL, 8);
    said(10, State.SYMPTOMS, 9);
    apply();
    List<String> once = rows();

    apply();

    assertThat(rows()).isEqualTo(once).hasSize(3);
  }

  private String now(String department) {
    return String.valueOf(health.of(department, at(23)).getFirst().state());
  }

  @Test
  void a_report_of_somebody_else_is_a_word_of_that_person_from_its_correction_on()
      throws SQLException {
    said(7, State.WELL, 7);
    reported(8, "r1");
    putRight(10, "r1", "s2", Symptom.COUGH);
    apply();

    assertThat(states("GWYC", 7, 8, 9, 10)).containsExactly("WELL", "SYMPTOMS", "SYMPTOMS", "WELL");
    assertThat(states("YWS", 8, 9, 10)).containsExactly("null", "null", "SYMPTOMS");
    assertThat(now("GWYC")).isEqualTo("WELL");
    assertThat(now("YWS")).isEqualTo("SYMPTOMS");
  }

  @Test
  void of_whom_only_a_mistaken_report_spoke_nothing_is_known() throws SQLException {
    reported(8, "r1");
    apply();
    String before = now("GWYC");
    putRight(10, "r1", "s2", Symptom.COUGH);
    apply();

    assertThat(before).isEqualTo("SYMPTOMS");
    assertThat(now("GWYC")).isEqualTo("null");
  }

  @Test
  void a_report_that_was_put_right_to_no_symptoms_leaves_the_word_of_another() throws SQLException {
    reported(8, "r1");
    reported(9, "r2");
    putRight(10, "r2", "s1");
    apply();
    String one = now("GWYC");
    putRight(11, "r1", "s1");
    apply();

    assertThat(one).isEqualTo("SYMPTOMS");
    assertThat(states("GWYC", 10, 11)).containsExactly("SYMPTOMS", "null");
    assertThat(now("GWYC")).isEqualTo("null");
  }

  @Test
  void what_is_put_right_there_and_back_is_the_same_told_twice() throws SQLException {
    said(7, State.WELL, 7);
    reported(8, "r1");
    putRight(8, "r1", "s1", Symptom.FEVER);
    putRight(9, "r1", "s2", Symptom.FEVER);
    putRight(9, "r1", "s1", Symptom.FEVER);
    putRight(10, "r1", "s1");
    putRight(10, "r1", "s1", Symptom.COUGH);
    apply();
    List<String> once = rows();

    apply();

    assertThat(rows()).isEqualTo(once).hasSize(6);
    assertThat(now("GWYC")).isEqualTo("SYMPTOMS");
    assertThat(now("YWS")).isEqualTo("null");
  }
}
