package org.vigil.reporting.leadertask.api;

import io.agroal.api.AgroalDataSource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.AsOfQuery;
import org.vigil.edge.Past;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.Views;
import org.vigil.reporting.leadertask.view.LeaderMatterView;
import org.vigil.reporting.leadertask.view.LeaderTasks;
import org.vigil.reporting.leadertask.view.LeaderTasks.Summary;
import org.vigil.reporting.leadinggroup.view.LeadingGroupView;
import org.vigil.reporting.parameter.domain.Rules;
import org.vigil.reporting.task.view.TaskView;

/** 领导任务落实: what leaders were given, and what became of it (4.1-c). */
@Path("/api/v1/leader-tasks")
@Tag(name = "leader-tasks", description = "领导任务落实 / What leaders were given (4.1-c)")
@RunOnVirtualThread
public class LeaderTaskResource {

  /** Asked without a beginning, the last month. */
  private static final Duration MONTH = Duration.ofDays(30);

  private final Views views;
  private final Past past;
  private final Rules rules;
  private final InstantSource clock;
  private final LeaderTasks tasks;

  @Inject
  LeaderTaskResource(
      Views views, Past past, Rules rules, InstantSource clock, AgroalDataSource dataSource) {
    this.views = views;
    this.past = past;
    this.rules = rules;
    this.clock = clock;
    this.tasks = new LeaderTasks(dataSource);
  }

  @GET
  @RolesAllowed({Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary =
          "各领导在一段时间内被交办的任务、事项和决策及落实情况，可查询过去（asOf） / What each leader was given in a period, and"
              + " what became of it, now or then",
      description =
          "交办数等于按时、逾期完成、未到期、逾期未完成之和；按交办时任职人员计。 / What was given is the sum of in time, late, open"
              + " and overdue; it counts for whoever held the role when it came.")
  public List<Summary> list(
      @BeanParam AsOfQuery query,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to) {
    Instant asOf = past.moment(query).asOf();
    Instant at = asOf == null ? clock.instant() : asOf;
    views.await(LeaderMatterView.NAME);
    views.await(TaskView.NAME);
    views.await(LeadingGroupView.NAME);
    return tasks.summary(
        from == null ? at.minus(MONTH) : instant(from),
        to == null ? at.plusSeconds(1) : instant(to),
        at,
        rules.inForce(LeaderTasks.DECIDE_WITHIN, at).duration());
  }

  private static Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException _) {
      throw Problem.of(400, "time-malformed");
    }
  }
}
