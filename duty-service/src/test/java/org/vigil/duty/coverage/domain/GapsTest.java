package org.vigil.duty.coverage.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.vigil.duty.calendar.domain.Span;
import org.vigil.duty.roster.domain.Template;
import org.vigil.duty.roster.domain.Template.Pattern;

/**
 * Random rosters in zones with and without daylight saving: what meets leaves no gap, and what is
 * missing is found to the minute.
 */
class GapsTest {

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(
            "Asia/Shanghai",
            "UTC",
            "Europe/Berlin",
            "America/New_York",
            "America/St_Johns",
            "Australia/Lord_Howe",
            "Asia/Kathmandu")
        .map(ZoneId::of);
  }

  @Provide
  Arbitrary<LocalDate> days() {
    return Arbitraries.longs()
        .between(LocalDate.of(2015, 1, 1).toEpochDay(), LocalDate.of(2030, 1, 1).toEpochDay())
        .map(LocalDate::ofEpochDay);
  }

  @Provide
  Arbitrary<Template> templates() {
    Arbitrary<Integer> begins = Arbitraries.integers().between(0, 12 * 60 - 1);
    Arbitrary<Integer> lasts = Arbitraries.integers().between(60, 11 * 60);
    return begins.flatMap(
        begin ->
            lasts.flatMap(
                length ->
                    Arbitraries.of(Pattern.values())
                        .map(
                            pattern ->
                                new Template(
                                    pattern,
                                    LocalTime.ofSecondOfDay(begin * 60L),
                                    LocalTime.ofSecondOfDay((begin + length) * 60L)))));
  }

  private static List<Span> roster(Template template, LocalDate first, ZoneId zone) {
    return new ArrayList<>(template.slots(first.minusDays(1), first.plusDays(40), zone));
  }

  private static Span days(LocalDate first, int count, ZoneId zone) {
    return new Span(
        first.atStartOfDay(zone).toInstant(), first.plusDays(count).atStartOfDay(zone).toInstant());
  }

  @Property
  void shifts_that_meet_leave_no_gap_in_any_zone(
      @ForAll("zones") ZoneId zone,
      @ForAll("days") LocalDate first,
      @ForAll("templates") Template template,
      @ForAll Random order) {
    List<Span> roster = roster(template, first, zone);
    Collections.shuffle(roster, order);

    assertThat(Gaps.in(days(first, 40, zone), roster)).isEmpty();
  }

  @Property
  void a_shift_that_is_missing_is_exactly_the_gap(
      @ForAll("zones") ZoneId zone,
      @ForAll("days") LocalDate first,
      @ForAll("templates") Template template,
      @ForAll @IntRange(min = 5, max = 35) int missing) {
    List<Span> roster = roster(template, first, zone);
    Span gone = roster.remove(missing);

    assertThat(Gaps.in(days(first, 40, zone), roster)).containsExactly(gone);
  }

  @Property
  void cut_by_day_a_gap_is_as_long_as_before_and_no_part_crosses_midnight(
      @ForAll("zones") ZoneId zone,
      @ForAll("days") LocalDate first,
      @ForAll @IntRange(min = 0, max = 3_000) int fromMinute,
      @ForAll @IntRange(min = 1, max = 6_000) int minutes) {
    Instant from = first.atStartOfDay(zone).toInstant().plusSeconds(fromMinute * 60L);
    Span gap = new Span(from, from.plusSeconds(minutes * 60L));

    List<Span> parts = Gaps.byDay(List.of(gap), zone);

    assertThat(parts.stream().mapToLong(part -> part.length().toSeconds()).sum())
        .isEqualTo(gap.length().toSeconds());
    assertThat(parts)
        .allSatisfy(
            part ->
                assertThat(part.until().minusNanos(1).atZone(zone).toLocalDate())
                    .isEqualTo(part.from().atZone(zone).toLocalDate()));
  }

  @Property
  void gaps_and_coverage_together_are_the_whole_window_minute_by_minute(
      @ForAll("zones") ZoneId zone, @ForAll("days") LocalDate first, @ForAll Random random) {
    Span window = days(first, 2, zone);
    List<Span> covered = new ArrayList<>();
    for (int i = 0; i < random.nextInt(8); i++) {
      Instant from = window.from().plusSeconds(60L * (random.nextInt(3_200) - 200));
      covered.add(new Span(from, from.plusSeconds(60L * (1 + random.nextInt(600)))));
    }
    List<Span> gaps = Gaps.in(window, covered);

    for (Instant at = window.from(); at.isBefore(window.until()); at = at.plusSeconds(60)) {
      Instant minute = at;
      boolean assigned = covered.stream().anyMatch(span -> span.contains(minute));
      assertThat(gaps.stream().anyMatch(gap -> gap.contains(minute))).isEqualTo(!assigned);
    }
  }
}
