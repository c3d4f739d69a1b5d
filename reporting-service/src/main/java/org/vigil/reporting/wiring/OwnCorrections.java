package org.vigil.reporting.wiring;

import java.util.List;
import java.util.Set;
import org.vigil.eventsourcing.Recorded;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportFactWithdrawn;
import org.vigil.reporting.escalation.domain.SignalKind;
import org.vigil.reporting.escalation.domain.Subject;
import org.vigil.reporting.escalation.policy.WhenSignalArrivesEscalate.Corrections;
import org.vigil.reporting.escalation.policy.WhenSignalArrivesEscalate.Signal;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.FalseReportSuspicionLifted;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.ReportExpectationWithdrawn;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.ExposureReportCorrected;
import org.vigil.reporting.outing.domain.OutingEvent.HighRiskTravelDismissed;
import org.vigil.reporting.outing.domain.OutingEvent.HighRiskTravelWithdrawn;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.ReportCorrected;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomReportJoined;

/** What reporting-service's own facts put right. */
final class OwnCorrections implements Corrections {

  @Override
  public Set<Class<?>> reads() {
    return Set.of(
        ReportCorrected.class,
        SymptomReportJoined.class,
        ExposureReportCorrected.class,
        HighRiskTravelDismissed.class,
        HighRiskTravelWithdrawn.class,
        ReportExpectationWithdrawn.class,
        FalseReportSuspicionLifted.class,
        DailyReportFactWithdrawn.class);
  }

  @Override
  public List<Signal> of(Recorded<Object> event) {
    String id = event.stream().key();
    return switch (event.event()) {
      case ReportCorrected fact -> {
        Subject report =
            new Subject("symptom-report", id, fact.person().masked().name(), fact.subjectId());
        String matter = fact.matter();
        String before = fact.formerSubjectId();
        // A matter stays about the person of whom it was first told.
        Subject reported =
            matter == null
                ? report
                : new Subject(
                    "symptom-report", matter, null, before == null ? fact.subjectId() : before);
        yield List.of(
            new Signal(SignalKind.SYMPTOM_REPORTED, fact.department(), reported, ""),
            new Signal(SignalKind.REPORT_LATE, fact.department(), report, ""));
      }
      case ExposureReportCorrected fact -> {
        Subject report =
            new Subject("exposure-report", id, fact.person().masked().name(), fact.subjectId());
        SignalKind reported =
            switch (fact.exposure().kind()) {
              case CONTACT -> SignalKind.CONTACT_REPORTED;
              case RETURNEE -> SignalKind.RETURNEE_REPORTED;
            };
        yield List.of(
            new Signal(reported, fact.department(), report, ""),
            new Signal(SignalKind.REPORT_LATE, fact.department(), report, ""));
      }
      case HighRiskTravelDismissed fact ->
          List.of(travel(id, fact.match(), fact.subjectId(), fact.department()));
      case HighRiskTravelWithdrawn fact ->
          List.of(travel(id, fact.match(), fact.subjectId(), fact.department()));
      case ReportExpectationWithdrawn fact -> {
        Subject owed = OwnSignals.owed(fact.occasion(), id, null, fact.subjectId());
        yield List.of(
            new Signal(OwnSignals.missed(fact.occasion()), fact.department(), owed, ""),
            new Signal(SignalKind.CONCEALMENT_SUSPECTED, fact.department(), owed, ""),
            new Signal(SignalKind.FALSE_REPORT_SUSPECTED, fact.department(), owed, ""),
            new Signal(SignalKind.REPORT_LATE, fact.department(), owed, ""));
      }
      case FalseReportSuspicionLifted fact when fact.agrees() ->
          List.of(
              new Signal(
                  SignalKind.FALSE_REPORT_SUSPECTED,
                  fact.department(),
                  OwnSignals.owed(fact.occasion(), id, null, fact.subjectId()),
                  ""));
      case DailyReportFactWithdrawn fact when fact.agrees() ->
          List.of(
              new Signal(
                  SignalKind.DAILY_REPORT_CONTRADICTED,
                  fact.department(),
                  new Subject("daily-report", id, null, null),
                  ""));
      default -> List.of();
    };
  }

  /** A report that turns out to be of the illness of another rings no more by itself. */
  @Override
  public List<String> endedBy(Recorded<Object> event) {
    return event.event() instanceof SymptomReportJoined
        ? List.of(Signal.key(SignalKind.SYMPTOM_REPORTED, "symptom-report", event.stream().key()))
        : List.of();
  }

  private static Signal travel(String outing, int match, String subjectId, String department) {
    return new Signal(
        SignalKind.HIGH_RISK_TRAVEL,
        department,
        new Subject("outing", outing, null, subjectId),
        "match-" + match);
  }
}
