package org.vigil.reporting.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Policy.Intent;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.expectation.domain.Evidence;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.ExpectReport;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.NoteKnowledge;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.WithdrawExpectation;
import org.vigil.reporting.expectation.domain.ExpectedReportDecider;
import org.vigil.reporting.expectation.domain.Occasion;
import org.vigil.reporting.parameter.domain.Rule;

/**
 * What an order about somebody makes due: a report of each person whom it has been about, each
 * under a signal of its own. The department's own account proves that it knew; what others enter
 * for it proves nothing of the department.
 *
 * @param word what the signals of this kind of order are called
 * @param reportWithin the rule in force at an instant
 */
record OrderSignal(
    Occasion occasion, Evidence.Kind proof, String word, Function<Instant, Rule> reportWithin) {

  private static final String OWN_ACCOUNT = "DEPARTMENT";

  /**
   * An order as it is told first or anew.
   *
   * @param by whose account told it
   * @param person the how-manieth person it is about
   * @param name as the other service shows it, {@code 张*}; null where nobody is named
   * @param saysWhy whether what is told says by itself that there is something to report
   */
  record Order(
      String id,
      String subjectId,
      String department,
      String by,
      int person,
      @Nullable String name,
      boolean saysWhy) {}

  /** Somebody is ordered for. */
  List<Intent<?>> ordered(Order order, Instant now) {
    List<Intent<?>> intents = new ArrayList<>();
    intents.add(expect(order, now));
    intents.addAll(knowing(order, now));
    return intents;
  }

  /** The order reads otherwise now; about another person it makes another report due. */
  List<Intent<?>> corrected(Order order, boolean another, Instant now) {
    List<Intent<?>> intents = new ArrayList<>();
    if (another) {
      intents.add(withdraw(order.id(), order.person() - 1));
      intents.add(expect(order, now));
    }
    intents.addAll(knowing(order, now));
    return intents;
  }

  /** The order was a mistake. */
  Intent<?> withdraw(String orderId, int person) {
    return new Intent<>(stream(orderId, person), new WithdrawExpectation());
  }

  private Intent<?> expect(Order order, Instant now) {
    return new Intent<>(
        stream(order.id(), order.person()),
        new ExpectReport(
            occasion,
            order.subjectId(),
            order.department(),
            null,
            null,
            order.name(),
            now,
            now,
            reportWithin.apply(now)));
  }

  private List<Intent<?>> knowing(Order order, Instant now) {
    return order.by().equals(OWN_ACCOUNT) && order.saysWhy()
        ? List.of(
            new Intent<>(
                stream(order.id(), order.person()),
                new NoteKnowledge(new Evidence(proof, order.id(), now))))
        : List.of();
  }

  private StreamId stream(String orderId, int person) {
    return new StreamId(ExpectedReportDecider.CATEGORY.name(), orderId + ":" + word + "-" + person);
  }
}
