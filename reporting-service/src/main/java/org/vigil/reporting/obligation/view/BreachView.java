package org.vigil.reporting.obligation.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;
import org.vigil.reporting.escalation.domain.EscalationEvent;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationClimbed;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationCorrected;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationRaised;
import org.vigil.reporting.escalation.domain.EscalationEvent.SignalAdded;
import org.vigil.reporting.escalation.domain.Level;
import org.vigil.reporting.escalation.domain.SignalKind;

/** Writes {@code obligation_breach}. A row is an event and never changes. */
public final class BreachView implements Projection {

  public static final String NAME = "obligation-breach-1";

  /** The office has not acknowledged in time: its own obligation (4.2-c). */
  public static final String NOT_ACKNOWLEDGED = "NOT_ACKNOWLEDGED";

  /** The obligation of the office that an unacknowledged matter is about. */
  public static final String OFFICE_OBLIGATION = "4.2-c";

  private static final String RAISED =
      """
      insert into obligation_breach values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
      """;

  /** A further signal repeats what its escalation said first. */
  private static final String ADDED =
      """
      insert into obligation_breach
      select ?, ?, escalation_id, ?, obligation, department, kind, weight, subject_kind, subject_id, ?
      from obligation_breach
      where escalation_id = ? and kind <> 'NOT_ACKNOWLEDGED' and weight <> 'LIFTED'
      order by position desc limit 1 on conflict do nothing
      """;

  /**
   * A correction takes back all that its escalation said of some kinds before; and of a late report
   * that was owed, as that is corrected only when it never was.
   */
  private static final String CORRECTED =
      """
      insert into obligation_breach
      select ?, ?, escalation_id, ?, obligation, department, kind, 'LIFTED', subject_kind, subject_id, ?
      from obligation_breach where escalation_id = ? and (kind = any(?)
        or kind = 'REPORT_LATE' and subject_kind in ('visit', 'expected-report'))
      order by position desc limit 1 on conflict do nothing
      """;

  private static final List<String> LIFTED =
      Arrays.stream(SignalKind.values()).filter(Weight::isLifted).map(Enum::name).toList();

  @Override
  public String name() {
    return NAME;
  }

  /** The first knew nothing of corrections, the second of few. */
  @Override
  public int revision() {
    return 3;
  }

  @Override
  public Set<String> tables() {
    return Set.of("obligation_breach");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(EscalationEvent.class);
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch rows = new SqlBatch(tx)) {
      for (Recorded<Object> event : events) {
        if (event.event() instanceof EscalationEvent change) {
          apply(event, change, rows);
        }
      }
    }
  }

  private static void apply(Recorded<Object> event, EscalationEvent change, SqlBatch rows)
      throws SQLException {
    String escalation = event.stream().key();
    switch (change) {
      case EscalationRaised raised ->
          rows.add(
              RAISED,
              event.id(),
              event.position(),
              escalation,
              raised.causeId(),
              raised.kind().obligation(),
              raised.department(),
              raised.kind(),
              Weight.of(raised.kind()),
              raised.subject().kind(),
              raised.subject().id(),
              event.recordedAt());
      case SignalAdded(var causeId, _) ->
          rows.add(ADDED, event.id(), event.position(), causeId, event.recordedAt(), escalation);
      case EscalationCorrected(var causeId, _) ->
          rows.add(
              CORRECTED,
              event.id(),
              event.position(),
              causeId,
              event.recordedAt(),
              escalation,
              LIFTED);
      case EscalationClimbed climbed
          when climbed.from() == Level.L2
              && climbed.why() == EscalationClimbed.Why.NOT_ACKNOWLEDGED ->
          rows.add(
              RAISED,
              event.id(),
              event.position(),
              escalation,
              event.id().toString(),
              OFFICE_OBLIGATION,
              null,
              NOT_ACKNOWLEDGED,
              Weight.BREACH,
              "escalation",
              escalation,
              event.recordedAt());
      default -> {}
    }
  }
}
