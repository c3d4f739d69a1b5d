package org.vigil.reporting.task.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Answers;
import org.vigil.edge.AsOfQuery;
import org.vigil.edge.Caller;
import org.vigil.edge.Commands;
import org.vigil.edge.Page;
import org.vigil.edge.Past;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.Views;
import org.vigil.eventsourcing.Outcome.Done;
import org.vigil.eventsourcing.past.Moment;
import org.vigil.reporting.parameter.domain.Rules;
import org.vigil.reporting.person.api.KnownPeople;
import org.vigil.reporting.person.api.Moments;
import org.vigil.reporting.person.api.PageRequest;
import org.vigil.reporting.person.api.PastPage;
import org.vigil.reporting.person.api.PersonBody;
import org.vigil.reporting.person.api.Texts;
import org.vigil.reporting.task.domain.Task;
import org.vigil.reporting.task.domain.Task.AssignTask;
import org.vigil.reporting.task.domain.Task.Command;
import org.vigil.reporting.task.domain.Task.CompleteTask;
import org.vigil.reporting.task.domain.Task.Ended;
import org.vigil.reporting.task.domain.Task.NotAssigned;
import org.vigil.reporting.task.domain.Task.Open;
import org.vigil.reporting.task.domain.Task.TaskAssigned;
import org.vigil.reporting.task.domain.Task.WithdrawTask;
import org.vigil.reporting.task.view.TaskPast;
import org.vigil.reporting.task.view.TaskView;
import org.vigil.reporting.task.view.Tasks;
import org.vigil.reporting.task.view.Tasks.Listed;

/** 成员任务 (2-e): what members are given to do. */
@Path("/api/v1/tasks")
@Tag(name = "tasks", description = "成员任务 / Tasks of members (2-e)")
@RunOnVirtualThread
public class TaskResource {

  /** No task of an epidemic lasts longer. */
  private static final Duration YEAR = Duration.ofDays(366);

  private final Commands commands;
  private final Caller caller;
  private final Views views;
  private final Past past;
  private final KnownPeople people;
  private final Tasks tasks;
  private final Rules rules;
  private final InstantSource clock;

  @Inject
  TaskResource(
      Commands commands,
      Caller caller,
      Views views,
      Past past,
      KnownPeople people,
      Tasks tasks,
      Rules rules,
      InstantSource clock) {
    this.commands = commands;
    this.caller = caller;
    this.views = views;
    this.past = past;
    this.people = people;
    this.tasks = tasks;
    this.rules = rules;
    this.clock = clock;
  }

  /** Somebody is to do something. */
  @Schema(
      name = "TaskAssignment",
      examples =
          """
          {"title":"落实办公区消杀检查","department":"ZHGL",
          "assignee":{"name":"孙成","staffNo":"LD-005"},"dueAt":"2026-11-25T18:00:00+08:00"}
          """)
  public record Assignment(
      @Schema(description = "不写人名 / No person's name")
          @NotBlank
          @Size(max = 200)
          @Pattern(regexp = Texts.LINE)
          String title,
      @NotNull @Pattern(regexp = Texts.DEPARTMENT) String department,
      @NotNull @Valid PersonBody assignee,
      @Schema(description = "不填则按参数 / By the parameter where absent") @Nullable Instant dueAt) {}

  /** It is done. */
  @Schema(name = "TaskCompletion", examples = "{\"result\":\"已检查8处，全部合格\"}")
  public record Completion(
      @NotBlank @Size(max = 500) @Pattern(regexp = Texts.LINES) String result) {}

  /** It need not be done. */
  @Schema(name = "TaskWithdrawal", examples = "{\"reason\":\"与另一任务合并\"}")
  public record Withdrawal(
      @NotBlank @Size(max = 200) @Pattern(regexp = Texts.LINE) String reason) {}

  /** What a command has led to. */
  @Schema(name = "TaskReceipt")
  public record Receipt(String id, String department, String status) {}

  @POST
  @RolesAllowed({Roles.OFFICE, Roles.LEADER})
  @Operation(
      summary = "下达任务 / Give a task",
      description = "逾期未完成的，报分管副组长。 / Not done in time, it goes to L3.")
  @APIResponse(
      responseCode = "201",
      description = "已下达 / Given",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Receipt.class)))
  public RestResponse<Receipt> assign(Assignment body) {
    Instant now = clock.instant();
    Instant dueAt = body.dueAt();
    if (dueAt != null) {
      Moments.between("/dueAt", dueAt, now.plus(YEAR))
          .ifPresent(
              violation -> {
                throw Problem.invalid(List.of(violation));
              });
    }
    Done<Task.Event> done =
        commands.handle(
            Task.CATEGORY,
            UUID.randomUUID().toString(),
            new AssignTask(
                body.title(),
                body.department(),
                people.subjectId(body.assignee()),
                body.assignee().name(),
                dueAt,
                rules.inForce(Task.COMPLETE_WITHIN, now),
                now));
    String id = done.stream().key();
    return Answers.created("/api/v1/tasks/" + id, done, new Receipt(id, body.department(), "OPEN"));
  }

  @POST
  @Path("{id}/completions")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "任务完成 / It is done")
  public RestResponse<Receipt> complete(@PathParam("id") String id, Completion body) {
    TaskAssigned task = mustExist(id);
    caller.mustActFor(task.department());
    return handle(id, task, new CompleteTask(body.result(), clock.instant()), "COMPLETED");
  }

  @POST
  @Path("{id}/withdrawals")
  @RolesAllowed({Roles.OFFICE, Roles.LEADER})
  @Operation(summary = "撤回任务 / It need not be done")
  public RestResponse<Receipt> withdraw(@PathParam("id") String id, Withdrawal body) {
    return handle(id, mustExist(id), new WithdrawTask(body.reason()), "WITHDRAWN");
  }

  @GET
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "任务列表（脱敏），新的在前，可查询过去（asOf） / Tasks, masked, the newest first, now or then")
  @APIResponse(responseCode = "200", description = "一页 / One page")
  public Page<Listed> list(
      @BeanParam AsOfQuery query,
      @Parameter(description = PageRequest.LIMIT) @QueryParam("limit") @Nullable String limit,
      @Parameter(description = PageRequest.AFTER) @QueryParam("after") @Nullable String after) {
    PageRequest page = PageRequest.of(limit, after);
    Moment moment = past.moment(query);
    views.await(TaskView.NAME);
    Instant asOf = moment.asOf();
    if (asOf != null) {
      return PastPage.of(
          page,
          (before, rows) -> tasks.assignedBy(asOf, caller.confinedTo(), before, rows),
          id -> TaskPast.of(past.known(Task.CATEGORY, id, moment)));
    }
    return Page.of(
        tasks.newest(caller.confinedTo(), page.before(), page.rows()),
        page.limit(),
        row -> row,
        row -> Long.toString(row.position()));
  }

  private RestResponse<Receipt> handle(
      String id, TaskAssigned task, Command command, String status) {
    return Answers.ok(
        commands.handle(Task.CATEGORY, id, command), new Receipt(id, task.department(), status));
  }

  private TaskAssigned mustExist(String id) {
    if (!id.matches(Texts.ID)) {
      throw Problem.notFound();
    }
    return switch (commands.load(Task.CATEGORY, id).state()) {
      case NotAssigned _ -> throw Problem.notFound();
      case Open(var assigned, _) -> assigned;
      case Ended(var assigned) -> assigned;
    };
  }
}
