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
 * Meals for somebody apart are a signal: whoever asks for them knows of a contact or an illness,
 * and the department owes a report (3.8-f, 3.11-b). An order that was a mistake, or about somebody
 * else, takes the expectation back. Follows what was received.
 */
public final class WhenSeparateMealsOrderedExpectReport implements Policy {

  private final WhoIs whoIs;
  private final OrderSignal signal;

  /**
   * @param reportWithin the rule in force at an instant
   */
  public WhenSeparateMealsOrderedExpectReport(WhoIs whoIs, Function<Instant, Rule> reportWithin) {
    this.whoIs = whoIs;
    this.signal =
        new OrderSignal(
            Occasion.SEPARATE_MEALS, Evidence.Kind.ORDERED_SEPARATE_MEALS, "meals", reportWithin);
  }

  @Override
  public String name() {
    return "when-separate-meals-ordered-expect-report";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(
        SeparateMealsOrdered.class, SeparateMealsCorrected.class, SeparateMealsCancelled.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> recorded) {
    Instant now = recorded.recordedAt();
    return switch (recorded.event()) {
      case SeparateMealsOrdered it ->
          signal.ordered(
              new OrderSignal.Order(
                  it.orderId(),
                  whoIs.of(it.subjectId(), recorded),
                  it.department(),
                  it.orderedBy(),
                  1,
                  it.order().person().name(),
                  it.order().toBeReported()),
              now);
      case SeparateMealsCorrected it ->
          signal.corrected(
              new OrderSignal.Order(
                  it.orderId(),
                  whoIs.of(it.subjectId(), recorded),
                  it.department(),
                  it.correctedBy(),
                  it.person(),
                  it.order().person().name(),
                  it.order().toBeReported()),
              it.formerSubjectId() != null,
              now);
      case SeparateMealsCancelled it when it.mistaken() ->
          List.of(signal.withdraw(it.orderId(), it.person()));
      default -> List.of();
    };
  }
}
