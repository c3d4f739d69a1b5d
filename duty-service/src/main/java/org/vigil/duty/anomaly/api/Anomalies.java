package org.vigil.duty.anomaly.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.agroal.api.AgroalDataSource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.anomaly.domain.Anomaly;
import org.vigil.duty.anomaly.domain.Anomaly.Logged;
import org.vigil.duty.anomaly.domain.AnomalyCommand;
import org.vigil.duty.anomaly.domain.AnomalyCommand.Correct;
import org.vigil.duty.anomaly.domain.AnomalyCommand.Handle;
import org.vigil.duty.anomaly.domain.AnomalyCommand.LogAnomaly;
import org.vigil.duty.anomaly.domain.AnomalyCommand.ReportUp;
import org.vigil.duty.anomaly.domain.AnomalyDecider;
import org.vigil.duty.anomaly.domain.AnomalyEvent;
import org.vigil.duty.anomaly.domain.AnomalyKind;
import org.vigil.duty.anomaly.view.AnomalyView;
import org.vigil.duty.sheet.AlsoAsSheet;
import org.vigil.duty.sheet.Sheet;
import org.vigil.edge.Answers;
import org.vigil.edge.Caller;
import org.vigil.edge.Commands;
import org.vigil.edge.Page;
import org.vigil.edge.Past;
import org.vigil.edge.PastQuery;
import org.vigil.edge.Policies;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.SubjectIds;
import org.vigil.edge.Times;
import org.vigil.edge.Views;
import org.vigil.eventsourcing.Outcome.Done;
import org.vigil.eventsourcing.past.Hindsight;
import org.vigil.eventsourcing.projection.Sql;

/** Anomalies on duty. */
@Path("/api/v1/anomalies")
@Tag(name = "anomalies", description = "值班异常情况 / Anomalies on duty")
@RunOnVirtualThread
public class Anomalies {

  /** The parameter: how long after it is logged an anomaly may stay unhandled. */
  public static final String HANDLE_WITHIN = "duty.anomaly-handle-within";

  /** The parameter: how long after it is logged an anomaly may stay unreported. */
  public static final String REPORT_WITHIN = "duty.anomaly-report-within";

  /** What is written down later than this is marked so. */
  private static final Duration ON_TIME = Duration.ofHours(1);

  /** What is older is history, not an anomaly. */
  private static final Duration OLDEST = Duration.ofDays(30);

  private static final String TEXT = "\\P{Cntrl}*";

  private final Commands commands;
  private final Caller caller;
  private final Views views;
  private final Past past;
  private final Policies policies;
  private final SubjectIds subjects;
  private final InstantSource clock;
  private final AgroalDataSource dataSource;

  @Inject
  Anomalies(
      Commands commands,
      Caller caller,
      Views views,
      Past past,
      Policies policies,
      SubjectIds subjects,
      InstantSource clock,
      AgroalDataSource dataSource) {
    this.commands = commands;
    this.caller = caller;
    this.views = views;
    this.past = past;
    this.policies = policies;
    this.subjects = subjects;
    this.clock = clock;
    this.dataSource = dataSource;
  }

  /** What is out of order. */
  public record LogBody(
      @NotBlank @Pattern(regexp = "[A-Z0-9]{2,12}") @Schema(examples = "AQBW") String department,
      @NotNull AnomalyKind kind,
      @NotBlank @Size(max = 60) @Pattern(regexp = TEXT) @Schema(examples = "地下车库") String place,
      @NotBlank @Size(max = 1_000) @Pattern(regexp = TEXT) @Schema(examples = "消防水管漏水")
          String description,
      @Schema(description = "涉及人员工号 / Whom it concerns")
          @Nullable
          @Pattern(regexp = "[A-Za-z0-9-]{1,40}")
          String staffNo,
      @NotNull Instant seenAt) {}

  /** What was done. */
  public record HandlingBody(
      @NotBlank @Size(max = 1_000) @Pattern(regexp = TEXT) String measures) {}

  /** To whom it is reported; the office is the only one above a department. */
  public record ReportBody(@NotNull To to) {}

  /** To whom. */
  public enum To {
    OFFICE
  }

  /** What should have been written. */
  public record CorrectionBody(
      @NotBlank @Size(max = 1_000) @Pattern(regexp = TEXT) String description,
      @NotBlank @Size(max = 200) @Pattern(regexp = TEXT) String reason) {}

  /** An anomaly in the list. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "Anomaly")
  public record Item(
      String id,
      String department,
      String kind,
      String place,
      Instant seenAt,
      Instant loggedAt,
      boolean lateEntered,
      Instant handleDueAt,
      Instant reportDueAt,
      @Nullable Instant handledAt,
      @Nullable Instant reportedAt,
      boolean overdue,
      int corrections,
      long position) {}

  /** An anomaly with all that was written, first to last. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Whole(
      String id,
      String department,
      String kind,
      String place,
      List<Written> written,
      Instant seenAt,
      Instant handleDueAt,
      Instant reportDueAt,
      @Nullable String measures,
      @Nullable Instant handledAt,
      @Nullable Instant reportedAt,
      boolean handlingOverdue,
      boolean reportOverdue) {}

  /** What was written, and for a correction why. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Written(String description, @Nullable String reason) {}

  /** A step that was recorded. */
  @Schema(name = "AnomalyReceipt")
  public record Noted(String id) {}

