package org.vigil.reporting.escalation.view;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.PersonalColumns;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;
import org.vigil.reporting.escalation.domain.EscalationEvent;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationAcknowledged;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationClimbed;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationRaised;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationReminded;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationResolved;
import org.vigil.reporting.escalation.domain.EscalationEvent.SignalAdded;
import org.vigil.reporting.escalation.domain.EscalationEvent.UnstaffedLevelSkipped;
import org.vigil.reporting.escalation.domain.Level;
import org.vigil.reporting.escalation.domain.SignalKind;
import org.vigil.reporting.escalation.domain.Subject;

/**
 * Escalations as they stand, and the feed of what changed. The feed's numbers are counted up here
 * in the order of the log, so a rebuilt feed is the same feed.
 */
public final class EscalationFeedView implements Projection {

  public static final String NAME = "escalation-feed-2";

  private static final String UPSERT =
      """
      insert into escalation (id, occurrence, kind, obligation, severity, department,
        subject_kind, subject_id, subject_name, person_id, dedupe_key, level, status, since,
        raised_at, due_at, signals, version)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', ?, ?, ?, 1, ?)
      on conflict (id) do update set occurrence = excluded.occurrence, kind = excluded.kind,
        obligation = excluded.obligation, severity = excluded.severity,
        department = excluded.department, subject_kind = excluded.subject_kind,
        subject_id = excluded.subject_id, subject_name = excluded.subject_name,
        person_id = excluded.person_id,
        dedupe_key = excluded.dedupe_key, level = excluded.level,
        status = 'OPEN', since = excluded.since, raised_at = excluded.raised_at,
        due_at = excluded.due_at, signals = 1, version = excluded.version
      """;

  private static final String ITEM =
      """
      insert into feed_item (sequence, escalation_id, change, at, level, severity, obligation,
        department, summary_zh, summary_en, subject_kind, subject_id, subject_name, person_id, since,
        ack_due_at, dedupe_key)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  /** What an item repeats of its escalation. */
  private record Matter(
      SignalKind kind, String department, Subject subject, Instant since, String dedupeKey) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of("escalation", "feed_item");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(EscalationEvent.class);
  }

  @Override
  public List<PersonalColumns> personalColumns() {
    Map<String, String> name = Map.of("subject_name", PersonalColumns.textIfAny("subject_name"));
    return List.of(
        new PersonalColumns("escalation", "person_id", name),
        new PersonalColumns("feed_item", "person_id", name));
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch items = new SqlBatch(tx);
        SqlBatch rows = new SqlBatch(tx)) {
      Batch batch = new Batch(tx, rows, items, lastSequence(tx));
      for (Recorded<Object> event : events) {
        if (event.event() instanceof EscalationEvent change) {
          batch.add(event, change);
        }
      }
    }
  }

  private static long lastSequence(Connection tx) throws SQLException {
    try (PreparedStatement statement =
            tx.prepareStatement("select coalesce(max(sequence), 0) from feed_item");
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private static final class Batch {

    private final Connection tx;
    private final SqlBatch rows;
    private final SqlBatch items;
    private final Map<String, Matter> matters = new HashMap<>();
    private long sequence;

    Batch(Connection tx, SqlBatch rows, SqlBatch items, long sequence) {
      this.tx = tx;
      this.rows = rows;
      this.items = items;
      this.sequence = sequence;
    }

    void add(Recorded<Object> event, EscalationEvent change) throws SQLException {
      String id = event.stream().key();
      switch (change) {
        case EscalationRaised raised -> raise(event, id, raised);
        case SignalAdded _ ->
            rows.add(
                "update escalation set signals = signals + 1, version = ? where id = ?",
                event.version(),
                id);
        case UnstaffedLevelSkipped _ -> touch(event, id);
        case EscalationClimbed(_, var to, _, var dueAt) -> {
          move(event, id, to, "OPEN", dueAt);
          item(event, id, "CLIMBED", to, dueAt);
        }
        case EscalationReminded(var level, _, var dueAt) -> {
          move(event, id, level, "OPEN", dueAt);
          item(event, id, "REMINDED", level, dueAt);
        }
        case EscalationAcknowledged(var level, _, var resolveBy, _, _) -> {
          move(event, id, level, "ACKNOWLEDGED", resolveBy);
          item(event, id, "ACKNOWLEDGED", level, resolveBy);
        }
        case EscalationResolved(var level, _, _, _, _) -> {
          move(event, id, level, "RESOLVED", null);
          item(event, id, "RESOLVED", level, null);
        }
      }
    }

    private void raise(Recorded<Object> event, String id, EscalationRaised raised)
        throws SQLException {
      SignalKind kind = raised.kind();
      Subject subject = raised.subject();
      matters.put(
          id, new Matter(kind, raised.department(), subject, raised.since(), raised.dedupeKey()));
      rows.add(
          UPSERT,
          id,
          raised.occurrence(),
          kind,
          kind.obligation(),
          kind.severity(),
          raised.department(),
          subject.kind(),
          subject.id(),
          subject.maskedName(),
          subject.subjectId(),
          raised.dedupeKey(),
          raised.level(),
          raised.since(),
          event.recordedAt(),
          raised.ackDueAt(),
          event.version());
      item(event, id, "RAISED", raised.level(), raised.ackDueAt());
      for (Level copy : raised.copies()) {
        item(event, id, "NOTIFIED", copy, null);
      }
    }

    private void move(
        Recorded<Object> event, String id, Level level, String status, @Nullable Instant dueAt)
        throws SQLException {
      rows.add(
          "update escalation set level = ?, status = ?, due_at = ?, version = ? where id = ?",
          level,
          status,
          dueAt,
          event.version(),
          id);
    }

    private void touch(Recorded<Object> event, String id) throws SQLException {
      rows.add("update escalation set version = ? where id = ?", event.version(), id);
    }

    private void item(
        Recorded<Object> event, String id, String change, Level level, @Nullable Instant dueAt)
        throws SQLException {
      Matter matter = matter(id);
      items.add(
          ITEM,
          ++sequence,
          id,
          change,
          event.recordedAt(),
          level,
          matter.kind().severity(),
          matter.kind().obligation(),
          matter.department(),
          matter.kind().zh(),
          matter.kind().en(),
          matter.subject().kind(),
          matter.subject().id(),
          matter.subject().maskedName(),
          matter.subject().subjectId(),
          matter.since(),
          dueAt,
          matter.dedupeKey());
    }

    private Matter matter(String id) throws SQLException {
      Matter known = matters.get(id);
      if (known == null) {
        known = readMatter(id);
        matters.put(id, known);
      }
      return known;
    }

    private Matter readMatter(String id) throws SQLException {
      try (PreparedStatement statement =
          tx.prepareStatement(
              "select kind, department, subject_kind, subject_id, subject_name, person_id, since,"
                  + " dedupe_key from escalation where id = ?")) {
        statement.setString(1, id);
        try (ResultSet row = statement.executeQuery()) {
          if (!row.next()) {
            throw new IllegalStateException("an escalation changes that was never raised");
          }
          return new Matter(
              SignalKind.valueOf(row.getString(1)),
              row.getString(2),
              new Subject(row.getString(3), row.getString(4), row.getString(5), row.getString(6)),
              row.getObject(7, OffsetDateTime.class).toInstant(),
              row.getString(8));
        }
      }
    }
  }
}
