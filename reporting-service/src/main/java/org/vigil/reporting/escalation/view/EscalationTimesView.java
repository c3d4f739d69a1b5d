package org.vigil.reporting.escalation.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;
import org.vigil.reporting.escalation.domain.EscalationEvent;
import org.vigil.reporting.escalation.domain.EscalationEvent.BuckPassingSuspected;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationAcknowledged;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationClimbed;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationCorrected;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationRaised;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationReminded;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationResolved;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationSnoozed;
import org.vigil.reporting.escalation.domain.EscalationEvent.MajorDecisionRecorded;
import org.vigil.reporting.escalation.domain.EscalationEvent.SignalAdded;
import org.vigil.reporting.escalation.domain.EscalationEvent.SnoozeAsked;
import org.vigil.reporting.escalation.domain.EscalationEvent.SnoozeEnded;
import org.vigil.reporting.escalation.domain.EscalationEvent.TransferAccepted;
import org.vigil.reporting.escalation.domain.EscalationEvent.TransferFailed;
import org.vigil.reporting.escalation.domain.EscalationEvent.TransferOffered;
import org.vigil.reporting.escalation.domain.EscalationEvent.UnstaffedLevelSkipped;

/**
 * How long each matter took from the first proof that somebody knew until somebody took it on, the
 * leader decided and it was done (4.2-c, 2-b). A matter that came up twice has two rows.
 */
public final class EscalationTimesView implements Projection {

  public static final String NAME = "escalation-times-1";

  private static final String RAISE =
      """
      insert into escalation_times (id, occurrence, version, kind, obligation, severity,
        department, since, raised_at, entry_level, top_level, offers)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
      on conflict (id, occurrence) do nothing
      """;

  /** One that is open; there is at most one of each id. An event that comes again finds none. */
  private static final String OPEN =
      ", version = ? where id = ? and resolved_at is null and coalesce(version, 0) < ?";

  @Override
  public String name() {
    return NAME;
  }

  /** Rows of the first have no version. */
  @Override
  public int revision() {
    return 2;
  }

  @Override
  public Set<String> tables() {
    return Set.of("escalation_times");
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
    Instant at = event.recordedAt();
    switch (change) {
      // A reminder is nothing that somebody was to take on: it counts in no time and no rate.
      case EscalationRaised raised when raised.kind().isReminder() -> {}
      case EscalationRaised raised ->
          rows.add(
              RAISE,
              event.stream().key(),
              raised.occurrence(),
              event.version(),
              raised.kind(),
              raised.kind().obligation(),
              raised.severity(),
              raised.department(),
              raised.since(),
              at,
              raised.level(),
              raised.level());
      case EscalationClimbed(_, var to, _, _) -> change(event, rows, "top_level = ?", to);
      case EscalationAcknowledged(var level, _, _, _, _) ->
          change(
              event,
              rows,
              "acknowledged_level = coalesce(acknowledged_level, ?),"
                  + " acknowledged_at = coalesce(acknowledged_at, ?)",
              level,
              at);
      case MajorDecisionRecorded _ ->
          change(event, rows, "decided_at = coalesce(decided_at, ?)", at);
      case TransferOffered offered -> change(event, rows, "offers = ?", offered.number());
      case TransferAccepted(_, _, var to, _) -> change(event, rows, "department = ?", to);
      case EscalationResolved(_, _, var outcome, _, _) ->
          change(event, rows, "resolved_at = ?, outcome = ?", at, outcome);
      // None of these starts or ends a time that is measured.
      case SignalAdded _,
          UnstaffedLevelSkipped _,
          EscalationReminded _,
          EscalationCorrected _,
          TransferFailed _,
          BuckPassingSuspected _,
          SnoozeAsked _,
          EscalationSnoozed _,
          SnoozeEnded _ -> {}
    }
  }

  private static void change(Recorded<Object> event, SqlBatch rows, String set, Object... values)
      throws SQLException {
    List<Object> parameters = new ArrayList<>(List.of(values));
    parameters.addAll(List.of(event.version(), event.stream().key(), event.version()));
    rows.add("update escalation_times set " + set + OPEN, parameters.toArray());
  }
}
