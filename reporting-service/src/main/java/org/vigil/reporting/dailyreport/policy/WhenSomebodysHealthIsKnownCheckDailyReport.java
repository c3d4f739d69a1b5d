package org.vigil.reporting.dailyreport.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.NoteHealthFact;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.WithdrawHealthFact;
import org.vigil.reporting.dailyreport.domain.DailyReportDecider;
import org.vigil.reporting.dailyreport.domain.HealthFact;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.ReportExpected;
import org.vigil.reporting.expectation.domain.Occasion;
import org.vigil.reporting.exposure.domain.Exposure;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.CloseContactReported;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.EpidemicAreaReturneeReported;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.ExposedPersonIdentified;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.ExposureReportCorrected;
import org.vigil.reporting.staff.view.Staff;
import org.vigil.reporting.symptomreport.domain.Observation;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.ReportCorrected;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomReported;

/**
 * What is known of somebody has to be in the daily report of that day: of the department that knew,
 * and of the one to which the person belongs. A report that is put right is held against them as it
 * reads now: where it says nothing any more, it is withdrawn.
 */
public final class WhenSomebodysHealthIsKnownCheckDailyReport implements Policy {

  private final Staff staff;
  private final Function<StreamId, List<Recorded<Object>>> reports;
  private final ZoneId zone;

  /**
   * @param reports what has been said in a report's stream, oldest first
   */
  public WhenSomebodysHealthIsKnownCheckDailyReport(
      Staff staff, Function<StreamId, List<Recorded<Object>>> reports, ZoneId zone) {
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
        EpidemicAreaReturneeReported.class,
        ExposureReportCorrected.class,
        ExposedPersonIdentified.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> recorded) {
    return switch (recorded.event()) {
      case SymptomReported _,
          ReportCorrected _,
          CloseContactReported _,
          EpidemicAreaReturneeReported _,
          ExposureReportCorrected _,
          ExposedPersonIdentified _ ->
          asItReadsNow(recorded);
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
                  it.measuredAt(),
                  it.measuredAt()));
      default -> List.of();
    };
  }

  /** Noted where it belongs now, and withdrawn from wherever else it was noted before. */
  private List<Intent<?>> asItReadsNow(Recorded<Object> last) {
    List<Intent<NoteHealthFact>> now = List.of();
    Map<StreamId, NoteHealthFact> elsewhere = new LinkedHashMap<>();
    About about = null;
    for (Recorded<Object> said : upTo(last)) {
      About next = about(about, said);
      if (next == null) {
        now = symptoms(said);
      } else if (next != about) {
        now = exposed(said, next);
      }
      about = next;
      now.forEach(noted -> elsewhere.put(noted.stream(), noted.command()));
    }
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

  /** The first word of a report needs no other to be understood. */
  private List<Recorded<Object>> upTo(Recorded<Object> last) {
    return last.version() == 1
        ? List.of(last)
        : reports.apply(last.stream()).stream()
            .filter(said -> said.version() <= last.version())
            .toList();
  }

  /** What a report or its correction says of somebody's symptoms; nothing where there are none. */
  private List<Intent<NoteHealthFact>> symptoms(Recorded<?> said) {
    return switch (said.event()) {
      case SymptomReported it -> symptoms(said, it.subjectId(), it.department(), it.observation());
      case ReportCorrected it when !it.observation().symptoms().isEmpty() ->
          symptoms(said, it.subjectId(), it.department(), it.observation());
      default -> List.of();
    };
  }

  private List<Intent<NoteHealthFact>> symptoms(
      Recorded<?> said, String subjectId, String department, Observation seen) {
    return note(
        said, HealthFact.Kind.SYMPTOM, subjectId, department, seen.knownAt(), seen.knownAt());
  }

  /**
   * Whom a report of somebody exposed is about.
   *
   * @param namedAt since when; null where it was about the person from the beginning
   */
  private record About(
      String subjectId, String department, Exposure exposure, @Nullable Instant namedAt) {}

  private static @Nullable About about(@Nullable About before, Recorded<?> said) {
    return switch (said.event()) {
      case CloseContactReported it ->
          new About(it.subjectId(), it.department(), it.exposure(), null);
      case EpidemicAreaReturneeReported it ->
          new About(it.subjectId(), it.department(), it.exposure(), null);
      case ExposureReportCorrected it when it.mistaken() != null ->
          new About(it.subjectId(), it.department(), it.exposure(), said.recordedAt());
      case ExposureReportCorrected it when before != null ->
          new About(it.subjectId(), it.department(), it.exposure(), before.namedAt());
      case ExposedPersonIdentified it when before != null ->
          new About(it.subjectId(), it.department(), before.exposure(), said.recordedAt());
      default -> before;
    };
  }

  /** The person's own department cannot have known before the report said who it is. */
  private List<Intent<NoteHealthFact>> exposed(Recorded<?> said, About about) {
    Instant knownAt = about.exposure().knownAt();
    Instant namedAt = about.namedAt();
    return note(
        said,
        switch (about.exposure().kind()) {
          case CONTACT -> HealthFact.Kind.CONTACT;
          case RETURNEE -> HealthFact.Kind.RETURNEE;
        },
        about.subjectId(),
        about.department(),
        knownAt,
        namedAt == null || namedAt.isBefore(knownAt) ? knownAt : namedAt);
  }

  /**
   * @param ownKnownAt when the department to which the person belongs could know, where that is
   *     another
   */
  private List<Intent<NoteHealthFact>> note(
      Recorded<?> recorded,
      HealthFact.Kind kind,
      String subjectId,
      String department,
      Instant knownAt,
      Instant ownKnownAt) {
    Map<String, Instant> concerned = new LinkedHashMap<>(Map.of(department, knownAt));
    staff
        .member(subjectId, recorded.recordedAt())
        .ifPresent(member -> concerned.putIfAbsent(member.department(), ownKnownAt));
    LocalDate day = LocalDate.ofInstant(knownAt, zone);
    return concerned.entrySet().stream()
        .map(
            own ->
                new Intent<>(
                    stream(own.getKey(), day),
                    new NoteHealthFact(
                        own.getKey(),
                        day,
                        new HealthFact(kind, recorded.stream().key(), subjectId, own.getValue()))))
        .toList();
  }

  private static StreamId stream(String department, LocalDate day) {
    return new StreamId(
        DailyReportDecider.CATEGORY.name(), DailyReportDecider.key(department, day));
  }
}
