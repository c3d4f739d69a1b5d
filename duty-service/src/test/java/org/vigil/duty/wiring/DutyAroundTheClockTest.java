package org.vigil.duty.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.duty.calendar.domain.Span;
import org.vigil.duty.coverage.view.Coverage;
import org.vigil.duty.directory.domain.Person;
import org.vigil.duty.roster.domain.RosterCommand;
import org.vigil.duty.roster.domain.RosterCommand.DraftRoster;
import org.vigil.duty.roster.domain.RosterCommand.Origin;
import org.vigil.duty.roster.domain.RosterCommand.PublishRoster;
import org.vigil.duty.roster.domain.RosterCommand.Substitute;
import org.vigil.duty.roster.domain.RosterCommand.TakeOver;
import org.vigil.duty.roster.domain.RosterDecider;
import org.vigil.duty.roster.domain.RosterDecider.Ask;
import org.vigil.duty.roster.domain.RosterRules;
import org.vigil.duty.roster.domain.Shift;
import org.vigil.duty.roster.domain.Surroundings;
import org.vigil.duty.roster.domain.Template;
import org.vigil.duty.roster.view.Assignment;
import org.vigil.duty.roster.view.Assignments;
import org.vigil.duty.roster.view.Assignments.Which;
import org.vigil.eventsourcing.Outcome.Done;

/** 3.1-a and 3.1-f: a department's duty day and night, the clock forwarded. */
class DutyAroundTheClockTest {

  private static final List<String> PEOPLE = List.of("li", "wang", "zhao", "qian");
  private static final Surroundings KNOWN =
      new Surroundings(Set.copyOf(PEOPLE), Map.of(), List.of());
  private static final RosterRules RULES =
      new RosterRules(Duration.ofHours(10), Duration.ofHours(24), RostersOnPostgres.ZONE);
  private static final Template TEMPLATE =
      new Template(Template.Pattern.FULL_DAY, LocalTime.of(8, 0), LocalTime.of(8, 0));
  private static final Which BGS = Which.ALL.ofDepartment("BGS");

  private final RostersOnPostgres duty =
      new RostersOnPostgres(at(25, 9).minus(Duration.ofDays(30)));
  private final Assignments assignments = new Assignments(duty.dataSource);

  private static Instant at(int day, int hour) {
    return LocalDate.of(2022, 11, 1)
        .plusDays(day - 1L)
        .atTime(hour, 0)
        .atZone(RostersOnPostgres.ZONE)
        .toInstant();
  }

  @BeforeEach
  void register_the_people() {
    for (String person : PEOPLE) {
      duty.handle(
          Person.CATEGORY,
          person,
          new Person.Particulars(person, "BGS", person, person, "138", null));
      duty.handle(Person.CATEGORY, person, new Person.VerifyContact(Person.How.CALL, at(1, 8)));
    }
    duty.settle();
  }

  @AfterEach
  void close() {
    duty.close();
  }

  /** November without one of its days. */
  private static List<Shift> november(int missing) {
    List<Shift> shifts = new ArrayList<>();
    for (Span slot :
        TEMPLATE.slots(
            LocalDate.of(2022, 11, 1), LocalDate.of(2022, 12, 1), RostersOnPostgres.ZONE)) {
      int day = slot.from().atZone(RostersOnPostgres.ZONE).getDayOfMonth();
      if (day != missing) {
        shifts.add(Shift.of("BGS", Shift.DUTY, PEOPLE.get(day % 3), slot.from(), slot.until()));
      }
    }
    return shifts;
  }

  private void ask(RosterCommand command) {
    Ask ask = new Ask("BGS", "2022-11", command);
    assertThat(duty.handle(RosterDecider.CATEGORY, ask.key(), ask)).isInstanceOf(Done.class);
    duty.settle();
  }

  private void publish(List<Shift> shifts) {
    ask(new DraftRoster(new Span(at(1, 0), at(31, 0)), shifts, Origin.ENTERED));
    ask(new PublishRoster(KNOWN, RULES, duty.clock.instant()));
  }

