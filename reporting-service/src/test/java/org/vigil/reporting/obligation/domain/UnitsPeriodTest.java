package org.vigil.reporting.obligation.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who carries an obligation when, by all that was said of it. */
class UnitsPeriodTest {

  private static Instant day(long day) {
    return Instant.parse("2022-11-01T00:00:00Z").plusSeconds(day * 86_400);
  }

  private static UnitsPeriod said(String lead, long from, @Nullable Long until) {
    return new UnitsPeriod(lead, List.of(), day(from), until == null ? null : day(until));
  }

  @Test
  void what_is_said_later_ends_what_was_said_before() {
    assertThat(UnitsPeriod.timeline(List.of(said("JGH", 1, null), said("YWS", 5, null))))
        .containsExactly(said("JGH", 1, 5L), said("YWS", 5, null));
  }

  @Test
  void what_was_said_for_a_later_time_is_replaced_too() {
    assertThat(UnitsPeriod.timeline(List.of(said("JGH", 5, null), said("YWS", 1, null))))
        .containsExactly(said("YWS", 1, null));
  }

  @Test
  void behind_its_end_the_plan_holds_again() {
    List<UnitsPeriod> timeline =
        UnitsPeriod.timeline(List.of(said("JGH", 1, null), said("YWS", 3, 5L)));

    assertThat(UnitsPeriod.at(timeline, day(4))).contains(said("YWS", 3, 5L));
    assertThat(UnitsPeriod.at(timeline, day(5))).isEmpty();
  }

  /** The last that was said for a time that has begun by then, unless it has ended. */
  @Property
  void at_each_instant_the_last_word_holds(
      @ForAll @Size(max = 6) List<@IntRange(min = 0, max = 9) Integer> begins,
      @ForAll @Size(value = 6) List<@IntRange(min = 0, max = 4) Integer> lengths,
      @ForAll @IntRange(min = 0, max = 14) int at) {
    List<UnitsPeriod> all = new ArrayList<>();
    for (int i = 0; i < begins.size(); i++) {
      int length = lengths.get(i);
      long from = begins.get(i);
      all.add(said("D" + i, from, length == 0 ? null : from + length));
    }
    UnitsPeriod last =
        all.reversed().stream()
            .filter(one -> !one.from().isAfter(day(at)))
            .findFirst()
            .filter(one -> one.until() == null || one.until().isAfter(day(at)))
            .orElse(null);

    List<UnitsPeriod> timeline = UnitsPeriod.timeline(all);

    assertThat(UnitsPeriod.at(timeline, day(at)).map(UnitsPeriod::lead).orElse(null))
        .isEqualTo(last == null ? null : last.lead());
    for (int i = 1; i < timeline.size(); i++) {
      assertThat(timeline.get(i - 1).until()).isNotNull();
      assertThat(timeline.get(i - 1).until()).isBeforeOrEqualTo(timeline.get(i).from());
    }
  }
}
