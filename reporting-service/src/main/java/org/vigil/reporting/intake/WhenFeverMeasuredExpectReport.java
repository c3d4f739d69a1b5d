package org.vigil.reporting.intake;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.expectation.domain.Evidence;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.ExpectReport;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.NoteKnowledge;
import org.vigil.reporting.expectation.domain.ExpectedReportDecider;
import org.vigil.reporting.expectation.domain.Occasion;
import org.vigil.reporting.parameter.domain.Rule;

/**
 * A fever at an exit is a signal: a report of it is owed (3.3-d). A guard who lets the visitor in
 * all the same has seen it, which proves that the department knew; both are read by one policy, so
 * that the proof comes behind what it proves. Follows what was received.
 */
public final class WhenFeverMeasuredExpectReport implements Policy {

  private final WhoIs whoIs;
  private final Function<Instant, Rule> reportWithin;

  /**
   * @param reportWithin the rule in force at an instant
   */
  public WhenFeverMeasuredExpectReport(WhoIs whoIs, Function<Instant, Rule> reportWithin) {
    this.whoIs = whoIs;
    this.reportWithin = reportWithin;
  }

  @Override
  public String name() {
    return "when-fever-measured-expect-report";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(FeverMeasured.class, VisitorAdmittedDespiteRefusal.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> recorded) {
    return switch (recorded.event()) {
      case FeverMeasured fever ->
          List.of(
              new Intent<>(
                  stream(fever.visitId()),
                  new ExpectReport(
                      Occasion.MEASURED_AT_EXIT,
                      whoIs.of(fever.subjectId(), recorded),
                      fever.department(),
                      fever.visitedDepartment(),
                      fever.exit(),
                      fever.name(),
                      fever.measuredAt(),
                      recorded.recordedAt(),
                      reportWithin.apply(recorded.recordedAt()))));
      case VisitorAdmittedDespiteRefusal admitted ->
          List.of(
              new Intent<>(
                  stream(admitted.visitId()),
                  new NoteKnowledge(
                      new Evidence(
                          Evidence.Kind.ADMITTED_DESPITE_REFUSAL,
                          admitted.visitId(),
                          recorded.recordedAt()))));
      default -> List.of();
    };
  }

  private static StreamId stream(String visitId) {
    return new StreamId(ExpectedReportDecider.CATEGORY.name(), visitId);
  }
}
