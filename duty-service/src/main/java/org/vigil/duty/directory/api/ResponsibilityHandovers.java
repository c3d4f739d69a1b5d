package org.vigil.duty.directory.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.agroal.api.AgroalDataSource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.directory.domain.Department;
import org.vigil.duty.directory.domain.HandoverCommand;
import org.vigil.duty.directory.domain.HandoverCommand.AcceptHandover;
import org.vigil.duty.directory.domain.HandoverCommand.DeclineHandover;
import org.vigil.duty.directory.domain.HandoverCommand.OfferHandover;
import org.vigil.duty.directory.domain.HandoverCommand.WithdrawHandover;
import org.vigil.duty.directory.domain.HandoverEvent.ResponsibilityHandoverOffered;
import org.vigil.duty.directory.domain.Person;
import org.vigil.duty.directory.view.DirectoryView;
import org.vigil.edge.Answers;
import org.vigil.edge.Caller;
import org.vigil.edge.Commands;
import org.vigil.edge.Page;
import org.vigil.edge.Policies;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.Views;
import org.vigil.eventsourcing.Outcome.Done;
import org.vigil.eventsourcing.projection.Sql;

/** 责任交接: how a department's lead passes from one to another (4.2-b). */
@Path("/api/v1/departments/{code}/handovers")
@Tag(name = "directory")
@RunOnVirtualThread
public class ResponsibilityHandovers {

  /** The parameter: how long a hand-over may wait for the receiver's answer. */
  public static final String ANSWER_WITHIN = "duty.handover-answer-within";

  private static final String CODE = "[A-Z0-9]{2,12}";
  private static final String PERSON = "[0-9a-f]{32}";

  /** What is further away is arranged by the office, not handed over. */
  private static final Duration FURTHEST = Duration.ofDays(366);

  private final Commands commands;
  private final Caller caller;
  private final Views views;
  private final Policies policies;
  private final AgroalDataSource dataSource;
  private final ZoneId zone;
  private final InstantSource clock;

  @Inject
  ResponsibilityHandovers(
      Commands commands,
      Caller caller,
      Views views,
      Policies policies,
      AgroalDataSource dataSource,
      ZoneId zone,
      InstantSource clock) {
    this.commands = commands;
    this.caller = caller;
    this.views = views;
    this.policies = policies;
    this.dataSource = dataSource;
    this.zone = zone;
    this.clock = clock;
  }

  /**
   * What is handed over to whom.
   *
   * @param from absent for at once
   * @param until exclusive; absent for open
   */
  public record HandoverOfferBody(
      @NotNull Department.Role role,
      @NotBlank @Pattern(regexp = PERSON) String giver,
      @NotBlank @Pattern(regexp = PERSON) String receiver,
      @NotBlank @Size(max = 200) String reason,
      @Nullable Instant from,
      @Nullable Instant until) {}

  /** Who signs. */
  public record SignatureBody(@NotBlank @Pattern(regexp = PERSON) String person) {}

  /** Who does not want it, and why. */
  public record HandoverRefusalBody(
      @NotBlank @Pattern(regexp = PERSON) String person,
      @NotBlank @Size(max = 200) String reason) {}

  /** That it was done, and to what. */
  public record HandoverActed(String id) {}

  /** A hand-over; {@code from} is when it is to begin, or has begun once it is signed. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record HandoverItem(
      String id,
      String role,
      String giver,
      String receiver,
      String maskedReceiver,
      Instant from,
      @Nullable Instant until,
      Instant answerBy,
      @Schema(description = "OFFERED 待签收, ACCEPTED 已签收, DECLINED 已拒收, WITHDRAWN 已撤回") String status,
      @Schema(description = "曾逾期未签收 / Whether nobody had answered in time") boolean unanswered) {}

  private record Row(long position, HandoverItem item) {}

  @POST
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary =
          "发起责任交接，接收人签收后生效 / Offer the lead to another; it passes once the receiver has signed",
      description =
          "签收前原负责人仍负责；逾期未签收会上报。 / Until it is signed the giver stays responsible; silence is told.")
  @APIResponse(
      responseCode = "201",
      description = "已发起 / Offered",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = HandoverActed.class)))
  public RestResponse<HandoverActed> offer(@PathParam("code") String code, HandoverOfferBody body) {
    own(code);
    Instant now = clock.instant();
    Instant from = body.from() == null ? now : body.from();
    if (from.isBefore(now)) {
      throw Problem.invalid("/from", "lies-in-the-past");
    }
    bounded(from, now, "/from");
    if (body.until() != null) {
      bounded(body.until(), now.plus(FURTHEST), "/until");
    }
    caller.mustSignAs(body.giver());
    String id = UUID.randomUUID().toString();
    Done<Department.Event> done =
        commands.handle(
            Department.CATEGORY,
            code,
            new OfferHandover(
                id,
                body.role(),
                body.giver(),
                member(code, body.receiver()),
                body.reason(),
                from,
                body.until(),
                answerBy(from, now),
                zone));
    String kept =
        done.events().stream()
            .map(recorded -> recorded.event())
            .filter(ResponsibilityHandoverOffered.class::isInstance)
            .map(event -> ((ResponsibilityHandoverOffered) event).handoverId())
            .findFirst()
            .orElse(id);
    return Answers.created(
        "/api/v1/departments/" + code + "/handovers/" + kept, done, new HandoverActed(kept));
  }

  /** Silence is told in time for the hand-over; where that is at once, when the rule says. */
  private Instant answerBy(Instant from, Instant now) {
    Instant within = now.plus(policies.duration(ANSWER_WITHIN, now));
    return from.isAfter(now) && from.isBefore(within) ? from : within;
  }

