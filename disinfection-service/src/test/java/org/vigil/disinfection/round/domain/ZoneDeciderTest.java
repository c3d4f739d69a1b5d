package org.vigil.disinfection.round.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.testing.DeciderSpecification.given;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.disinfection.round.domain.ZoneCommand.DefineZone;
import org.vigil.disinfection.round.domain.ZoneCommand.Definition;
import org.vigil.disinfection.round.domain.ZoneCommand.Kind;
import org.vigil.disinfection.round.domain.ZoneCommand.LetTimePass;
import org.vigil.disinfection.round.domain.ZoneCommand.RecordRound;
import org.vigil.disinfection.round.domain.ZoneCommand.ReplanDay;
import org.vigil.disinfection.round.domain.ZoneCommand.VoidRound;
import org.vigil.disinfection.round.domain.ZoneCommand.Work;
import org.vigil.disinfection.round.domain.ZoneEvent.DailyQuotaCorrected;
import org.vigil.disinfection.round.domain.ZoneEvent.DailyQuotaMet;
import org.vigil.disinfection.round.domain.ZoneEvent.DailyQuotaMissed;
import org.vigil.disinfection.round.domain.ZoneEvent.DayOpened;
import org.vigil.disinfection.round.domain.ZoneEvent.DayReplanned;
import org.vigil.disinfection.round.domain.ZoneEvent.Flaw;
import org.vigil.disinfection.round.domain.ZoneEvent.QuotaAtRisk;
import org.vigil.disinfection.round.domain.ZoneEvent.RoundCompleted;
import org.vigil.disinfection.round.domain.ZoneEvent.RoundVoided;
import org.vigil.disinfection.round.domain.ZoneEvent.ZoneDefined;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.DeadlineRule.Change.Cancel;
import org.vigil.eventsourcing.DeadlineRule.Change.Schedule;
import org.vigil.eventsourcing.Decision;

