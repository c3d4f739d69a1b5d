package org.vigil.duty.gate.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.agroal.api.AgroalDataSource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.directory.domain.Exit;
import org.vigil.duty.gate.domain.GateDayCommand.ReportGateCount;
import org.vigil.duty.gate.domain.GateDayDecider;
import org.vigil.duty.gate.domain.GateDayEvent;
import org.vigil.duty.gate.view.GateCountView;
import org.vigil.duty.sheet.AlsoAsSheet;
import org.vigil.duty.sheet.Sheet;
import org.vigil.edge.Answers;
import org.vigil.edge.Caller;
import org.vigil.edge.Commands;
import org.vigil.edge.Page;
import org.vigil.edge.Policies;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.Times;
import org.vigil.edge.Views;
import org.vigil.eventsourcing.Outcome.Done;
import org.vigil.eventsourcing.projection.Sql;

/** What the gates count. */
@Path("/api/v1/gate-counts")
@Tag(name = "visitors", description = "外来人员 / Visitors")
@RunOnVirtualThread
public class GateCounts {

  /** The parameter: how long after a period its latecomers may still be written down. */
  public static final String COMPARE_AFTER = "duty.gate-count-compare-after";

  private static final Duration OLDEST = Duration.ofDays(7);

  private final Commands commands;
  private final Caller caller;
  private final Views views;
  private final Policies policies;
  private final ZoneId zone;
  private final InstantSource clock;
  private final AgroalDataSource dataSource;

  @Inject
  GateCounts(
      Commands commands,
      Caller caller,
      Views views,
      Policies policies,
      ZoneId zone,
      InstantSource clock,
      AgroalDataSource dataSource) {
    this.commands = commands;
    this.caller = caller;
    this.views = views;
    this.policies = policies;
    this.zone = zone;
    this.clock = clock;
    this.dataSource = dataSource;
  }

  /** How many visitors a gate has counted. */
  public record CountBody(
      @NotBlank @Pattern(regexp = "[A-Z0-9-]{1,20}") @Schema(examples = "EAST") String exit,
      @NotNull Instant from,
      @NotNull Instant until,
      @NotNull @Min(0) @Max(100_000) Integer counted,
      @NotBlank @Size(max = 40) @Schema(examples = "GATE-EAST-1") String countedBy) {}

  /** A count that was taken. */
  public record Taken(String exit, Instant from, Instant until, Instant comparedAt) {}

  /**
   * A counted period.
   *
   * @param registered absent until it is compared
   * @param missing how many more were counted than registered; absent until it is compared
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "GateCount")
  public record Item(
      String exit,
      String department,
      Instant from,
      Instant until,
      int counted,
      String countedBy,
      @Nullable Integer registered,
      @Nullable Integer missing,
      long position) {}

  @POST
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "门岗计数上报；到时与来访登记核对 / A gate's count; it is held against the register later",
      description =
          "同一出入口的时段不得重叠，须在同一天内。计数多于登记即为疑似漏登记。 / Periods of an exit do not overlap and lie"
              + " within a day. More counted than registered is a suspicion that somebody came in"
              + " without being written down.")
  @APIResponse(
      responseCode = "201",
      description = "已上报 / Taken",
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = Taken.class)))
  public RestResponse<Taken> report(CountBody body) {
    Exit.Description exit = commands.load(Exit.CATEGORY, body.exit()).state().description();
    if (exit == null) {
      throw Problem.invalid("/exit", "unknown-exit");
    }
    caller.mustActFor(exit.department());
    Instant now = clock.instant();
    Instant from = body.from().truncatedTo(ChronoUnit.SECONDS);
    Instant until = body.until().truncatedTo(ChronoUnit.SECONDS);
    LocalDate day = from.atZone(zone).toLocalDate();
    Times.notFromTheFuture("/until", until, now);
    if (from.isBefore(now.minus(OLDEST))) {
      throw Problem.invalid("/from", "too-long-ago");
    }
    if (!from.isBefore(until) || until.isAfter(day.plusDays(1).atStartOfDay(zone).toInstant())) {
      throw Problem.invalid("/until", "period-not-within-a-day");
    }
    ReportGateCount command =
        new ReportGateCount(
            exit.code(),
            exit.department(),
            from,
            until,
            body.counted(),
            body.countedBy(),
            until.plus(policies.duration(COMPARE_AFTER, now)));
    Done<GateDayEvent> done =
        commands.handle(
            GateDayDecider.CATEGORY,
            GateDayDecider.key(exit.code(), from, zone),
            command,
            body.until(),
            now);
    return Answers.created(
        "/api/v1/gate-counts?exit=" + exit.code(),
        done,
        new Taken(exit.code(), from, until, command.compareAt()));
  }

  @GET
  @AlsoAsSheet
  @Produces({MediaType.APPLICATION_JSON, Sheet.XLSX})
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "门岗计数与来访登记核对，最新在前 / Counts beside the register, newest first")
  public Page<Item> gateCounts(
      @QueryParam("exit") @Nullable String exit,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("after") @Nullable String after) {
    views.await(GateCountView.NAME);
    String department = caller.confinedTo().orElse(null);
    List<Item> rows =
        Sql.list(
            dataSource,
            "select * from gate_count where (?::text is null or department = ?)"
                + " and (?::text is null or exit = ?) and position < ?"
                + " order by position desc limit ?",
            row -> {
              int counted = row.getInt("counted");
              Integer registered = row.getObject("registered", Integer.class);
              return new Item(
                  row.getString("exit"),
                  row.getString("department"),
                  Sql.instant(row, "from_at"),
                  Sql.instant(row, "until_at"),
                  counted,
                  row.getString("counted_by"),
                  registered,
                  registered == null ? null : Math.max(0, counted - registered),
                  row.getLong("position"));
            },
            department,
            department,
            exit,
            exit,
            Page.before(after),
            Page.rows(limit));
    return Page.of(rows, limit, row -> row, row -> Long.toString(row.position()));
  }
}
