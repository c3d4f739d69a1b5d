package org.vigil.reporting.outing.policy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.ExpectReport;
import org.vigil.reporting.expectation.domain.ExpectedReportDecider;
import org.vigil.reporting.expectation.domain.Occasion;
import org.vigil.reporting.outing.domain.OutingEvent.HighRiskTravelConfirmed;
import org.vigil.reporting.outing.domain.OutingEvent.OutingPersonIdentified;
import org.vigil.reporting.outing.view.ConfirmedTravel;
import org.vigil.reporting.outing.view.OutingView;
import org.vigil.reporting.parameter.domain.Rule;
import org.vigil.reporting.rows.CaughtUp;

/**
 * Once it is certain that the journey touched an area of risk, a report of it is owed (3.4-b); of
 * somebody of whom nobody knows who it is, from when that is known.
 */
public final class WhenRiskTravelConfirmedExpectReport implements Policy {

  private final ConfirmedTravel travel;
  private final CaughtUp caughtUp;
  private final Function<Instant, Rule> reportWithin;

  /**
   * @param reportWithin the rule in force at an instant
   */
  public WhenRiskTravelConfirmedExpectReport(
      ConfirmedTravel travel, CaughtUp caughtUp, Function<Instant, Rule> reportWithin) {
    this.travel = travel;
    this.caughtUp = caughtUp;
    this.reportWithin = reportWithin;
  }

  @Override
  public String name() {
    return "when-risk-travel-confirmed-expect-report";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(HighRiskTravelConfirmed.class, OutingPersonIdentified.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> recorded) {
    return switch (recorded.event()) {
      case HighRiskTravelConfirmed it ->
          expect(recorded, it.department(), match -> match == it.match());
      case OutingPersonIdentified it -> expect(recorded, it.department(), _ -> true);
      default -> List.of();
    };
  }

  private List<Intent<?>> expect(
      Recorded<Object> recorded, String department, IntPredicate matches) {
    caughtUp.await(OutingView.NAME, recorded.position());
    String outing = recorded.stream().key();
    return travel.of(outing).stream()
        .filter(journey -> matches.test(journey.match()))
        .<Intent<?>>map(
            journey ->
                new Intent<>(
                    new StreamId(
                        ExpectedReportDecider.CATEGORY.name(), signal(outing, journey.match())),
                    new ExpectReport(
                        Occasion.RISK_TRAVEL,
                        journey.subjectId(),
                        department,
                        null,
                        null,
                        journey.name(),
                        journey.matchedAt(),
                        recorded.recordedAt(),
                        reportWithin.apply(recorded.recordedAt()))))
        .toList();
  }

  /** An outing can match more than once, and each match that is confirmed is to be reported. */
  private static String signal(String outing, int match) {
    return outing + ":match-" + match;
  }
}
