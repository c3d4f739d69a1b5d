package org.vigil.duty.muster.policy;

import java.util.List;
import java.util.Set;
import org.vigil.duty.muster.domain.Muster.MusterCalled;
import org.vigil.duty.muster.domain.MusterUnitCommand.SummonDepartment;
import org.vigil.duty.muster.domain.MusterUnitDecider;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;

/** The leading group calls: everybody who belongs to the departments at that moment is to come. */
public final class WhenMusterCalledSummonDepartments implements Policy {

  private final Members members;

  public WhenMusterCalledSummonDepartments(Members members) {
    this.members = members;
  }

  @Override
  public String name() {
    return "when-muster-called-summon-departments";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(MusterCalled.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> event) {
    if (!(event.event() instanceof MusterCalled(var call))) {
      return List.of();
    }
    return call.departments().stream()
        .<Intent<?>>map(
            department ->
                new Intent<>(
                    new StreamId(
                        MusterUnitDecider.NAME, MusterUnitDecider.key(call.musterId(), department)),
                    new SummonDepartment(
                        call, department, members.of(department, event.position()))))
        .toList();
  }
}
