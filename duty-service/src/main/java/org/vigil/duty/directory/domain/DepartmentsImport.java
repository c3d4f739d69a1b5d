package org.vigil.duty.directory.domain;

import java.util.List;
import org.vigil.duty.directory.domain.Department.Listing;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;

/**
 * A list of departments that was imported as a whole, as {@link PeopleImport} is. The stream's key
 * is the file's; importing it again says the same of the same departments again.
 *
 * @param times how often it was imported
 */
public record DepartmentsImport(int times) {

  public static final Category<ImportDepartments, DepartmentsImport, Event> CATEGORY =
      Category.of("departments-import", new Rules(), Event.class);

  /** Imports a list that was found without a mistake. */
  public record ImportDepartments(List<Listing> departments) {
    public ImportDepartments {
      departments = List.copyOf(departments);
    }
  }

  /** What happens to a list. */
  public sealed interface Event {}

  /** 科室名单导入: from now on this holds of these departments. */
  @EventType("departments-imported")
  public record DepartmentsImported(List<Listing> departments) implements Event {
    public DepartmentsImported {
      departments = List.copyOf(departments);
    }
  }

  private static final class Rules implements Decider<ImportDepartments, DepartmentsImport, Event> {

    @Override
    public DepartmentsImport initialState() {
      return new DepartmentsImport(0);
    }

    @Override
    public Decision<Event> decide(ImportDepartments command, DepartmentsImport state) {
      return Decision.accept(new DepartmentsImported(command.departments()));
    }

    @Override
    public DepartmentsImport evolve(DepartmentsImport state, Event event) {
      return new DepartmentsImport(state.times() + 1);
    }
  }
}
