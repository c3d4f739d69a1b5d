package org.vigil.duty.gate.policy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.vigil.duty.gate.domain.GateDayCommand.CompareWithRegister;
import org.vigil.duty.gate.domain.GateDayEvent.GateCountSettled;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;

/** A count is held against the register once latecomers had their time to be written down. */
public final class WhenGateCountSettledCompareWithRegister implements Policy {

  private final Register register;

  public WhenGateCountSettledCompareWithRegister(Register register) {
    this.register = register;
  }

  /** How many visitors were let in at an exit in a period, by the view at a position or later. */
  @FunctionalInterface
  public interface Register {
    int letIn(String exit, Instant from, Instant until, long position);
  }

  @Override
  public String name() {
    return "when-gate-count-settled-compare-with-register";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(GateCountSettled.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> event) {
    return event.event() instanceof GateCountSettled(var exit, _, var from, var until)
        ? List.of(
            new Intent<>(
                event.stream(),
                new CompareWithRegister(from, register.letIn(exit, from, until, event.position()))))
        : List.of();
  }
}