  private List<String> told() {
    return duty.rows(
        "select convert_from(data, 'UTF8')::jsonb ->> 'nature', convert_from(data, 'UTF8')::jsonb"
            + " ->> 'from' from event where type like 'coverage-gap-detected%' order by position");
  }

  @Test
  void a_gap_is_forecast_seven_days_ahead_urgent_a_day_ahead_and_a_fact_in_its_first_minute() {
    publish(november(20));
    duty.forwardTo(at(12, 23));
    assertThat(told()).isEmpty();

    duty.forwardTo(at(14, 1));
    assertThat(told()).hasSize(2).allMatch(gap -> gap.startsWith("FORECAST"));

    duty.forwardTo(at(19, 8));
    assertThat(told()).hasSize(3).last().asString().startsWith("IMMINENT|2022-11-20T00:00:00Z");

    duty.forwardTo(at(20, 8));
    assertThat(told()).noneMatch(gap -> gap.startsWith("FACT"));
    duty.forwardTo(at(20, 8).plusSeconds(60));
    assertThat(told()).last().asString().startsWith("FACT|2022-11-20T00:00:00Z");
  }

  @Test
  void a_gap_that_is_filled_in_time_never_becomes_a_fact() {
    publish(november(20));
    duty.forwardTo(at(18, 12));
    publish(november(0));
    duty.forwardTo(at(21, 12));

    assertThat(told()).hasSize(2).allMatch(gap -> gap.startsWith("FORECAST"));
    assertThat(duty.rows("select count(*) from event where type like 'coverage-gap-filled%'"))
        .containsExactly("2");
  }

  @Test
  void a_complete_month_tells_nothing_until_the_next_one_is_missing() {
    publish(november(0));
    duty.forwardTo(at(23, 12));
    assertThat(told()).isEmpty();

    duty.forwardTo(at(24, 1));
    assertThat(told()).containsExactly("FORECAST|2022-12-01T00:00:00Z");
  }

  @Test
  void who_was_on_duty_is_answered_by_what_was_known() {
    publish(november(0));
    Instant noon = at(10, 12);
    Instant before = duty.clock.instant();
    duty.clock.forward(Duration.ofDays(1));
    ask(
        new Substitute(
            Shift.id("BGS", Shift.DUTY, at(10, 8), 0),
            "qian",
            "出差",
            "head",
            KNOWN,
            RULES,
            duty.clock.instant()));

    assertThat(assignments.at(BGS, noon)).extracting(Assignment::subjectId).containsExactly("qian");
    assertThat(assignments.at(BGS.asKnownAt(before), noon))
        .extracting(Assignment::subjectId)
        .containsExactly("wang");
  }

  @Test
  void a_shift_that_is_taken_over_in_the_middle_leaves_no_gap() {
    publish(november(0));
    duty.forwardTo(at(9, 12));
    ask(
        new TakeOver(
            Shift.id("BGS", Shift.DUTY, at(9, 8), 0), "wang", "突发不适", duty.clock.instant()));

    assertThat(assignments.at(BGS, at(9, 11)))
        .extracting(Assignment::subjectId)
        .containsExactly("li");
    assertThat(assignments.at(BGS, at(9, 12)))
        .extracting(Assignment::subjectId)
        .containsExactly("wang");
    assertThat(
            new Coverage(duty.dataSource, assignments)
                .in(new Span(at(9, 0), at(10, 0)), "BGS", null))
        .singleElement()
        .satisfies(covered -> assertThat(covered.gaps()).isEmpty());
  }

  @Test
  void a_holder_whose_new_phone_nobody_has_reached_is_warned_about_before_the_shift() {
    publish(november(0));
    duty.forwardTo(at(5, 12));
    duty.handle(
        Person.CATEGORY, "wang", new Person.Particulars("wang", "BGS", "wang", "w", "139", null));
    duty.forwardTo(at(6, 1));

    assertThat(
            duty.rows(
                "select convert_from(data, 'UTF8')::jsonb ->> 'subjectId', convert_from(data,"
                    + " 'UTF8')::jsonb ->> 'from' from event where type like"
                    + " 'duty-holder-contact-unverified%'"))
        .containsExactly("wang|2022-11-07T00:00:00Z");
  }
}
