package org.vigil.duty.muster.policy;

import java.util.List;
import java.util.Set;
import org.vigil.duty.muster.domain.Muster.MusterClosed;
import org.vigil.duty.muster.domain.MusterUnitCommand.StandDown;
import org.vigil.duty.muster.domain.MusterUnitDecider;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;

/** The muster is over: no department is warned or judged any more. */
public final class WhenMusterClosedStandDown implements Policy {

  @Override
  public String name() {
    return "when-muster-closed-stand-down";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(MusterClosed.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> event) {
    if (!(event.event() instanceof MusterClosed(var id, _, var departments, var at))) {
      return List.of();
    }
    return departments.stream()
        .<Intent<?>>map(
            department ->
                new Intent<>(
                    new StreamId(MusterUnitDecider.NAME, MusterUnitDecider.key(id, department)),
                    new StandDown(at, event.recordedAt())))
        .toList();
  }
}
