package org.vigil.reporting.notice.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
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
import org.vigil.edge.Commands;
import org.vigil.edge.Page;
import org.vigil.edge.Past;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.Views;
import org.vigil.edge.Violation;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.past.Moment;
import org.vigil.reporting.notice.domain.Directive.Channel;
import org.vigil.reporting.notice.domain.Education;
import org.vigil.reporting.notice.domain.Education.PublishItem;
import org.vigil.reporting.notice.domain.Education.Topic;
import org.vigil.reporting.notice.domain.SituationDigest;
import org.vigil.reporting.notice.domain.SituationDigest.PublishDigest;
import org.vigil.reporting.notice.view.Notices;
import org.vigil.reporting.notice.view.Notices.Digest;
import org.vigil.reporting.notice.view.Notices.Period;
import org.vigil.reporting.notice.view.Notices.Taught;
import org.vigil.reporting.notice.view.TeachingPast;
import org.vigil.reporting.notice.view.TeachingView;
import org.vigil.reporting.person.api.PageRequest;
import org.vigil.reporting.person.api.Texts;

/** 宣教与每日形势通报 (3.5-b, 3.5-c). */
@Path("/api/v1")
@Tag(name = "notices", description = "宣传教育 / Notices (3.5, 4.1-a)")
@RunOnVirtualThread
public class TeachingResource {

  /** What fits on a screen. */
  private static final int PERIODS = 53;

  private static final int DAYS = 62;

  /** A day is expected when the one before it ends, so by then none further ahead was known. */
  private static final int DAYS_AHEAD = 2;

  private final Commands commands;
  private final Views views;
  private final Past past;
  private final Notices notices;
  private final InstantSource clock;
  private final ZoneId zone;

  @Inject
  TeachingResource(
      Commands commands,
      Views views,
      Past past,
      Notices notices,
      InstantSource clock,
      ZoneId zone) {
    this.commands = commands;
    this.views = views;
    this.past = past;
    this.notices = notices;
    this.clock = clock;
    this.zone = zone;
  }

  /** Something is taught. */
  @Schema(
      name = "EducationItemRequest",
      examples = "{\"topic\":\"MASKS\",\"title\":\"口罩佩戴七步\",\"channel\":\"OFFICIAL_ACCOUNT\"}")
  public record ItemBody(
      @NotNull Topic topic,
      @NotBlank @Size(max = 200) @Pattern(regexp = Texts.LINE) String title,
      @NotNull Channel channel) {}

  /** The day's situation. */
  @Schema(
      name = "SituationDigestRequest",
      examples = "{\"day\":\"2026-11-23\",\"title\":\"11月23日疫情形势\",\"summary\":\"全市无新增\"}")
  public record DigestBody(
      @NotNull LocalDate day,
      @NotBlank @Size(max = 200) @Pattern(regexp = Texts.LINE) String title,
      @NotBlank @Size(max = 2000) @Pattern(regexp = Texts.LINES) String summary) {}

  @POST
  @Path("education-items")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "发布一条宣教内容 / Teach something")
  @APIResponse(
      responseCode = "201",
      description = "已登记 / Recorded",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ItemBody.class)))
  public RestResponse<ItemBody> teach(ItemBody body) {
    return Answers.created(
        "/api/v1/education-items",
        commands.handle(
            Education.CATEGORY,
            Education.KEY,
            new PublishItem(body.topic(), body.title(), body.channel(), clock.instant())),
        body);
  }

  @GET
  @Path("education-items")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "宣教内容，新的在前，可查询过去（asOf） / What was taught, the newest first, now or then")
  @APIResponse(responseCode = "200", description = "一页 / One page")
  public Page<Taught> taught(
      @BeanParam AsOfQuery query,
      @Parameter(description = PageRequest.LIMIT) @QueryParam("limit") @Nullable String limit,
      @Parameter(description = PageRequest.AFTER) @QueryParam("after") @Nullable String after) {
    PageRequest page = PageRequest.of(limit, after);
    Moment moment = past.moment(query);
    views.await(TeachingView.NAME);
    return Page.of(
        moment.isNow()
            ? notices.taught(page.before(), page.rows())
            : TeachingPast.taught(programme(moment), page.before(), page.rows()),
        page.limit(),
        row -> row,
        row -> Long.toString(row.position()));
  }

  @GET
  @Path("education-periods")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary =
          "各期宣教数量与主题，可查询过去（asOf） / How much was taught in which period, and of what, now or then")
  public List<Period> periods(@BeanParam AsOfQuery query) {
    Moment moment = past.moment(query);
    views.await(TeachingView.NAME);
    return moment.isNow()
        ? notices.periods(PERIODS)
        : TeachingPast.periods(programme(moment), PERIODS);
  }

  /** There is one programme, and its stream is as long as what was taught. */
  private List<Recorded<Education.Event>> programme(Moment moment) {
    return past.known(Education.CATEGORY, Education.KEY, moment);
  }

  @POST
  @Path("situation-digests")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "发布当日疫情形势 / Tell the day's situation",
      description = "每日一份；过时仍可补发，注明迟发。 / One a day; a late one is marked as late.")
  @APIResponse(
      responseCode = "201",
      description = "已发布 / Published",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = DigestBody.class)))
  public RestResponse<DigestBody> tell(DigestBody body) {
    Instant now = clock.instant();
    LocalDate today = now.atZone(zone).toLocalDate();
    if (body.day().isAfter(today)) {
      throw Problem.invalid(
          List.of(new Violation("/day", "time-too-late", Map.of("latest", today))));
    }
    if (body.day().isBefore(today.minusDays(DAYS))) {
      throw Problem.invalid(
          List.of(
              new Violation("/day", "time-too-early", Map.of("earliest", today.minusDays(DAYS)))));
    }
    return Answers.created(
        "/api/v1/situation-digests",
        commands.handle(
            SituationDigest.CATEGORY,
            body.day().toString(),
            new PublishDigest(body.day(), body.title(), body.summary(), now)),
        body);
  }

  @GET
  @Path("situation-digests")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "每日形势通报，新的在前，可查询过去（asOf） / Each day's digest, the newest first, now or then")
  public List<Digest> digests(@BeanParam AsOfQuery query) {
    Moment moment = past.moment(query);
    views.await(TeachingView.NAME);
    Instant asOf = moment.asOf();
    if (asOf == null) {
      return notices.digests(DAYS);
    }
    LocalDate last = asOf.atZone(zone).toLocalDate().plusDays(DAYS_AHEAD);
    return notices.daysUpTo(last, DAYS + DAYS_AHEAD).stream()
        .map(LocalDate::toString)
        .flatMap(
            day ->
                TeachingPast.digest(day, past.known(SituationDigest.CATEGORY, day, moment))
                    .stream())
        .limit(DAYS)
        .toList();
  }
}
