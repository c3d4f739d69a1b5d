package org.vigil.reporting.escalation.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.PersonalColumns;
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
import org.vigil.reporting.escalation.domain.Level;

/** Everything that ever held of an escalation, from when to when. */
public final class EscalationPastView implements Projection {

  public static final String NAME = "escalation-past-1";

  /**
   * What held until now; a clock that steps back gives it no time at all rather than less. An event
   * that comes again ends nothing.
   */
  private static final String CLOSED =
      """
      with closed as (
        update escalation_past
        set recorded_until = greatest(?::timestamptz, recorded_from, valid_from)
        where id = ? and version < ? and recorded_until is null returning *
      )
      """;

  /** A matter that comes up again was not open before it was resolved, however old the fact. */
  private static final String RAISE =
      CLOSED
          + """
          insert into escalation_past (id, version, occurrence, kind, obligation, severity,
            department, subject_kind, subject_id, subject_name, person_id, dedupe_key, level,
            status, since, raised_at, due_at, signals, valid_from, recorded_from)
          select n.id, ?, ?, ?, ?, ?, ?, ?, ?, ?::text, ?::text, ?, ?, 'OPEN', n.since, n.at, ?, 1,
            greatest(least(n.since, n.at), c.recorded_from), greatest(n.at, c.recorded_until)
          from (values (?::text, ?::timestamptz, ?::timestamptz)) as n (id, since, at)
          left join closed c on true
          where not exists (select from escalation_past p where p.id = n.id and p.version >= ?)
          """;

  private static final String CHANGE =
      CLOSED
          + """
          insert into escalation_past
          select id, ?, occurrence, kind, obligation, severity, coalesce(?::text, department),
            subject_kind, subject_id, subject_name, person_id, dedupe_key, coalesce(?::text, level),
            coalesce(?::text, status), since, raised_at,
            case when ?::text is null then due_at else ?::timestamptz end, signals + ?,
            recorded_until, recorded_until, null
          from closed
          """;

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
    return Set.of("escalation_past");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(EscalationEvent.class);
  }

  @Override
  public List<PersonalColumns> personalColumns() {
    return List.of(
        new PersonalColumns(
            "escalation_past",
            "person_id",
            Map.of("subject_name", PersonalColumns.textIfAny("subject_name"))));
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
    switch (change) {
      case EscalationRaised raised -> raise(event, raised, rows);
      case SignalAdded _ -> change(event, rows, null, null, null, 1);
      case TransferAccepted(_, _, var to, _) -> hand(event, rows, to);
      case EscalationSnoozed(var level, _, _, var until) ->
          change(event, rows, level, "SNOOZED", until, 0);
      case SnoozeEnded(var level, var dueAt) -> change(event, rows, level, "OPEN", dueAt, 0);
      // What these say is read in the escalation's history.
      case UnstaffedLevelSkipped _,
          EscalationCorrected _,
          TransferOffered _,
          TransferFailed _,
          BuckPassingSuspected _,
          SnoozeAsked _,
          MajorDecisionRecorded _ -> {}
      case EscalationClimbed(_, var to, _, var dueAt) -> change(event, rows, to, "OPEN", dueAt, 0);
      case EscalationReminded(var level, _, var dueAt) ->
          change(event, rows, level, "OPEN", dueAt, 0);
      case EscalationAcknowledged(var level, _, var resolveBy, _, _) ->
          change(event, rows, level, "ACKNOWLEDGED", resolveBy, 0);
      case EscalationResolved(var level, _, _, _, _) ->
          change(event, rows, level, "RESOLVED", null, 0);
    }
  }

  private static void raise(Recorded<Object> event, EscalationRaised raised, SqlBatch rows)
      throws SQLException {
    String id = event.stream().key();
    rows.add(
        RAISE,
        event.recordedAt(),
        id,
        event.version(),
        event.version(),
        raised.occurrence(),
        raised.kind(),
        raised.kind().obligation(),
        raised.severity(),
        raised.department(),
        raised.subject().kind(),
        raised.subject().id(),
        raised.subject().maskedName(),
        raised.subject().subjectId(),
        raised.dedupeKey(),
        raised.level(),
        raised.ackDueAt(),
        id,
        raised.since(),
        event.recordedAt(),
        event.version());
  }

  private static void hand(Recorded<Object> event, SqlBatch rows, String department)
      throws SQLException {
    rows.add(
        CHANGE,
        event.recordedAt(),
        event.stream().key(),
        event.version(),
        event.version(),
        department,
        null,
        null,
        null,
        null,
        0);
  }

  /** A status says that the due time is a new one, too; without a status everything stays. */
  private static void change(
      Recorded<Object> event,
      SqlBatch rows,
      @Nullable Level level,
      @Nullable String status,
      @Nullable Object dueAt,
      int signals)
      throws SQLException {
    rows.add(
        CHANGE,
        event.recordedAt(),
        event.stream().key(),
        event.version(),
        event.version(),
        null,
        level,
        status,
        status,
        dueAt,
        signals);
  }
}
