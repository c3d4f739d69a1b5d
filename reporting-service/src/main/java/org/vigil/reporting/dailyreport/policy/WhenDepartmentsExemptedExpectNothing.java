package org.vigil.reporting.dailyreport.policy;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.ExemptDay;
import org.vigil.reporting.dailyreport.domain.DailyReportDecider;
import org.vigil.reporting.dailyreport.domain.DailyReportExemption.DailyReportsExempted;
import org.vigil.reporting.dailyreport.domain.Schedule;

/** An exemption reaches each of its days in each of its departments; the API bounds how many. */
public final class WhenDepartmentsExemptedExpectNothing implements Policy {

  private final Function<LocalDate, Schedule> schedule;

  public WhenDepartmentsExemptedExpectNothing(Function<LocalDate, Schedule> schedule) {
    this.schedule = schedule;
  }

  @Override
  public String name() {
    return "when-departments-exempted-expect-nothing";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(DailyReportsExempted.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> recorded) {
    if (!(recorded.event() instanceof DailyReportsExempted it)) {
      return List.of();
    }
    return it.from()
        .datesUntil(it.until().plusDays(1))
        .flatMap(
            day -> it.departments().stream().<Intent<?>>map(own -> one(recorded, it, own, day)))
        .toList();
  }

  private Intent<?> one(
      Recorded<Object> recorded, DailyReportsExempted it, String department, LocalDate day) {
    return new Intent<>(
        new StreamId(DailyReportDecider.CATEGORY.name(), DailyReportDecider.key(department, day)),
        new ExemptDay(
            department,
            schedule.apply(day),
            recorded.stream().key(),
            it.kind(),
            recorded.recordedAt()));
  }
}
