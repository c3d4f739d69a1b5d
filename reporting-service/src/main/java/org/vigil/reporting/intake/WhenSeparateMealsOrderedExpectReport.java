package org.vigil.reporting.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.expectation.domain.Evidence;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.ExpectReport;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.NoteKnowledge;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.WithdrawExpectation;
import org.vigil.reporting.expectation.domain.ExpectedReportDecider;
import org.vigil.reporting.expectation.domain.Occasion;

/**
 * Meals for somebody apart are a signal: whoever asks for them knows of a contact or an illness,
 * and the department owes a report (3.8-f, 3.11-b). Its own account with such a reason proves that
 * it knew; what the canteen or the office enters for it proves nothing of the department. An order
 * that was a mistake, or about somebody else, takes the expectation back. Follows what was
 * received.
 */
public final class WhenSeparateMealsOrderedExpectReport implements Policy {

  private static final String OWN_ACCOUNT = "DEPARTMENT";

  private final Function<Instant, Duration> reportWithin;

  /**
   * @param reportWithin the rule in force at an instant
   */
  public WhenSeparateMealsOrderedExpectReport(Function<Instant, Duration> reportWithin) {
    this.reportWithin = reportWithin;
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
    return switch (recorded.event()) {
      case SeparateMealsOrdered it -> {
        StreamId first = expected(it.orderId(), 1);
        List<Intent<?>> intents = new ArrayList<>();
        intents.add(expect(first, recorded, it.subjectId(), it.department(), it.order()));
        intents.addAll(knowing(first, recorded, it.orderId(), it.orderedBy(), it.order()));
        yield intents;
      }
      case SeparateMealsCorrected it -> {
        StreamId now = expected(it.orderId(), it.person());
        List<Intent<?>> intents = new ArrayList<>();
        if (it.formerSubjectId() != null) {
          intents.add(
              new Intent<>(expected(it.orderId(), it.person() - 1), new WithdrawExpectation()));
          intents.add(expect(now, recorded, it.subjectId(), it.department(), it.order()));
        }
        intents.addAll(knowing(now, recorded, it.orderId(), it.correctedBy(), it.order()));
        yield intents;
      }
      case SeparateMealsCancelled it when it.mistaken() ->
          List.of(new Intent<>(expected(it.orderId(), it.person()), new WithdrawExpectation()));
      default -> List.of();
    };
  }

  private Intent<?> expect(
      StreamId stream,
      Recorded<Object> recorded,
      String subjectId,
      String department,
      SeparateMealsOrdered.Order order) {
    Instant now = recorded.recordedAt();
    return new Intent<>(
        stream,
        new ExpectReport(
            Occasion.SEPARATE_MEALS,
            subjectId,
            department,
            null,
            null,
            order.person().name(),
            now,
            now,
            reportWithin.apply(now)));
  }

  private static List<Intent<?>> knowing(
      StreamId stream,
      Recorded<Object> recorded,
      String orderId,
      String by,
      SeparateMealsOrdered.Order order) {
    return by.equals(OWN_ACCOUNT) && order.toBeReported()
        ? List.of(
            new Intent<>(
                stream,
                new NoteKnowledge(
                    new Evidence(
                        Evidence.Kind.ORDERED_SEPARATE_MEALS, orderId, recorded.recordedAt()))))
        : List.of();
  }

  /** Each person whom an order has been about is owed a report of. */
  private static StreamId expected(String orderId, int person) {
    return new StreamId(ExpectedReportDecider.CATEGORY.name(), orderId + ":meals-" + person);
  }
}
