package org.vigil.duty.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.duty.calendar.domain.Span;
import org.vigil.duty.coverage.view.Coverage;
import org.vigil.duty.roster.domain.Roster;
import org.vigil.duty.roster.domain.RosterCommand;
import org.vigil.duty.roster.domain.RosterCommand.AcceptSwap;
import org.vigil.duty.roster.domain.RosterCommand.ApproveSwapAcrossMonths;
import org.vigil.duty.roster.domain.RosterCommand.DraftRoster;
import org.vigil.duty.roster.domain.RosterCommand.Origin;
import org.vigil.duty.roster.domain.RosterCommand.PublishRoster;
import org.vigil.duty.roster.domain.RosterCommand.RequestSwapAcrossMonths;
import org.vigil.duty.roster.domain.RosterCommand.Substitute;
import org.vigil.duty.roster.domain.RosterDecider;
import org.vigil.duty.roster.domain.RosterDecider.Ask;
import org.vigil.duty.roster.domain.RosterEvent;
import org.vigil.duty.roster.domain.RosterRefusal;
import org.vigil.duty.roster.domain.RosterRules;
import org.vigil.duty.roster.domain.Shift;
import org.vigil.duty.roster.domain.Surroundings;
import org.vigil.duty.roster.domain.Template;
import org.vigil.duty.roster.view.Assignment;
import org.vigil.duty.roster.view.Assignments;
import org.vigil.duty.roster.view.Assignments.Which;
import org.vigil.eventsourcing.Outcome;
import org.vigil.eventsourcing.Outcome.Done;
import org.vigil.eventsourcing.store.StoreUnavailable;

/** 3.1-a: two shifts of two months change hands together or not at all, the clock forwarded. */
@Timeout(180)
class SwapAcrossMonthsStoryTest {

  private static final List<String> PEOPLE = List.of("li", "wang", "zhao", "qian");
  private static final Surroundings KNOWN =
      new Surroundings(Set.copyOf(PEOPLE), Map.of(), List.of());
  private static final RosterRules RULES =
      new RosterRules(Duration.ofHours(10), Duration.ofHours(24), RostersOnPostgres.ZONE);
  private static final Template TEMPLATE =
      new Template(Template.Pattern.FULL_DAY, LocalTime.of(8, 0), LocalTime.of(8, 0));
  private static final Which BGS = Which.ALL.ofDepartment("BGS");
  private static final YearMonth NOVEMBER = YearMonth.of(2022, 11);
  private static final YearMonth DECEMBER = YearMonth.of(2022, 12);

  private final RostersOnPostgres duty = new RostersOnPostgres(at(LocalDate.of(2022, 10, 25)));
  private final Assignments assignments = new Assignments(duty.dataSource);
  private final Shift mine = shift(LocalDate.of(2022, 11, 20));
  private final Shift theirs = shift(LocalDate.of(2022, 12, 7));

  private static Instant at(LocalDate day) {
    return day.atTime(8, 0).atZone(RostersOnPostgres.ZONE).toInstant();
  }

  private static Shift shift(LocalDate day) {
    String person = PEOPLE.get((int) (day.toEpochDay() % PEOPLE.size()));
    return Shift.of("BGS", Shift.DUTY, person, at(day), at(day.plusDays(1)));
  }

  @BeforeEach
  void two_months_are_published_and_a_swap_is_accepted() {
    publish(NOVEMBER);
    publish(DECEMBER);
    assertThat(mine.subjectId()).isNotEqualTo(theirs.subjectId());
    ask(
        NOVEMBER,
        new RequestSwapAcrossMonths(
            "s1", mine.id(), "2022-12", theirs.id(), theirs, "家事", duty.clock.instant()));
    ask(NOVEMBER, new AcceptSwap("s1", theirs.subjectId()));
    duty.settle();
  }

  @AfterEach
  void close() {
    duty.close();
  }

  private void publish(YearMonth month) {
    List<Shift> shifts = new ArrayList<>();
    for (LocalDate day = month.atDay(1);
        !day.isAfter(month.atEndOfMonth());
        day = day.plusDays(1)) {
      shifts.add(shift(day));
    }
    Span span =
        new Span(
            month.atDay(1).atStartOfDay(RostersOnPostgres.ZONE).toInstant(),
            month.plusMonths(1).atDay(1).atStartOfDay(RostersOnPostgres.ZONE).toInstant());
    ask(month, new DraftRoster(span, shifts, Origin.ENTERED));
    ask(month, new PublishRoster(KNOWN, RULES, duty.clock.instant()));
    duty.settle();
  }

  private void ask(YearMonth month, RosterCommand command) {
    Ask ask = new Ask("BGS", month.toString(), command);
    assertThat(duty.handle(RosterDecider.CATEGORY, ask.key(), ask)).isInstanceOf(Done.class);
  }

  private String third() {
    return PEOPLE.stream()
        .filter(one -> !one.equals(mine.subjectId()) && !one.equals(theirs.subjectId()))
        .findFirst()
        .orElseThrow();
  }

