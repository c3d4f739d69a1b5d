package org.vigil.duty.visitor.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class ClosingTimeTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  @Test
  void who_comes_by_day_leaves_by_the_evening_and_who_comes_at_closing_by_the_next() {
    assertThat(closing("2022-11-03T09:00", SHANGHAI, 20 * 60)).isEqualTo("2022-11-03T12:00:00Z");
    assertThat(closing("2022-11-03T20:00", SHANGHAI, 20 * 60)).isEqualTo("2022-11-04T12:00:00Z");
    assertThat(closing("2022-11-03T19:59", SHANGHAI, 20 * 60)).isEqualTo("2022-11-03T12:00:00Z");
  }

  @Test
  void a_building_that_closes_at_midnight_closes_at_the_days_end() {
    assertThat(closing("2022-11-03T23:59", SHANGHAI, 1_440)).isEqualTo("2022-11-03T16:00:00Z");
    assertThat(closing("2022-11-04T00:00", SHANGHAI, 1_440)).isEqualTo("2022-11-04T16:00:00Z");
  }

  @Test
  void where_clocks_change_it_closes_by_the_wall_clock() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    assertThat(closing("2022-10-29T21:00", berlin, 20 * 60)).isEqualTo("2022-10-30T19:00:00Z");
    assertThat(closing("2022-03-26T21:00", berlin, 20 * 60)).isEqualTo("2022-03-27T18:00:00Z");
  }

  private static Instant closing(String local, ZoneId zone, int minutes) {
    return ClosingTime.after(LocalDateTime.parse(local).atZone(zone).toInstant(), zone, minutes);
  }
}
