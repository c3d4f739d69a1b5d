package org.vigil.reporting.obligation.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.agroal.api.AgroalDataSource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Answers;
import org.vigil.edge.Caller;
import org.vigil.edge.Commands;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.SubjectIds;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Outcome.Done;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.reporting.obligation.domain.Assignments;
import org.vigil.reporting.obligation.domain.Assignments.Command;
import org.vigil.reporting.obligation.domain.Assignments.Event;
import org.vigil.reporting.obligation.domain.Obligation;
import org.vigil.reporting.obligation.domain.ObligationHandoverCommand;
import org.vigil.reporting.obligation.domain.ObligationHandoverCommand.AcceptHandover;
import org.vigil.reporting.obligation.domain.ObligationHandoverCommand.DeclineHandover;
import org.vigil.reporting.obligation.domain.ObligationHandoverCommand.OfferHandover;
import org.vigil.reporting.obligation.domain.ObligationHandoverCommand.WithdrawHandover;
import org.vigil.reporting.obligation.domain.ObligationHandoverEvent.ObligationHandoverAccepted;
import org.vigil.reporting.obligation.domain.ObligationHandoverEvent.ObligationHandoverOffered;
import org.vigil.reporting.obligation.domain.ObligationHandoverEvent.Receiver;
import org.vigil.reporting.parameter.domain.Rule;
import org.vigil.reporting.parameter.domain.Rules;
import org.vigil.reporting.person.api.Texts;
import org.vigil.reporting.staff.view.Staff;

/**
 * 责任人交接: who is named for an obligation, and is not the department's head, hands it to another of
 * the department (4.2-a). Heads hand over in duty-service.
 */
@Path("/api/v1/obligations/{id}/assignments/{department}/handovers")
@Tag(name = "obligations")
@RunOnVirtualThread
public class AssignmentHandovers {

  /** The parameter: how long a hand-over may wait for the receiver's answer, heads' as well. */
  private static final String ANSWER_WITHIN = "duty.handover-answer-within";

  private static final String STAFF_NO = "[A-Za-z0-9._-]{1,30}";

  /** What is further away is said by the office, not handed over. */
  private static final Duration FURTHEST = Duration.ofDays(366);

  private final Commands commands;
  private final Caller caller;
  private final SubjectIds ids;
  private final InstantSource clock;
  private final Rules rules;
  private final Staff staff;
  private final Category<Command, Assignments, Event> category;

  @Inject
  AssignmentHandovers(
      Commands commands,
      Caller caller,
      SubjectIds ids,
      InstantSource clock,
      Rules rules,
      AgroalDataSource dataSource,
      Category<Command, Assignments, Event> category) {
    this.commands = commands;
    this.caller = caller;
    this.ids = ids;
    this.clock = clock;
    this.rules = rules;
    this.staff = new Staff(dataSource);
    this.category = category;
  }

  /**
   * What is handed to whom.
   *
   * @param from absent for at once
   * @param until exclusive, from then on the giver answers again; absent for open
   */
  @Schema(name = "ObligationHandoverOffer")
  public record Offer(
      @NotNull @Pattern(regexp = STAFF_NO) String giver,
      @NotNull @Valid ReceiverBody receiver,
      @NotBlank @Size(max = 200) @Pattern(regexp = Texts.LINE) String reason,
      @Nullable Instant from,
      @Nullable Instant until) {}

  /** Who is to answer. */
  @Schema(name = "ObligationHandoverReceiver")
  public record ReceiverBody(
      @NotBlank @Size(max = 50) @Pattern(regexp = Texts.LINE) String name,
      @NotNull @Pattern(regexp = STAFF_NO) String staffNo) {}

  /** Who signs. */
  @Schema(name = "ObligationHandoverSignature")
  public record Signature(@NotNull @Pattern(regexp = STAFF_NO) String staffNo) {}

  /** Who does not want it, and why. */
  @Schema(name = "ObligationHandoverRefusal")
  public record NotWanted(
      @NotNull @Pattern(regexp = STAFF_NO) String staffNo,
      @NotBlank @Size(max = 200) @Pattern(regexp = Texts.LINE) String reason) {}

  /** That it was done, and to what. */
  @Schema(name = "ObligationHandoverActed")
  public record Acted(String id) {}

  /** A hand-over that waits for an answer, is to come or is to come back. */
  @Schema(name = "ObligationHandover")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Item(
      String id,
      String giver,
      String receiver,
      String maskedReceiver,
      Instant from,
      @Nullable Instant until,
      boolean signed) {

    static Item of(ObligationHandoverOffered one) {
      return item(
          one.handoverId(), one.subjectId(), one.receiver(), one.from(), one.until(), false);
    }

    static Item of(ObligationHandoverAccepted one) {
      return item(one.handoverId(), one.subjectId(), one.receiver(), one.from(), one.until(), true);
    }

    private static Item item(
        String id,
        String giver,
        Receiver receiver,
        Instant from,
        @Nullable Instant until,
        boolean signed) {
      return new Item(
          id, giver, receiver.subjectId(), Mask.NAME.of(receiver.name()), from, until, signed);
    }
  }

  /** All that are under way. */
  @Schema(name = "ObligationHandovers")
  public record Items(List<Item> items) {}

