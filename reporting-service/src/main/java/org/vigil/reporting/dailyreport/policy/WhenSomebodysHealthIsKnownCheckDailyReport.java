package org.vigil.reporting.dailyreport.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.NoteHealthFact;
import org.vigil.reporting.dailyreport.domain.DailyReportDecider;
import org.vigil.reporting.dailyreport.domain.HealthFact;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.ReportExpected;
import org.vigil.reporting.expectation.domain.Occasion;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.CloseContactReported;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.EpidemicAreaReturneeReported;
import org.vigil.reporting.staff.view.Staff;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomReported;

/**
 * What is known of somebody has to be in the daily report of that day: of the department that knew,
 * and of the one to which the person belongs.
 */
public final class WhenSomebodysHealthIsKnownCheckDailyReport implements Policy {

  private final Staff staff;
  private final ZoneId zone;

  public WhenSomebodysHealthIsKnownCheckDailyReport(Staff staff, ZoneId zone) {
    this.staff = staff;
    this.zone = zone;
  }

  @Override
  public String name() {
    return "when-somebodys-health-is-known-check-daily-report";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(
        SymptomReported.class,
        ReportExpected.class,
        CloseContactReported.class,
        EpidemicAreaReturneeReported.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> recorded) {
    return switch (recorded.event()) {
      case SymptomReported it ->
          note(
              recorded,
              HealthFact.Kind.SYMPTOM,
              it.subjectId(),
              it.department(),
              it.observation().knownAt());
      // The office knows of a journey or a contact before the department does; only the guard's own
      // measurement was the department's to count.
      case ReportExpected it when it.occasion() != Occasion.MEASURED_AT_EXIT -> List.of();
      case ReportExpected it ->
          note(recorded, HealthFact.Kind.FEVER, it.subjectId(), it.department(), it.measuredAt());
      case CloseContactReported it ->
          note(
              recorded,
              HealthFact.Kind.CONTACT,
              it.subjectId(),
              it.department(),
              it.exposure().knownAt());
      case EpidemicAreaReturneeReported it ->
          note(
              recorded,
              HealthFact.Kind.RETURNEE,
              it.subjectId(),
              it.department(),
              it.exposure().knownAt());
      default -> List.of();
    };
  }

  private List<Intent<?>> note(
      Recorded<Object> recorded,
      HealthFact.Kind kind,
      String subjectId,
      String department,
      Instant knownAt) {
    Set<String> concerned = new LinkedHashSet<>(List.of(department));
    staff
        .member(subjectId, recorded.recordedAt())
        .ifPresent(member -> concerned.add(member.department()));
    HealthFact fact = new HealthFact(kind, recorded.stream().key(), subjectId, knownAt);
    LocalDate day = LocalDate.ofInstant(knownAt, zone);
    return concerned.stream()
        .<Intent<?>>map(
            own ->
                new Intent<>(
                    new StreamId(
                        DailyReportDecider.CATEGORY.name(), DailyReportDecider.key(own, day)),
                    new NoteHealthFact(own, day, fact)))
        .toList();
  }
}
