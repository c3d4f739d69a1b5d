package org.vigil.disinfection.round.policy;

import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.vigil.disinfection.round.domain.ZoneCommand.ReplanDay;
import org.vigil.edge.PolicyParameterDecided;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;

/** The leading group decides on spacing, margin or closing time: the open days follow. */
public final class WhenCountingRulesChangeReplanOpenDays implements Policy {

  private final Supplier<List<String>> zones;
  private final LongConsumer awaitDecisions;
  private final Supplier<ReplanDay> replan;

  /**
   * @param awaitDecisions returns when the decisions up to a position can be looked up
   * @param replan the command with the rules that are then in force and the next change of them
   */
  public WhenCountingRulesChangeReplanOpenDays(
      Supplier<List<String>> zones, LongConsumer awaitDecisions, Supplier<ReplanDay> replan) {
    this.zones = zones;
    this.awaitDecisions = awaitDecisions;
    this.replan = replan;
  }

  @Override
  public String name() {
    return "when-counting-rules-change-replan-open-days";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(PolicyParameterDecided.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> event) {
    if (!(event.event() instanceof PolicyParameterDecided decided)
        || !decided.name().startsWith("disinfection.")) {
      return List.of();
    }
    awaitDecisions.accept(event.position());
    ReplanDay command = replan.get();
    return zones.get().stream()
        .<Intent<?>>map(zone -> new Intent<>(new StreamId("zone", zone), command))
        .toList();
  }
}
