package org.vigil.duty.wiring;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.vigil.duty.coverage.domain.DutyCoverage.Check;
import org.vigil.duty.coverage.domain.DutyCoverage.Lead;
import org.vigil.duty.coverage.policy.WhenRosterChangesCheckCoverage;
import org.vigil.duty.directory.view.Staff;
import org.vigil.duty.roster.domain.Shift;
import org.vigil.duty.roster.view.Assignment;
import org.vigil.duty.roster.view.Assignments;
import org.vigil.duty.roster.view.Assignments.Which;

/** Gathers what the watch over a department's duty looks at. */
final class CoverageChecks implements WhenRosterChangesCheckCoverage.Checks {

  static final String FORECAST_AHEAD = "duty.gap-forecast-ahead";
  static final String IMMINENT_WITHIN = "duty.gap-imminent-within";
  static final String CONTACT_AHEAD = "duty.contact-check-ahead";

  /** A watch that was interrupted for longer finds what it missed no further back than this. */
  private static final Duration LOOK_BACK = Duration.ofDays(40);

  private final Assignments assignments;
  private final Staff staff;
  private final BiFunction<String, Instant, Duration> policy;
  private final ZoneId zone;
  private final InstantSource clock;

  CoverageChecks(
      Assignments assignments,
      Staff staff,
      BiFunction<String, Instant, Duration> policy,
      ZoneId zone,
      InstantSource clock) {
    this.assignments = assignments;
    this.staff = staff;
    this.policy = policy;
    this.zone = zone;
    this.clock = clock;
  }

  @Override
  public Check of(String department) {
    Instant now = clock.instant();
    Instant since = now.minus(LOOK_BACK);
    Instant horizon =
        now.plus(policy.apply(FORECAST_AHEAD, now))
            .atZone(zone)
            .toLocalDate()
            .plusDays(1)
            .atStartOfDay(zone)
            .toInstant();
    Instant contactBy = now.plus(policy.apply(CONTACT_AHEAD, now));
    Instant until = horizon.isAfter(contactBy) ? horizon : contactBy;
    List<Assignment> shifts = assignments.between(Which.ALL.ofDepartment(department), since, until);
    return new Check(
        department,
        now,
        since,
        horizon,
        shifts.stream()
            .filter(shift -> shift.post().equals(Shift.DUTY))
            .map(Assignment::span)
            .toList(),
        unverified(shifts, now, contactBy),
        new Lead(policy.apply(IMMINENT_WITHIN, now), zone));
  }

  private List<Shift> unverified(List<Assignment> shifts, Instant now, Instant contactBy) {
    List<Assignment> coming =
        shifts.stream().filter(s -> s.from().isAfter(now) && s.from().isBefore(contactBy)).toList();
    Set<String> unverified =
        staff.unverified(coming.stream().map(Assignment::subjectId).collect(Collectors.toSet()));
    return coming.stream()
        .filter(s -> unverified.contains(s.subjectId()))
        .map(s -> new Shift(s.shiftId(), s.post(), s.subjectId(), s.from(), s.until()))
        .toList();
  }
}
