package org.vigil.reporting.dispatch.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.PersonalColumns;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.eventsourcing.projection.SqlBatch;
import org.vigil.reporting.dispatch.domain.DispatchOrder;
import org.vigil.reporting.dispatch.domain.DispatchOrder.DispatchOrderAcknowledged;
import org.vigil.reporting.dispatch.domain.DispatchOrder.DispatchOrderAnswerTakenByPhone;
import org.vigil.reporting.dispatch.domain.DispatchOrder.DispatchOrderCompleted;
import org.vigil.reporting.dispatch.domain.DispatchOrder.DispatchOrderIssued;
import org.vigil.reporting.dispatch.domain.DispatchOrder.DispatchOrderOverdue;
import org.vigil.reporting.dispatch.domain.DispatchOrder.DispatchOrderRefused;
import org.vigil.reporting.dispatch.domain.DispatchOrder.DispatchOrderUnanswered;
import org.vigil.reporting.dispatch.domain.DispatchOrder.DispatchOrderWithdrawn;

/** Orders as they stand, with the time of each step. */
public final class DispatchView implements Projection {

  public static final String NAME = "dispatch-order-1";

  private static final String STEP =
      "update dispatch_order set status = ?, answered_at = coalesce(answered_at, ?),"
          + " closed_at = ?, by_phone = false, version = ? where id = ?";
  private static final String BY_PHONE =
      "update dispatch_order set by_phone = true, version = ? where id = ?";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int revision() {
    return 2;
  }

  @Override
  public Set<String> tables() {
    return Set.of("dispatch_order");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(DispatchOrder.Event.class);
  }

  @Override
  public List<PersonalColumns> personalColumns() {
    return List.of(
        new PersonalColumns(
            "dispatch_order", "person_id", Map.of("wording", PersonalColumns.TEXT)));
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch rows = new SqlBatch(tx)) {
      for (Recorded<Object> event : events) {
        if (event.event() instanceof DispatchOrder.Event change) {
          apply(event, change, rows);
        }
      }
    }
  }

  private static String owner(StreamId stream, @Nullable String subjectId) {
    return subjectId == null ? PersonalColumns.ofNobody(stream) : subjectId;
  }

  private static void apply(Recorded<Object> event, DispatchOrder.Event change, SqlBatch rows)
      throws SQLException {
    String id = event.stream().key();
    Instant at = event.recordedAt();
    int version = event.version();
    switch (change) {
      case DispatchOrderIssued issued ->
          rows.add(
              "insert into dispatch_order (id, department, status, issued_by, wording, person_id,"
                  + " escalation_id, issued_at, answer_by, complete_by, version)"
                  + " values (?, ?, 'ISSUED', ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing",
              id,
              issued.department(),
              issued.by(),
              issued.order(),
              owner(event.stream(), issued.subjectId()),
              issued.escalationId(),
              at,
              issued.answerBy(),
              issued.completeBy(),
              version);
      case DispatchOrderUnanswered _ -> rows.add(STEP, "UNANSWERED", null, null, version, id);
      case DispatchOrderAcknowledged _ -> rows.add(STEP, "ACKNOWLEDGED", at, null, version, id);
      case DispatchOrderOverdue _ -> rows.add(STEP, "OVERDUE", null, null, version, id);
      case DispatchOrderRefused _ -> rows.add(STEP, "REFUSED", at, at, version, id);
      case DispatchOrderCompleted _ -> rows.add(STEP, "COMPLETED", null, at, version, id);
      case DispatchOrderAnswerTakenByPhone _ -> rows.add(BY_PHONE, version, id);
      case DispatchOrderWithdrawn _ -> rows.add(STEP, "WITHDRAWN", null, at, version, id);
    }
  }
}
