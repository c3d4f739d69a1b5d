package org.vigil.reporting.escalation.api;

import io.agroal.api.AgroalDataSource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
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
import org.vigil.edge.Caller;
import org.vigil.edge.Page;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.Views;
import org.vigil.reporting.escalation.view.EscalationTimes;
import org.vigil.reporting.escalation.view.EscalationTimes.Span;
import org.vigil.reporting.escalation.view.EscalationTimes.Summary;
import org.vigil.reporting.escalation.view.EscalationTimes.Times;
import org.vigil.reporting.escalation.view.EscalationTimesView;

/** How long the office and the leading group take (4.2-c). */
@Path("/api/v1/escalation-times")
@Tag(name = "escalation-times", description = "发现、签收、办结用时 / From known to taken on to done")
@RunOnVirtualThread
public class EscalationTimesResource {

  /** Asked without a beginning, the last month. */
  private static final Duration MONTH = Duration.ofDays(30);

  private final Caller caller;
  private final Views views;
  private final InstantSource clock;
  private final EscalationTimes times;

  @Inject
  EscalationTimesResource(
      Caller caller, Views views, InstantSource clock, AgroalDataSource dataSource) {
    this.caller = caller;
    this.views = views;
    this.clock = clock;
    this.times = new EscalationTimes(dataSource);
  }

  @GET
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "各事项用时，最新在前 / Each matter's times, newest first")
  public Page<Times> list(
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("department") @Nullable String department,
      @QueryParam("obligation") @Nullable String obligation,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("after") @Nullable String after) {
    Span span = span(from, to, department, obligation);
    String[] cursor = after == null ? new String[0] : after.split("_", -1);
    if (after != null && (cursor.length != 2 || !cursor[1].matches("[0-9a-f]{32}"))) {
      throw Problem.of(400, "page-malformed");
    }
    views.await(EscalationTimesView.NAME);
    List<Times> rows =
        times.list(
            span,
            after == null ? null : instant(cursor[0]),
            after == null ? null : cursor[1],
            Page.rows(limit));
    return Page.of(rows, limit, row -> row, row -> row.raisedAt() + "_" + row.id());
  }

  @GET
  @Path("summary")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary = "按义务条目汇总用时 / The times by obligation",
      description =
          "未签收、未办结的按已用时间计入，分母为全部升级事项。 / What is not over counts with its time so far; the"
              + " denominator is every matter raised.")
  public List<Summary> summary(
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("department") @Nullable String department,
      @QueryParam("obligation") @Nullable String obligation) {
    Span span = span(from, to, department, obligation);
    views.await(EscalationTimesView.NAME);
    return times.summary(span, clock.instant());
  }

  private Span span(
      @Nullable String from,
      @Nullable String to,
      @Nullable String department,
      @Nullable String obligation) {
    Instant now = clock.instant();
    return new Span(
        from == null ? now.minus(MONTH) : instant(from),
        to == null ? now.plusSeconds(1) : instant(to),
        caller.confinedTo().orElse(department),
        caller.confinedTo().isPresent(),
        obligation);
  }

  private static Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException _) {
      throw Problem.of(400, "time-malformed");
    }
  }
}
