package org.vigil.reporting.obligation.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.Metadata;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.reporting.obligation.domain.Assignments.ObligationAssigned;
import org.vigil.testing.infra.PooledPostgres;
import org.vigil.testing.infra.RealPostgres;

/** Who was named, from when to when that was the word. The hours are those of one day. */
class AssignmentViewTest {

  private static final Instant DAY = Instant.parse("2022-11-03T00:00:00Z");

  private final DataSource database =
      PooledPostgres.to(
          RealPostgres.shared()
              .createViews(
                  List.of(
                      "V370__obligation_assignment.sql",
                      "V437__obligation_assignment_position.sql")));
  private final List<Recorded<Object>> events = new ArrayList<>();

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Instant at(int hour) {
    return DAY.plus(Duration.ofHours(hour));
  }

  private void assigned(int hour, String obligation, String department, String subject) {
    int position = events.size() + 1;
    events.add(
        new Recorded<>(
            position,
            new StreamId("obligation", obligation),
            position,
            new UUID(0, position),
            "reporting",
            at(hour),
            new Metadata("me", new UUID(0, 0), null, at(hour), at(hour), null),
            new ObligationAssigned(obligation, department, subject, "张三", at(0), null)));
  }

  private void severalUnits() {
    assigned(8, "3.3-a", "AQBW", "s1");
    assigned(9, "3.7-a", "AQBW", "s2");
    assigned(10, "3.3-a", "AQBW", "s2");
    assigned(10, "3.3-a", "AQBW", "s3");
    assigned(11, "3.3-a", "GWYC", "s1");
  }

  private void apply(List<Recorded<Object>> some) throws SQLException {
    try (Connection connection = database.getConnection()) {
      new AssignmentView().apply(some, connection);
    }
  }

  private List<String> rows() {
    return Sql.list(
        database,
        "select format('%s %s %s %s-%s', obligation, department, subject_id,"
            + " extract(hour from recorded_from at time zone 'UTC'),"
            + " coalesce(extract(hour from recorded_until at time zone 'UTC')::text, ''))"
            + " as text from obligation_assignment order by position",
        row -> row.getString("text"));
  }

  @Test
  void the_last_word_on_a_unit_ends_the_one_before_and_no_others() throws SQLException {
    severalUnits();
    apply(events);

    assertThat(rows())
        .containsExactly(
            "3.3-a AQBW s1 8-10",
            "3.7-a AQBW s2 9-",
            "3.3-a AQBW s2 10-10",
            "3.3-a AQBW s3 10-",
            "3.3-a GWYC s1 11-");
  }

  @Test
  void every_event_twice_changes_nothing() throws SQLException {
    severalUnits();
    apply(events);
    List<String> once = rows();

    apply(events);
    for (Recorded<Object> event : events) {
      apply(List.of(event, event));
    }

    assertThat(rows()).isEqualTo(once).hasSize(5);
  }

  @Test
  void rebuilt_rows_are_the_same_rows() throws SQLException {
    severalUnits();
    for (Recorded<Object> event : events) {
      apply(List.of(event));
    }
    List<String> live = rows();
    execute("truncate obligation_assignment");

    apply(events);

    assertThat(rows()).isEqualTo(live).hasSize(5);
  }

  @Test
  void a_word_that_was_written_before_there_were_positions_is_ended_by_the_next()
      throws SQLException {
    execute(
        "insert into obligation_assignment (obligation, department, subject_id, name, valid_from,"
            + " recorded_from) values ('3.3-a', 'AQBW', 's0', '李*', '2022-11-03', '2022-11-03')");
    assigned(8, "3.3-a", "AQBW", "s1");
    apply(events);

    assertThat(rows())
        .contains("3.3-a AQBW s1 8-")
        .hasSize(2)
        .noneMatch(row -> row.matches(".* s0 .*-"));
  }
}