  private static void bounded(Instant at, Instant now, String pointer) {
    if (at.isAfter(now.plus(FURTHEST))) {
      throw Problem.invalid(pointer, "out-of-range");
    }
  }

  private Department.Head member(String code, String id) {
    Person receiver = commands.load(Person.CATEGORY, id).state();
    Person.Particulars who = receiver.particulars();
    LocalDate today = clock.instant().atZone(zone).toLocalDate();
    if (who == null
        || !who.department().equals(code)
        || (receiver.leftOn() != null && !receiver.leftOn().isAfter(today))) {
      throw Problem.invalid("/receiver", "not-a-member");
    }
    return new Department.Head(id, who.name());
  }

  @POST
  @Path("{handover}/acceptances")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "接收人签收，责任自约定时间（不早于签收时）转移 / The receiver signs, and leads from then on")
  @APIResponse(responseCode = "200", description = "已签收 / Signed")
  public RestResponse<HandoverActed> accept(
      @PathParam("code") String code, @PathParam("handover") String id, SignatureBody body) {
    own(code);
    caller.mustSignAs(body.person());
    return act(code, new AcceptHandover(id, body.person(), clock.instant(), zone));
  }

  @POST
  @Path("{handover}/refusals")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "接收人拒收，原负责人仍负责 / The receiver declines; the giver stays responsible")
  @APIResponse(responseCode = "200", description = "已拒收 / Declined")
  public RestResponse<HandoverActed> decline(
      @PathParam("code") String code, @PathParam("handover") String id, HandoverRefusalBody body) {
    own(code);
    caller.mustSignAs(body.person());
    return act(code, new DeclineHandover(id, body.person(), body.reason()));
  }

  @POST
  @Path("{handover}/withdrawals")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "签收前撤回 / The giver takes it back before it is signed")
  @APIResponse(responseCode = "200", description = "已撤回 / Taken back")
  public RestResponse<HandoverActed> withdraw(
      @PathParam("code") String code, @PathParam("handover") String id, HandoverRefusalBody body) {
    own(code);
    caller.mustSignAs(body.person());
    return act(code, new WithdrawHandover(id, body.person(), body.reason()));
  }

  @GET
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "责任交接列表，最近的在前 / Hand-overs of a department, the newest first")
  public Page<HandoverItem> handovers(
      @PathParam("code") String code,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("after") @Nullable String after) {
    visible(code);
    views.await(DirectoryView.NAME);
    List<Row> rows =
        Sql.list(
            dataSource,
            "select * from responsibility_handover where department = ? and position < ? order by"
                + " position desc limit ?",
            row -> new Row(row.getLong("position"), item(row)),
            code,
            Page.before(after),
            Page.rows(limit));
    return Page.of(rows, limit, Row::item, row -> Long.toString(row.position()));
  }

  private static HandoverItem item(ResultSet row) throws SQLException {
    return new HandoverItem(
        row.getString("id"),
        row.getString("role"),
        row.getString("giver"),
        row.getString("receiver"),
        row.getString("receiver_name"),
        Sql.instant(row, "valid_from"),
        Sql.instantOrNull(row, "valid_until"),
        Sql.instant(row, "answer_by"),
        row.getString("status"),
        row.getBoolean("unanswered"));
  }

  private void visible(String code) {
    if (!code.matches(CODE)) {
      throw Problem.notFound();
    }
    caller.mustFind(code);
  }

  private void own(String code) {
    if (!code.matches(CODE)) {
      throw Problem.notFound();
    }
    caller.mustActFor(code);
  }

  private RestResponse<HandoverActed> act(String code, HandoverCommand command) {
    return Answers.ok(
        commands.handle(Department.CATEGORY, code, command),
        new HandoverActed(command.handoverId()));
  }
}
