package org.vigil.duty.coverage.domain;

import static org.vigil.testing.DeciderSpecification.given;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigil.duty.calendar.domain.Span;
import org.vigil.duty.coverage.domain.DutyCoverage.Check;
import org.vigil.duty.coverage.domain.DutyCoverage.Command;
import org.vigil.duty.coverage.domain.DutyCoverage.CoverageChecked;
import org.vigil.duty.coverage.domain.DutyCoverage.CoverageGapDetected;
import org.vigil.duty.coverage.domain.DutyCoverage.CoverageGapFilled;
import org.vigil.duty.coverage.domain.DutyCoverage.DutyHolderContactUnverified;
import org.vigil.duty.coverage.domain.DutyCoverage.DutyRequired;
import org.vigil.duty.coverage.domain.DutyCoverage.Event;
import org.vigil.duty.coverage.domain.DutyCoverage.Lead;
import org.vigil.duty.coverage.domain.DutyCoverage.Nature;
import org.vigil.duty.coverage.domain.DutyCoverage.RequireDuty;
import org.vigil.duty.roster.domain.Shift;
import org.vigil.eventsourcing.Decider;

/** A gap is told when it comes into sight, when it is near and when it has begun: each once. */
class DutyCoverageDeciderTest {

  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final Lead LEAD = new Lead(Duration.ofHours(24), UTC);
  private static final LocalDate GAP_DAY = LocalDate.of(2022, 12, 5);
  private static final Instant FROM = day(1);
  private static final Span GAP = new Span(day(5).plusSeconds(28_800), day(6));

  private static Instant day(int day) {
    return LocalDate.of(2022, 12, day).atStartOfDay(UTC).toInstant();
  }

  private static Decider<Command, DutyCoverage, Event> decider() {
    return DutyCoverage.category((_, _) -> check(FROM, List.of())).decider();
  }

  /** A roster that leaves this out of the month. */
  private static List<Span> allBut(Span gap) {
    return List.of(new Span(FROM, gap.from()), new Span(gap.until(), day(31)));
  }

  private static Check check(Instant at, List<Span> covered, Shift... unverified) {
    return new Check("BGS", at, FROM, day(12), covered, List.of(unverified), LEAD);
  }

  private static CoverageGapDetected told(Nature nature) {
    return new CoverageGapDetected("BGS", GAP_DAY, GAP.from(), GAP.until(), nature);
  }

  private static CoverageChecked checked(Instant at, Instant nextAt) {
    return new CoverageChecked(
        "BGS", at, at.atZone(UTC).toLocalDate().atStartOfDay(UTC).toInstant(), nextAt);
  }

  private static final DutyRequired REQUIRED = new DutyRequired("BGS", FROM, FROM);

  @Test
  void a_gap_that_lies_ahead_is_forecast() {
    given(decider(), REQUIRED)
        .when(check(day(2), allBut(GAP)))
        .then(told(Nature.FORECAST), checked(day(2), day(3)));
  }

  @Test
  void a_forecast_is_told_once() {
    given(decider(), REQUIRED, told(Nature.FORECAST), checked(day(2), day(3)))
        .when(check(day(3), allBut(GAP)))
        .then(checked(day(3), day(4)));
  }

  @Test
  void a_gap_that_begins_within_a_day_is_urgent_and_its_first_minute_is_awaited() {
    given(
            decider(),
            REQUIRED,
            told(Nature.FORECAST),
            checked(day(4), GAP.from().minusSeconds(86_400)))
        .when(check(GAP.from().minusSeconds(86_400), allBut(GAP)))
        .then(told(Nature.IMMINENT), checked(GAP.from().minusSeconds(86_400), day(5)));
    given(decider(), REQUIRED, told(Nature.IMMINENT), checked(day(4), day(5)))
        .when(check(day(5), allBut(GAP)))
        .then(checked(day(5), GAP.from().plusSeconds(60)));
  }

  @Test
  void a_gap_is_no_fact_before_its_first_minute_is_over() {
    Instant minuteOver = GAP.from().plusSeconds(60);
    given(decider(), REQUIRED, told(Nature.IMMINENT), checked(day(5), minuteOver))
        .when(check(GAP.from(), allBut(GAP)))
        .thenNothingHappened();
    given(decider(), REQUIRED, told(Nature.IMMINENT), checked(day(5), minuteOver))
        .when(check(minuteOver.minusMillis(1), allBut(GAP)))
        .thenNothingHappened();
  }

  @Test
  void a_gap_that_has_begun_is_a_fact() {
    given(decider(), REQUIRED, told(Nature.IMMINENT), checked(day(5), GAP.from().plusSeconds(60)))
        .when(check(GAP.from().plusSeconds(60), allBut(GAP)))
        .then(told(Nature.FACT), checked(GAP.from().plusSeconds(60), day(6)));
  }

  @Test
  void a_gap_that_began_and_ended_while_nobody_looked_is_a_fact_all_the_same() {
    given(decider(), REQUIRED, checked(day(3), day(4)))
        .when(check(day(8), allBut(GAP)))
        .then(told(Nature.FACT), checked(day(8), day(9)));
  }

  @Test
  void a_gap_that_is_filled_before_it_begins_is_gone() {
    given(decider(), REQUIRED, told(Nature.FORECAST), checked(day(2), day(3)))
        .when(check(day(3), List.of(new Span(FROM, day(31)))))
        .then(
            new CoverageGapFilled("BGS", GAP.from(), GAP.until(), day(3)), checked(day(3), day(4)));
  }

  @Test
  void what_had_passed_of_a_gap_when_it_was_filled_is_not_told_again() {
    Instant noon = day(5).plusSeconds(43_200);
    Span left = new Span(GAP.from(), noon);
    given(
            decider(),
            REQUIRED,
            told(Nature.FACT),
            checked(GAP.from().plusSeconds(60), day(6)),
            new CoverageGapFilled("BGS", GAP.from(), GAP.until(), noon),
            checked(noon, day(6)))
        .when(check(noon.plusSeconds(60), allBut(left)))
        .then();
  }

  @Test
  void before_duty_is_owed_there_are_no_gaps() {
    given(decider(), new DutyRequired("BGS", day(6), day(2)))
        .when(check(day(2), allBut(GAP)))
        .then(checked(day(2), day(3)));
  }

  @Test
  void a_holder_without_a_verified_phone_is_warned_about_once() {
    Shift shift = Shift.of("BGS", Shift.DUTY, "p1", day(4), day(5));
    List<Span> all = List.of(new Span(FROM, day(31)));
    DutyHolderContactUnverified warning =
        new DutyHolderContactUnverified("BGS", shift.id(), "p1", day(4));
    given(decider(), REQUIRED)
        .when(check(day(2), all, shift))
        .then(warning, checked(day(2), day(3)));
    given(decider(), REQUIRED, warning, checked(day(2), day(3)))
        .when(check(day(2).plusSeconds(60), all, shift))
        .then();
  }

  @Test
  void the_first_roster_says_that_duty_is_owed_unless_the_office_has() {
    given(decider(), REQUIRED).when(new RequireDuty("BGS", day(3), day(2), true)).then();
    given(decider(), REQUIRED)
        .when(new RequireDuty("BGS", day(3), day(2), false))
        .then(new DutyRequired("BGS", day(3), day(2)));
  }
}