/** Rounds and the daily quota (3.7-a, 3.7-b). */
class ZoneDeciderTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  /** A Sunday: 每天 is every day (F7). */
  private static final LocalDate SUNDAY = LocalDate.of(2022, 11, 6);

  private static final Duration SPACING = Duration.ofHours(2);
  private static final Duration MARGIN = Duration.ofMinutes(30);
  private static final CountingRules RULES =
      new CountingRules(SHANGHAI, 1_440, SPACING, MARGIN, null);
  private static final Definition LIFT =
      new Definition("LIFT", "电梯间", Kind.PUBLIC, List.of("按钮", "电梯扶手"), "ZHGL");
  private static final ZoneDecider DECIDER = new ZoneDecider();

  private static Instant at(int hour, int minute) {
    return SUNDAY.atStartOfDay(SHANGHAI).plusHours(hour).plusMinutes(minute).toInstant();
  }

  private static Work work(Instant finishedAt, String... touchPoints) {
    return new Work(
        finishedAt.minusSeconds(600),
        finishedAt,
        "ZH-008",
        "84消毒液",
        "B1",
        "1:100",
        List.of(touchPoints),
        null,
        null);
  }

  private static RecordRound round(String id, Instant finishedAt, Instant now) {
    return new RecordRound(id, work(finishedAt, "按钮", "电梯扶手", "门把手"), now, RULES);
  }

  private static RecordRound round(String id, Instant finishedAt) {
    return round(id, finishedAt, finishedAt);
  }

  private static ZoneEvent[] opened(ZoneEvent... more) {
    List<ZoneEvent> events = new ArrayList<>();
    events.add(new ZoneDefined(LIFT));
    events.add(new DayOpened(RULES.plan(SUNDAY), at(0, 0), at(17, 30)));
    events.addAll(List.of(more));
    return events.toArray(ZoneEvent[]::new);
  }

  private static RoundCompleted counted(
      String id, Instant finishedAt, int validRounds, @Nullable Instant atRiskAt) {
    return completed(id, SUNDAY, finishedAt, List.of(), validRounds, atRiskAt);
  }

  private static RoundCompleted completed(
      String id,
      LocalDate day,
      Instant finishedAt,
      List<Flaw> flaws,
      int validRounds,
      @Nullable Instant atRiskAt) {
    return new RoundCompleted(
        id,
        "LIFT",
        "ZHGL",
        day,
        work(finishedAt, "按钮", "电梯扶手", "门把手"),
        flaws.isEmpty(),
        flaws,
        validRounds,
        atRiskAt);
  }

  private static DayOpened monday() {
    return new DayOpened(RULES.plan(SUNDAY.plusDays(1)), at(24, 0), at(24 + 17, 30));
  }

  private static DailyQuotaMissed missed(LocalDate day, int validRounds) {
    return new DailyQuotaMissed("LIFT", "ZHGL", day, validRounds, 3);
  }

  private static List<Change> deadlines(ZoneEvent event) {
    return ZoneDecider.category(Instant::now, _ -> RULES).deadlines().after(event);
  }

  @Test
  void a_zone_is_counted_from_its_registration_on() {
    given(DECIDER)
        .when(new DefineZone(LIFT, at(9, 0), RULES))
        .then(new ZoneDefined(LIFT), new DayOpened(RULES.plan(SUNDAY), at(9, 0), at(17, 30)));
  }

  @Test
  void a_zone_registered_after_the_day_has_closed_early_begins_with_the_next_day() {
    CountingRules closesAtSix = new CountingRules(SHANGHAI, 18 * 60, SPACING, MARGIN, null);
    given(DECIDER)
        .when(new DefineZone(LIFT, at(18, 0), closesAtSix))
        .then(
            new ZoneDefined(LIFT),
            new DayOpened(closesAtSix.plan(SUNDAY.plusDays(1)), at(18, 0), at(24 + 11, 30)));
  }

  @Test
  void the_same_definition_again_does_nothing() {
    given(DECIDER, opened()).when(new DefineZone(LIFT, at(9, 0), RULES)).thenNothingHappened();
  }

  @Test
  void nothing_can_be_recorded_in_a_zone_that_nobody_registered() {
    given(DECIDER).when(round("a", at(8, 0))).thenRefused(ZoneRefusal.NO_SUCH_ZONE);
  }

  @Test
  void a_round_with_its_touch_points_counts_and_moves_the_warning() {
    given(DECIDER, opened()).when(round("a", at(8, 0))).then(counted("a", at(8, 0), 1, at(19, 30)));
  }

  @Test
  void a_round_exactly_the_spacing_after_the_last_one_counts() {
    given(DECIDER, opened(counted("a", at(8, 0), 1, at(19, 30))))
        .when(round("b", at(10, 0)))
        .then(counted("b", at(10, 0), 2, at(21, 30)));
  }

  @Test
  void a_round_too_soon_after_a_valid_one_is_recorded_but_not_counted() {
    given(DECIDER, opened(counted("a", at(8, 0), 1, at(19, 30))))
        .when(round("b", at(9, 59)))
        .then(completed("b", SUNDAY, at(9, 59), List.of(Flaw.TOO_SOON), 1, at(19, 30)));
  }

  @Test
  void a_round_entered_out_of_order_must_be_spaced_from_the_one_behind_it_too() {
    given(DECIDER, opened(counted("b", at(10, 0), 1, at(19, 30))))
        .when(round("a", at(8, 1), at(11, 0)))
        .then(completed("a", SUNDAY, at(8, 1), List.of(Flaw.TOO_SOON), 1, at(19, 30)));
  }

  @Test
  void a_round_just_behind_midnight_must_be_spaced_from_the_one_just_before_it() {
    given(DECIDER, opened(counted("a", at(23, 50), 1, null), missed(SUNDAY, 1), monday()))
        .when(round("b", at(24, 10)))
        .then(
            completed("b", SUNDAY.plusDays(1), at(24, 10), List.of(Flaw.TOO_SOON), 0, at(41, 30)));
  }

  @Test
  void a_round_that_leaves_a_touch_point_out_does_not_count() {
    Work without = work(at(8, 0), "按钮");
    given(DECIDER, opened())
        .when(new RecordRound("a", without, at(8, 0), RULES))
        .then(
            new RoundCompleted(
                "a",
                "LIFT",
                "ZHGL",
                SUNDAY,
                without,
                false,
                List.of(Flaw.TOUCH_POINTS_MISSING),
                0,
                at(17, 30)));
  }

  @Test
  void a_round_cannot_end_before_it_starts() {
    Work backwards =
        new Work(at(9, 0), at(8, 0), "ZH-008", "84消毒液", null, null, List.of(), null, null);
    given(DECIDER, opened())
        .when(new RecordRound("a", backwards, at(9, 0), RULES))
        .thenRefused(ZoneRefusal.ROUND_ENDS_BEFORE_IT_STARTS);
  }

  @Test
  void with_the_third_valid_round_no_warning_is_awaited_any_more() {
    RoundCompleted third = counted("c", at(12, 0), 3, null);
    given(
            DECIDER,
            opened(counted("a", at(8, 0), 1, at(19, 30)), counted("b", at(10, 0), 2, at(21, 30))))
        .when(round("c", at(12, 0)))
        .then(third);
    assertThat(deadlines(third)).containsExactly(new Cancel("at-risk"));
  }

  @Test
  void the_warning_comes_while_there_is_still_time() {
    given(DECIDER, opened())
        .when(new LetTimePass(at(17, 30), RULES))
        .then(new QuotaAtRisk("LIFT", "ZHGL", SUNDAY, 0, 3));
  }

  @Test
  void a_deadline_that_fires_before_its_time_warns_of_nothing() {
    given(DECIDER, opened(counted("a", at(8, 0), 1, at(19, 30))))
        .when(new LetTimePass(at(19, 29), RULES))
        .thenNothingHappened();
  }

  @Test
  void the_warning_comes_once_a_day() {
    given(DECIDER, opened(new QuotaAtRisk("LIFT", "ZHGL", SUNDAY, 0, 3)))
        .when(new LetTimePass(at(20, 0), RULES))
        .thenNothingHappened();
  }

  @Test
  void a_day_without_its_rounds_is_missed_at_its_end_and_the_next_begins() {
    given(DECIDER, opened(counted("a", at(8, 0), 1, at(19, 30))))
        .when(new LetTimePass(at(24, 0), RULES))
        .then(missed(SUNDAY, 1), monday());
  }

  @Test
  void a_day_with_three_valid_rounds_is_met() {
    given(
            DECIDER,
            opened(
                counted("a", at(8, 0), 1, null),
                counted("b", at(10, 0), 2, null),
                counted("c", at(12, 0), 3, null)))
        .when(new LetTimePass(at(24, 0), RULES))
        .then(new DailyQuotaMet("LIFT", "ZHGL", SUNDAY, 3), monday());
  }

  @Test
  void the_deadline_of_a_day_that_has_been_closed_does_nothing() {
    given(DECIDER, opened(missed(SUNDAY, 0), monday()))
        .when(new LetTimePass(at(24, 1), RULES))
        .thenNothingHappened();
  }

  @Test
  void after_three_days_of_downtime_each_day_is_missed_once_and_none_is_warned_of() {
    given(DECIDER, opened())
        .when(new LetTimePass(at(3 * 24 + 9, 0), RULES))
        .then(
            missed(SUNDAY, 0),
            monday(),
            missed(SUNDAY.plusDays(1), 0),
            new DayOpened(RULES.plan(SUNDAY.plusDays(2)), at(48, 0), at(48 + 17, 30)),
            missed(SUNDAY.plusDays(2), 0),
            new DayOpened(RULES.plan(SUNDAY.plusDays(3)), at(72, 0), at(72 + 17, 30)));
  }

  @Test
  void a_year_of_downtime_is_caught_up_in_bounded_steps() {
    Decision<ZoneEvent> decision =
        given(DECIDER, opened()).when(new LetTimePass(at(365 * 24, 0), RULES)).decision();
    assertThat(((Decision.Accepted<ZoneEvent>) decision).events())
        .hasSize(2 * ZoneDecider.MAX_CLOSED_AT_ONCE);
  }

  @Test
  void a_round_of_the_new_day_closes_the_old_one_first() {
    given(DECIDER, opened())
        .when(round("a", at(32, 0)))
        .then(
            missed(SUNDAY, 0),
            monday(),
            completed("a", SUNDAY.plusDays(1), at(32, 0), List.of(), 1, at(43, 30)));
  }

  @Test
  void a_round_entered_after_its_day_has_closed_is_marked_and_corrects_the_day() {
    given(DECIDER, opened(missed(SUNDAY, 0), monday()))
        .when(round("a", at(20, 0), at(25, 0)))
        .then(
            completed("a", SUNDAY, at(20, 0), List.of(Flaw.LATE_ENTERED), 0, null),
            new DailyQuotaCorrected("LIFT", "ZHGL", SUNDAY, 0, 1, 3));
  }

  @Test
  void a_late_round_that_would_not_have_counted_corrects_nothing() {
    given(
            DECIDER,
            opened(
                missed(SUNDAY, 0),
                monday(),
                completed("a", SUNDAY, at(20, 0), List.of(Flaw.LATE_ENTERED), 0, null)))
        .when(round("b", at(20, 30), at(25, 0)))
        .then(
            completed("b", SUNDAY, at(20, 30), List.of(Flaw.LATE_ENTERED, Flaw.TOO_SOON), 0, null));
  }

  @Test
  void a_round_from_before_what_is_kept_is_only_recorded() {
    given(DECIDER, opened())
        .when(round("a", at(-30, 0), at(9, 0)))
        .then(completed("a", SUNDAY.minusDays(2), at(-30, 0), List.of(Flaw.LATE_ENTERED), 0, null));
  }

  @Test
  void a_voided_round_does_not_count_and_brings_the_warning_back() {
    RoundVoided voided = new RoundVoided("a", "重复录入", 0, at(17, 30));
    given(DECIDER, opened(counted("a", at(8, 0), 1, at(19, 30))))
        .when(new VoidRound("a", "重复录入"))
        .then(voided);
    assertThat(deadlines(voided)).containsExactly(new Schedule("at-risk", at(17, 30)));
  }

  @Test
  void a_round_is_voided_once() {
    given(
            DECIDER,
            opened(
                counted("a", at(8, 0), 1, at(19, 30)), new RoundVoided("a", "重复录入", 0, at(17, 30))))
        .when(new VoidRound("a", "重复录入"))
        .thenRefused(ZoneRefusal.NO_SUCH_VALID_ROUND);
  }

  @Test
  void voiding_a_round_of_a_closed_day_corrects_it_and_leaves_the_open_day_alone() {
    given(DECIDER, opened(counted("a", at(8, 0), 1, null), missed(SUNDAY, 1), monday()))
        .when(new VoidRound("a", "未实际开展"))
        .then(
            new RoundVoided("a", "未实际开展", 0, at(41, 30)),
            new DailyQuotaCorrected("LIFT", "ZHGL", SUNDAY, 0, 0, 3));
  }

  @Test
  void a_change_of_the_rules_replans_the_open_day() {
    CountingRules sooner = new CountingRules(SHANGHAI, 18 * 60, Duration.ofHours(1), MARGIN, null);
    DayReplanned replanned = new DayReplanned(sooner.plan(SUNDAY), at(14, 30));
    given(DECIDER, opened()).when(new ReplanDay(at(9, 0), sooner)).then(replanned);
    assertThat(deadlines(replanned))
        .containsExactly(
            new Schedule("at-risk", at(14, 30)),
            new Schedule("day-closes", at(18, 0)),
            new Cancel("rules-change"));
  }

  @Test
  void a_change_decided_for_later_is_awaited() {
    CountingRules changing = new CountingRules(SHANGHAI, 1_440, SPACING, MARGIN, at(15, 0));
    DayReplanned replanned = new DayReplanned(changing.plan(SUNDAY), at(17, 30));
    given(DECIDER, opened()).when(new ReplanDay(at(9, 0), changing)).then(replanned);
    assertThat(deadlines(replanned)).contains(new Schedule("rules-change", at(15, 0)));
  }

  @Test
  void a_change_that_changes_nothing_leaves_the_day_as_it_is() {
    given(DECIDER, opened()).when(new ReplanDay(at(9, 0), RULES)).thenNothingHappened();
  }

  /**
   * Rounds at random times, in random order: what counts is spaced, and each day has one verdict.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
  void counted_rounds_are_spaced_and_each_day_is_judged_once_by_them(long seed) {
    Random random = new Random(seed);
    List<ZoneEvent> log = new ArrayList<>(List.of(opened()));
    Zone zone = DECIDER.initialState();
    for (ZoneEvent event : log) {
      zone = DECIDER.evolve(zone, event);
    }
    Instant now = at(0, 0);
    for (int i = 0; i < 400; i++) {
      now = now.plus(Duration.ofMinutes(random.nextInt(120)));
      ZoneCommand command =
          switch (random.nextInt(4)) {
            case 0 -> new LetTimePass(now, RULES);
            case 1 -> new VoidRound("r" + random.nextInt(i + 1), "重复录入");
            default -> round("r" + i, now.minus(Duration.ofMinutes(random.nextInt(300))), now);
          };
      if (DECIDER.decide(command, zone) instanceof Decision.Accepted<ZoneEvent>(var events)) {
        for (ZoneEvent event : events) {
          zone = DECIDER.evolve(zone, event);
        }
        log.addAll(events);
      }
      assertSpaced(((Zone.Counted) zone).valid());
    }
    assertEachDayIsJudgedOnce(log);
  }

  private static void assertSpaced(List<Zone.Round> rounds) {
    for (int i = 1; i < rounds.size(); i++) {
      assertThat(Duration.between(rounds.get(i - 1).finishedAt(), rounds.get(i).finishedAt()))
          .isGreaterThanOrEqualTo(SPACING);
    }
  }

  private static void assertEachDayIsJudgedOnce(List<ZoneEvent> log) {
    List<LocalDate> judged = new ArrayList<>();
    List<LocalDate> warned = new ArrayList<>();
    for (ZoneEvent event : log) {
      if (event instanceof DailyQuotaMissed day) {
        judged.add(day.day());
        assertThat(day.validRounds()).isLessThan(DayPlan.REQUIRED);
      } else if (event instanceof DailyQuotaMet day) {
        judged.add(day.day());
        assertThat(day.validRounds()).isGreaterThanOrEqualTo(DayPlan.REQUIRED);
      } else if (event instanceof QuotaAtRisk day) {
        assertThat(judged).doesNotContain(day.day());
        warned.add(day.day());
      }
    }
    assertThat(warned).doesNotHaveDuplicates();
    assertThat(judged)
        .isNotEmpty()
        .isEqualTo(
            judged
                .getFirst()
                .datesUntil(judged.getLast().plusDays(1))
                .collect(Collectors.toList()));
  }
}
