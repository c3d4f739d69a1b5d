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
        raised_at, due_at, signals, version, rule, decisions)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', ?, ?, ?, 1, ?, ?, 0)
      on conflict (id) do update set occurrence = excluded.occurrence, kind = excluded.kind,
        obligation = excluded.obligation, severity = excluded.severity,
        department = excluded.department, subject_kind = excluded.subject_kind,
        subject_id = excluded.subject_id, subject_name = excluded.subject_name,
        person_id = excluded.person_id,
        dedupe_key = excluded.dedupe_key, level = excluded.level,
        status = 'OPEN', since = excluded.since, raised_at = excluded.raised_at,
        due_at = excluded.due_at, signals = 1, version = excluded.version,
        rule = excluded.rule, decisions = 0, offered_to = null, offer = null
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
      SignalKind kind,
      String severity,
      String department,
      Subject subject,
      Instant since,
      String dedupeKey) {

    Matter of(String another) {
      return new Matter(kind, severity, another, subject, since, dedupeKey);
    }

    /** What corrects it may not say whose name it was. */
    Matter about(Subject another) {
      return another.maskedName() == null
          ? this
          : new Matter(kind, severity, department, another, since, dedupeKey);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int revision() {
    return 3;
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
      Map<String, Integer> told = told(tx, events);
      for (Recorded<Object> event : events) {
        // What comes again is in the feed already.
        if (event.event() instanceof EscalationEvent change
            && event.version() > told.getOrDefault(event.stream().key(), 0)) {
          told.put(event.stream().key(), event.version());
          batch.add(event, change);
        }
      }
    }
  }

  /** Up to which version the escalations that a batch is about have been told of. */
  private static Map<String, Integer> told(Connection tx, List<Recorded<Object>> events)
      throws SQLException {
    Map<String, Integer> versions = new HashMap<>();
    try (PreparedStatement statement =
        tx.prepareStatement("select id, version from escalation where id = any (?)")) {
      statement.setArray(
          1,
          tx.createArrayOf(
              "text", events.stream().map(event -> event.stream().key()).distinct().toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          versions.put(row.getString(1), row.getInt(2));
        }
      }
    }
    return versions;
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
    private final Map<String, String> levels = new HashMap<>();
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
        case SignalAdded _ -> {
          rows.add(
              "update escalation set signals = signals + 1, version = ? where id = ?",
              event.version(),
              id);
          if (matter(id).kind().tellsWhatIsAdded()) {
            item(event, id, "ADDED", level(id), null);
          }
        }
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
        case EscalationSnoozed(var level, _, _, var until) -> {
          move(event, id, level, "SNOOZED", until);
          item(event, id, "SNOOZED", level, until);
        }
        case SnoozeEnded(var level, var dueAt) -> {
          move(event, id, level, "OPEN", dueAt);
          item(event, id, "RETURNED", level, dueAt);
        }
        case SnoozeAsked _, BuckPassingSuspected _ -> touch(event, id);
        case EscalationCorrected(_, var subject) -> correct(event, id, subject);
        case TransferOffered offered -> {
          rows.add(
              "update escalation set offered_to = ?, offer = ?, version = ? where id = ?",
              offered.to(),
              offered.number(),
              event.version(),
              id);
          item(
              event,
              id,
              matter(id).of(offered.to()),
              "TRANSFER_OFFERED",
              level(id),
              offered.acceptBy());
        }
        case TransferAccepted(_, _, var to, _) -> hand(event, id, to, "TRANSFERRED");
        case TransferFailed(_, var from, _, _, _, _) -> hand(event, id, from, "TRANSFER_FAILED");
        case MajorDecisionRecorded(var number, var level, _, _, _) -> {
          rows.add(
              "update escalation set decisions = ?, version = ? where id = ?",
              number,
              event.version(),
              id);
          item(event, id, "DECIDED", level, null);
        }
      }
    }

    private void hand(Recorded<Object> event, String id, String department, String change)
        throws SQLException {
      matters.put(id, matter(id).of(department));
      rows.add(
          "update escalation set department = ?, offered_to = null, offer = null, version = ?"
              + " where id = ?",
          department,
          event.version(),
          id);
      item(event, id, change, level(id), null);
    }

    /** What was told stays as it was; the row and what follows say it as it is now. */
    private void correct(Recorded<Object> event, String id, Subject subject) throws SQLException {
      Subject now = matter(id).about(subject).subject();
      matters.put(id, matter(id).about(subject));
      rows.add(
          "update escalation set subject_name = ?, person_id = ?, version = ? where id = ?",
          now.maskedName(),
          now.subjectId(),
          event.version(),
          id);
      item(event, id, "CORRECTED", level(id), null);
    }

    private void raise(Recorded<Object> event, String id, EscalationRaised raised)
        throws SQLException {
      SignalKind kind = raised.kind();
      Subject subject = raised.subject();
      matters.put(
          id,
          new Matter(
              kind,
              raised.severity().name(),
              raised.department(),
              subject,
              raised.since(),
              raised.dedupeKey()));
      rows.add(
          UPSERT,
          id,
          raised.occurrence(),
          kind,
          kind.obligation(),
          raised.severity(),
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
          event.version(),
          raised.rule());
      levels.put(id, raised.level().name());
      item(event, id, "RAISED", raised.level(), raised.ackDueAt());
      for (Level copy : raised.copies()) {
        item(event, id, "NOTIFIED", copy, null);
      }
    }

    private void move(
        Recorded<Object> event, String id, Level level, String status, @Nullable Instant dueAt)
        throws SQLException {
      levels.put(id, level.name());
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
      item(event, id, matter(id), change, level.name(), dueAt);
    }

    private void item(
        Recorded<Object> event, String id, String change, String level, @Nullable Instant dueAt)
        throws SQLException {
      item(event, id, matter(id), change, level, dueAt);
    }

    private void item(
        Recorded<Object> event,
        String id,
        Matter matter,
        String change,
        String level,
        @Nullable Instant dueAt)
        throws SQLException {
      items.add(
          ITEM,
          ++sequence,
          id,
          change,
          event.recordedAt(),
          level,
          matter.severity(),
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

    private String level(String id) throws SQLException {
      if (!levels.containsKey(id)) {
        readMatter(id);
      }
      return levels.get(id);
    }

    /** The rows are as they were before this batch, so what the batch itself said comes first. */
    private Matter readMatter(String id) throws SQLException {
      try (PreparedStatement statement =
          tx.prepareStatement(
              "select kind, severity, department, subject_kind, subject_id, subject_name,"
                  + " person_id, since, dedupe_key, level from escalation where id = ?")) {
        statement.setString(1, id);
        try (ResultSet row = statement.executeQuery()) {
          if (!row.next()) {
            throw new IllegalStateException("an escalation changes that was never raised");
          }
          levels.putIfAbsent(id, row.getString(10));
          return new Matter(
              SignalKind.valueOf(row.getString(1)),
              row.getString(2),
              row.getString(3),
              new Subject(row.getString(4), row.getString(5), row.getString(6), row.getString(7)),
              row.getObject(8, OffsetDateTime.class).toInstant(),
              row.getString(9));
        }
      }
    }
  }
}
