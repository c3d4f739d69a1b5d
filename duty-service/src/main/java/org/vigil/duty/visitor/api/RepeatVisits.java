package org.vigil.duty.visitor.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.math.BigDecimal;
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
import org.vigil.duty.directory.domain.Exit;
import org.vigil.duty.visitor.api.Visitors.Verdict;
import org.vigil.duty.visitor.api.Visitors.Visited;
import org.vigil.duty.visitor.domain.Visit;
import org.vigil.duty.visitor.domain.VisitCommand.RegisterVisitor;
import org.vigil.duty.visitor.domain.VisitDecider;
import org.vigil.duty.visitor.domain.VisitDecider.Ask;
import org.vigil.duty.visitor.domain.VisitEvent;
import org.vigil.duty.visitor.domain.VisitEvent.VisitorRegistered;
import org.vigil.duty.visitor.view.VisitRow;
import org.vigil.duty.visitor.view.VisitView;
import org.vigil.edge.Answers;
import org.vigil.edge.Caller;
import org.vigil.edge.Commands;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.SubjectIds;
import org.vigil.edge.Views;
import org.vigil.eventsourcing.Outcome.Done;
import org.vigil.eventsourcing.Personal;

/** Visitors who have been here before. */
@Path("/api/v1/repeat-visits")
@Tag(name = "visitors", description = "外来人员 / Visitors")
@RunOnVirtualThread
public class RepeatVisits {

  private final Commands commands;
  private final Caller caller;
  private final Views views;
  private final GateRules rules;
  private final SubjectIds subjects;
  private final InstantSource clock;

  @Inject
  RepeatVisits(
      Commands commands,
      Caller caller,
      Views views,
      GateRules rules,
      SubjectIds subjects,
      InstantSource clock) {
    this.commands = commands;
    this.caller = caller;
    this.views = views;
    this.rules = rules;
    this.subjects = subjects;
    this.clock = clock;
  }

  /** A visitor who has been here, found by the phone. */
  public record Return(
      @NotBlank @Pattern(regexp = "[A-Z0-9-]{1,20}") @Schema(examples = "EAST") String exit,
      @NotBlank @Pattern(regexp = "\\+?[0-9 -]{5,20}") String phone,
      @NotNull @Valid Visited visits,
      @NotNull @DecimalMin("30.0") @DecimalMax("45.0") @Digits(integer = 2, fraction = 1)
          BigDecimal temperatureCelsius,
      @NotBlank @Size(max = 40) String measuredBy,
      @Nullable @Size(max = 40) String device,
      @NotNull Boolean maskWorn,
      @NotNull Instant at) {}

  /**
   * The verdict at the gate.
   *
   * @param maskedName so that the guard sees that it is the person in front
   * @param repeatOf the earlier visit
   */
  public record ReturnVerdict(
      String id, String status, List<String> reasons, String maskedName, String repeatOf) {}

  @POST
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "再次来访快速登记：只需手机号 / Register somebody who has been here before, by the phone alone",
      description =
          "身份信息取自同一手机号在本科室所管出入口的上次来访，只回显脱敏姓名；体温与口罩每次都须登记。 / The particulars are"
              + " those of the latest visit with the phone at an exit of the same department; only"
              + " the masked name is shown. Temperature and mask are taken every time.")
  @APIResponse(
      responseCode = "201",
      description = "已登记，含判定 / Registered, with the verdict",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ReturnVerdict.class)))
  public RestResponse<ReturnVerdict> registerAgain(Return body) {
    Exit.Description exit = Visitors.exit(commands, body.exit());
    caller.mustActFor(exit.department());
    Instant now = clock.instant();
    GateRules.notFromTheFuture("/at", body.at(), now);
    rules.thermometerIsNamed(body.device(), body.at());
    views.awaitNewest(VisitView.NAME);
    String subjectId = subjects.of(body.phone(), null);
    VisitRow earlier =
        VisitRow.latest(subjectId, exit.department()).orElseThrow(RepeatVisits::neverHere);
    Visit.Who who =
        Visitors.who(commands.load(VisitDecider.CATEGORY, earlier.id).state())
            .filter(known -> !known.visitor().name().equals(Personal.ERASED))
            .orElseThrow(RepeatVisits::neverHere);
    String id = UUID.randomUUID().toString();
    RegisterVisitor command =
        new RegisterVisitor(
            subjectId,
            exit.code(),
            exit.department(),
            who.visitor(),
            body.visits().department(),
            body.visits().person(),
            body.temperatureCelsius().movePointRight(1).intValueExact(),
            rules.fever(body.at()),
            body.measuredBy(),
            body.device(),
            body.maskWorn(),
            body.at(),
            rules.isLate(body.at(), now),
            rules.leaveBy(body.at(), now),
            earlier.id);
    Done<VisitEvent> done =
        commands.handle(VisitDecider.CATEGORY, id, new Ask(id, command), body.at(), body.at());
    String key = done.stream().key();
    return Answers.created("/api/v1/visitors/" + key, done, verdict(key, done));
  }

  /** Of what was recorded: a repeated call finds this very visit as the latest. */
  private static ReturnVerdict verdict(String key, Done<VisitEvent> done) {
    Verdict verdict = Visitors.verdict(key, done);
    if (done.events().getFirst().event() instanceof VisitorRegistered registered
        && registered.repeatOf() != null) {
      return new ReturnVerdict(
          key,
          verdict.status(),
          verdict.reasons(),
          registered.visitor().maskedName(),
          registered.repeatOf());
    }
    throw new IllegalStateException("a visit begins with its registration");
  }

  private static Problem neverHere() {
    return Problem.of(404, "no-earlier-visit");
  }
}
