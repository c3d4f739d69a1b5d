package org.vigil.reporting.leadertask.policy;

import java.util.List;
import java.util.Set;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.reporting.leadertask.view.LeaderRoles;
import org.vigil.reporting.leadinggroup.view.LeadingGroupView;
import org.vigil.reporting.parameter.domain.Rules;
import org.vigil.reporting.rows.CaughtUp;
import org.vigil.reporting.task.domain.Task;
import org.vigil.reporting.task.domain.Task.TaskOverdue;
import org.vigil.reporting.task.domain.Task.WatchLeader;

/** A task of somebody of the leading group that stays undone goes to the leader (4.1-c). */
public final class WhenTaskOverdueWatchLeader implements Policy {

  private final LeaderRoles roles;
  private final CaughtUp caughtUp;
  private final Rules rules;

  public WhenTaskOverdueWatchLeader(LeaderRoles roles, CaughtUp caughtUp, Rules rules) {
    this.roles = roles;
    this.caughtUp = caughtUp;
    this.rules = rules;
  }

  @Override
  public String name() {
    return "when-task-overdue-watch-leader";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(TaskOverdue.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> recorded) {
    if (!(recorded.event() instanceof TaskOverdue late)) {
      return List.of();
    }
    caughtUp.await(LeadingGroupView.NAME, recorded.position());
    return roles.of(late.subjectId(), late.dueAt()).stream()
        .<Intent<?>>map(
            role ->
                new Intent<>(
                    recorded.stream(),
                    new WatchLeader(
                        role.name(), rules.inForce(Task.LEADER_OVERDUE_WITHIN, late.dueAt()))))
        .toList();
  }
}
