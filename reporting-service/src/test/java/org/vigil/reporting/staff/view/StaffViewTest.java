package org.vigil.reporting.staff.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.Metadata;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.intake.DepartmentArranged;
import org.vigil.reporting.intake.DepartmentDefined;
import org.vigil.reporting.intake.PersonRegistered;
import org.vigil.reporting.intake.ResponsibilityHandoverAccepted;
import org.vigil.reporting.staff.view.Staff.Member;
import org.vigil.testing.infra.PooledPostgres;
import org.vigil.testing.infra.RealPostgres;

/** Who belonged where and who headed it, from when to when. The hours are those of one day. */
class StaffViewTest {

  private static final Instant DAY = Instant.parse("2022-11-03T00:00:00Z");

  private final DataSource database =
      PooledPostgres.to(
          RealPostgres.shared()
              .createViews(
                  List.of(
                      "V160__staff.sql",
                      "V411__staff_leadership.sql",
                      "V471__staff_position.sql",
                      "V472__staff_term_event.sql",
                      "V500__staff_phone.sql")));
  private final Staff staff = new Staff(database);
  private final List<Recorded<Object>> events = new ArrayList<>();

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
    member(hour, "p1", department, null);
  }

  private void member(int hour, String subjectId, String department, @Nullable String phoneId) {
    received(
        hour,
        new PersonRegistered(
            new PersonRegistered.Particulars(subjectId, department, "张*", phoneId)));
  }

  private void apply() throws SQLException {
    try (Connection connection = database.getConnection()) {
      new StaffView().apply(events, connection);
      new LeadershipView(ZoneOffset.UTC).apply(events, connection);
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
  void a_phone_is_the_members_who_has_it_and_nobodys_once_two_have_it() throws SQLException {
    member(8, "p1", "GWYC", "t1");
    member(10, "p1", "GWYC", "t2");
    member(12, "p2", "GWYC", "t2");
    apply();

    assertThat(staff.whoIs("t1", at(7))).isEqualTo("t1");
    assertThat(staff.whoIs("t1", at(9))).isEqualTo("p1");
    assertThat(staff.whoIs("t1", at(10))).isEqualTo("t1");
    assertThat(staff.whoIs("t2", at(11))).isEqualTo("p1");
    assertThat(staff.whoIs("t2", at(12))).isEqualTo("t2");
    assertThat(staff.whoIs("p1", at(12))).isEqualTo("p1");
    assertThat(staff.pseudonyms("p1")).containsExactly("p1", "t1", "t2");
    assertThat(staff.pseudonyms("t1")).containsExactly("t1");
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

  private void arranged(int hour, String head, LocalDate from, @Nullable LocalDate until) {
    received(
        hour,
        new DepartmentArranged(
            new DepartmentArranged.Arrangement(
                "AQBW",
                List.of(
                    new DepartmentArranged.Post("HEAD", head, "钱*", from, until),
                    new DepartmentArranged.Post("DEPUTY", "d1", "孙*", from, until)))));
  }

  private void handedOver(
      int hour, String giver, String receiver, @Nullable LocalDate term, int from, int until) {
    received(
        hour,
        new ResponsibilityHandoverAccepted(
            giver + receiver + from,
            "AQBW",
            "HEAD",
            giver,
            new ResponsibilityHandoverAccepted.Receiver(receiver, "李*"),
            term,
            at(from),
            at(until)));
  }

  private @Nullable String head(int hour) {
    String id = staff.department("AQBW", at(hour)).orElseThrow().headId();
    assertThat(staff.departments(at(hour)).getFirst().headId()).isEqualTo(id);
    return id;
  }

  @Test
  void a_signed_hand_over_moves_the_head_for_its_time_and_no_longer() throws SQLException {
    department(8, true, "h1");
    handedOver(9, "h1", "h2", null, 12, 15);
    handedOver(10, "h2", "h3", null, 13, 14);
    apply();

    assertThat(head(11)).isEqualTo("h1");
    assertThat(head(12)).isEqualTo("h2");
    assertThat(staff.department("AQBW", at(12)).orElseThrow().headName()).isEqualTo("李*");
    assertThat(head(13)).isEqualTo("h3");
    assertThat(head(14)).isEqualTo("h2");
    assertThat(head(15)).isEqualTo("h1");
  }

  @Test
  void a_head_in_a_term_of_office_answers_instead_of_the_one_named() throws SQLException {
    LocalDate day = LocalDate.of(2022, 11, 3);
    department(8, true, "h1");
    arranged(10, "h2", day, day.plusDays(1));
    handedOver(11, "h2", "h3", day, 12, 40);
    handedOver(11, "h2", "h4", day.minusYears(1), 13, 40);
    apply();

    assertThat(head(9)).isEqualTo("h1");
    assertThat(head(10)).isEqualTo("h2");
    assertThat(head(12)).isEqualTo("h3");
    assertThat(head(13)).isEqualTo("h3");
    assertThat(head(24)).isEqualTo("h1");
  }

  @Test
  void what_is_arranged_later_replaces_it_and_the_past_stays() throws SQLException {
    LocalDate day = LocalDate.of(2022, 11, 3);
    department(8, true, "h1");
    arranged(9, "h2", day, null);
    arranged(12, "h3", day, null);
    apply();

    assertThat(head(11)).isEqualTo("h2");
    assertThat(head(12)).isEqualTo("h3");
  }
}
