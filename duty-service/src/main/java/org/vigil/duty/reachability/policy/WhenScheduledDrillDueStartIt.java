package org.vigil.duty.reachability.policy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigil.duty.reachability.domain.DrillCommand.StartDrill;
import org.vigil.duty.reachability.domain.DrillDecider;
import org.vigil.duty.reachability.domain.DrillSchedule.ScheduledDrillDue;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;

/** The schedule's moment has come: the drill starts, under the id that was planned. */
public final class WhenScheduledDrillDueStartIt implements Policy {

  private final Starts starts;

  /** Chooses whom to try. */
  @FunctionalInterface
  public interface Starts {

    /**
     * @param position of the event, to which the views that are asked have to have come
     * @return empty where there is nobody to try, or where it is too late to try anybody
     */
    Optional<StartDrill> of(ScheduledDrillDue due, long position);
  }

  public WhenScheduledDrillDueStartIt(Starts starts) {
    this.starts = starts;
  }

  @Override
  public String name() {
    return "when-scheduled-drill-due-start-it";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(ScheduledDrillDue.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> event) {
    return event.event() instanceof ScheduledDrillDue due
        ? starts
            .of(due, event.position())
            .<List<Intent<?>>>map(
                start ->
                    List.of(new Intent<>(new StreamId(DrillDecider.NAME, due.drillId()), start)))
            .orElse(List.of())
        : List.of();
  }
}
