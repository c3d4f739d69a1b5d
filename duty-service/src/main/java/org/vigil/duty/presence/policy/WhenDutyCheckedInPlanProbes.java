package org.vigil.duty.presence.policy;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.vigil.duty.presence.domain.PresenceCommand.PlanProbe;
import org.vigil.duty.presence.domain.PresenceDecider;
import org.vigil.duty.presence.domain.PresenceEvent.DutyCheckedIn;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;

/** Somebody is on duty: it will be looked whether that stays so, when nobody can foresee. */
public final class WhenDutyCheckedInPlanProbes implements Policy {

  private final Function<DutyCheckedIn, List<PlanProbe>> probes;

  /**
   * @param probes chooses their moments at random; asked again after a crash it may choose others,
   *     and those that were planned hold
   */
  public WhenDutyCheckedInPlanProbes(Function<DutyCheckedIn, List<PlanProbe>> probes) {
    this.probes = probes;
  }

  @Override
  public String name() {
    return "when-duty-checked-in-plan-probes";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(DutyCheckedIn.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> event) {
    if (!(event.event() instanceof DutyCheckedIn in)) {
      return List.of();
    }
    StreamId stream = new StreamId(PresenceDecider.NAME, in.shiftId());
    return probes.apply(in).stream().<Intent<?>>map(probe -> new Intent<>(stream, probe)).toList();
  }
}
