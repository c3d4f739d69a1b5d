package org.vigil.reporting.exposure.domain;

import static org.vigil.eventsourcing.Decision.accept;
import static org.vigil.eventsourcing.Decision.acceptAll;
import static org.vigil.eventsourcing.Decision.refuse;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.reporting.exposure.domain.ExposureReport.Acknowledged;
import org.vigil.reporting.exposure.domain.ExposureReport.Details;
import org.vigil.reporting.exposure.domain.ExposureReport.NotReported;
import org.vigil.reporting.exposure.domain.ExposureReport.Open;
import org.vigil.reporting.exposure.domain.ExposureReportCommand.AcknowledgeExposureReport;
import org.vigil.reporting.exposure.domain.ExposureReportCommand.CorrectExposureReport;
import org.vigil.reporting.exposure.domain.ExposureReportCommand.IdentifyExposedPerson;
import org.vigil.reporting.exposure.domain.ExposureReportCommand.ReportExposure;
import org.vigil.reporting.exposure.domain.ExposureReportCommand.RevealExposureReport;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.CloseContactReported;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.EpidemicAreaReturneeReported;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.ExposedPersonIdentified;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.ExposureReportAcknowledged;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.ExposureReportCorrected;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.ExposureReportRevealed;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.LateExposureReportDetected;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.Mistaken;
import org.vigil.reporting.parameter.domain.Rule;
import org.vigil.reporting.person.domain.Person;
import org.vigil.reporting.person.domain.Whom;

