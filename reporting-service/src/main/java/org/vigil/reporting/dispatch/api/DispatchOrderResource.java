package org.vigil.reporting.dispatch.api;

import io.agroal.api.AgroalDataSource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
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
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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
import org.vigil.eventsourcing.past.Moment;
import org.vigil.reporting.dispatch.domain.DispatchOrder;
import org.vigil.reporting.dispatch.domain.DispatchOrder.AcknowledgeOrder;
import org.vigil.reporting.dispatch.domain.DispatchOrder.Call;
import org.vigil.reporting.dispatch.domain.DispatchOrder.CompleteOrder;
import org.vigil.reporting.dispatch.domain.DispatchOrder.IssueOrder;
import org.vigil.reporting.dispatch.domain.DispatchOrder.RefuseOrder;
import org.vigil.reporting.dispatch.domain.DispatchOrder.WithdrawOrder;
import org.vigil.reporting.dispatch.view.DispatchOrders;
import org.vigil.reporting.dispatch.view.DispatchOrders.Order;
import org.vigil.reporting.dispatch.view.DispatchPast;
import org.vigil.reporting.dispatch.view.DispatchView;
import org.vigil.reporting.escalation.view.EscalationPerson;
import org.vigil.reporting.leadinggroup.api.ActingPerson;
import org.vigil.reporting.parameter.domain.Rule;
import org.vigil.reporting.parameter.domain.Rules;
import org.vigil.reporting.person.api.KnownPeople;
import org.vigil.reporting.person.api.PageRequest;
import org.vigil.reporting.person.api.PastPage;
import org.vigil.reporting.person.api.PersonBody;
import org.vigil.reporting.person.api.Texts;
import org.vigil.reporting.staff.view.Staff;
import org.vigil.reporting.staff.view.StaffView;

/** Orders of the executive deputy leader (2-c). */
@Path("/api/v1/dispatch-orders")
@Tag(name = "dispatch-orders", description = "调度令 / Orders of the executive deputy leader")
@RunOnVirtualThread
public class DispatchOrderResource {

  /** The parameter: how long a department may take to sign for an order. */
  public static final String ANSWER_WITHIN = "reporting.dispatch-answer-within";

  private static final String ID = "[A-Za-z0-9-]{1,64}";

  private static final Set<String> STATUSES =
      Set.of(
          "ISSUED", "UNANSWERED", "ACKNOWLEDGED", "OVERDUE", "REFUSED", "COMPLETED", "WITHDRAWN");

  private final Commands commands;
  private final Caller caller;
  private final ActingPerson acting;
  private final Views views;
  private final Past past;
  private final Rules rules;
  private final InstantSource clock;
  private final KnownPeople people;
  private final Staff staff;
  private final DispatchOrders orders;
  private final EscalationPerson persons;

  @Inject
  DispatchOrderResource(
      Commands commands,
      Caller caller,
      ActingPerson acting,
      Views views,
      Past past,
      Rules rules,
      InstantSource clock,
      KnownPeople people,
      AgroalDataSource dataSource) {
    this.commands = commands;
    this.caller = caller;
    this.acting = acting;
    this.views = views;
    this.past = past;
    this.rules = rules;
    this.clock = clock;
    this.people = people;
    this.staff = new Staff(dataSource);
    this.orders = new DispatchOrders(dataSource);
    this.persons = new EscalationPerson(dataSource);
  }

  /** A new order. */
  public record OrderBody(
      @Schema(description = "调度令编号，由下达方确定 / Its id, chosen by who gives it")
          @NotNull
          @Pattern(regexp = ID)
          String id,
      @NotNull @Pattern(regexp = "[A-Z0-9]{2,12}") String department,
      @NotBlank @Size(max = 2000) @Pattern(regexp = Texts.LINES) String order,
      @Schema(description = "不填则按参数 / Until when to sign for it; else by the parameter")
          @Nullable Instant answerBy,
      @NotNull Instant completeBy,
      @Schema(description = "所依据的升级事项 / The matter behind it")
          @Nullable
          @Pattern(regexp = "[0-9a-f]{32}")
          String escalationId) {}

  /** Why it is refused. */
  public record RefusalBody(
      @NotBlank @Size(max = 500) @Pattern(regexp = Texts.LINES) String reason) {}

