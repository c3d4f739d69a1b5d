package org.vigil.reporting.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.Outcome;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.store.EventCatalog;
import org.vigil.eventsourcing.subject.SubjectDataCommand.EraseSubject;
import org.vigil.eventsourcing.subject.SubjectDataEvent.ErasureReason;
import org.vigil.reporting.task.domain.Task;
import org.vigil.reporting.task.domain.Task.AssignTask;
import org.vigil.reporting.task.domain.Task.CompleteTask;
import org.vigil.reporting.task.domain.Task.TaskAssigned;
import org.vigil.reporting.task.domain.Task.TaskOverdue;
import org.vigil.reporting.task.domain.Task.WithdrawTask;

/** Tasks of members (2-e), from the fact to the feed. */
class TaskStoryTest {

  private static final Instant NOW = Instant.parse("2022-11-03T01:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  private final GroupOnPostgres service = new GroupOnPostgres(NOW);

  @AfterEach
  void stop() {
    service.close();
  }

  private Instant now() {
    return service.clock.instant();
  }

  private Outcome<?> assign(@Nullable Instant dueAt) {
    Outcome<?> outcome =
        service.handle(
            Task.CATEGORY,
            "t1",
            new AssignTask(
                "落实检查",
                "ZHGL",
                "s1",
                "孙成",
                dueAt,
                GroupOnPostgres.RULES.inForce(Task.COMPLETE_WITHIN, NOW),
                now()));
    service.settle();
    return outcome;
  }

  @Test
  void obligation_2_e_a_task_that_is_not_done_goes_to_the_deputy_and_stays_late_when_done() {
    assign(null);
    service.forward(DAY.multipliedBy(3));
    assertThat(service.raised()).containsExactly("2-e L3 TASK_OVERDUE");
    assertThat(service.copies("TASK_OVERDUE")).containsExactly("L2");
    assertThat(service.events(TaskOverdue.class).getFirst().within().value()).isEqualTo("P3D");
    service.forward(Duration.ofHours(1));

    service.handle(Task.CATEGORY, "t1", new CompleteTask("已检查", now()));
    service.settle();

    assertThat(service.rows("select name, status, overdue, late_by_seconds from task"))
        .containsExactly("孙*|COMPLETED|t|3600");
  }

  @Test
  void obligation_2_e_a_time_that_is_named_comes_before_the_rule() {
    assign(NOW.plus(DAY));

    service.forward(DAY);

    assertThat(service.raised()).containsExactly("2-e L3 TASK_OVERDUE");
    assertThat(service.events(TaskOverdue.class).getFirst().within()).isNull();
  }

  @Test
  void obligation_2_e_what_is_done_in_time_or_withdrawn_is_never_late() {
    assign(NOW.plus(DAY));
    service.handle(Task.CATEGORY, "t1", new WithdrawTask("合并"));
    Outcome<?> again = service.handle(Task.CATEGORY, "t1", new CompleteTask("已检查", now()));

    service.forward(DAY.multipliedBy(9));

    assertThat(service.raised()).isEmpty();
    assertThat(again)
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(Task.No.TASK_ALREADY_ENDED));
  }

  @Test
  void a_task_is_not_due_before_it_is_assigned() {
    assertThat(assign(NOW))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused ->
                assertThat(refused.reason()).isEqualTo(Task.No.TASK_DUE_BEFORE_IT_IS_ASSIGNED));
  }

  @Test
  void the_title_of_a_task_is_kept_encrypted_and_is_gone_with_its_members_key() {
    assign(null);
    assertThat(
            service.rows("select convert_from(data, 'UTF8') from event where type like 'task-%'"))
        .singleElement()
        .asString()
        .doesNotContain("落实检查");
    assertThat(service.rows("select title from task")).containsExactly("落实检查");

    service.handle(
        service.eventSourcing.subjects(),
        "s1",
        new EraseSubject(
            "s1", "e-1", ErasureReason.RETENTION_ENDED, "retention", "reporting", false, now()));
    service.settle();

    assertThat(service.rows("select name, title from task"))
        .containsExactly(Personal.ERASED + "|" + Personal.ERASED);
    assertThat(service.events(TaskAssigned.class).getFirst().title()).isEqualTo(Personal.ERASED);
  }

  @Test
  void a_title_of_before_reads_as_it_was() {
    EventCatalog catalog = EventCatalog.of("reporting", List.of(Task.Event.class));
    String first =
        "{\"title\":\"落实检查\",\"department\":\"ZHGL\",\"subjectId\":\"s1\",\"name\":\"孙成\","
            + "\"assignedAt\":\"2022-11-03T01:00:00Z\",\"dueAt\":\"2022-11-04T01:00:00Z\","
            + "\"within\":null}";

    assertThat(catalog.event("task-assigned.v1", first.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new TaskAssigned("落实检查", "ZHGL", "s1", "孙成", NOW, NOW.plus(DAY), null));
  }
}
