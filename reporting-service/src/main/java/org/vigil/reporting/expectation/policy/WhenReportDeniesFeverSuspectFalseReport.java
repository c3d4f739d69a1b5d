package org.vigil.reporting.expectation.policy;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.HoldAgainstReport;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.HoldNothingAgainstReport;
import org.vigil.reporting.expectation.domain.ExpectedReportDecider;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.ReportExpected;
import org.vigil.reporting.expectation.view.ExpectedReportView;
import org.vigil.reporting.expectation.view.OwedReports;
import org.vigil.reporting.parameter.domain.Rule;
import org.vigil.reporting.rows.CaughtUp;
import org.vigil.reporting.symptomreport.domain.Observation;
import org.vigil.reporting.symptomreport.domain.Symptom;
import org.vigil.reporting.symptomreport.domain.SymptomReportDecider;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.ReportCorrected;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomReported;
import org.vigil.reporting.symptomreport.view.ReportsOfSubject;
import org.vigil.reporting.symptomreport.view.SymptomReportView;

/**
 * A report that gives a temperature that is no fever, or says that there are no symptoms,
 * contradicts a thermometer that has measured a fever of the same person shortly before (谎报, 5-6):
 * also one that is put right to that, and one that was faster than the signal. One that names a
 * fever does not, nor one that names something else and no temperature: it may be incomplete and is
 * not untrue.
 */
public final class WhenReportDeniesFeverSuspectFalseReport implements Policy {

  /** How long after a measurement such a report contradicts it. */
  public static final String WITHIN = "reporting.false-report-within";

  private final OwedReports owed;
  private final ReportsOfSubject reports;
  private final CaughtUp caughtUp;
  private final Function<StreamId, List<Recorded<Object>>> streams;
  private final ToIntFunction<Instant> feverTenths;
  private final Function<Instant, Rule> within;

  /**
   * @param streams what has been said in a stream, oldest first
   * @param feverTenths from which temperature on it is a fever, as in force at an instant
   * @param within the rule in force at an instant
   */
  public WhenReportDeniesFeverSuspectFalseReport(
      OwedReports owed,
      ReportsOfSubject reports,
      CaughtUp caughtUp,
      Function<StreamId, List<Recorded<Object>>> streams,
      ToIntFunction<Instant> feverTenths,
      Function<Instant, Rule> within) {
    this.owed = owed;
    this.reports = reports;
    this.caughtUp = caughtUp;
    this.streams = streams;
    this.feverTenths = feverTenths;
    this.within = within;
  }

  @Override
  public String name() {
    return "when-report-denies-fever-suspect-false-report";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(SymptomReported.class, ReportCorrected.class, ReportExpected.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> recorded) {
    return switch (recorded.event()) {
      case SymptomReported it -> said(recorded, it.subjectId(), it.signal()).toList();
      case ReportCorrected it -> {
        String former = it.formerSubjectId();
        Stream<Intent<?>> lifted = former == null ? Stream.empty() : lifted(recorded, former);
        yield Stream.concat(lifted, said(recorded, it.subjectId(), signal(recorded))).toList();
      }
      case ReportExpected it when it.occasion().isFever() -> wasSaid(recorded, it);
      default -> List.of();
    };
  }

  private Stream<Intent<?>> lifted(Recorded<?> recorded, String former) {
    caughtUp.await(ExpectedReportView.NAME, recorded.position());
    return owed.signalsAbout(former).stream()
        .map(
            signal ->
                new Intent<>(
                    expected(signal), new HoldNothingAgainstReport(recorded.stream().key())));
  }

  /** What a report names first it names as long as it is about the same person. */
  private @Nullable String signal(Recorded<?> corrected) {
    List<Recorded<Object>> story = streams.apply(corrected.stream());
    boolean moved =
        story.stream()
            .anyMatch(
                said ->
                    said.version() <= corrected.version()
                        && said.event() instanceof ReportCorrected it
                        && it.formerSubjectId() != null);
    return !moved && story.getFirst().event() instanceof SymptomReported it ? it.signal() : null;
  }

  private Stream<Intent<?>> said(Recorded<?> report, String subjectId, @Nullable String signal) {
    if (!deniesFever(report)) {
      return Stream.empty();
    }
    caughtUp.await(ExpectedReportView.NAME, report.position());
    Set<String> signals = new LinkedHashSet<>(owed.signalsAbout(subjectId));
    if (signal != null) {
      signals.add(signal);
    }
    return signals.stream()
        .flatMap(
            one ->
                streams.apply(expected(one)).stream()
                    .filter(known -> known.event() instanceof ReportExpected)
                    .reduce((_, last) -> last)
                    .<Intent<?>>map(fever -> against(fever, report, one.equals(signal)))
                    .stream());
  }

  /** The report was faster than the signal, which comes over Kafka. */
  private List<Intent<?>> wasSaid(Recorded<?> fever, ReportExpected it) {
    caughtUp.await(SymptomReportView.NAME, fever.position());
    String signal = fever.stream().key();
    return reports.since(it.measuredAt(), it.subjectId(), signal).stream()
        .flatMap(
            report ->
                streams
                    .apply(new StreamId(SymptomReportDecider.CATEGORY.name(), report.id()))
                    .stream()
                    .filter(said -> said.position() < fever.position() && deniesFever(said))
                    .<Intent<?>>map(said -> against(fever, said, signal.equals(report.signal()))))
        .toList();
  }

  private Intent<?> against(Recorded<?> fever, Recorded<?> report, boolean named) {
    Instant saidAt = report.recordedAt();
    String department =
        report.event() instanceof SymptomReported it
            ? it.department()
            : ((ReportCorrected) report.event()).department();
    return new Intent<>(
        fever.stream(),
        new HoldAgainstReport(
            report.stream().key(),
            department,
            saidAt,
            named,
            Stream.of(fever.metadata().causationId(), report.id())
                .flatMap(Stream::ofNullable)
                .map(Object::toString)
                .toList(),
            within.apply(saidAt)));
  }

  private boolean deniesFever(Recorded<?> said) {
    Observation seen =
        switch (said.event()) {
          case SymptomReported it -> it.observation();
          case ReportCorrected it -> it.observation();
          default -> null;
        };
    if (seen == null || seen.symptoms().contains(Symptom.FEVER)) {
      return false;
    }
    Integer tenths = seen.temperatureTenthsCelsius();
    return tenths == null
        ? seen.symptoms().isEmpty()
        : tenths < feverTenths.applyAsInt(said.recordedAt());
  }

  private static StreamId expected(String signal) {
    return new StreamId(ExpectedReportDecider.CATEGORY.name(), signal);
  }
}
