package org.vigil.duty.directory.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;

/** A department of the bureau; the stream's key is its code. Null before it is defined. */
public record Department(@Nullable Definition definition) {

  public static final Category<Definition, Department, Event> CATEGORY =
      Category.of("department", new Rules(), Event.class);

  /**
   * All that is said of a department, which is also the command that says it.
   *
   * @param aliases other names under which documents speak of it
   * @param head who answers for it first (4.2); null while nobody is named
   */
  public record Definition(
      String code, String name, List<String> aliases, boolean active, @Nullable Head head) {
    public Definition {
      aliases = List.copyOf(aliases);
    }
  }

  /** The department's head. */
  public record Head(String subjectId, @Personal(mask = Mask.NAME) String name) {}

  /** What happens to a department. */
  public sealed interface Event {}

  /** 科室登记: from now on this holds of it. */
  @EventType("department-defined")
  public record DepartmentDefined(Definition definition) implements Event {}

  private static final class Rules implements Decider<Definition, Department, Event> {

    @Override
    public Department initialState() {
      return new Department(null);
    }

    @Override
    public Decision<Event> decide(Definition wanted, Department state) {
      return wanted.equals(state.definition())
          ? Decision.accept()
          : Decision.accept(new DepartmentDefined(wanted));
    }

    @Override
    public Department evolve(Department state, Event event) {
      return switch (event) {
        case DepartmentDefined(var definition) -> new Department(definition);
      };
    }
  }
}
