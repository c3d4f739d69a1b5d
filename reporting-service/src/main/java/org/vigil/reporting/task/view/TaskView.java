package org.vigil.reporting.task.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.PersonalColumns;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;
import org.vigil.reporting.parameter.domain.Rule;
import org.vigil.reporting.task.domain.Task;
import org.vigil.reporting.task.domain.Task.TaskAssigned;
import org.vigil.reporting.task.domain.Task.TaskCompleted;
import org.vigil.reporting.task.domain.Task.TaskOfLeaderNeglected;
import org.vigil.reporting.task.domain.Task.TaskOfLeaderWatched;
import org.vigil.reporting.task.domain.Task.TaskOverdue;
import org.vigil.reporting.task.domain.Task.TaskWithdrawn;

/** Writes {@code task}. */
public final class TaskView implements Projection {

  public static final String NAME = "task-1";

  private static final String ASSIGNED =
      """
      insert into task (id, version, position, department, subject_id, name, status, title,
        assigned_at, due_at, rule, rule_value)
      values (?, ?, ?, ?, ?, ?, 'OPEN', ?, ?, ?, ?, ?) on conflict (id) do nothing
      """;
  private static final String ENDED =
      """
      update task set status = ?, ended_at = ?, late_by_seconds = ?, version = ?
      where id = ? and version < ?
      """;
  private static final String OVERDUE =
      "update task set overdue = true, version = ? where id = ? and version < ?";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of("task");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(Task.Event.class);
  }

  @Override
  public List<PersonalColumns> personalColumns() {
    return List.of(
        new PersonalColumns(
            "task",
            "subject_id",
            Map.of("name", PersonalColumns.TEXT, "title", PersonalColumns.TEXT)));
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch batch = new SqlBatch(tx)) {
      for (Recorded<Object> recorded : events) {
        if (recorded.event() instanceof Task.Event event) {
          apply(recorded, event, batch);
        }
      }
    }
  }

  private static void apply(Recorded<Object> recorded, Task.Event event, SqlBatch batch)
      throws SQLException {
    String id = recorded.stream().key();
    int version = recorded.version();
    switch (event) {
      case TaskAssigned it -> {
        Rule rule = it.within();
        batch.add(
            ASSIGNED,
            id,
            version,
            recorded.position(),
            it.department(),
            it.subjectId(),
            Mask.NAME.of(it.name()),
            it.title(),
            it.assignedAt(),
            it.dueAt(),
            rule == null ? null : rule.name(),
            rule == null ? null : rule.value());
      }
      case TaskCompleted it ->
          batch.add(
              ENDED,
              "COMPLETED",
              recorded.recordedAt(),
              it.lateBy().toSeconds(),
              version,
              id,
              version);
      case TaskWithdrawn _ ->
          batch.add(ENDED, "WITHDRAWN", recorded.recordedAt(), null, version, id, version);
      case TaskOverdue _ -> batch.add(OVERDUE, version, id, version);
      // What follows for the leader is told by its escalation.
      case TaskOfLeaderWatched _, TaskOfLeaderNeglected _ -> {}
    }
  }
}
