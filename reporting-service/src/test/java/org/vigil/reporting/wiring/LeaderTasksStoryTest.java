package org.vigil.reporting.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.reporting.leadertask.view.LeaderMatterView;
import org.vigil.reporting.leadertask.view.LeaderTasks;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Constitute;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Member;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Role;
import org.vigil.reporting.task.domain.Task;
import org.vigil.reporting.task.domain.Task.AssignTask;
import org.vigil.reporting.task.domain.Task.CompleteTask;
import org.vigil.reporting.task.domain.Task.WithdrawTask;

/** What leaders were given, and what becomes of it (4.1-c). */
class LeaderTasksStoryTest {

  private static final Instant NOW = Instant.parse("2022-11-03T01:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  private final GroupOnPostgres service = new GroupOnPostgres(NOW);

  @BeforeEach
  void a_group_is_there() {
    List<Member> members =
        Stream.of(Role.values())
            .map(
                role ->
                    new Member(
                        role,
                        role.name(),
                        "罗文",
                        role == Role.DEPUTY ? List.of("ZHGL") : List.of(),
                        NOW.minus(DAY),
                        null))
            .toList();
    service.handle(LeadingGroup.CATEGORY, LeadingGroup.KEY, new Constitute(members, NOW));
    service.settle();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private void assign(String id, String subject, @Nullable Instant dueAt) {
    service.handle(
        Task.CATEGORY,
        id,
        new AssignTask(
            "落实检查",
            "ZHGL",
            subject,
            "罗文",
            dueAt,
            GroupOnPostgres.RULES.inForce(Task.COMPLETE_WITHIN, NOW),
            service.clock.instant()));
    service.settle();
  }

  private List<String> neglected() {
    return service.raised().stream().filter(item -> item.startsWith("4.1-c")).toList();
  }

  /** What the deputy leader was given: given = in time + late + open + overdue, withdrawn. */
  private List<String> deputys(Instant at) {
    return new LeaderTasks(service.dataSource)
        .summary(NOW.minus(DAY), NOW.plus(DAY.multipliedBy(30)), at, DAY).stream()
            .filter(one -> one.role() == Role.DEPUTY && one.maskedName() != null)
            .map(
                one ->
                    "%s %s %d = %d + %d + %d + %d, %d"
                        .formatted(
                            one.maskedName(),
                            one.kind(),
                            one.given(),
                            one.doneInTime(),
                            one.doneLate(),
                            one.open(),
                            one.overdue(),
                            one.withdrawn()))
            .toList();
  }

  @Test
  void obligation_4_1_c_a_leaders_task_that_stays_undone_goes_to_the_leader_once() {
    assign("t1", "DEPUTY", NOW.plus(DAY));
    service.forward(DAY.multipliedBy(2).minusMillis(1));
    List<String> before = neglected();

    service.forward(Duration.ofMillis(1));
    service.forward(DAY.multipliedBy(9));

    assertThat(before).isEmpty();
    assertThat(neglected()).containsExactly("4.1-c L5 LEADER_TASK_NEGLECTED");
    assertThat(service.copies("LEADER_TASK_NEGLECTED")).containsExactly("L2");
    assertThat(service.story("task", "t1"))
        .containsExactly(
            "task-assigned.v2",
            "task-overdue.v1",
            "task-of-leader-watched.v1",
            "task-of-leader-neglected.v1");
  }

  @Test
  void obligation_4_1_c_what_a_leader_does_late_but_soon_does_not_go_to_the_leader() {
    assign("t1", "DEPUTY", NOW.plus(DAY));
    service.forward(DAY);
    service.handle(Task.CATEGORY, "t1", new CompleteTask("已检查", service.clock.instant()));

    service.forward(DAY.multipliedBy(9));

    assertThat(neglected()).isEmpty();
  }

  @Test
  void obligation_4_1_c_the_task_of_whoever_leads_nobody_does_not_go_to_the_leader() {
    assign("t1", "s1", NOW.plus(DAY));

    service.forward(DAY.multipliedBy(9));

    assertThat(service.raised()).contains("2-e L3 TASK_OVERDUE");
    assertThat(neglected()).isEmpty();
  }

  @Test
  void obligation_4_1_c_each_leader_is_shown_with_all_that_was_given_and_what_became_of_it() {
    assign("t1", "DEPUTY", NOW.plus(DAY));
    assign("t2", "DEPUTY", NOW.plus(DAY));
    assign("t3", "DEPUTY", NOW.plus(DAY));
    assign("t4", "DEPUTY", NOW.plus(DAY.multipliedBy(9)));
    service.forward(Duration.ofHours(1));
    service.handle(Task.CATEGORY, "t2", new CompleteTask("已检查", service.clock.instant()));
    service.handle(Task.CATEGORY, "t3", new WithdrawTask("合并"));
    service.settle();
    service.forward(Duration.ofHours(23));
    Instant due = service.clock.instant();
    List<String> whenDue = deputys(due);
    service.forward(Duration.ofHours(2));
    service.handle(Task.CATEGORY, "t1", new CompleteTask("已检查", service.clock.instant()));
    service.settle();

    assertThat(whenDue)
        .containsExactly("罗* MATTER 1 = 0 + 0 + 1 + 0, 0", "罗* TASK 3 = 1 + 0 + 1 + 1, 1");
    assertThat(deputys(service.clock.instant()))
        .containsExactly("罗* MATTER 1 = 0 + 0 + 0 + 1, 0", "罗* TASK 3 = 1 + 1 + 1 + 0, 1");
    assertThat(deputys(due)).isEqualTo(whenDue);
    assertThat(deputys(NOW)).containsExactly("罗* TASK 4 = 0 + 0 + 4 + 0, 0");
  }

  @Test
  void obligation_4_1_c_what_climbs_to_the_top_waits_for_a_decision_of_the_leader() {
    assign("t1", "s1", NOW.plus(DAY));
    service.forward(DAY);
    service.forward(DAY.multipliedBy(2));

    List<String> kinds =
        new LeaderTasks(service.dataSource)
                .summary(
                    NOW.plus(DAY), NOW.plus(DAY.multipliedBy(30)), service.clock.instant(), DAY)
                .stream()
                .filter(one -> one.role() == Role.LEADER)
                .map(
                    one ->
                        one.kind() + " " + (one.given() > 0) + " " + (one.overdue() == one.given()))
                .toList();

    assertThat(kinds).containsExactly("DECISION true true", "MATTER true true");
  }

  @Test
  void every_event_twice_changes_no_row() throws SQLException {
    assign("t1", "DEPUTY", NOW.plus(DAY));
    service.forward(DAY.multipliedBy(3));
    String all = "select row_to_json(t)::text from leader_matter t order by id, occurrence";
    List<String> live = service.rows(all);

    try (Connection tx = service.dataSource.getConnection()) {
      new LeaderMatterView().apply(service.eventSourcing.own().after(0, 10_000), tx);
    }

    assertThat(service.rows(all)).isEqualTo(live).isNotEmpty();
  }
}