  @POST
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "被指定的责任人发起交接，接收人签收后生效 / Who is named hands over; it passes once the receiver signs",
      description =
          "签收前仍由原责任人负责；逾期未签收会上报；until 后交回原责任人。 / Until it is signed the giver answers, and from"
              + " until on again; silence is told.")
  @APIResponse(
      responseCode = "201",
      description = "已发起 / Offered",
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = Acted.class)))
  public RestResponse<Acted> offer(
      @PathParam("id") String id, @PathParam("department") String department, Offer body) {
    own(id, department);
    Instant now = clock.instant();
    Instant from = body.from() == null ? now : body.from();
    if (from.isBefore(now)) {
      throw Problem.invalid("/from", "lies-in-the-past");
    }
    bounded(from, now, "/from");
    if (body.until() != null) {
      bounded(body.until(), now.plus(FURTHEST), "/until");
    }
    String receiver = ids.of(null, body.receiver().staffNo());
    if (staff.member(receiver, now).filter(one -> one.department().equals(department)).isEmpty()) {
      throw Problem.invalid("/receiver/staffNo", "not-a-member");
    }
    String handover = UUID.randomUUID().toString();
    Rule rule = rules.inForce(ANSWER_WITHIN, now);
    Instant within = now.plus(rule.duration());
    // Silence is told in time for the hand-over; where that is at once, when the rule says.
    boolean passesFirst = from.isAfter(now) && from.isBefore(within);
    Done<Event> done =
        commands.handle(
            category,
            id,
            new OfferHandover(
                handover,
                id,
                department,
                signer(body.giver()),
                new Receiver(receiver, body.receiver().name()),
                body.reason(),
                from,
                body.until(),
                passesFirst ? from : within,
                passesFirst ? null : rule));
    String kept =
        done.events().stream()
            .map(recorded -> recorded.event())
            .filter(ObligationHandoverOffered.class::isInstance)
            .map(event -> ((ObligationHandoverOffered) event).handoverId())
            .findFirst()
            .orElse(handover);
    return Answers.created(
        "/api/v1/obligations/" + id + "/assignments/" + department + "/handovers/" + kept,
        done,
        new Acted(kept));
  }

  private static void bounded(Instant at, Instant now, String pointer) {
    if (at.isAfter(now.plus(FURTHEST))) {
      throw Problem.invalid(pointer, "out-of-range");
    }
  }

  @POST
  @Path("{handover}/acceptances")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "接收人签收，责任自约定时间（不早于签收时）转移 / The receiver signs, and answers from then on")
  @APIResponse(responseCode = "200", description = "已签收 / Signed")
  public RestResponse<Acted> accept(
      @PathParam("id") String id,
      @PathParam("department") String department,
      @PathParam("handover") String handover,
      Signature body) {
    own(id, department);
    return act(id, new AcceptHandover(handover, signer(body.staffNo()), clock.instant()));
  }

  @POST
  @Path("{handover}/refusals")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "接收人拒收，仍由原责任人负责 / The receiver declines; the giver stays named")
  @APIResponse(responseCode = "200", description = "已拒收 / Declined")
  public RestResponse<Acted> decline(
      @PathParam("id") String id,
      @PathParam("department") String department,
      @PathParam("handover") String handover,
      NotWanted body) {
    own(id, department);
    return act(id, new DeclineHandover(handover, signer(body.staffNo()), body.reason()));
  }

  @POST
  @Path("{handover}/withdrawals")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "签收前撤回 / The giver takes it back before it is signed")
  @APIResponse(responseCode = "200", description = "已撤回 / Taken back")
  public RestResponse<Acted> withdraw(
      @PathParam("id") String id,
      @PathParam("department") String department,
      @PathParam("handover") String handover,
      NotWanted body) {
    own(id, department);
    return act(id, new WithdrawHandover(handover, signer(body.staffNo()), body.reason()));
  }

  @GET
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "待签收、待生效和待交回的交接 / Hand-overs that wait, are to come or are to come back")
  public Items handovers(@PathParam("id") String id, @PathParam("department") String department) {
    assignable(id, department);
    caller.mustFind(department);
    Assignments state = commands.load(category, id).state();
    return new Items(
        Stream.concat(
                state.handovers().offers().values().stream()
                    .filter(one -> one.department().equals(department))
                    .map(Item::of),
                state.handovers().signed().values().stream()
                    .map(one -> one.handover())
                    .filter(one -> one.department().equals(department))
                    .map(Item::of))
            .sorted(Comparator.comparing(Item::from).thenComparing(Item::id))
            .toList());
  }

  private static void assignable(String id, String department) {
    if (Obligation.of(id).filter(Obligation::assignable).isEmpty()
        || !department.matches(Texts.DEPARTMENT)) {
      throw Problem.notFound();
    }
  }

  private void own(String id, String department) {
    assignable(id, department);
    caller.mustActFor(department);
  }

  private String signer(String staffNo) {
    String person = ids.of(null, staffNo);
    caller.mustSignAs(person);
    return person;
  }

  private RestResponse<Acted> act(String id, ObligationHandoverCommand command) {
    return Answers.ok(commands.handle(category, id, command), new Acted(command.handoverId()));
  }
}
