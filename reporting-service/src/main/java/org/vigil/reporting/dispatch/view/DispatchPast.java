package org.vigil.reporting.dispatch.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Recorded;
import org.vigil.reporting.dispatch.domain.DispatchOrder;
import org.vigil.reporting.dispatch.domain.DispatchOrder.DispatchOrderAcknowledged;
import org.vigil.reporting.dispatch.domain.DispatchOrder.DispatchOrderAnswerTakenByPhone;
import org.vigil.reporting.dispatch.domain.DispatchOrder.DispatchOrderCompleted;
import org.vigil.reporting.dispatch.domain.DispatchOrder.DispatchOrderIssued;
import org.vigil.reporting.dispatch.domain.DispatchOrder.DispatchOrderOverdue;
import org.vigil.reporting.dispatch.domain.DispatchOrder.DispatchOrderRefused;
import org.vigil.reporting.dispatch.domain.DispatchOrder.DispatchOrderUnanswered;
import org.vigil.reporting.dispatch.domain.DispatchOrder.DispatchOrderWithdrawn;
import org.vigil.reporting.dispatch.view.DispatchOrders.Order;

/**
 * An order as its events tell it, up to any of them; {@link DispatchView} says the same of the
 * last.
 */
public final class DispatchPast {

  private final Recorded<DispatchOrder.Event> first;
  private final DispatchOrderIssued issued;
  private final int version;
  private String status = "ISSUED";
  private @Nullable Instant answeredAt;
  private @Nullable Instant closedAt;
  private boolean byPhone;

  private DispatchPast(List<Recorded<DispatchOrder.Event>> known, DispatchOrderIssued issued) {
    this.first = known.getFirst();
    this.issued = issued;
    this.version = known.getLast().version();
    known.forEach(this::apply);
  }

  /** The order that had come about by these events of its stream; empty without any. */
  public static Optional<Order> order(List<Recorded<DispatchOrder.Event>> known) {
    return !known.isEmpty() && known.getFirst().event() instanceof DispatchOrderIssued issued
        ? Optional.of(new DispatchPast(known, issued).shown())
        : Optional.empty();
  }

  private void apply(Recorded<DispatchOrder.Event> recorded) {
    Instant at = recorded.recordedAt();
    byPhone = recorded.event() instanceof DispatchOrderAnswerTakenByPhone;
    switch (recorded.event()) {
      case DispatchOrderIssued _, DispatchOrderAnswerTakenByPhone _ -> {}
      case DispatchOrderUnanswered _ -> status = "UNANSWERED";
      case DispatchOrderAcknowledged _ -> {
        status = "ACKNOWLEDGED";
        answeredAt = at;
      }
      case DispatchOrderOverdue _ -> status = "OVERDUE";
      case DispatchOrderRefused _ -> {
        status = "REFUSED";
        answeredAt = at;
        closedAt = at;
      }
      case DispatchOrderCompleted _ -> {
        status = "COMPLETED";
        closedAt = at;
      }
      case DispatchOrderWithdrawn _ -> {
        status = "WITHDRAWN";
        closedAt = at;
      }
    }
  }

  private Order shown() {
    return new Order(
        first.stream().key(),
        issued.department(),
        status,
        issued.by(),
        issued.order(),
        issued.escalationId(),
        first.recordedAt(),
        issued.answerBy(),
        issued.completeBy(),
        answeredAt,
        closedAt,
        byPhone,
        version);
  }
}
