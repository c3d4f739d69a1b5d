package org.vigil.reporting.intake;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.reporting.expectation.domain.Evidence;
import org.vigil.reporting.expectation.domain.Occasion;
import org.vigil.reporting.parameter.domain.Rule;

/**
 * A terminal disinfection is a signal: whoever asks for it knows of a suspected case, and the
 * department owes a report (3.6-d, 3.11-b). Where nobody is named, a report that names the signal
 * answers it. An order that was a mistake, or about somebody else, takes the expectation back.
 * Follows what was received.
 */
public final class WhenTerminalDisinfectionOrderedExpectReport implements Policy {

  private final WhoIs whoIs;
  private final OrderSignal signal;

  /**
   * @param reportWithin the rule in force at an instant
   */
  public WhenTerminalDisinfectionOrderedExpectReport(
      WhoIs whoIs, Function<Instant, Rule> reportWithin) {
    this.whoIs = whoIs;
    this.signal =
        new OrderSignal(
            Occasion.TERMINAL_DISINFECTION,
            Evidence.Kind.ORDERED_TERMINAL_DISINFECTION,
            "terminal",
            reportWithin);
  }

  @Override
  public String name() {
    return "when-terminal-disinfection-ordered-expect-report";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(
        TerminalDisinfectionOrdered.class,
        TerminalDisinfectionCorrected.class,
        TerminalDisinfectionCancelled.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> recorded) {
    Instant now = recorded.recordedAt();
    return switch (recorded.event()) {
      case TerminalDisinfectionOrdered it ->
          signal.ordered(
              new OrderSignal.Order(
                  it.orderId(),
                  whoIs.of(it.subjectId(), recorded),
                  it.department(),
                  it.orderedBy(),
                  1,
                  it.order().name(),
                  true),
              now);
      case TerminalDisinfectionCorrected it ->
          signal.corrected(
              new OrderSignal.Order(
                  it.orderId(),
                  whoIs.of(it.subjectId(), recorded),
                  it.department(),
                  it.correctedBy(),
                  it.person(),
                  it.order().name(),
                  true),
              it.formerSubjectId() != null,
              now);
      case TerminalDisinfectionCancelled it when it.mistaken() ->
          List.of(signal.withdraw(it.orderId(), it.person()));
      default -> List.of();
    };
  }
}
