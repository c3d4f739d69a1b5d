package org.vigil.reporting.leadertask.view;

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
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationAcknowledged;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationClimbed;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationRaised;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationResolved;
import org.vigil.reporting.escalation.domain.EscalationEvent.MajorDecisionRecorded;
import org.vigil.reporting.escalation.domain.EscalationEvent.TransferAccepted;
import org.vigil.reporting.escalation.domain.Level;

/**
 * When each matter came to a leader's level, was taken on there, and went on. A matter that came up
 * twice has two rows.
 */
public final class LeaderMatterView implements Projection {

  public static final String NAME = "leader-matter-1";

  private static final String RAISE =
      """
      insert into leader_matter (id, occurrence, version, department, %1$s_at, %1$s_due)
      values (?, ?, ?, ?, ?, ?) on conflict (id, occurrence) do nothing
      """;
  private static final String RAISE_BELOW =
      """
      insert into leader_matter (id, occurrence, version, department) values (?, ?, ?, ?)
      on conflict (id, occurrence) do nothing
      """;

  /** One that is open; there is at most one of each id. An event that comes again finds none. */
  private static final String OPEN =
      ", version = ? where id = ? and resolved_at is null and version < ?";

  /** Whoever takes it on, it waits no longer for those to whom it had come. */
  private static final String TAKEN =
      """
      l3_taken_at = case when l3_at is not null and l3_left_at is null
        then coalesce(l3_taken_at, ?) else l3_taken_at end,
      l4_taken_at = case when l4_at is not null and l4_left_at is null
        then coalesce(l4_taken_at, ?) else l4_taken_at end,
      l5_taken_at = case when l5_at is not null then coalesce(l5_taken_at, ?) else l5_taken_at end\
      """;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of("leader_matter");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(
        EscalationRaised.class,
        EscalationClimbed.class,
        EscalationAcknowledged.class,
        MajorDecisionRecorded.class,
        TransferAccepted.class,
        EscalationResolved.class);
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
      // A reminder is nothing that somebody is to take on.
      case EscalationRaised raised when raised.kind().isReminder() -> {}
      case EscalationRaised raised -> raise(event, raised, rows);
      case EscalationClimbed(var from, var to, _, var due) -> {
        List<Object> values = new ArrayList<>();
        String set = "";
        if (isLeaders(from)) {
          set += column(from) + "_left_at = ?, ";
          values.add(at);
        }
        if (isLeaders(to)) {
          set += "%1$s_at = ?, %1$s_due = ?, ".formatted(column(to));
          values.add(at);
          values.add(due);
        }
        // Between the lower levels nothing is a leader's.
        if (!values.isEmpty()) {
          change(event, rows, set.substring(0, set.length() - 2), values);
        }
      }
      case EscalationAcknowledged _ -> change(event, rows, TAKEN, List.of(at, at, at));
      case MajorDecisionRecorded _ ->
          change(event, rows, "decided_at = coalesce(decided_at, ?)", List.of(at));
      case TransferAccepted it -> change(event, rows, "department = ?", List.of(it.to()));
      case EscalationResolved _ -> change(event, rows, "resolved_at = ?", List.of(at));
      default -> {
        // Nothing else is read.
      }
    }
  }

  private static void raise(Recorded<Object> event, EscalationRaised raised, SqlBatch rows)
      throws SQLException {
    String id = event.stream().key();
    if (isLeaders(raised.level())) {
      rows.add(
          RAISE.formatted(column(raised.level())),
          id,
          raised.occurrence(),
          event.version(),
          raised.department(),
          event.recordedAt(),
          raised.ackDueAt());
    } else {
      rows.add(RAISE_BELOW, id, raised.occurrence(), event.version(), raised.department());
    }
  }

  private static boolean isLeaders(Level level) {
    return level.compareTo(Level.L3) >= 0;
  }

  private static String column(Level level) {
    return switch (level) {
      case L3 -> "l3";
      case L4 -> "l4";
      case L5 -> "l5";
      default -> throw new IllegalArgumentException("no leader's level");
    };
  }

  private static void change(Recorded<Object> event, SqlBatch rows, String set, List<Object> values)
      throws SQLException {
    List<Object> parameters = new ArrayList<>(values);
    parameters.addAll(List.of(event.version(), event.stream().key(), event.version()));
    rows.add("update leader_matter set " + set + OPEN, parameters.toArray());
  }
}
