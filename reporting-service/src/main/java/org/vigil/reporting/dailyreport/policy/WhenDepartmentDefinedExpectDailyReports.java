package org.vigil.reporting.dailyreport.policy;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.dailyreport.domain.DailyReporting;
import org.vigil.reporting.dailyreport.domain.DailyReporting.BeginDailyReports;
import org.vigil.reporting.dailyreport.domain.DailyReporting.EndDailyReports;
import org.vigil.reporting.intake.DepartmentDefined;

/**
 * A department owes a report from its first whole day on. That day is counted from now, not from
 * when duty-service defined it: days on which nobody could report are no misses.
 */
public final class WhenDepartmentDefinedExpectDailyReports implements Policy {

  private final ZoneId zone;
  private final InstantSource clock;

  public WhenDepartmentDefinedExpectDailyReports(ZoneId zone, InstantSource clock) {
    this.zone = zone;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "when-department-defined-expect-daily-reports";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(DepartmentDefined.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> recorded) {
    if (!(recorded.event() instanceof DepartmentDefined(var it))) {
      return List.of();
    }
    LocalDate first = LocalDate.ofInstant(clock.instant(), zone).plusDays(1);
    return List.of(
        new Intent<>(
            new StreamId(DailyReporting.NAME, it.code()),
            it.active()
                ? new BeginDailyReports(it.code(), first, first.atStartOfDay(zone).toInstant())
                : new EndDailyReports(it.code())));
  }
}