  @POST
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "登记异常；处理与上报时限自此起算 / Log an anomaly; its times run from now")
  @APIResponse(
      responseCode = "201",
      description = "已登记 / Logged",
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = Noted.class)))
  public RestResponse<Noted> log(LogBody body) {
    caller.mustActFor(body.department());
    Instant now = clock.instant();
    Times.notFromTheFuture("/seenAt", body.seenAt(), now);
    if (body.seenAt().isBefore(now.minus(OLDEST))) {
      throw Problem.invalid("/seenAt", "too-long-ago");
    }
    String id = UUID.randomUUID().toString();
    LogAnomaly command =
        new LogAnomaly(
            id,
            body.department(),
            body.kind(),
            body.place(),
            body.staffNo() == null ? null : subjects.of(null, body.staffNo()),
            body.description(),
            body.seenAt(),
            now.plus(policies.duration(HANDLE_WITHIN, now)),
            now.plus(policies.duration(REPORT_WITHIN, now)),
            body.seenAt().isBefore(now.minus(ON_TIME)));
    Done<AnomalyEvent> done =
        commands.handle(AnomalyDecider.CATEGORY, id, command, body.seenAt(), body.seenAt());
    String key = done.stream().key();
    return Answers.created("/api/v1/anomalies/" + key, done, new Noted(key));
  }

  @POST
  @Path("{id}/handlings")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "登记处理情况 / Say how it was handled")
  @APIResponse(responseCode = "200", description = "已登记 / Recorded")
  public RestResponse<Noted> handle(@PathParam("id") String id, HandlingBody body) {
    return act(id, new Handle(body.measures(), clock.instant()));
  }

  @POST
  @Path("{id}/reports")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "上报办公室 / Report it up to the office")
  @APIResponse(responseCode = "200", description = "已上报 / Reported")
  public RestResponse<Noted> report(@PathParam("id") String id, ReportBody body) {
    return act(id, new ReportUp(clock.instant()));
  }

  @POST
  @Path("{id}/corrections")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "更正描述，原文保留 / Correct what was written; the original stays")
  @APIResponse(responseCode = "200", description = "已更正 / Corrected")
  public RestResponse<Noted> correct(@PathParam("id") String id, CorrectionBody body) {
    return act(id, new Correct(body.description(), body.reason()));
  }

  private RestResponse<Noted> act(String id, AnomalyCommand command) {
    caller.mustActFor(logged(commands.load(AnomalyDecider.CATEGORY, key(id)).state()).department());
    return Answers.ok(commands.handle(AnomalyDecider.CATEGORY, id, command), new Noted(id));
  }

  private static Logged logged(Anomaly state) {
    return switch (state) {
      case Anomaly.NotLogged _ -> throw Problem.notFound();
      case Logged anomaly -> anomaly;
    };
  }

  private static String key(String id) {
    if (!id.matches("[0-9a-f-]{36}")) {
      throw Problem.notFound();
    }
    return id;
  }

  @GET
  @AlsoAsSheet
  @Produces({MediaType.APPLICATION_JSON, Sheet.XLSX})
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "异常列表，最新在前 / Anomalies, newest first")
  public Page<Item> list(
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("after") @Nullable String after) {
    views.await(AnomalyView.NAME);
    String department = caller.confinedTo().orElse(null);
    List<Item> rows =
        Sql.list(
            dataSource,
            "select * from anomaly where (?::text is null or department = ?) and position < ?"
                + " order by position desc limit ?",
            Anomalies::item,
            department,
            department,
            Page.before(after),
            Page.rows(limit));
    return Page.of(rows, limit, row -> row, row -> Long.toString(row.position()));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "一项异常，含每次更正，可查询过去 / An anomaly with every correction, now or then")
  public Whole one(@PathParam("id") String id, @BeanParam PastQuery query) {
    Logged anomaly =
        logged(
            past.state(
                AnomalyDecider.CATEGORY, key(id), past.moment(query), Hindsight.byOccurrence()));
    if (caller.confinedTo().filter(code -> !code.equals(anomaly.department())).isPresent()) {
      throw Problem.notFound();
    }
    return new Whole(
        id,
        anomaly.department(),
        anomaly.kind().name(),
        anomaly.place(),
        anomaly.versions().stream()
            .map(version -> new Written(version.description(), version.reason()))
            .toList(),
        anomaly.seenAt(),
        anomaly.handleDueAt(),
        anomaly.reportDueAt(),
        anomaly.measures(),
        anomaly.handledAt(),
        anomaly.reportedAt(),
        anomaly.handlingOverdue(),
        anomaly.reportOverdue());
  }

  private static Item item(ResultSet row) throws SQLException {
    return new Item(
        row.getString("id"),
        row.getString("department"),
        row.getString("kind"),
        row.getString("place"),
        Sql.instant(row, "seen_at"),
        Sql.instant(row, "logged_at"),
        row.getBoolean("late_entered"),
        Sql.instant(row, "handle_due_at"),
        Sql.instant(row, "report_due_at"),
        Sql.instantOrNull(row, "handled_at"),
        Sql.instantOrNull(row, "reported_at"),
        row.getBoolean("overdue"),
        row.getInt("corrections"),
        row.getLong("position"));
  }
}
