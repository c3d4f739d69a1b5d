package org.vigil.reporting.outing.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.reporting.outing.view.OutingView;
import org.vigil.reporting.outing.view.RiskCandidates;
import org.vigil.reporting.riskarea.domain.RiskAreaEvent.RiskAreaListCameIntoForce;
import org.vigil.reporting.riskarea.view.RiskAreaView;
import org.vigil.reporting.rows.CaughtUp;

/** A place may be designated after somebody has gone there, or has come back (3.4-b). */
public final class WhenRiskAreasComeIntoForceMatchOutings implements Policy {

  private final RiskCandidates candidates;
  private final CaughtUp caughtUp;
  private final Function<Instant, Duration> lookBack;

  /**
   * @param lookBack the rule in force at an instant: how long after its end an outing counts
   */
  public WhenRiskAreasComeIntoForceMatchOutings(
      RiskCandidates candidates, CaughtUp caughtUp, Function<Instant, Duration> lookBack) {
    this.candidates = candidates;
    this.caughtUp = caughtUp;
    this.lookBack = lookBack;
  }

  @Override
  public String name() {
    return "when-risk-areas-come-into-force-match-outings";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(RiskAreaListCameIntoForce.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> recorded) {
    if (!(recorded.event() instanceof RiskAreaListCameIntoForce)) {
      return List.of();
    }
    caughtUp.await(RiskAreaView.NAME, recorded.position());
    caughtUp.await(OutingView.NAME, recorded.position());
    return WhenOutingChangesMatchRiskAreas.intents(
        candidates.ofList(recorded.stream().key(), lookBack.apply(recorded.recordedAt())));
  }
}
