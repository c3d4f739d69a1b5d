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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.NoteHealthFact;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.NoteHealthStates;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.WithdrawHealthFact;
import org.vigil.reporting.dailyreport.domain.DailyReportDecider;
import org.vigil.reporting.dailyreport.domain.HealthFact;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.DepartmentKnowledgeProven;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.ReportExpectationMet;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.ReportExpectationWithdrawn;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.ReportExpected;
import org.vigil.reporting.exposure.domain.Exposure;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.CloseContactReported;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.EpidemicAreaReturneeReported;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.ExposedPersonIdentified;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.ExposureReportCorrected;
import org.vigil.reporting.exposure.domain.HealthObservation.ObservationMerged;
import org.vigil.reporting.exposure.domain.HealthObservation.ObservedPersonFellIll;
import org.vigil.reporting.health.domain.HealthRecord.HealthStatesRecorded;
import org.vigil.reporting.health.domain.HealthRecord.MemberState;
import org.vigil.reporting.health.domain.HealthRecord.State;
import org.vigil.reporting.staff.view.Staff;
import org.vigil.reporting.symptomreport.domain.Observation;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.ReportCorrected;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomReported;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomaticPersonIdentified;

/**
 * What is known of somebody has to be in the daily report of that day: of the department that knew,
 * and of the one to which the person belongs. A report that is put right is held against them as it
 * reads now: where it says nothing any more, it is withdrawn. What a department has recorded by its
 * own account, and nobody for it, is held against its own report alone: how its members are, how
 * whom it observes is, and what it has ordered for somebody whom it is to report.
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
        SymptomaticPersonIdentified.class,
        ReportExpected.class,
        ReportExpectationWithdrawn.class,
        CloseContactReported.class,
        EpidemicAreaReturneeReported.class,
        ExposureReportCorrected.class,
        ExposedPersonIdentified.class,
        HealthStatesRecorded.class,
        ObservedPersonFellIll.class,
        ObservationMerged.class,
        DepartmentKnowledgeProven.class,
        ReportExpectationMet.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> recorded) {
    return switch (recorded.event()) {
      case SymptomReported _,
          ReportCorrected _,
          SymptomaticPersonIdentified _,
          CloseContactReported _,
          EpidemicAreaReturneeReported _,
          ExposureReportCorrected _,
          ExposedPersonIdentified _ ->
          asItReadsNow(recorded);
      case ReportExpected it -> List.copyOf(fever(recorded, it));
      case ReportExpectationWithdrawn _ -> withdrawn(recorded);
      case HealthStatesRecorded it when it.byItself() -> List.of(states(recorded, it));
      case ObservedPersonFellIll it when it.byItself() ->
          List.of(fellIll(recorded, it, it.subjectId()));
      case ObservationMerged it -> merged(recorded, it.into());
      case DepartmentKnowledgeProven it -> List.copyOf(ordered(recorded, it));
      case ReportExpectationMet it -> toldBefore(recorded, it.reportedAt());
      default -> List.of();
    };
  }

  /**
   * The office knows of a journey or a contact before the department does; only what was measured
   * in front of somebody was the department's to count.
   */
  private List<Intent<NoteHealthFact>> fever(Recorded<?> said, ReportExpected it) {
    return it.occasion().isFever()
        ? note(
            said,
            HealthFact.Kind.FEVER,
            it.subjectId(),
            it.department(),
            it.measuredAt(),
            it.measuredAt())
        : List.of();
  }

  /** What was noted when the report became due, by those to whom the person belonged then. */
  private List<Intent<?>> withdrawn(Recorded<Object> last) {
    return upTo(last).stream()
        .flatMap(
            said ->
                switch (said.event()) {
                  case ReportExpected it -> fever(said, it).stream();
                  case DepartmentKnowledgeProven it -> ordered(said, it).stream();
                  default -> Stream.<Intent<NoteHealthFact>>empty();
                })
        .<Intent<?>>map(noted -> withdrawal(noted.stream(), noted.command()))
        .toList();
  }

  private Intent<?> states(Recorded<?> recorded, HealthStatesRecorded it) {
    LocalDate day = LocalDate.ofInstant(it.observedAt(), zone);
    return new Intent<>(
        stream(it.department(), day),
        new NoteHealthStates(
            it.department(),
            day,
            it.observedAt(),
            recorded.recordedAt(),
            who(it, State.SYMPTOMS),
            who(it, State.WELL)));
  }

  /** 病假, 隔离 and 外出 say nothing of symptoms, neither that there are any nor that they are over. */
  private static Set<String> who(HealthStatesRecorded it, State state) {
    return it.members().stream()
        .filter(member -> member.state() == state)
        .map(MemberState::subjectId)
        .collect(Collectors.toSet());
  }

  /** A follow-up that is entered behind time is of the day on which the department says so. */
  private Intent<NoteHealthFact> fellIll(
      Recorded<?> said, ObservedPersonFellIll it, String subjectId) {
    return own(
        it.department(),
        HealthFact.Kind.OBSERVED_ILL,
        said.stream().key() + ":" + it.day(),
        subjectId,
        said.recordedAt());
  }

  /** Who turns out to be observed under another number as well is one person. */
  private List<Intent<?>> merged(Recorded<Object> last, String into) {
    return upTo(last).stream()
        .<Intent<?>>mapMulti(
            (said, intents) -> {
              if (said.event() instanceof ObservedPersonFellIll it && it.byItself()) {
                intents.accept(fellIll(said, it, into));
              }
            })
        .toList();
  }

  private List<Intent<NoteHealthFact>> ordered(Recorded<?> said, DepartmentKnowledgeProven it) {
    return it.evidence().kind().isOrder()
        ? List.of(
            own(
                it.department(),
                HealthFact.Kind.OWN_ORDER,
                said.stream().key(),
                it.subjectId(),
                it.evidence().at()))
        : List.of();
  }

  /** Of whom the office was told before the order, that report is to be counted and no other. */
  private List<Intent<?>> toldBefore(Recorded<Object> last, Instant reportedAt) {
    return upTo(last).stream()
        .filter(
            said ->
                said.event() instanceof DepartmentKnowledgeProven it
                    && reportedAt.isBefore(it.evidence().at()))
        .flatMap(said -> ordered(said, (DepartmentKnowledgeProven) said.event()).stream())
        .<Intent<?>>map(noted -> withdrawal(noted.stream(), noted.command()))
        .toList();
  }

  private Intent<NoteHealthFact> own(
      String department, HealthFact.Kind kind, String id, String subjectId, Instant knownAt) {
    LocalDate day = LocalDate.ofInstant(knownAt, zone);
    return new Intent<>(
        stream(department, day),
        new NoteHealthFact(department, day, new HealthFact(kind, id, subjectId, knownAt)));
  }

  private static Intent<?> withdrawal(StreamId day, NoteHealthFact before) {
    return new Intent<>(
        day,
        new WithdrawHealthFact(
            before.department(), before.day(), before.fact().kind(), before.fact().id()));
  }

  /** Noted where it belongs now, and withdrawn from wherever else it was noted before. */
  private List<Intent<?>> asItReadsNow(Recorded<Object> last) {
    List<Intent<NoteHealthFact>> now = List.of();
    Map<StreamId, NoteHealthFact> elsewhere = new LinkedHashMap<>();
    About about = null;
    for (Recorded<Object> said : upTo(last)) {
      About next = about(about, said);
      if (next != null && next != about) {
        now = note(said, next);
      }
      about = next;
      now.forEach(noted -> elsewhere.put(noted.stream(), noted.command()));
    }
    now.forEach(intent -> elsewhere.remove(intent.stream()));
    List<Intent<?>> intents = new ArrayList<>(now);
    elsewhere.forEach((day, before) -> intents.add(withdrawal(day, before)));
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

  /**
   * What a report says.
   *
   * @param knownAt when the department that reported knew; null where there is nothing to count
   * @param namedAt since when it says who it is; null where it said so from the beginning
   */
  private record About(
      HealthFact.Kind kind,
      String subjectId,
      String department,
      @Nullable Instant knownAt,
      @Nullable Instant namedAt) {

    About(String subjectId, String department, Exposure exposure, @Nullable Instant namedAt) {
      this(
          switch (exposure.kind()) {
            case CONTACT -> HealthFact.Kind.CONTACT;
            case RETURNEE -> HealthFact.Kind.RETURNEE;
          },
          subjectId,
          department,
          exposure.knownAt(),
          namedAt);
    }

    /** Who turned out to have no symptoms is nobody to count. */
    About(String subjectId, String department, Observation seen, @Nullable Instant namedAt) {
      this(
          HealthFact.Kind.SYMPTOM,
          subjectId,
          department,
          seen.symptoms().isEmpty() ? null : seen.knownAt(),
          namedAt);
    }
  }

  private static @Nullable About about(@Nullable About before, Recorded<?> said) {
    return switch (said.event()) {
      case SymptomReported it -> new About(it.subjectId(), it.department(), it.observation(), null);
      case ReportCorrected it when before != null ->
          new About(
              it.subjectId(),
              it.department(),
              it.observation(),
              it.subjectId().equals(before.subjectId()) ? before.namedAt() : said.recordedAt());
      case CloseContactReported it ->
          new About(it.subjectId(), it.department(), it.exposure(), null);
      case EpidemicAreaReturneeReported it ->
          new About(it.subjectId(), it.department(), it.exposure(), null);
      case ExposureReportCorrected it when it.mistaken() != null ->
          new About(it.subjectId(), it.department(), it.exposure(), said.recordedAt());
      case ExposureReportCorrected it when before != null ->
          new About(it.subjectId(), it.department(), it.exposure(), before.namedAt());
      case ExposedPersonIdentified it when before != null ->
          new About(
              before.kind(), it.subjectId(), it.department(), before.knownAt(), said.recordedAt());
      case SymptomaticPersonIdentified it when before != null ->
          new About(
              before.kind(), it.subjectId(), it.department(), before.knownAt(), said.recordedAt());
      default -> before;
    };
  }

  /** The person's own department cannot have known before the report said who it is. */
  private List<Intent<NoteHealthFact>> note(Recorded<?> said, About about) {
    Instant knownAt = about.knownAt();
    if (knownAt == null) {
      return List.of();
    }
    Instant namedAt = about.namedAt();
    return note(
        said,
        about.kind(),
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
