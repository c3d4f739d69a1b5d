package org.vigil.reporting.intake;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.ExpectReport;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.WithdrawExpectation;
import org.vigil.reporting.expectation.domain.ExpectedReportDecider;
import org.vigil.reporting.expectation.domain.Occasion;
import org.vigil.reporting.parameter.domain.Rule;

/**
 * A fever at a meeting is a signal like one at an exit: a report of it is owed (3.9-d), until the
 * reading turns out to have been none. One policy reads both, so that nothing is taken back before
 * it is owed. Follows what was received.
 */
public final class WhenAttendeeHasFeverExpectReport implements Policy {

  private final WhoIs whoIs;
  private final Function<Instant, Rule> reportWithin;

  /**
   * @param reportWithin the rule in force at an instant
   */
  public WhenAttendeeHasFeverExpectReport(WhoIs whoIs, Function<Instant, Rule> reportWithin) {
    this.whoIs = whoIs;
    this.reportWithin = reportWithin;
  }

  @Override
  public String name() {
    return "when-attendee-has-fever-expect-report";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(AttendeeFeverDetected.class, AttendeeFeverWithdrawn.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> recorded) {
    return switch (recorded.event()) {
      case AttendeeFeverDetected fever ->
          List.of(
              new Intent<>(
                  stream(fever.signal()),
                  new ExpectReport(
                      Occasion.MEASURED_AT_MEETING,
                      whoIs.of(fever.subjectId(), recorded),
                      fever.department(),
                      null,
                      null,
                      fever.name(),
                      fever.measuredAt(),
                      recorded.recordedAt(),
                      reportWithin.apply(recorded.recordedAt()))));
      case AttendeeFeverWithdrawn withdrawn ->
          List.of(new Intent<>(stream(withdrawn.signal()), new WithdrawExpectation()));
      default -> List.of();
    };
  }

  private static StreamId stream(String signal) {
    return new StreamId(ExpectedReportDecider.CATEGORY.name(), signal);
  }
}
