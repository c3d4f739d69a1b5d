package org.vigil.duty.roster.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.vigil.duty.calendar.domain.DayKind;
import org.vigil.duty.calendar.domain.Span;
import org.vigil.duty.roster.domain.RosterGenerator.Mode;
import org.vigil.duty.roster.domain.RosterGenerator.Proposal;
import org.vigil.duty.roster.domain.RosterGenerator.Request;
import org.vigil.duty.roster.domain.Template.Pattern;

/** What the generator proposes can be published, is the same twice, and is fair over a year. */
class RosterGeneratorTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final RosterRules RULES =
      new RosterRules(Duration.ofHours(10), Duration.ofHours(24), ZONE);
  private static final Template DAY_NIGHT =
      new Template(Pattern.DAY_NIGHT, LocalTime.of(8, 0), LocalTime.of(18, 0));
  private static final Template FULL_DAY =
      new Template(Pattern.FULL_DAY, LocalTime.of(8, 0), LocalTime.of(8, 0));

  private static DayKind kind(LocalDate date) {
    return date.getDayOfMonth() <= 3 && date.getMonthValue() % 3 == 1
        ? DayKind.HOLIDAY
        : date.getDayOfWeek().getValue() > 5 ? DayKind.WEEKEND : DayKind.WORKDAY;
  }

  private static List<String> people(int count) {
    return IntStream.range(0, count).mapToObj(i -> "p%03d".formatted(i)).toList();
  }

  private static Request request(
      YearMonth month,
      Template template,
      Mode mode,
      List<String> people,
      Map<String, List<Span>> away,
      Map<String, Load> carried,
      List<Shift> neighbours) {
    return new Request(
        "BGS",
        Shift.DUTY,
        template.slots(month.atDay(1), month.plusMonths(1).atDay(1), ZONE),
        people,
        mode,
        Map.of(),
        new Surroundings(new HashSet<>(people), away, neighbours),
        carried,
        RosterGeneratorTest::kind,
        RULES);
  }

  @Property(tries = 200)
  void every_proposal_has_no_conflict_and_leaves_open_only_what_nobody_can_take(
      @ForAll @IntRange(min = 1, max = 9) int count,
      @ForAll boolean nights,
      @ForAll Mode mode,
      @ForAll Random random) {
    List<String> people = people(count);
    YearMonth month = YearMonth.of(2022, 1 + random.nextInt(12));
    Map<String, List<Span>> away = new HashMap<>();
    for (String person : people) {
      LocalDate first = month.atDay(1 + random.nextInt(28));
      away.put(
          person,
          List.of(
              new Span(
                  first.atStartOfDay(ZONE).toInstant(),
                  first.plusDays(1 + random.nextInt(9)).atStartOfDay(ZONE).toInstant())));
    }
    Request request =
        request(month, nights ? DAY_NIGHT : FULL_DAY, mode, people, away, Map.of(), List.of());

    Proposal proposal = RosterGenerator.propose(request);

    assertThat(Conflict.in(proposal.shifts(), request.around(), RULES)).isEmpty();
    assertThat(proposal.shifts().size() + proposal.open().size()).isEqualTo(request.slots().size());
    for (Span open : proposal.open()) {
      for (String person : people) {
        List<Shift> with = new ArrayList<>(proposal.shifts());
        with.add(Shift.of("BGS", Shift.DUTY, person, open.from(), open.until()));
        assertThat(Conflict.in(with, request.around(), RULES)).isNotEmpty();
      }
    }
    assertThat(RosterGenerator.propose(request)).isEqualTo(proposal);
  }

  @Example
  void over_a_year_holidays_nights_and_shifts_differ_by_little() {
    List<String> people = people(7);
    List<Shift> year = new ArrayList<>();
    for (int month = 1; month <= 12; month++) {
      year.addAll(
          RosterGenerator.propose(
                  request(
                      YearMonth.of(2022, month),
                      DAY_NIGHT,
                      Mode.FAIR,
                      people,
                      Map.of(),
                      Load.of(year, RosterGeneratorTest::kind, ZONE),
                      year))
              .shifts());
    }

    Map<String, Load> loads = Load.of(year, RosterGeneratorTest::kind, ZONE);
    assertThat(year).hasSize(730);
    assertThat(spread(loads.values().stream().map(Load::holidays).toList())).isLessThanOrEqualTo(1);
    assertThat(spread(loads.values().stream().map(Load::nights).toList())).isLessThanOrEqualTo(2);
    assertThat(spread(loads.values().stream().map(Load::shifts).toList())).isLessThanOrEqualTo(4);
  }

  private static int spread(List<Integer> counts) {
    return counts.stream().mapToInt(Integer::intValue).max().orElseThrow()
        - counts.stream().mapToInt(Integer::intValue).min().orElseThrow();
  }

  @Example
  void a_rotation_goes_round_in_the_order_given() {
    List<String> people = List.of("zhao", "li", "wang");

    Proposal proposal =
        RosterGenerator.propose(
            request(
                YearMonth.of(2022, 12),
                FULL_DAY,
                Mode.ROTATION,
                people,
                Map.of(),
                Map.of(),
                List.of()));

    assertThat(proposal.shifts().stream().limit(4).map(Shift::subjectId))
        .containsExactly("zhao", "li", "wang", "zhao");
  }
}
