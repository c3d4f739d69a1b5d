package org.vigil.reporting.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.reporting.expectation.domain.Evidence;
import org.vigil.reporting.expectation.domain.Occasion;
import org.vigil.reporting.parameter.domain.Rule;

/**
 * Something that is issued for somebody who is ill, a contact or kept apart is a signal: whoever
 * asks for it knows of them, and the person's department owes a report (3.11-b), until it turns out
 * that it was for somebody else or for nobody. Follows what was received.
 */
public final class WhenStockIssuedForSomebodyExpectReport implements Policy {

  /** The time to report somebody for whom something was issued. */
  public static final String REPORT_WITHIN = "reporting.supplies-report-within";

  private final WhoIs whoIs;
  private final OrderSignal signal;

  /**
   * @param reportWithin the rule in force at an instant
   */
  public WhenStockIssuedForSomebodyExpectReport(WhoIs whoIs, Function<Instant, Rule> reportWithin) {
    this.whoIs = whoIs;
    this.signal =
        new OrderSignal(
            Occasion.SUPPLIES_ISSUED, Evidence.Kind.ISSUED_SUPPLIES, "issue", reportWithin);
  }

  @Override
  public String name() {
    return "when-stock-issued-for-somebody-expect-report";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(StockIssued.class, IssueCorrected.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> recorded) {
    return switch (recorded.event()) {
      case StockIssued(var issue, var item, var recipient) when recipient != null ->
          expect(id(item, issue), recipient, 1, recorded);
      case IssueCorrected it -> {
        String id = id(it.item(), it.issueId());
        List<Intent<?>> intents = new ArrayList<>();
        if (it.formerPerson() != null) {
          intents.add(signal.withdraw(id, it.formerPerson()));
        }
        if (it.recipient() != null) {
          // Of the same person as before nothing more is owed by it.
          intents.addAll(expect(id, it.recipient(), it.person(), recorded));
        }
        yield intents;
      }
      default -> List.of();
    };
  }

  private List<Intent<?>> expect(
      String id, StockIssued.Recipient recipient, int person, Recorded<?> recorded) {
    return signal.ordered(
        new OrderSignal.Order(
            id,
            whoIs.of(recipient.subjectId(), recorded),
            recipient.department(),
            recipient.enteredBy(),
            person,
            recipient.person().name(),
            true),
        recorded.recordedAt());
  }

  /** Says too of which item, so that whoever looks into it finds the issue. */
  private static String id(String item, String issue) {
    return item + ":" + issue;
  }
}
