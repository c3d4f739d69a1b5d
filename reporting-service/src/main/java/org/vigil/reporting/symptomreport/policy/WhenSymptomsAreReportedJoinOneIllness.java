package org.vigil.reporting.symptomreport.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.rows.CaughtUp;
import org.vigil.reporting.symptomreport.domain.OneIllness;
import org.vigil.reporting.symptomreport.domain.OneIllness.Told;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand.JoinMatter;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand.StandAlone;
import org.vigil.reporting.symptomreport.domain.SymptomReportDecider;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.ReportCorrected;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomReported;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomaticPersonIdentified;
import org.vigil.reporting.symptomreport.view.ReportsOfSubject;
import org.vigil.reporting.symptomreport.view.SymptomReportView;

/**
 * Reports of one person's illness are one matter, also where two came at the same moment, or where
 * it is only said later who the person is. What is put right to another person, or the first of
 * which turns out to be none, stands alone again: nothing is lost with it.
 */
public final class WhenSymptomsAreReportedJoinOneIllness implements Policy {

  private final ReportsOfSubject reports;
  private final CaughtUp caughtUp;
  private final Function<Instant, Duration> within;
  private final InstantSource clock;

  /**
   * @param within the rule in force at an instant: for how long after the first report of an
   *     illness others are of the same
   */
  public WhenSymptomsAreReportedJoinOneIllness(
      ReportsOfSubject reports,
      CaughtUp caughtUp,
      Function<Instant, Duration> within,
      InstantSource clock) {
    this.reports = reports;
    this.caughtUp = caughtUp;
    this.within = within;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "when-symptoms-are-reported-join-one-illness";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(SymptomReported.class, ReportCorrected.class, SymptomaticPersonIdentified.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> recorded) {
    return switch (recorded.event()) {
      case SymptomReported it when it.identified() -> join(recorded, it.subjectId(), null);
      case ReportCorrected it -> join(recorded, it.subjectId(), it.formerSubjectId());
      case SymptomaticPersonIdentified it -> join(recorded, it.subjectId(), null);
      default -> List.of();
    };
  }

  private List<Intent<?>> join(
      Recorded<Object> recorded, String subjectId, @Nullable String formerSubjectId) {
    caughtUp.await(SymptomReportView.NAME, recorded.position());
    Duration days = within.apply(recorded.recordedAt());
    Instant since = clock.instant().minus(days);
    return Stream.of(subjectId, formerSubjectId == null ? subjectId : formerSubjectId)
        .distinct()
        .map(reports::told)
        .flatMap(told -> join(told, OneIllness.matters(told, days), since))
        .toList();
  }

  /** What was told long ago as it stands is told nobody again. */
  private static Stream<Intent<?>> join(
      List<Told> told, Map<String, String> matters, Instant since) {
    List<Intent<?>> intents = new ArrayList<>();
    for (Told one : told) {
      String matter = matters.get(one.id());
      boolean counts = one.matter() != null || !one.reportedAt().isBefore(since);
      if (matter != null
          && counts
          && !matter.equals(Objects.requireNonNullElse(one.matter(), one.id()))) {
        intents.add(intent(one.id(), matter));
      }
    }
    return intents.stream();
  }

  private static Intent<?> intent(String id, String matter) {
    SymptomReportCommand command = matter.equals(id) ? new StandAlone() : new JoinMatter(matter);
    return new Intent<>(new StreamId(SymptomReportDecider.CATEGORY.name(), id), command);
  }
}
