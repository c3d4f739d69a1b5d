package org.vigil.reporting.parameter.domain;

import java.time.Instant;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Refusal;

/** The last version of one parameter that was decided; the stream's key is its name. */
public sealed interface PolicyParameter {

  Category<Decide, PolicyParameter, PolicyParameterDecided> CATEGORY =
      Category.of("policy-parameter", new Rules(), PolicyParameterDecided.class);

  /** Nobody has decided it: the default holds, and is nobody's. */
  record Undecided() implements PolicyParameter {}

  /** Somebody has. */
  record Decided(String value, Instant effectiveFrom) implements PolicyParameter {}

  /** The leading group decides a value from an instant on. */
  record Decide(String name, String value, Instant effectiveFrom, String approver, String source) {}

  /**
   * 参数已定: every service works with it from its instant on.
   *
   * @param value an ISO 8601 duration, a whole number or a local time, as the parameter's kind says
   * @param approver the role that decided, {@code 组长}
   * @param source the document that says so
   */
  @EventType("policy-parameter-decided")
  record PolicyParameterDecided(
      String name, String value, Instant effectiveFrom, String approver, String source) {}

  /** Refused because … */
  enum No implements Refusal {
    NOT_A_PARAMETER,
    NOT_A_VALUE_OF_ITS_KIND
  }

  /** A decision may always be replaced by a later one; the same twice is once. */
  final class Rules implements Decider<Decide, PolicyParameter, PolicyParameterDecided> {

    @Override
    public PolicyParameter initialState() {
      return new Undecided();
    }

    @Override
    public Decision<PolicyParameterDecided> decide(Decide c, PolicyParameter state) {
      return state.equals(new Decided(c.value(), c.effectiveFrom()))
          ? Decision.accept()
          : Decision.accept(
              new PolicyParameterDecided(
                  c.name(), c.value(), c.effectiveFrom(), c.approver(), c.source()));
    }

    @Override
    public PolicyParameter evolve(PolicyParameter state, PolicyParameterDecided event) {
      return new Decided(event.value(), event.effectiveFrom());
    }
  }
}
