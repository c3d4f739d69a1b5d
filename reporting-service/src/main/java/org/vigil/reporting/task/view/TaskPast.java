package org.vigil.reporting.task.view;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.Recorded;
import org.vigil.reporting.parameter.domain.Rule;
import org.vigil.reporting.task.domain.Task;
import org.vigil.reporting.task.domain.Task.TaskAssigned;
import org.vigil.reporting.task.domain.Task.TaskCompleted;
import org.vigil.reporting.task.domain.Task.TaskOfLeaderNeglected;
import org.vigil.reporting.task.domain.Task.TaskOfLeaderWatched;
import org.vigil.reporting.task.domain.Task.TaskOverdue;
import org.vigil.reporting.task.domain.Task.TaskWithdrawn;
import org.vigil.reporting.task.view.Tasks.Listed;

/** A task as its events tell it, up to any of them; {@link TaskView} says the same of the last. */
public final class TaskPast {

  private TaskPast() {}

  /** The task that has come about by these events of its stream; empty without any. */
  public static Optional<Listed> of(List<Recorded<Task.Event>> known) {
    Recorded<Task.Event> first = known.isEmpty() ? null : known.getFirst();
    if (first == null || !(first.event() instanceof TaskAssigned task)) {
      return Optional.empty();
    }
    String status = "OPEN";
    Instant endedAt = null;
    boolean overdue = false;
    Duration lateBy = null;
    for (Recorded<Task.Event> recorded : known) {
      switch (recorded.event()) {
        case TaskAssigned _ -> {}
        case TaskCompleted done -> {
          status = "COMPLETED";
          endedAt = recorded.recordedAt();
          lateBy = done.lateBy();
        }
        case TaskWithdrawn _ -> {
          status = "WITHDRAWN";
          endedAt = recorded.recordedAt();
        }
        case TaskOverdue _ -> overdue = true;
        // What follows for the leader is told by its escalation.
        case TaskOfLeaderWatched _, TaskOfLeaderNeglected _ -> {}
      }
    }
    return Optional.of(listed(first, task, status, endedAt, overdue, lateBy));
  }

  private static Listed listed(
      Recorded<Task.Event> first,
      TaskAssigned task,
      String status,
      @Nullable Instant endedAt,
      boolean overdue,
      @Nullable Duration lateBy) {
    Rule rule = task.within();
    return new Listed(
        first.stream().key(),
        task.department(),
        Mask.NAME.of(task.name()),
        status,
        task.title(),
        task.assignedAt(),
        task.dueAt(),
        endedAt,
        overdue,
        lateBy == null ? null : lateBy.toSeconds(),
        rule == null ? null : rule.name(),
        rule == null ? null : rule.value(),
        first.position());
  }
}
