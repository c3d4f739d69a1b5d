package org.vigil.reporting.dailyreport.policy;

import java.util.List;
import java.util.Set;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportContradicted;
import org.vigil.reporting.dailyreport.domain.HealthFact;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.NoteDenial;
import org.vigil.reporting.expectation.domain.ExpectedReportDecider;

/**
 * A daily report that leaves out what a report is owed of, a fever or the department's own order,
 * denies it. Whether that is concealment depends on what the department is shown to have known.
 */
public final class WhenDailyReportContradictedTellWhoOwesReport implements Policy {

  /** The facts whose id is the signal. */
  private static final Set<HealthFact.Kind> OWED =
      Set.of(HealthFact.Kind.FEVER, HealthFact.Kind.OWN_ORDER);

  @Override
  public String name() {
    return "when-daily-report-contradicted-tell-who-owes-report";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(DailyReportContradicted.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> recorded) {
    if (!(recorded.event() instanceof DailyReportContradicted it)) {
      return List.of();
    }
    return it.facts().stream()
        .filter(fact -> OWED.contains(fact.kind()))
        .<Intent<?>>map(
            fact ->
                new Intent<>(
                    new StreamId(ExpectedReportDecider.CATEGORY.name(), fact.id()),
                    new NoteDenial(it.department(), recorded.stream().key(), it.saidAt())))
        .toList();
  }
}
