package org.vigil.disinfection.round.api;

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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.sql.Array;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.vigil.disinfection.round.domain.CountingRules;
import org.vigil.disinfection.round.domain.DayPlan;
import org.vigil.disinfection.round.domain.Zone;
import org.vigil.disinfection.round.domain.ZoneCommand;
import org.vigil.disinfection.round.domain.ZoneCommand.DefineZone;
import org.vigil.disinfection.round.domain.ZoneCommand.Definition;
import org.vigil.disinfection.round.domain.ZoneCommand.Kind;
import org.vigil.disinfection.round.domain.ZoneCommand.RecordRound;
import org.vigil.disinfection.round.domain.ZoneCommand.VoidRound;
import org.vigil.disinfection.round.domain.ZoneCommand.Work;
import org.vigil.disinfection.round.domain.ZoneDay;
import org.vigil.disinfection.round.domain.ZoneEvent;
import org.vigil.disinfection.round.domain.ZoneEvent.RoundCompleted;
import org.vigil.disinfection.round.view.RoundView;
import org.vigil.edge.Answers;
import org.vigil.edge.Caller;
import org.vigil.edge.Commands;
import org.vigil.edge.Page;
import org.vigil.edge.Past;
import org.vigil.edge.PastQuery;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.Times;
import org.vigil.edge.Views;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Outcome.Done;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.past.Moment;
import org.vigil.eventsourcing.projection.Sql;

/** Zones, rounds and the daily quota. */
@Path("/api/v1")
@Tag(name = "disinfection", description = "重点区域消杀 / Disinfection of zones")
@RunOnVirtualThread
public class Zones {

  private static final String CODE = "[A-Z0-9-]{2,30}";
  private static final int MAX_LISTED = 5_000;

  /** What is older is history, not a round. */
  private static final Duration OLDEST = Duration.ofDays(366);

  /** No control characters: the database takes no NUL, and nobody types them. */
  private static final String TEXT = "\\P{Cntrl}*";

  private final Commands commands;
  private final Caller caller;
  private final Views views;
  private final Past past;
  private final InstantSource clock;
  private final ZoneId timeZone;
  private final AgroalDataSource dataSource;
  private final Category<ZoneCommand, Zone, ZoneEvent> category;
  private final Rules rules;

  @Inject
  Zones(
      Commands commands,
      Caller caller,
      Views views,
      Past past,
      InstantSource clock,
      ZoneId timeZone,
      AgroalDataSource dataSource,
      Category<ZoneCommand, Zone, ZoneEvent> category,
      Rules rules) {
    this.commands = commands;
    this.caller = caller;
    this.views = views;
    this.past = past;
    this.clock = clock;
    this.timeZone = timeZone;
    this.dataSource = dataSource;
    this.category = category;
    this.rules = rules;
  }

  /** The rules of counting in force at an instant. */
  public interface Rules extends Function<Instant, CountingRules> {}

  /** A zone as it is to be. */
  public record ZoneBody(
      @NotBlank @Size(max = 60) @Pattern(regexp = TEXT) @Schema(examples = "一楼大厅") String name,
      @NotNull Kind kind,
      @NotNull @Size(max = 50)
          List<@NotBlank @Size(max = 40) @Pattern(regexp = TEXT) String> touchPoints,
      @NotBlank @Pattern(regexp = "[A-Z0-9]{2,12}") @Schema(examples = "ZHGL") String department) {}

  /** A round that was done. */
  public record RoundBody(
      @NotNull Instant startedAt,
      @NotNull Instant finishedAt,
      @NotBlank @Pattern(regexp = "[A-Za-z0-9-]{1,40}") @Schema(examples = "ZH-008") String by,
      @NotBlank @Size(max = 60) @Pattern(regexp = TEXT) @Schema(examples = "84消毒液") String agent,
      @Nullable @Size(max = 40) @Pattern(regexp = TEXT) String lot,
      @Nullable @Size(max = 20) @Pattern(regexp = TEXT) @Schema(examples = "1:100") String dilution,
      @NotNull @Size(max = 50)
          List<@NotBlank @Size(max = 40) @Pattern(regexp = TEXT) String> touchPoints,
      @Nullable @Pattern(regexp = "[0-9a-f]{64}") String evidence,
      @Nullable @Pattern(regexp = "[A-Za-z0-9._:-]{1,60}") String deviceId) {}

  /** Why a round is not to count. */
  public record Voiding(@NotBlank @Size(max = 200) @Pattern(regexp = TEXT) String reason) {}

