package org.vigil.duty.calendar.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.vigil.duty.calendar.domain.Calendar.CalendarYearPublished;
import org.vigil.duty.calendar.domain.DayKind;
import org.vigil.duty.calendar.domain.SpecialDay;
import org.vigil.duty.calendar.domain.WorkingTime;
import org.vigil.eventsourcing.Metadata;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.testing.infra.PooledPostgres;
import org.vigil.testing.infra.RealPostgres;

/** The calendar of 2022 with its 调休, and of a year that somebody must publish first. */
class WorkingCalendarTest {

  private static final Instant AT = Instant.parse("2022-10-01T00:00:00Z");

  private final DataSource database =
      PooledPostgres.to(RealPostgres.shared().createViews(List.of("V200__calendar.sql")));
  private final WorkingCalendar calendar =
      new WorkingCalendar(
          database,
          new TymeDays(),
          ZoneId.of("Asia/Shanghai"),
          new WorkingCalendar.Hours((_, _) -> 8 * 60, (_, _) -> 18 * 60));

  private void publish(int year, SpecialDay... days) throws SQLException {
    Recorded<Object> event =
        new Recorded<>(
            1,
            new StreamId("working-calendar", "bureau"),
            1,
            new UUID(0, 1),
            "duty",
            AT,
            new Metadata("office", new UUID(0, 0), null, AT, AT, null),
            new CalendarYearPublished(year, List.of(days), "国办通知"));
    try (Connection tx = database.getConnection()) {
      new CalendarView().apply(List.of(event, event), tx);
    }
    calendar.refresh();
  }

  @Test
  void saturday_2022_10_08_is_a_working_day() {
    assertThat(calendar.kindOf(LocalDate.of(2022, 10, 8))).isEqualTo(DayKind.MAKE_UP_WORKDAY);
    assertThat(calendar.kindOf(LocalDate.of(2022, 10, 9))).isEqualTo(DayKind.MAKE_UP_WORKDAY);
    assertThat(calendar.at(Instant.parse("2022-10-08T00:00:00Z"))).isEqualTo(WorkingTime.WORKING);
  }

  @Test
  void monday_2022_10_03_is_not() {
    assertThat(calendar.kindOf(LocalDate.of(2022, 10, 3))).isEqualTo(DayKind.HOLIDAY);
    assertThat(calendar.at(Instant.parse("2022-10-03T02:00:00Z")))
        .isEqualTo(WorkingTime.NOT_WORKING);
  }

  @Test
  void ordinary_days_go_by_their_weekday() {
    assertThat(calendar.kindOf(LocalDate.of(2022, 11, 23))).isEqualTo(DayKind.WORKDAY);
    assertThat(calendar.kindOf(LocalDate.of(2022, 11, 26))).isEqualTo(DayKind.WEEKEND);
  }

  @Test
  void working_time_is_half_open() {
    assertThat(calendar.at(Instant.parse("2022-11-22T23:59:59.999Z")))
        .isEqualTo(WorkingTime.NOT_WORKING);
    assertThat(calendar.at(Instant.parse("2022-11-23T00:00:00Z"))).isEqualTo(WorkingTime.WORKING);
    assertThat(calendar.at(Instant.parse("2022-11-23T09:59:59.999Z")))
        .isEqualTo(WorkingTime.WORKING);
    assertThat(calendar.at(Instant.parse("2022-11-23T10:00:00Z")))
        .isEqualTo(WorkingTime.NOT_WORKING);
  }

  @Test
  void the_next_change_is_the_next_edge_of_the_hours_or_of_the_day() {
    assertThat(calendar.nextChange(Instant.parse("2022-11-22T23:00:00Z")))
        .isEqualTo("2022-11-23T00:00:00Z");
    assertThat(calendar.nextChange(Instant.parse("2022-11-23T00:00:00Z")))
        .isEqualTo("2022-11-23T10:00:00Z");
    assertThat(calendar.nextChange(Instant.parse("2022-11-23T10:00:00Z")))
        .isEqualTo("2022-11-23T16:00:00Z");
  }

  @Test
  void a_year_without_a_calendar_is_unknown_and_never_monday_to_friday() {
    assertThat(calendar.knows(2027)).isFalse();
    assertThat(calendar.kindOf(LocalDate.of(2027, 3, 1))).isEqualTo(DayKind.UNKNOWN);
    assertThat(calendar.at(Instant.parse("2027-03-01T02:00:00Z"))).isEqualTo(WorkingTime.UNKNOWN);
  }

  @Test
  void a_published_year_holds_and_reaches_into_the_december_before() throws SQLException {
    publish(
        2027,
        new SpecialDay(LocalDate.of(2026, 12, 31), DayKind.HOLIDAY, "元旦"),
        new SpecialDay(LocalDate.of(2027, 1, 3), DayKind.MAKE_UP_WORKDAY, "元旦"));

    assertThat(calendar.kindOf(LocalDate.of(2026, 12, 31))).isEqualTo(DayKind.HOLIDAY);
    assertThat(calendar.kindOf(LocalDate.of(2027, 1, 3))).isEqualTo(DayKind.MAKE_UP_WORKDAY);
    assertThat(calendar.kindOf(LocalDate.of(2027, 3, 1))).isEqualTo(DayKind.WORKDAY);
  }

  @Test
  void a_published_year_holds_against_the_list_that_comes_with_the_product() throws SQLException {
    publish(2022, new SpecialDay(LocalDate.of(2022, 10, 3), DayKind.MAKE_UP_WORKDAY, "应急"));

    assertThat(calendar.kindOf(LocalDate.of(2022, 10, 3))).isEqualTo(DayKind.MAKE_UP_WORKDAY);
    assertThat(calendar.kindOf(LocalDate.of(2022, 10, 8))).isEqualTo(DayKind.WEEKEND);
  }
}