/** The rules of a report of somebody exposed (3.11-b) and of its lateness (5-6). */
public final class ExposureReportDecider
    implements Decider<ExposureReportCommand, ExposureReport, ExposureReportEvent> {

  public static final Category<ExposureReportCommand, ExposureReport, ExposureReportEvent>
      CATEGORY =
          Category.of("exposure-report", new ExposureReportDecider(), ExposureReportEvent.class);

  @Override
  public ExposureReport initialState() {
    return new NotReported();
  }

  @Override
  public Decision<ExposureReportEvent> decide(ExposureReportCommand command, ExposureReport state) {
    return switch (state) {
      case NotReported _ ->
          switch (command) {
            case ReportExposure report -> report(report);
            case AcknowledgeExposureReport _,
                CorrectExposureReport _,
                IdentifyExposedPerson _,
                RevealExposureReport _ ->
                refuse(ExposureReportRefusal.EXPOSURE_REPORT_UNKNOWN);
          };
      case Open(var details) ->
          switch (command) {
            case ReportExposure _ -> refuse(ExposureReportRefusal.EXPOSURE_REPORT_ALREADY_EXISTS);
            case AcknowledgeExposureReport(var note) ->
                accept(
                    new ExposureReportAcknowledged(
                        details.subjectId(), details.department(), note));
            case CorrectExposureReport correction -> correct(correction, details);
            case IdentifyExposedPerson who -> identify(who, details);
            case RevealExposureReport reveal -> reveal(reveal, details);
          };
      case Acknowledged(var details) ->
          switch (command) {
            case ReportExposure _ -> refuse(ExposureReportRefusal.EXPOSURE_REPORT_ALREADY_EXISTS);
            case AcknowledgeExposureReport _ ->
                refuse(ExposureReportRefusal.EXPOSURE_REPORT_ALREADY_ACKNOWLEDGED);
            case CorrectExposureReport correction -> correct(correction, details);
            case IdentifyExposedPerson who -> identify(who, details);
            case RevealExposureReport reveal -> reveal(reveal, details);
          };
    };
  }

  private static Decision<ExposureReportEvent> report(ReportExposure it) {
    Exposure exposure = it.exposure();
    if (!isInForce(exposure, it.secondaryUntil())) {
      return refuse(ExposureReportRefusal.CONTACT_DEGREE_NOT_IN_FORCE);
    }
    List<ExposureReportEvent> events = new ArrayList<>();
    events.add(
        switch (exposure.kind()) {
          case CONTACT ->
              new CloseContactReported(
                  it.subjectId(),
                  it.department(),
                  it.person(),
                  it.identified(),
                  exposure,
                  it.channel(),
                  it.reportedAt(),
                  it.observeDays());
          case RETURNEE ->
              new EpidemicAreaReturneeReported(
                  it.subjectId(),
                  it.department(),
                  it.person(),
                  it.identified(),
                  exposure,
                  it.channel(),
                  it.reportedAt(),
                  it.observeDays());
        });
    addLateness(
        events,
        new Details(
            it.subjectId(),
            it.department(),
            it.person(),
            it.identified(),
            exposure,
            it.reportedAt(),
            it.observeDays(),
            false),
        it.reportWithin());
    return acceptAll(events);
  }

  private static boolean isInForce(Exposure exposure, Instant secondaryUntil) {
    return exposure.degree() != ContactDegree.SECONDARY
        || exposure.knownAt().isBefore(secondaryUntil);
  }

  /** A correction can show that the department knew earlier; it never takes lateness back. */
  private static Decision<ExposureReportEvent> correct(CorrectExposureReport it, Details details) {
    if (!isInForce(it.exposure(), it.secondaryUntil())) {
      return refuse(ExposureReportRefusal.CONTACT_DEGREE_NOT_IN_FORCE);
    }
    Whom whom =
        new Whom(details.subjectId(), details.identified())
            .corrected(it.subjectId(), it.unknownAs());
    Details corrected =
        details.corrected(
            whom.subjectId(), it.person(), whom.identified(), it.exposure(), it.observeDays());
    if (corrected.equals(details)) {
      return refuse(ExposureReportRefusal.EXPOSURE_CORRECTION_CHANGES_NOTHING);
    }
    List<ExposureReportEvent> events = new ArrayList<>();
    events.add(
        new ExposureReportCorrected(
            corrected.subjectId(),
            corrected.department(),
            corrected.person(),
            corrected.exposure(),
            it.reason(),
            it.observeDays(),
            whom.subjectId().equals(details.subjectId())
                ? null
                : new Mistaken(details.subjectId(), whom.identified())));
    addLateness(events, corrected, it.reportWithin());
    return acceptAll(events);
  }

  private static Decision<ExposureReportEvent> identify(
      IdentifyExposedPerson who, Details details) {
    return details.identified()
        ? refuse(ExposureReportRefusal.PERSON_ALREADY_IDENTIFIED)
        : accept(
            new ExposedPersonIdentified(
                who.subjectId(),
                details.department(),
                who.person(),
                details.subjectId(),
                details.exposure().lastExposedAt(),
                details.observeDays()));
  }

  private static void addLateness(
      List<ExposureReportEvent> events, Details details, Rule reportWithin) {
    Instant knownAt = details.exposure().knownAt();
    Duration lateBy =
        Duration.between(knownAt, details.reportedAt()).minus(reportWithin.duration());
    if (lateBy.isPositive() && !details.late()) {
      events.add(
          new LateExposureReportDetected(
              details.subjectId(),
              details.department(),
              details.person().name(),
              knownAt,
              details.reportedAt(),
              reportWithin.duration(),
              lateBy,
              reportWithin));
    }
  }

  private static Decision<ExposureReportEvent> reveal(
      RevealExposureReport reveal, Details details) {
    return accept(
        new ExposureReportRevealed(details.subjectId(), details.department(), reveal.purpose()));
  }

  @Override
  public ExposureReport evolve(ExposureReport state, ExposureReportEvent event) {
    return switch (event) {
      case CloseContactReported(
              var subject,
              var department,
              var person,
              boolean identified,
              var exposure,
              _,
              var at,
              int days) ->
          open(subject, department, person, identified, exposure, at, days);
      case EpidemicAreaReturneeReported(
              var subject,
              var department,
              var person,
              boolean identified,
              var exposure,
              _,
              var at,
              int days) ->
          open(subject, department, person, identified, exposure, at, days);
      case LateExposureReportDetected _ -> with(state, details(state).foundLate());
      case ExposureReportAcknowledged _ -> new Acknowledged(details(state));
      case ExposureReportCorrected it -> with(state, corrected(it, details(state)));
      case ExposedPersonIdentified(var subject, _, var person, _, _, _) ->
          with(state, details(state).identifiedAs(subject, person));
      case ExposureReportRevealed _ -> state;
    };
  }

  private static Details corrected(ExposureReportCorrected it, Details details) {
    Mistaken mistaken = it.mistaken();
    return details.corrected(
        it.subjectId(),
        it.person(),
        mistaken == null ? details.identified() : mistaken.identified(),
        it.exposure(),
        it.observeDays());
  }

  private static ExposureReport open(
      String subject,
      String department,
      Person person,
      boolean identified,
      Exposure exposure,
      Instant at,
      int days) {
    return new Open(
        new Details(subject, department, person, identified, exposure, at, days, false));
  }

  private static ExposureReport with(ExposureReport state, Details details) {
    return state instanceof Acknowledged ? new Acknowledged(details) : new Open(details);
  }

  private static Details details(ExposureReport state) {
    return state
        .reported()
        .orElseThrow(() -> new IllegalStateException("a report begins with the report"));
  }
}
