package org.vigil.reporting.intake;

import java.util.List;
import java.util.Set;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.NoteDepartment;

/** No department without a deputy leader in charge (2-d). */
public final class WhenDepartmentDefinedNeedDeputy implements Policy {

  @Override
  public String name() {
    return "when-department-defined-need-deputy";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(DepartmentDefined.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> event) {
    return event.event() instanceof DepartmentDefined(var defined)
        ? List.of(
            new Intent<>(
                new StreamId(LeadingGroup.CATEGORY.name(), LeadingGroup.KEY),
                new NoteDepartment(defined.code(), defined.active(), event.recordedAt())))
        : List.of();
  }
}
