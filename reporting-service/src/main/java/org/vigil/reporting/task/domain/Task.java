package org.vigil.reporting.task.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.Refusal;
import org.vigil.eventsourcing.Upcaster;
import org.vigil.reporting.parameter.domain.CitesRule;
import org.vigil.reporting.parameter.domain.Rule;

/** A task of one member, in its stages (2-e). */
public sealed interface Task {

  /** The time to do it where nobody names one. */
  String COMPLETE_WITHIN = "reporting.task-complete-within";

  /** How long a leader's task may stay undone after it was due before the leader hears of it. */
  String LEADER_OVERDUE_WITHIN = "reporting.leader-task-overdue-within";

  String COMPLETION = "completion";

  String LEADER = "leader";

  Category<Command, Task, Event> CATEGORY =
      new Category<>(
          "task",
          new Rules(),
          Event.class,
          Task::deadlines,
          (deadline, dueAt) ->
              deadline.equals(LEADER) ? new DetectNeglect(dueAt) : new DetectOverdue(dueAt));

  private static List<Change> deadlines(Event event) {
    return switch (event) {
      case TaskAssigned assigned -> List.of(new Change.Schedule(COMPLETION, assigned.dueAt()));
      case TaskCompleted _, TaskWithdrawn _ ->
          List.of(new Change.Cancel(COMPLETION), new Change.Cancel(LEADER));
      case TaskOfLeaderWatched watched -> List.of(new Change.Schedule(LEADER, watched.until()));
      case TaskOverdue _, TaskOfLeaderNeglected _ -> List.of();
    };
  }

  record NotAssigned() implements Task {}

  /**
   * @param watched until when a leader who is late has; null for everybody else, and once it was
   *     told
   */
  record Open(TaskAssigned assigned, @Nullable TaskOfLeaderWatched watched) implements Task {}

  record Ended(TaskAssigned assigned) implements Task {}

  /** What can be asked. */
  sealed interface Command {}

  /**
   * @param dueAt until when; null for the rule
   */
  record AssignTask(
      String title,
      String department,
      String subjectId,
      String name,
      @Nullable Instant dueAt,
      Rule within,
      Instant now)
      implements Command {}

  record CompleteTask(String result, Instant now) implements Command {}

  record WithdrawTask(String reason) implements Command {}

  record DetectOverdue(Instant dueAt) implements Command {}

  /** Whose task is overdue holds a role of the leading group (4.1-c). */
  record WatchLeader(String role, Rule within) implements Command {}

  record DetectNeglect(Instant until) implements Command {}

  /** What happens. */
  sealed interface Event {}

  /**
   * 任务下达.
   *
   * @param title what is to be done; it may name people, and is the member's as the name is
   * @param department for whose matters the member acts
   * @param within the rule behind the time; null where somebody has named it
   */
  @EventType(value = "task-assigned", version = 2, upcasters = TitleWasInTheClear.class)
  record TaskAssigned(
      @Personal String title,
      String department,
      String subjectId,
      @Personal(mask = Mask.NAME) String name,
      Instant assignedAt,
      Instant dueAt,
      @Nullable Rule within)
      implements Event {}

  /** The title of a task was stored and published as it is; it reads the same now. */
  final class TitleWasInTheClear implements Upcaster {
    @Override
    public Map<String, Object> upcast(Map<String, Object> fields) {
      return fields;
    }
  }

  /** 任务完成; so long after it was due, or zero. */
  @EventType("task-completed")
  record TaskCompleted(
      String department, String subjectId, @Personal String result, Duration lateBy)
      implements Event {}

  /** 任务撤回. */
  @EventType("task-withdrawn")
  record TaskWithdrawn(String department, String subjectId, @Personal String reason)
      implements Event {}

  /** It was not done in time. */
  @EventType("task-overdue")
  record TaskOverdue(
      String department,
      String subjectId,
      @Personal(mask = Mask.NAME) String name,
      Instant dueAt,
      @Nullable Rule within)
      implements Event, CitesRule {
    @Override
    public @Nullable Rule rule() {
      return within;
    }
  }

  /**
   * It is overdue and somebody's of the leading group: undone until then, the leader hears of it.
   *
   * @param role which one, when it was due
   */
  @EventType("task-of-leader-watched")
  record TaskOfLeaderWatched(
      String department, String subjectId, String role, Instant until, Rule within)
      implements Event {}

