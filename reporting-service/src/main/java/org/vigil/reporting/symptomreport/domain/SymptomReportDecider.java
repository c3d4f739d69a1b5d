package org.vigil.reporting.symptomreport.domain;

import static org.vigil.eventsourcing.Decision.accept;
import static org.vigil.eventsourcing.Decision.acceptAll;
import static org.vigil.eventsourcing.Decision.refuse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.reporting.parameter.domain.Rule;
import org.vigil.reporting.person.domain.Whom;
import org.vigil.reporting.symptomreport.domain.OneIllness.Earlier;
import org.vigil.reporting.symptomreport.domain.SymptomReport.Acknowledged;
import org.vigil.reporting.symptomreport.domain.SymptomReport.Details;
import org.vigil.reporting.symptomreport.domain.SymptomReport.NotReported;
import org.vigil.reporting.symptomreport.domain.SymptomReport.Open;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand.AcknowledgeReport;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand.CorrectReport;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand.IdentifyPerson;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand.JoinMatter;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand.ReportSymptoms;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand.RevealReport;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand.StandAlone;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.LateReportDetected;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.ReportAcknowledged;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.ReportCorrected;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.ReportRevealed;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomReportJoined;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomReportSeparated;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomReported;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomaticPersonIdentified;

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
            case AcknowledgeReport _,
                CorrectReport _,
                IdentifyPerson _,
                JoinMatter _,
                StandAlone _,
                RevealReport _ ->
                refuse(SymptomReportRefusal.REPORT_UNKNOWN);
          };
      case Open(var details) ->
          switch (command) {
            case ReportSymptoms _ -> refuse(SymptomReportRefusal.REPORT_ALREADY_EXISTS);
            case AcknowledgeReport(var note) ->
                details.matter() == null
                    ? accept(
                        new ReportAcknowledged(details.subjectId(), details.department(), note))
                    : refuse(
                        SymptomReportRefusal.REPORT_JOINED_ANOTHER,
                        Map.of("report", details.matter()));
            case CorrectReport correction -> correct(correction, details);
            case IdentifyPerson who -> identify(who, details);
            case JoinMatter(var matter) -> join(matter, details);
            case StandAlone _ -> separate(details);
            case RevealReport reveal -> reveal(reveal, details);
          };
      case Acknowledged(var details) ->
          switch (command) {
            case ReportSymptoms _ -> refuse(SymptomReportRefusal.REPORT_ALREADY_EXISTS);
            case AcknowledgeReport _ -> refuse(SymptomReportRefusal.REPORT_ALREADY_ACKNOWLEDGED);
            case CorrectReport correction -> correct(correction, details);
            case IdentifyPerson who -> identify(who, details);
            case JoinMatter(var matter) -> join(matter, details);
            case StandAlone _ -> separate(details);
            case RevealReport reveal -> reveal(reveal, details);
          };
    };
  }

  private static Decision<SymptomReportEvent> report(ReportSymptoms report) {
    SymptomReported reported =
        new SymptomReported(
            report.subjectId(),
            report.department(),
            report.person(),
            report.identified(),
            report.channel(),
            report.observation(),
            report.reportedAt(),
            report.signal(),
            report.earlier());
    List<SymptomReportEvent> events = new ArrayList<>();
    events.add(reported);
    addLateness(events, details(reported), report.reportWithin());
    return acceptAll(events);
  }

  /** A correction can show that the department knew earlier; it never takes lateness back. */
  private static Decision<SymptomReportEvent> correct(CorrectReport correction, Details details) {
    Whom whom =
        new Whom(details.subjectId(), details.identified())
            .corrected(correction.subjectId(), correction.unknownAs());
    Details corrected = details.corrected(whom, correction.person(), correction.observation());
    if (corrected.equals(details)) {
      return refuse(SymptomReportRefusal.CORRECTION_CHANGES_NOTHING);
    }
    List<SymptomReportEvent> events = new ArrayList<>();
    events.add(
        new ReportCorrected(
            corrected.subjectId(),
            corrected.department(),
            corrected.person(),
            corrected.observation(),
            correction.reason(),
            corrected.subjectId().equals(details.subjectId()) ? null : details.subjectId(),
            corrected.identified(),
            details.matter()));
    // Who turned out to have no symptoms is nobody that the department knew of late.
    if (!corrected.observation().symptoms().isEmpty()) {
      addLateness(events, corrected, correction.reportWithin());
    }
    return acceptAll(events);
  }

  private static Decision<SymptomReportEvent> identify(IdentifyPerson who, Details details) {
    return details.identified()
        ? refuse(SymptomReportRefusal.PERSON_ALREADY_IDENTIFIED)
        : accept(
            new SymptomaticPersonIdentified(
                who.subjectId(),
                details.department(),
                who.person(),
                details.observation(),
                details.reportedAt(),
                details.subjectId()));
  }

  private static Decision<SymptomReportEvent> join(String matter, Details details) {
    return matter.equals(details.matter())
        ? accept()
        : accept(
            new SymptomReportJoined(
                details.subjectId(), details.department(), details.person().name(), matter));
  }

  private static Decision<SymptomReportEvent> separate(Details details) {
    return details.matter() == null
        ? accept()
        : accept(
            new SymptomReportSeparated(
                details.subjectId(),
                details.department(),
                details.person().name(),
                details.matter()));
  }

  /** What the department let pass before the office heard of the illness from it. */
  private static void addLateness(
      List<SymptomReportEvent> events, Details details, Rule reportWithin) {
    Duration lateBy =
        Duration.between(details.observation().knownAt(), details.heardAt())
            .minus(reportWithin.duration());
    if (lateBy.isPositive() && !details.late()) {
      events.add(
          new LateReportDetected(
              details.subjectId(),
              details.department(),
              details.person().name(),
              details.observation().knownAt(),
              details.heardAt(),
              reportWithin.duration(),
              lateBy,
              reportWithin));
    }
  }

  private static Decision<SymptomReportEvent> reveal(RevealReport reveal, Details details) {
    return accept(new ReportRevealed(details.subjectId(), details.department(), reveal.purpose()));
  }

  @Override
  public SymptomReport evolve(SymptomReport state, SymptomReportEvent event) {
    return switch (event) {
      case SymptomReported it -> new Open(details(it));
      case LateReportDetected _ -> with(state, details(state).foundLate());
      case ReportAcknowledged _ -> new Acknowledged(details(state));
      case ReportCorrected(var subject, _, var person, var seen, _, _, boolean identified, _) ->
          with(state, details(state).corrected(new Whom(subject, identified), person, seen));
      case SymptomaticPersonIdentified it ->
          with(state, details(state).identifiedAs(it.subjectId(), it.person()));
      case SymptomReportJoined it -> with(state, details(state).partOf(it.matter()));
      case SymptomReportSeparated _ -> with(state, details(state).partOf(null));
      case ReportRevealed _ -> state;
    };
  }

  private static SymptomReport with(SymptomReport state, Details details) {
    return state instanceof Acknowledged ? new Acknowledged(details) : new Open(details);
  }

  private static Details details(SymptomReported it) {
    Earlier earlier = it.earlier();
    return new Details(
        it.subjectId(),
        it.department(),
        it.person(),
        it.identified(),
        it.observation(),
        it.reportedAt(),
        earlier != null && earlier.late(),
        earlier == null ? null : earlier.heardAt(),
        earlier == null ? null : earlier.matter());
  }

  private static Details details(SymptomReport state) {
    return state
        .reported()
        .orElseThrow(() -> new IllegalStateException("a report begins with the report"));
  }
}
