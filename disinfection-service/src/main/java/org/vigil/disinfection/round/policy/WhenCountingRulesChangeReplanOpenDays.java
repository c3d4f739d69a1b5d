package org.vigil.disinfection.round.policy;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.vigil.disinfection.round.domain.DayPlan;
import org.vigil.disinfection.round.domain.ZoneCommand.ReplanDay;
import org.vigil.edge.PolicyParameterDecided;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;

/** The leading group decides on spacing, margin or closing time: the open days follow. */
public final class WhenCountingRulesChangeReplanOpenDays implements Policy {

  /** A zone with the day that is open. */
  public record OpenDay(String zone, java.time.LocalDate day) {}

  private final Supplier<List<OpenDay>> openDays;
  private final LongConsumer awaitDecisions;
  private final Function<java.time.LocalDate, DayPlan> plan;

  /**
   * @param awaitDecisions returns when the decisions up to a position can be looked up
   * @param plan how a day is counted by the rules in force
   */
  public WhenCountingRulesChangeReplanOpenDays(
      Supplier<List<OpenDay>> openDays,
      LongConsumer awaitDecisions,
      Function<java.time.LocalDate, DayPlan> plan) {
    this.openDays = openDays;
    this.awaitDecisions = awaitDecisions;
    this.plan = plan;
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
    return openDays.get().stream()
        .<Intent<?>>map(
            open ->
                new Intent<>(
                    new StreamId("zone", open.zone()), new ReplanDay(plan.apply(open.day()))))
        .toList();
  }
}
