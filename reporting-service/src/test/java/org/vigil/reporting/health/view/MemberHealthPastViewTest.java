package org.vigil.reporting.health.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
import org.vigil.testing.infra.RealPostgres;

/** How the members were at an instant. The hours are those of one day. */
class MemberHealthPastViewTest {

  private static final Instant DAY = Instant.parse("2022-11-03T00:00:00Z");

  private final DataSource database = RealPostgres.shared().createDatabase().dataSource();
  private final MemberHealth health = new MemberHealth(database);
  private final List<Recorded<Object>> events = new ArrayList<>();

  @BeforeEach
  void create_the_tables() throws IOException, SQLException {
    for (String script : List.of("V160__staff.sql", "V435__member_health_past.sql")) {
      run(script);
    }
    execute(
        "insert into staff_member (subject_id, department, name, recorded_from)"
            + " values ('s1', 'GWYC', '张*', '2022-11-03T01:00:00Z')");
  }

  private void run(String script) throws IOException, SQLException {
    try (InputStream text =
        Objects.requireNonNull(
            MemberHealthPastView.class.getResourceAsStream("/db/views/" + script))) {
      execute(new String(text.readAllBytes(), StandardCharsets.UTF_8));
    }
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

  private void said(int hour, State state, int observedHour) {
    int position = events.size() + 1;
    events.add(
        new Recorded<>(
            position,
            new StreamId("health-record", "r" + position),
            1,
            new UUID(0, position),
            "reporting",
            at(hour),
            new Metadata("me", new UUID(0, 0), null, at(hour), at(hour), null),
            new HealthStatesRecorded(
                "GWYC", List.of(new MemberState("s1", state)), at(observedHour))));
  }

  private void apply() throws SQLException {
    try (Connection connection = database.getConnection()) {
      new MemberHealthPastView().apply(events, connection);
    }
  }

  private List<String> states(Integer... hours) {
    return Stream.of(hours)
        .map(hour -> health.asOf("GWYC", at(hour)).getFirst())
        .map(Known::state)
        .map(String::valueOf)
        .toList();
  }

  private List<String> rows() {
    return Sql.list(
        database,
        "select concat_ws(' ', position, subject_id, state, observed_at, recorded_at) as text"
            + " from member_health_past order by position, subject_id",
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

    assertThat(rows()).isEqualTo(once).hasSize(2);
  }
}
