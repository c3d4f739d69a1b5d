package org.vigil.reporting.dailyreport.policy;

import java.util.List;
import java.util.Set;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.ExpectDailyReport;
import org.vigil.reporting.dailyreport.domain.DailyReportDecider;
import org.vigil.reporting.dailyreport.domain.DailyReporting.DailyReportDayOpened;
import org.vigil.reporting.dailyreport.domain.Schedule;

/** Each day of each department has a report of its own. */
public final class WhenDayOpensExpectDailyReport implements Policy {

  @Override
  public String name() {
    return "when-day-opens-expect-daily-report";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(DailyReportDayOpened.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> recorded) {
    if (!(recorded.event() instanceof DailyReportDayOpened it)) {
      return List.of();
    }
    return List.of(
        new Intent<>(
            new StreamId(
                DailyReportDecider.CATEGORY.name(),
                DailyReportDecider.key(it.department(), it.day())),
            new ExpectDailyReport(
                it.department(),
                new Schedule(
                    it.day(),
                    it.remindAt(),
                    it.dueAt(),
                    it.missedAt(),
                    it.cutOff(),
                    it.missedAfter()))));
  }
}
