package org.vigil.reporting.symptomreport.domain;

import static org.vigil.eventsourcing.Decision.accept;
import static org.vigil.eventsourcing.Decision.acceptAll;
import static org.vigil.eventsourcing.Decision.refuse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.reporting.symptomreport.domain.SymptomReport.Acknowledged;
import org.vigil.reporting.symptomreport.domain.SymptomReport.Content;
import org.vigil.reporting.symptomreport.domain.SymptomReport.NotReported;
import org.vigil.reporting.symptomreport.domain.SymptomReport.Open;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand.AcknowledgeReport;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand.CorrectReport;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand.ReportSymptoms;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand.RevealReport;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.LateReportDetected;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.ReportAcknowledged;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.ReportCorrected;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.ReportRevealed;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomReported;

/** The rules of a symptom report (3.11-b) and of its lateness (5-6). */
public final class SymptomReportDecider
    implements Decider<SymptomReportCommand, SymptomReport, SymptomReportEvent> {

  public static final Category<SymptomReportCommand, SymptomReport, SymptomReportEvent> CATEGORY =
      Category.of("symptom-report", new SymptomReportDecider(), SymptomReportEvent.class);

  @Override
  public SymptomReport initialState() {
    return new NotReported();
  }

  @Override
  public Decision<SymptomReportEvent> decide(SymptomReportCommand command, SymptomReport state) {
    return switch (state) {
      case NotReported _ ->
          switch (command) {
            case ReportSymptoms report -> report(report);
            case AcknowledgeReport _, CorrectReport _, RevealReport _ ->
                refuse(SymptomReportRefusal.REPORT_UNKNOWN);
          };
      case Open(var content) ->
          switch (command) {
            case ReportSymptoms _ -> refuse(SymptomReportRefusal.REPORT_ALREADY_EXISTS);
            case AcknowledgeReport(var note) ->
                accept(new ReportAcknowledged(content.subjectId(), content.department(), note));
            case CorrectReport correction -> correct(correction, content);
            case RevealReport reveal -> reveal(reveal, content);
          };
      case Acknowledged(var content) ->
          switch (command) {
            case ReportSymptoms _ -> refuse(SymptomReportRefusal.REPORT_ALREADY_EXISTS);
            case AcknowledgeReport _ -> refuse(SymptomReportRefusal.REPORT_ALREADY_ACKNOWLEDGED);
            case CorrectReport correction -> correct(correction, content);
            case RevealReport reveal -> reveal(reveal, content);
          };
    };
  }

  private static Decision<SymptomReportEvent> report(ReportSymptoms report) {
    List<SymptomReportEvent> events = new ArrayList<>();
    events.add(
        new SymptomReported(
            report.subjectId(),
            report.department(),
            report.person(),
            report.observation(),
            report.reportedAt(),
            report.signal()));
    Content content =
        new Content(
            report.subjectId(),
            report.department(),
            report.person(),
            report.observation(),
            report.reportedAt(),
            false);
    addLateness(events, content, report.reportWithin());
    return acceptAll(events);
  }

  /** A correction can show that the department knew earlier; it never takes lateness back. */
  private static Decision<SymptomReportEvent> correct(CorrectReport correction, Content content) {
    Content corrected =
        content.corrected(correction.subjectId(), correction.person(), correction.observation());
    if (corrected.equals(content)) {
      return refuse(SymptomReportRefusal.CORRECTION_CHANGES_NOTHING);
    }
    List<SymptomReportEvent> events = new ArrayList<>();
    events.add(
        new ReportCorrected(
            corrected.subjectId(),
            corrected.department(),
            corrected.person(),
            corrected.observation(),
            correction.reason()));
    addLateness(events, corrected, correction.reportWithin());
    return acceptAll(events);
  }

  private static void addLateness(
      List<SymptomReportEvent> events, Content content, Duration reportWithin) {
    Duration lateBy =
        Duration.between(content.observation().knownAt(), content.reportedAt()).minus(reportWithin);
    if (lateBy.isPositive() && !content.late()) {
      events.add(
          new LateReportDetected(
              content.subjectId(),
              content.department(),
              content.person().name(),
              content.observation().knownAt(),
              content.reportedAt(),
              reportWithin,
              lateBy));
    }
  }

  private static Decision<SymptomReportEvent> reveal(RevealReport reveal, Content content) {
    return accept(new ReportRevealed(content.subjectId(), content.department(), reveal.purpose()));
  }

  @Override
  public SymptomReport evolve(SymptomReport state, SymptomReportEvent event) {
    return switch (event) {
      case SymptomReported(var subject, var department, var person, var seen, var at, _) ->
          new Open(new Content(subject, department, person, seen, at, false));
      case LateReportDetected _ -> with(state, content(state).foundLate());
      case ReportAcknowledged _ -> new Acknowledged(content(state));
      case ReportCorrected(var subject, _, var person, var seen, _) ->
          with(state, content(state).corrected(subject, person, seen));
      case ReportRevealed _ -> state;
    };
  }

  private static SymptomReport with(SymptomReport state, Content content) {
    return state instanceof Acknowledged ? new Acknowledged(content) : new Open(content);
  }

  private static Content content(SymptomReport state) {
    return switch (state) {
      case NotReported _ -> throw new IllegalStateException("a report begins with the report");
      case Open(var content) -> content;
      case Acknowledged(var content) -> content;
    };
  }
}
