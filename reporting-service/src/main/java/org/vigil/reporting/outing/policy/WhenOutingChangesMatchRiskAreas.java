package org.vigil.reporting.outing.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.outing.domain.OutingCommand.MatchRiskAreas;
import org.vigil.reporting.outing.domain.OutingDecider;
import org.vigil.reporting.outing.domain.OutingEvent.OutingProlonged;
import org.vigil.reporting.outing.domain.OutingEvent.OutingRegistered;
import org.vigil.reporting.outing.domain.OutingEvent.OutingReturned;
import org.vigil.reporting.outing.domain.OutingEvent.OutingStopsChanged;
import org.vigil.reporting.outing.view.OutingView;
import org.vigil.reporting.outing.view.RiskCandidates;
import org.vigil.reporting.outing.view.RiskCandidates.Candidate;
import org.vigil.reporting.riskarea.view.RiskAreaView;
import org.vigil.reporting.rows.CaughtUp;

/**
 * A new outing, or one that lasts longer or goes another way, may touch a list that is in force
 * already (3.4-b).
 */
public final class WhenOutingChangesMatchRiskAreas implements Policy {

  private final RiskCandidates candidates;
  private final CaughtUp caughtUp;
  private final Function<Instant, Duration> lookBack;

  /**
   * @param lookBack the rule in force at an instant: how long after its end an outing counts
   */
  public WhenOutingChangesMatchRiskAreas(
      RiskCandidates candidates, CaughtUp caughtUp, Function<Instant, Duration> lookBack) {
    this.candidates = candidates;
    this.caughtUp = caughtUp;
    this.lookBack = lookBack;
  }

  @Override
  public String name() {
    return "when-outing-changes-match-risk-areas";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(
        OutingRegistered.class,
        OutingProlonged.class,
        OutingReturned.class,
        OutingStopsChanged.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> recorded) {
    return switch (recorded.event()) {
      case OutingRegistered _, OutingProlonged _, OutingReturned _, OutingStopsChanged _ -> {
        caughtUp.await(RiskAreaView.NAME, recorded.position());
        caughtUp.await(OutingView.NAME, recorded.position());
        yield intents(
            candidates.ofOuting(recorded.stream().key(), lookBack.apply(recorded.recordedAt())));
      }
      default -> List.of();
    };
  }

  static List<Intent<?>> intents(List<Candidate> candidates) {
    return candidates.stream()
        .<Intent<?>>map(
            candidate ->
                new Intent<>(
                    new StreamId(OutingDecider.CATEGORY.name(), candidate.outingId()),
                    new MatchRiskAreas(candidate.listId(), candidate.entries())))
        .toList();
  }
}
