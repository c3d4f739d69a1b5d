package org.vigil.duty.gate.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigil.duty.gate.domain.GateDayCommand.CompareWithRegister;
import org.vigil.duty.gate.domain.GateDayDecider;
import org.vigil.duty.gate.policy.WhenGateCountSettledCompareWithRegister.Register;
import org.vigil.duty.visitor.domain.VisitEvent.VisitorAdmitted;
import org.vigil.duty.visitor.domain.VisitEvent.VisitorAdmittedDespiteRefusal;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;

/**
 * A visitor of a period that was counted already, written down late, may be one of those who were
 * missing. A period that has yet to be compared is left to that.
 */
public final class WhenVisitorLetInCompareAgain implements Policy {

  private final Counted counted;
  private final Register register;

  public WhenVisitorLetInCompareAgain(Counted counted, Register register) {
    this.counted = counted;
    this.register = register;
  }

  /**
   * A period that a gate has counted.
   *
   * @param day the stream's key
   * @param until exclusive
   */
  public record Period(String day, Instant from, Instant until) {}

  /** The counted period of an exit that an instant lies in, by the view at a position or later. */
  @FunctionalInterface
  public interface Counted {
    Optional<Period> at(String exit, Instant instant, long position);
  }

  @Override
  public String name() {
    return "when-visitor-let-in-compare-again";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(VisitorAdmitted.class, VisitorAdmittedDespiteRefusal.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> event) {
    return switch (event.event()) {
      case VisitorAdmitted(_, var exit, var at) -> compare(exit, at, event.position());
      case VisitorAdmittedDespiteRefusal admitted ->
          compare(admitted.exit(), admitted.at(), event.position());
      default -> List.of();
    };
  }

  private List<Intent<?>> compare(String exit, Instant at, long position) {
    return counted
        .at(exit, at, position)
        .<List<Intent<?>>>map(
            period ->
                List.of(
                    new Intent<>(
                        new StreamId(GateDayDecider.NAME, period.day()),
                        new CompareWithRegister(
                            period.from(),
                            register.letIn(exit, period.from(), period.until(), position)))))
        .orElse(List.of());
  }
}
