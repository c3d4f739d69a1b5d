package org.vigil.duty.directory.policy;

import java.util.List;
import java.util.Set;
import org.vigil.duty.directory.domain.Department;
import org.vigil.duty.directory.domain.DepartmentsImport.DepartmentsImported;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;

/** Each department of an imported list gets its entry; none can be refused, so none is left out. */
public final class WhenDepartmentsImportedListThem implements Policy {

  @Override
  public String name() {
    return "when-departments-imported-list-them";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(DepartmentsImported.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> recorded) {
    return recorded.event() instanceof DepartmentsImported(var departments)
        ? departments.stream()
            .<Intent<?>>map(
                one -> new Intent<>(new StreamId(Department.CATEGORY.name(), one.code()), one))
            .toList()
        : List.of();
  }
}
