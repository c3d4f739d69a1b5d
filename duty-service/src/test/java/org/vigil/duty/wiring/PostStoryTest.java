package org.vigil.duty.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.duty.calendar.view.TymeDays;
import org.vigil.duty.calendar.view.WorkingCalendar;
import org.vigil.duty.directory.domain.Exit;
import org.vigil.duty.post.api.GuardPosts.Clockworks;
import org.vigil.duty.post.domain.Post;
import org.vigil.duty.post.domain.PostCommand;
import org.vigil.duty.post.domain.PostCommand.CheckIn;
import org.vigil.duty.post.domain.PostCommand.CheckOut;
import org.vigil.duty.post.domain.PostDecider;
import org.vigil.duty.post.domain.PostEvent;
import org.vigil.eventsourcing.Category;

/** 3.3-a and 3.3-b on the days on which a calendar of weekdays is wrong. */
@Timeout(120)
class PostStoryTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Map<String, Duration> RULES =
      Map.of(
          PostParts.HEAD_AFTER, Duration.ofMinutes(5),
          PostParts.OFFICE_AFTER, Duration.ofMinutes(15),
          PostParts.CHECK_IN_HOLDS, Duration.ofHours(12));

  private Category<PostCommand, Post, PostEvent> posts;
  private Clockworks clockworks;
  private final DutyOnPostgres duty =
      new DutyOnPostgres(
          local("2022-09-30T20:00"),
          List.of("V200__calendar.sql", "V255__guard_posts.sql"),
          (builder, self) -> {
            WorkingCalendar calendar =
                new WorkingCalendar(
                    self.dataSource,
                    new TymeDays(),
                    SHANGHAI,
                    new WorkingCalendar.Hours((_, _) -> 8 * 60, (_, _) -> 18 * 60));
            clockworks = PostParts.clockworks(calendar, (name, _) -> RULES.get(name));
            posts = PostDecider.category(clockworks);
            builder.category(Exit.CATEGORY);
            PostParts.contribute(builder, posts, self.clock, clockworks);
          });

  @AfterEach
  void stop() {
    duty.close();
  }

  @Test
  void obligation_3_3_a_nobody_checks_in_at_exit_4_on_saturday_2022_10_08_a_working_day() {
    register("E4", false, true);
    duty.at(local("2022-10-08T07:59"));
    assertThat(gaps()).isEmpty();

    duty.at(local("2022-10-08T08:00"));
    assertThat(gaps()).containsExactly("E4|WORKING_TIME|NOBODY_CAME|2022-10-08 08:00|null|0");
    duty.at(local("2022-10-08T08:05"));
    assertThat(told()).containsExactly("E4|1");
    duty.restart();
    duty.at(local("2022-10-08T08:15"));
    assertThat(told()).containsExactly("E4|1", "E4|2");
    duty.handle(posts, "E4", checkIn("s1"));
    duty.settle();
    assertThat(gaps())
        .containsExactly("E4|WORKING_TIME|NOBODY_CAME|2022-10-08 08:00|2022-10-08 08:15|2");
  }

  @Test
  void obligation_3_3_b_on_monday_2022_10_03_a_holiday_only_the_middle_gate_is_to_be_guarded() {
    register("E4", false, true);
    register("MID", true, true);
    duty.handle(posts, "MID", checkIn("s1"));
    duty.at(local("2022-10-03T07:00"));
    // The first guard's check-in was good for twelve hours; another has come since.
    duty.handle(posts, "MID", checkIn("s2"));
    long before = gaps().size();
    duty.at(local("2022-10-03T08:00"));
    assertThat(gaps()).hasSize((int) before).noneMatch(gap -> gap.startsWith("E4"));

    duty.clock.set(local("2022-10-03T09:30"));
    duty.handle(posts, "MID", checkOut("s2"));
    duty.at(local("2022-10-03T09:45"));

    assertThat(gaps())
        .contains("MID|MIDDLE_GATE|LEFT_WITHOUT_RELIEF|2022-10-03 09:30|null|2")
        .noneMatch(gap -> gap.startsWith("E4"));
  }

  @Test
  void an_exit_that_is_closed_on_record_is_no_gap_and_becomes_one_when_it_is_opened() {
    register("E4", false, false);
    duty.at(local("2022-10-08T09:00"));
    assertThat(gaps()).isEmpty();

    register("E4", false, true);

    assertThat(gaps()).containsExactly("E4|WORKING_TIME|NOBODY_CAME|2022-10-08 09:00|null|0");
  }

  @Test
  void a_downtime_over_the_morning_does_not_move_the_gap_or_lose_a_warning() {
    register("E4", false, true);
    duty.at(local("2022-10-08T07:00"));
    duty.clock.set(local("2022-10-08T10:00"));
    duty.restart();
    duty.handle(posts, "E4", checkIn("s1"));
    duty.settle();

    assertThat(gaps())
        .containsExactly("E4|WORKING_TIME|NOBODY_CAME|2022-10-08 08:00|2022-10-08 10:00|0");
  }

  private void register(String exit, boolean middleGate, boolean open) {
    duty.handle(Exit.CATEGORY, exit, new Exit.Description(exit, exit, middleGate, "AQBW", open));
    duty.settle();
  }

  private CheckIn checkIn(String guard) {
    Instant now = duty.clock.instant();
    return new CheckIn(guard, "吕建国", now, clockworks.apply(now));
  }

  private CheckOut checkOut(String guard) {
    Instant now = duty.clock.instant();
    return new CheckOut(guard, now, clockworks.apply(now));
  }

  private List<String> gaps() {
    return duty.rows(
        "select exit, duty, cause, to_char(since at time zone 'Asia/Shanghai', 'YYYY-MM-DD"
            + " HH24:MI'), to_char(until at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI'), told"
            + " from guard_gap order by position");
  }

  private List<String> told() {
    return duty.rows(
        "select convert_from(data, 'UTF8')::jsonb ->> 'exit', convert_from(data, 'UTF8')::jsonb ->>"
            + " 'stage' from event where type = 'exit-unguarded.v1' order by position");
  }

  private static Instant local(String text) {
    return LocalDateTime.parse(text).atZone(SHANGHAI).toInstant();
  }
}