  private Outcome<RosterEvent> substitute(YearMonth month, Shift shift) {
    Surroundings free = new Surroundings(Set.of(third()), Map.of(), List.of());
    RosterRules lenient =
        new RosterRules(Duration.ZERO, Duration.ofHours(24), RostersOnPostgres.ZONE);
    Ask ask =
        new Ask(
            "BGS",
            month.toString(),
            new Substitute(shift.id(), third(), "病假", "head", free, lenient, duty.clock.instant()));
    return duty.handle(RosterDecider.CATEGORY, ask.key(), ask);
  }

  private void approve() {
    ask(
        NOVEMBER,
        new ApproveSwapAcrossMonths("s1", "head", theirs, KNOWN, RULES, duty.clock.instant()));
  }

  private List<String> onDuty(Shift shift) {
    return assignments.at(BGS, shift.from()).stream().map(Assignment::subjectId).toList();
  }

  private Roster roster(YearMonth month) {
    return duty.eventSourcing.handler(RosterDecider.CATEGORY).load("BGS-" + month).state();
  }

  private boolean complete(YearMonth month) {
    return new Coverage(duty.dataSource, assignments)
        .in(new Span(at(month.atDay(1)), at(month.atEndOfMonth())), "BGS", null).stream()
            .allMatch(covered -> covered.gaps().isEmpty());
  }

  @Test
  void obligation_3_1_a_both_months_change_and_no_hour_is_without_anybody() {
    approve();
    assertThat(onDuty(mine)).containsExactly(mine.subjectId());
    Instant before = duty.clock.instant();
    duty.clock.forward(Duration.ofMinutes(1));
    duty.settle();

    assertThat(onDuty(mine)).containsExactly(theirs.subjectId());
    assertThat(onDuty(theirs)).containsExactly(mine.subjectId());
    assertThat(assignments.at(BGS.asKnownAt(before), theirs.from()))
        .extracting(Assignment::subjectId)
        .containsExactly(theirs.subjectId());
    assertThat(complete(NOVEMBER)).isTrue();
    assertThat(complete(DECEMBER)).isTrue();
    assertThat(roster(NOVEMBER).settling()).isEmpty();
    assertThat(roster(NOVEMBER).shift(mine.id()).orElseThrow().subjectId())
        .isEqualTo(theirs.subjectId());
    duty.forwardTo(theirs.until());
    assertThat(
            duty.rows(
                "select count(*) from event where type like 'coverage-gap-detected%' and"
                    + " convert_from(data, 'UTF8')::jsonb ->> 'from' < '2022-12-31'"))
        .containsExactly("0");
  }

  @Test
  void obligation_3_1_a_when_the_other_month_has_changed_meanwhile_neither_changes() {
    approve();
    assertThat(substitute(DECEMBER, theirs)).isInstanceOf(Done.class);
    duty.settle();

    assertThat(onDuty(mine)).containsExactly(mine.subjectId());
    assertThat(onDuty(theirs)).containsExactly(third());
    assertThat(roster(NOVEMBER).settling()).isEmpty();
    assertThat(
            duty.rows(
                "select convert_from(data, 'UTF8')::jsonb ->> 'handed' from event where type like"
                    + " 'shift-swap-across-months-%' and convert_from(data, 'UTF8')::jsonb ?"
                    + " 'handed' order by position"))
        .containsExactly("false", "false");
  }

  /**
   * The process dies where the other month has answered and the first does not know it yet, or
   * before.
   */
  @ParameterizedTest
  @ValueSource(strings = {"shift-swap-across-months-settled", "shift-swap-across-months-finished"})
  void obligation_3_1_a_a_process_that_dies_between_the_halves_leaves_neither_alone(String half) {
    approve();
    duty.execute(
        "create function die() returns trigger language plpgsql as $$ begin raise exception"
            + " 'the process is gone'; end $$; create trigger die before insert on event for each"
            + " row when (new.type = '"
            + half
            + ".v1') execute function die()");

    assertThatThrownBy(duty::settle).isInstanceOf(StoreUnavailable.class);

    // What the first month has promised nobody can change, so the answer can be followed later.
    assertThat(onDuty(mine)).containsExactly(mine.subjectId());
    assertThat(onDuty(theirs)).hasSize(1);
    assertThat(substitute(NOVEMBER, mine))
        .isEqualTo(
            new Outcome.Refused<>(RosterRefusal.SHIFT_AWAITS_SWAP, Map.of("shift", mine.id())));
    duty.execute("drop trigger die on event");
    duty.restart();
    duty.settle();
    duty.restart();
    duty.settle();

    assertThat(onDuty(mine)).containsExactly(theirs.subjectId());
    assertThat(onDuty(theirs)).containsExactly(mine.subjectId());
    assertThat(roster(NOVEMBER).settling()).isEmpty();
    assertThat(complete(NOVEMBER)).isTrue();
    assertThat(complete(DECEMBER)).isTrue();
    assertThat(
            duty.rows(
                "select type, count(*) from event where type like 'shift-swap-across-months-%'"
                    + " group by type order by type"))
        .containsExactly(
            "shift-swap-across-months-approved.v1|1",
            "shift-swap-across-months-finished.v1|1",
            "shift-swap-across-months-requested.v1|1",
            "shift-swap-across-months-settled.v1|1");
  }
}
