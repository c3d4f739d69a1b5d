package org.vigil.duty.directory.policy;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.vigil.duty.directory.domain.Department.DepartmentArranged;
import org.vigil.duty.directory.domain.Department.DepartmentDefined;
import org.vigil.duty.directory.domain.LeadershipWatch;
import org.vigil.duty.directory.domain.LeadershipWatch.LookWhoLeads;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;

/**
 * A department is said anew: it is looked who leads it, and when that changes by itself (4.2-b). A
 * hand-over moves a post within its term and leaves none vacant.
 */
public final class WhenDepartmentChangesLookWhoLeads implements Policy {

  private final Function<String, LookWhoLeads> looks;

  /**
   * @param looks makes the look at a department at the present
   */
  public WhenDepartmentChangesLookWhoLeads(Function<String, LookWhoLeads> looks) {
    this.looks = looks;
  }

  @Override
  public String name() {
    return "when-department-changes-look-who-leads";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(DepartmentDefined.class, DepartmentArranged.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> recorded) {
    return switch (recorded.event()) {
      case DepartmentDefined(var definition) -> look(definition.code());
      case DepartmentArranged(var arrangement) -> look(arrangement.code());
      default -> List.of();
    };
  }

  private List<Intent<?>> look(String department) {
    return List.of(
        new Intent<>(new StreamId(LeadershipWatch.NAME, department), looks.apply(department)));
  }
}
