package org.vigil.reporting.dailyreport.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.NoteHealthFact;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.WithdrawHealthFact;
import org.vigil.reporting.dailyreport.domain.DailyReportDecider;
import org.vigil.reporting.dailyreport.domain.HealthFact;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.ReportExpected;
import org.vigil.reporting.expectation.domain.Occasion;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.CloseContactReported;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.EpidemicAreaReturneeReported;
import org.vigil.reporting.staff.view.Staff;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.ReportCorrected;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomReported;

/**
 * What is known of somebody has to be in the daily report of that day: of the department that knew,
 * and of the one to which the person belongs. A report that is put right is held against them as it
 * reads now: where it says nothing any more, it is withdrawn.
 */
public final class WhenSomebodysHealthIsKnownCheckDailyReport implements Policy {

  private final Staff staff;
  private final Function<String, List<Recorded<SymptomReportEvent>>> reports;
  private final ZoneId zone;

  /**
   * @param reports what has been said in a symptom report, by its id, oldest first
   */
  public WhenSomebodysHealthIsKnownCheckDailyReport(
      Staff staff, Function<String, List<Recorded<SymptomReportEvent>>> reports, ZoneId zone) {
    this.staff = staff;
    this.reports = reports;
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
        ReportCorrected.class,
        ReportExpected.class,
        CloseContactReported.class,
        EpidemicAreaReturneeReported.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> recorded) {
    return switch (recorded.event()) {
      case SymptomReported _ -> List.copyOf(symptoms(recorded));
      case ReportCorrected _ -> putRight(recorded);
      // The office knows of a journey or a contact before the department does; only the guard's own
      // measurement was the department's to count.
      case ReportExpected it when it.occasion() != Occasion.MEASURED_AT_EXIT -> List.of();
      case ReportExpected it ->
          List.copyOf(
              note(
                  recorded,
                  HealthFact.Kind.FEVER,
                  it.subjectId(),
                  it.department(),
                  it.measuredAt()));
      case CloseContactReported it ->
          List.copyOf(
              note(
                  recorded,
                  HealthFact.Kind.CONTACT,
                  it.subjectId(),
                  it.department(),
                  it.exposure().knownAt()));
      case EpidemicAreaReturneeReported it ->
          List.copyOf(
              note(
                  recorded,
                  HealthFact.Kind.RETURNEE,
                  it.subjectId(),
                  it.department(),
                  it.exposure().knownAt()));
      default -> List.of();
    };
  }

  /** Noted where it belongs now, and withdrawn from wherever else it was noted before. */
  private List<Intent<?>> putRight(Recorded<Object> correction) {
    List<Intent<NoteHealthFact>> now = symptoms(correction);
    Map<StreamId, NoteHealthFact> elsewhere = new LinkedHashMap<>();
    reports.apply(correction.stream().key()).stream()
        .filter(said -> said.version() < correction.version())
        .flatMap(said -> symptoms(said).stream())
        .forEach(before -> elsewhere.put(before.stream(), before.command()));
    now.forEach(intent -> elsewhere.remove(intent.stream()));
    List<Intent<?>> intents = new ArrayList<>(now);
    elsewhere.forEach(
        (day, before) ->
            intents.add(
                new Intent<>(
                    day,
                    new WithdrawHealthFact(
                        before.department(),
                        before.day(),
                        before.fact().kind(),
                        before.fact().id()))));
    return intents;
  }

  /** What a report or its correction says of somebody's symptoms; nothing where there are none. */
  private List<Intent<NoteHealthFact>> symptoms(Recorded<?> said) {
    return switch (said.event()) {
      case SymptomReported it ->
          note(
              said,
              HealthFact.Kind.SYMPTOM,
              it.subjectId(),
              it.department(),
              it.observation().knownAt());
      case ReportCorrected it when !it.observation().symptoms().isEmpty() ->
          note(
              said,
              HealthFact.Kind.SYMPTOM,
              it.subjectId(),
              it.department(),
              it.observation().knownAt());
      default -> List.of();
    };
  }

  private List<Intent<NoteHealthFact>> note(
      Recorded<?> recorded,
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
        .map(own -> new Intent<>(stream(own, day), new NoteHealthFact(own, day, fact)))
        .toList();
  }

  private static StreamId stream(String department, LocalDate day) {
    return new StreamId(
        DailyReportDecider.CATEGORY.name(), DailyReportDecider.key(department, day));
  }
}