  /** What was done. */
  public record CompletionBody(
      @Nullable @Size(max = 500) @Pattern(regexp = Texts.LINES) String note) {}

  /** What a department may answer. */
  @Schema(name = "DispatchOrderAnswer")
  public enum Said {
    ACKNOWLEDGED,
    REFUSED,
    COMPLETED
  }

  /** What a member of the department has said to the office on the phone. */
  @Schema(
      name = "DispatchOrderCall",
      examples =
          "{\"answer\":\"ACKNOWLEDGED\",\"calledBy\":{\"name\":\"卫东\",\"staffNo\":\"GW-001\"}}")
  public record CallBody(
      @NotNull Said answer,
      @Schema(description = "来电人，须为该科室人员 / Who has called: a member of the department")
          @NotNull
          @Valid
          PersonBody calledBy,
      @Schema(
              description =
                  "拒收理由（必填）或完成情况 / Why it is refused, which must be said, or what was done")
          @Nullable
          @Size(max = 500)
          @Pattern(regexp = Texts.LINES)
          String words) {}

  /** Where a command has left it. */
  @Schema(name = "DispatchOrderReceipt")
  public record Status(String id, String status) {}

  @POST
  @RolesAllowed(Roles.LEADER)
  @Operation(
      summary = "下达调度令 / Give an order",
      description =
          "由常务副组长或组长本人下达，离岗时由代理人下达；令牌须含 staff_no。 / The executive deputy leader or the leader"
              + " gives it in person, or who stands in; the token needs staff_no.")
  @APIResponse(
      responseCode = "201",
      description = "已下达 / Given",
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = Status.class)))
  public RestResponse<Status> issue(OrderBody body) {
    Instant now = clock.instant();
    acting.mustDirect(now);
    String matter = body.escalationId();
    Rule within = body.answerBy() == null ? rules.inForce(ANSWER_WITHIN, now) : null;
    IssueOrder command =
        new IssueOrder(
            body.department(),
            caller.client(),
            now,
            within == null ? body.answerBy() : now.plus(within.duration()),
            body.completeBy(),
            body.order(),
            matter,
            matter == null ? null : persons.of(matter).orElse(null),
            within);
    return Answers.created(
        "/api/v1/dispatch-orders/" + body.id(),
        commands.handle(DispatchOrder.CATEGORY, body.id(), command),
        new Status(body.id(), "ISSUED"));
  }

  @POST
  @Path("{id}/acknowledgements")
  @RolesAllowed(Roles.DEPARTMENT)
  @Operation(summary = "签收调度令，由科室作出 / Sign for it, which only the department does")
  @APIResponse(responseCode = "200", description = "已签收 / Signed for")
  public RestResponse<Status> acknowledge(@PathParam("id") String id) {
    return answer(id, new AcknowledgeOrder(caller.client(), null), "ACKNOWLEDGED");
  }

  @POST
  @Path("{id}/refusals")
  @RolesAllowed(Roles.DEPARTMENT)
  @Operation(summary = "拒收，须说明理由；生成线索，由人核实 / Refuse it and say why; a lead for people to look at")
  @APIResponse(responseCode = "200", description = "已拒收 / Refused")
  public RestResponse<Status> refuse(@PathParam("id") String id, RefusalBody body) {
    return answer(id, new RefuseOrder(caller.client(), body.reason(), null), "REFUSED");
  }

  @POST
  @Path("{id}/completions")
  @RolesAllowed(Roles.DEPARTMENT)
  @Operation(summary = "完成 / It is done")
  @APIResponse(responseCode = "200", description = "已完成 / Done")
  public RestResponse<Status> complete(@PathParam("id") String id, CompletionBody body) {
    return answer(id, new CompleteOrder(caller.client(), body.note(), null), "COMPLETED");
  }

  @POST
  @Path("{id}/calls")
  @RolesAllowed(Roles.OFFICE)
  @Operation(
      summary = "代录科室的电话答复 / Take down what a department answers on the phone",
      description =
          "答复由科室作出；办公室只能代录该科室人员的来电，并留有记录。 / The answer is the department's: the office only takes"
              + " down a call of one of its members, and the record says so.")
  @APIResponse(responseCode = "200", description = "已代录 / Taken down")
  public RestResponse<Status> takeCall(@PathParam("id") String id, CallBody body) {
    Call call = call(department(id), body.calledBy());
    String by = caller.client();
    String words = body.words();
    DispatchOrder.Command command =
        switch (body.answer()) {
          case ACKNOWLEDGED -> new AcknowledgeOrder(by, call);
          case REFUSED -> {
            if (words == null) {
              throw Problem.invalid("/words", "refusal-needs-reason");
            }
            yield new RefuseOrder(by, words, call);
          }
          case COMPLETED -> new CompleteOrder(by, words, call);
        };
    return done(id, command, body.answer().name());
  }

  /** Who has called, whom the directory must know as one of the department. */
  private Call call(String department, PersonBody calledBy) {
    Instant now = clock.instant();
    views.await(StaffView.NAME + "@received");
    String person = people.subjectId(calledBy);
    boolean head =
        staff.department(department, now).filter(it -> person.equals(it.headId())).isPresent();
    boolean member =
        staff.member(person, now).filter(it -> it.department().equals(department)).isPresent();
    if (!head && !member) {
      throw Problem.of(409, "caller-of-another-department");
    }
    return new Call(person, calledBy.name());
  }

  @POST
  @Path("{id}/withdrawals")
  @RolesAllowed(Roles.LEADER)
  @Operation(
      summary = "撤回调度令 / Take it back",
      description = "由可以下达调度令的人撤回。 / By a person who may give one.")
  @APIResponse(responseCode = "200", description = "已撤回 / Taken back")
  public RestResponse<Status> withdraw(@PathParam("id") String id) {
    department(id);
    acting.mustDirect(clock.instant());
    return done(id, new WithdrawOrder(caller.client()), "WITHDRAWN");
  }

  private RestResponse<Status> answer(String id, DispatchOrder.Command command, String status) {
    caller.mustFind(department(id));
    return done(id, command, status);
  }

  private RestResponse<Status> done(String id, DispatchOrder.Command command, String status) {
    return Answers.ok(commands.handle(DispatchOrder.CATEGORY, id, command), new Status(id, status));
  }

  /** To whom it was given, straight from the log. */
  private String department(String id) {
    if (!id.matches(ID)) {
      throw Problem.notFound();
    }
    return switch (commands.load(DispatchOrder.CATEGORY, id).state()) {
      case DispatchOrder.NotIssued _ -> throw Problem.notFound();
      case DispatchOrder.Issued one -> one.terms().department();
      case DispatchOrder.Acknowledged one -> one.terms().department();
      case DispatchOrder.Refused one -> one.terms().department();
      case DispatchOrder.Completed one -> one.terms().department();
      case DispatchOrder.Withdrawn one -> one.terms().department();
    };
  }

  @GET
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "调度令列表，最新在前，可查询过去（asOf） / Orders, newest first, now or then")
  public Page<Order> list(
      @QueryParam("department") @Nullable String department,
      @QueryParam("status") @Nullable String status,
      @BeanParam AsOfQuery query,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("after") @Nullable String after) {
    if (status != null && !STATUSES.contains(status)) {
      throw Problem.of(400, "dispatch-status-unknown");
    }
    Moment moment = past.moment(query);
    views.await(DispatchView.NAME);
    String wanted = caller.confinedTo().orElse(department);
    Instant asOf = moment.asOf();
    if (asOf != null) {
      return PastPage.of(
          new PageRequest(limit, Long.MAX_VALUE),
          after == null ? "" : after,
          (last, rows) -> orders.issuedBy(asOf, wanted, last, rows),
          id -> then(id, moment).filter(it -> status == null || status.equals(it.status())));
    }
    return Page.of(
        orders.list(wanted, status, after, Page.rows(limit)), limit, order -> order, Order::id);
  }

  @GET
  @Path("{id}")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "一个调度令，可查询过去（asOf） / One order, now or then")
  public RestResponse<Order> one(@PathParam("id") String id, @BeanParam AsOfQuery query) {
    if (!id.matches(ID)) {
      throw Problem.notFound();
    }
    Moment moment = past.moment(query);
    if (moment.isNow()) {
      views.await(DispatchView.NAME);
    }
    Order order =
        (moment.isNow() ? orders.one(id) : then(id, moment)).orElseThrow(Problem::notFound);
    caller.mustFind(order.department());
    return Answers.read(order, order.version());
  }

  private Optional<Order> then(String id, Moment moment) {
    return DispatchPast.order(past.known(DispatchOrder.CATEGORY, id, moment));
  }
}
