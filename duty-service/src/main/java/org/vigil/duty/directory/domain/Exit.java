package org.vigil.duty.directory.domain;

import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;

/** An exit of the building (3.3-a); the stream's key is its code. Null before it is registered. */
public record Exit(@Nullable Description description) {

  public static final Category<Description, Exit, Event> CATEGORY =
      Category.of("exit", new Rules(), Event.class);

  /**
   * All that is said of an exit, which is also the command that says it.
   *
   * @param middleGate 中门: the one that is guarded outside of working hours too (3.3-b)
   * @param department the one that guards it and owes the reports of what happens there
   */
  public record Description(
      String code, String name, boolean middleGate, String department, boolean open) {}

  /** What happens to an exit. */
  public sealed interface Event {}

  /** 出入口登记: from now on this holds of it. */
  @EventType("exit-registered")
  public record ExitRegistered(Description description) implements Event {}

  private static final class Rules implements Decider<Description, Exit, Event> {

    @Override
    public Exit initialState() {
      return new Exit(null);
    }

    @Override
    public Decision<Event> decide(Description wanted, Exit state) {
      return wanted.equals(state.description())
          ? Decision.accept()
          : Decision.accept(new ExitRegistered(wanted));
    }

    @Override
    public Exit evolve(Exit state, Event event) {
      return switch (event) {
        case ExitRegistered(var description) -> new Exit(description);
      };
    }
  }
}