  /** 领导小组成员的任务逾期未完成 (4.1-c). */
  @EventType("task-of-leader-neglected")
  record TaskOfLeaderNeglected(
      String department,
      String subjectId,
      @Personal(mask = Mask.NAME) String name,
      String role,
      Instant dueAt,
      Rule within)
      implements Event, CitesRule {
    @Override
    public Rule rule() {
      return within;
    }
  }

  /** Refused because … */
  enum No implements Refusal {
    TASK_UNKNOWN,
    TASK_ALREADY_ENDED,
    TASK_DUE_BEFORE_IT_IS_ASSIGNED
  }

  /** Assigned, then done or withdrawn. */
  final class Rules implements Decider<Command, Task, Event> {

    @Override
    public Task initialState() {
      return new NotAssigned();
    }

    @Override
    public Decision<Event> decide(Command command, Task state) {
      return switch (state) {
        case NotAssigned _ ->
            command instanceof AssignTask it ? assign(it) : Decision.refuse(No.TASK_UNKNOWN);
        case Open(var assigned, var watched) ->
            switch (command) {
              case AssignTask _ -> Decision.accept();
              case WatchLeader(var role, var within) ->
                  watched == null
                      ? Decision.accept(
                          new TaskOfLeaderWatched(
                              assigned.department(),
                              assigned.subjectId(),
                              role,
                              assigned.dueAt().plus(within.duration()),
                              within))
                      : Decision.accept();
              case DetectNeglect(var until) ->
                  watched == null || until.isBefore(watched.until())
                      ? Decision.accept()
                      : Decision.accept(neglected(assigned, watched));
              case CompleteTask(var result, var now) ->
                  Decision.accept(
                      new TaskCompleted(
                          assigned.department(),
                          assigned.subjectId(),
                          result,
                          now.isAfter(assigned.dueAt())
                              ? Duration.between(assigned.dueAt(), now)
                              : Duration.ZERO));
              case WithdrawTask(var reason) ->
                  Decision.accept(
                      new TaskWithdrawn(assigned.department(), assigned.subjectId(), reason));
              case DetectOverdue(var dueAt) ->
                  dueAt.isBefore(assigned.dueAt())
                      ? Decision.accept()
                      : Decision.accept(
                          new TaskOverdue(
                              assigned.department(),
                              assigned.subjectId(),
                              assigned.name(),
                              assigned.dueAt(),
                              assigned.within()));
            };
        case Ended _ ->
            switch (command) {
              case AssignTask _, DetectOverdue _, WatchLeader _, DetectNeglect _ ->
                  Decision.accept();
              case CompleteTask _, WithdrawTask _ -> Decision.refuse(No.TASK_ALREADY_ENDED);
            };
      };
    }

    private static Event neglected(TaskAssigned assigned, TaskOfLeaderWatched watched) {
      return new TaskOfLeaderNeglected(
          assigned.department(),
          assigned.subjectId(),
          assigned.name(),
          watched.role(),
          assigned.dueAt(),
          watched.within());
    }

    private static Decision<Event> assign(AssignTask it) {
      Instant named = it.dueAt();
      if (named != null && !named.isAfter(it.now())) {
        return Decision.refuse(No.TASK_DUE_BEFORE_IT_IS_ASSIGNED);
      }
      return Decision.accept(
          new TaskAssigned(
              it.title(),
              it.department(),
              it.subjectId(),
              it.name(),
              it.now(),
              named == null ? it.now().plus(it.within().duration()) : named,
              named == null ? it.within() : null));
    }

    @Override
    public Task evolve(Task state, Event event) {
      return switch (event) {
        case TaskAssigned assigned -> new Open(assigned, null);
        case TaskOverdue _ -> state;
        case TaskOfLeaderWatched watched ->
            state instanceof Open(var assigned, _) ? new Open(assigned, watched) : state;
        case TaskOfLeaderNeglected _ ->
            state instanceof Open(var assigned, _) ? new Open(assigned, null) : state;
        case TaskCompleted _, TaskWithdrawn _ ->
            state instanceof Open(var assigned, _) ? new Ended(assigned) : state;
      };
    }
  }
}