  /** What became of a round. */
  public record RoundResult(
      String id, boolean valid, List<String> flaws, LocalDate day, int validRounds, int required) {}

  /** A zone as it stands. */
  public record ZoneItem(
      String code, String name, String kind, List<String> touchPoints, String department) {}

  /** A round. */
  public record RoundItem(
      String id,
      LocalDate day,
      Instant finishedAt,
      String by,
      String agent,
      boolean valid,
      List<String> flaws,
      boolean voided,
      long position) {}

  /** How a zone's day stands. */
  public record QuotaItem(
      String zone,
      String department,
      LocalDate day,
      int validRounds,
      int required,
      String status,
      int lateRounds,
      boolean corrected,
      Instant closesAt) {}

  @PUT
  @Path("zones/{code}")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "登记区域，可重复提交；自此逐日计次 / Define a zone; repeatable; counted from now on")
  public RestResponse<ZoneBody> define(@PathParam("code") String code, ZoneBody body) {
    if (!code.matches(CODE)) {
      throw Problem.notFound();
    }
    caller.mustActFor(body.department());
    definition(code);
    Instant now = clock.instant();
    Definition definition =
        new Definition(code, body.name(), body.kind(), body.touchPoints(), body.department());
    DefineZone command = new DefineZone(definition, now, rules.apply(now));
    return Answers.ok(commands.put(category, code, command), body);
  }

  @POST
  @Path("zones/{code}/rounds")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary =
          "记录一次消杀；间隔不足或漏高频接触点则不计次"
              + " / Record a round; too soon or without its touch-points it does not count")
  @APIResponse(
      responseCode = "201",
      description = "已记录，含是否计次 / Recorded, with whether it counts",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RoundResult.class)))
  public RestResponse<RoundResult> round(@PathParam("code") String code, RoundBody body) {
    owned(code);
    Instant now = clock.instant();
    Times.notFromTheFuture("/finishedAt", body.finishedAt(), now);
    if (body.startedAt().isBefore(now.minus(OLDEST))) {
      throw Problem.invalid("/startedAt", "too-long-ago");
    }
    Work work =
        new Work(
            body.startedAt(),
            body.finishedAt(),
            body.by(),
            body.agent(),
            body.lot(),
            body.dilution(),
            body.touchPoints(),
            body.evidence(),
            body.deviceId());
    Done<ZoneEvent> done =
        commands.handle(
            category,
            code,
            new RecordRound(UUID.randomUUID().toString(), work, now, rules.apply(now)),
            body.finishedAt(),
            body.finishedAt());
    RoundCompleted round =
        done.events().stream()
            .map(Recorded::event)
            .filter(RoundCompleted.class::isInstance)
            .map(RoundCompleted.class::cast)
            .findFirst()
            .orElseThrow();
    return Answers.created(
        "/api/v1/zones/" + code + "/rounds",
        done,
        new RoundResult(
            round.roundId(),
            round.valid(),
            round.flaws().stream().map(Enum::name).toList(),
            round.day(),
            round.validRounds(),
            DayPlan.REQUIRED));
  }

  @POST
  @Path("zones/{code}/rounds/{round}/voidings")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "作废一次有效消杀（七日内） / A valid round of the last week is not to count")
  @APIResponse(responseCode = "200", description = "已作废 / Voided")
  public RestResponse<Voiding> voidRound(
      @PathParam("code") String code, @PathParam("round") String round, Voiding body) {
    owned(code);
    return Answers.ok(commands.handle(category, code, new VoidRound(round, body.reason())), body);
  }

  @GET
  @Path("zones")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "区域列表 / Zones")
  public List<ZoneItem> zones() {
    views.await(RoundView.NAME);
    return Sql.list(
        dataSource,
        "select * from zone order by code limit " + MAX_LISTED,
        row ->
            new ZoneItem(
                row.getString("code"),
                row.getString("name"),
                row.getString("kind"),
                texts(row.getArray("touch_points")),
                row.getString("department")));
  }

  @GET
  @Path("zones/{code}/rounds")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "一个区域的消杀记录，最新在前 / A zone's rounds, newest first")
  public Page<RoundItem> rounds(
      @PathParam("code") String code,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("after") @Nullable String after) {
    views.await(RoundView.NAME);
    if (!code.matches(CODE) || commands.load(category, code).version() == 0) {
      throw Problem.notFound();
    }
    List<RoundItem> rows =
        Sql.list(
            dataSource,
            "select * from round where zone = ? and position < ? order by position desc limit ?",
            row ->
                new RoundItem(
                    row.getString("id"),
                    row.getObject("day", LocalDate.class),
                    Sql.instant(row, "finished_at"),
                    row.getString("done_by"),
                    row.getString("agent"),
                    row.getBoolean("valid"),
                    texts(row.getArray("flaws")),
                    row.getBoolean("voided"),
                    row.getLong("position")),
            code,
            Page.before(after),
            Page.rows(limit));
    return Page.of(rows, limit, row -> row, row -> Long.toString(row.position()));
  }

  @GET
  @Path("quota")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary =
          "各区域某日完成情况，默认当日，可查询过去 / How the zones stand or stood on a day; today, or the day"
              + " of the instant, by default")
  public List<QuotaItem> quota(
      @QueryParam("day") @Nullable String day, @BeanParam PastQuery query) {
    Moment moment = past.moment(query);
    views.await(RoundView.NAME);
    if (!moment.isNow()) {
      // A zone that is given up stays in the list, so what was there then is there now.
      return Sql.list(
              dataSource,
              "select code from zone order by code limit " + MAX_LISTED,
              row -> row.getString("code"))
          .stream()
          .flatMap(zone -> was(zone, day, moment).stream())
          .toList();
    }
    return Sql.list(
        dataSource,
        "select q.*, z.department from quota_day q join zone z on z.code = q.zone"
            + " where q.day = ?::date order by q.zone limit "
            + MAX_LISTED,
        row ->
            new QuotaItem(
                row.getString("zone"),
                row.getString("department"),
                row.getObject("day", LocalDate.class),
                row.getInt("valid_rounds"),
                DayPlan.REQUIRED,
                row.getString("status"),
                row.getInt("late_rounds"),
                row.getBoolean("corrected"),
                Sql.instant(row, "closes_at")),
        parsed(day, clock.instant()).toString());
  }

  @GET
  @Path("zones/{code}/quota")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary =
          "一个区域某日完成情况，可查询过去 / How a zone's day stands or stood; the day of the instant by default",
      description =
          "validAt 的答复按实际完成时间计次：补录的计入，作废的不计；日终后按次数判定，与当时的结论无关。"
              + " / An answer to validAt counts rounds from when they were done, those entered late"
              + " with the others and voided ones not at all; once the day has closed it is met or"
              + " missed by them, whatever the verdict was.")
  public QuotaItem quotaOfZone(
      @PathParam("code") String code,
      @QueryParam("day") @Nullable String day,
      @BeanParam PastQuery query) {
    Moment moment = past.moment(query);
    if (!code.matches(CODE)) {
      throw Problem.notFound();
    }
    return was(code, day, moment).orElseThrow(Problem::notFound);
  }

  private Optional<QuotaItem> was(String code, @Nullable String day, Moment moment) {
    Instant validAt = moment.validAt();
    Instant asked = validAt != null ? validAt : moment.asOf();
    LocalDate date = parsed(day, asked != null ? asked : clock.instant());
    List<ZoneEvent> events =
        past.known(category, code, moment).stream().map(Recorded::event).toList();
    return (validAt == null ? ZoneDay.known(date, events) : ZoneDay.truly(date, validAt, events))
        .map(Zones::item);
  }

  private static QuotaItem item(ZoneDay day) {
    return new QuotaItem(
        day.zone().code(),
        day.zone().department(),
        day.day(),
        day.validRounds(),
        DayPlan.REQUIRED,
        day.status().name(),
        day.lateRounds(),
        day.corrected(),
        day.closesAt());
  }

  private LocalDate parsed(@Nullable String day, Instant otherwise) {
    if (day == null) {
      return LocalDate.ofInstant(otherwise, timeZone);
    }
    try {
      LocalDate parsed = LocalDate.parse(day);
      if (parsed.getYear() >= 1 && parsed.getYear() <= 9999) {
        return parsed;
      }
    } catch (DateTimeException _) {
      // Told below, as is a day that no calendar on the wall has.
    }
    throw Problem.of(400, "day-malformed");
  }

  private static List<String> texts(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }

  private void owned(String code) {
    if (!code.matches(CODE) || !definition(code)) {
      throw Problem.notFound();
    }
  }

  /** Whether the zone is there; if it is, the caller must be its department or the office. */
  private boolean definition(String code) {
    return switch (commands.load(category, code).state()) {
      case Zone.NotDefined _ -> false;
      case Zone.Defined(var zone) -> {
        caller.mustActFor(zone.department());
        yield true;
      }
      case Zone.Counted zone -> {
        caller.mustActFor(zone.definition().department());
        yield true;
      }
    };
  }
}
