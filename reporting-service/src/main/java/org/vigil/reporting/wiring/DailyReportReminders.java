package org.vigil.reporting.wiring;

import java.util.Optional;
import java.util.Set;
import org.vigil.eventsourcing.Recorded;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportExempted;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportReminded;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportSubmitted;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.ZeroReportSubmitted;
import org.vigil.reporting.escalation.domain.SignalKind;
import org.vigil.reporting.escalation.domain.Subject;
import org.vigil.reporting.escalation.policy.WhenReminderArrivesTellDepartment.Reminders;
import org.vigil.reporting.escalation.policy.WhenSignalArrivesEscalate.Signal;

/** A department is reminded of its daily report until that has come or is owed no more (3.11-a). */
final class DailyReportReminders implements Reminders {

  @Override
  public Set<Class<?>> reads() {
    return Set.of(
        DailyReportReminded.class,
        DailyReportSubmitted.class,
        ZeroReportSubmitted.class,
        DailyReportExempted.class);
  }

  @Override
  public Optional<Signal> of(Recorded<Object> event) {
    return event.event() instanceof DailyReportReminded fact
        ? Optional.of(reminder(event, fact))
        : Optional.empty();
  }

  @Override
  public Optional<Signal> endedBy(Recorded<Object> event) {
    return switch (event.event()) {
      case DailyReportSubmitted fact -> Optional.of(reminder(event, fact));
      case ZeroReportSubmitted fact -> Optional.of(reminder(event, fact));
      case DailyReportExempted fact -> Optional.of(reminder(event, fact));
      default -> Optional.empty();
    };
  }

  private static Signal reminder(Recorded<Object> event, DailyReportEvent fact) {
    return new Signal(
        SignalKind.DAILY_REPORT_REMINDED,
        fact.department(),
        new Subject("daily-report", event.stream().key(), null, null),
        "");
  }
}
