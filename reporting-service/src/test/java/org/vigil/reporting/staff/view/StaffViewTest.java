package org.vigil.reporting.staff.view;

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
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.Metadata;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.intake.DepartmentDefined;
import org.vigil.reporting.intake.PersonRegistered;
import org.vigil.reporting.staff.view.Staff.Member;
import org.vigil.testing.infra.RealPostgres;

/** Who belonged where and who headed it, from when to when. The hours are those of one day. */
class StaffViewTest {

  private static final Instant DAY = Instant.parse("2022-11-03T00:00:00Z");

  private final DataSource database = RealPostgres.shared().createDatabase().dataSource();
  private final Staff staff = new Staff(database);
  private final List<Recorded<Object>> events = new ArrayList<>();

  @BeforeEach
  void create_the_tables() throws IOException, SQLException {
    try (InputStream script =
            Objects.requireNonNull(
                StaffView.class.getResourceAsStream("/db/views/V160__staff.sql"));
        Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static Instant at(int hour) {
    return DAY.plus(Duration.ofHours(hour));
  }

  private void received(int hour, Object event) {
    int position = events.size() + 1;
    events.add(
        new Recorded<>(
            position,
            new StreamId("any", "s"),
            position,
            new UUID(0, position),
            "duty",
            at(hour),
            new Metadata("office", new UUID(0, 0), null, at(hour), at(hour), null),
            event));
  }

  private void department(int hour, boolean active, @Nullable String head) {
    received(
        hour,
        new DepartmentDefined(
            new DepartmentDefined.Definition(
                "AQBW",
                "安全保卫科",
                List.of("保卫科"),
                active,
                head == null ? null : new DepartmentDefined.Head(head, "赵*"))));
  }

  private void member(int hour, String department) {
    received(hour, new PersonRegistered(new PersonRegistered.Particulars("p1", department, "张*")));
  }

  private void apply() throws SQLException {
    try (Connection connection = database.getConnection()) {
      new StaffView().apply(events, connection);
    }
  }

  @Test
  void a_head_answers_from_the_moment_that_it_was_recorded_until_the_next() throws SQLException {
    department(8, true, null);
    department(10, true, "h1");
    department(12, true, "h2");
    apply();

    assertThat(staff.department("AQBW", at(7))).isEmpty();
    assertThat(staff.department("AQBW", at(9)).orElseThrow().headId()).isNull();
    assertThat(staff.department("AQBW", at(10)).orElseThrow().headId()).isEqualTo("h1");
    assertThat(staff.department("AQBW", at(12)).orElseThrow().headId()).isEqualTo("h2");
    assertThat(staff.department("AQBW", at(12)).orElseThrow().aliases()).containsExactly("保卫科");
  }

  @Test
  void a_department_that_is_given_up_owes_nothing_from_then_on() throws SQLException {
    department(8, true, "h1");
    department(10, false, "h1");
    apply();

    assertThat(staff.departments(at(9))).hasSize(1);
    assertThat(staff.departments(at(10))).isEmpty();
    assertThat(staff.department("AQBW", at(10))).isPresent();
  }

  @Test
  void a_member_belongs_to_one_department_at_a_time() throws SQLException {
    member(8, "GWYC");
    member(11, "AQBW");
    apply();

    assertThat(staff.members("GWYC", at(9))).containsExactly(new Member("p1", "GWYC", "张*"));
    assertThat(staff.members("GWYC", at(11))).isEmpty();
    assertThat(staff.member("p1", at(11)).orElseThrow().department()).isEqualTo("AQBW");
  }
}
