package org.vigil.disinfection.meal.api;

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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;
import org.vigil.disinfection.meal.domain.Meal;
import org.vigil.disinfection.meal.domain.MealCommand;
import org.vigil.disinfection.meal.domain.MealCommand.CancelOrder;
import org.vigil.disinfection.meal.domain.MealCommand.CorrectOrder;
import org.vigil.disinfection.meal.domain.MealCommand.Delivery;
import org.vigil.disinfection.meal.domain.MealCommand.OrderMeals;
import org.vigil.disinfection.meal.domain.MealCommand.RecordDelivery;
import org.vigil.disinfection.meal.domain.MealCommand.RevealOrder;
import org.vigil.disinfection.meal.domain.MealDecider;
import org.vigil.disinfection.meal.domain.MealEvent;
import org.vigil.disinfection.meal.domain.MealOrder;
import org.vigil.disinfection.meal.domain.MealOrder.DueMeal;
import org.vigil.disinfection.meal.domain.MealReason;
import org.vigil.disinfection.meal.domain.SeparateMeals;
import org.vigil.disinfection.meal.domain.SeparateMeals.Ordered;
import org.vigil.disinfection.meal.view.MealView;
import org.vigil.disinfection.order.api.Orderers;
import org.vigil.disinfection.order.api.PersonBody;
import org.vigil.disinfection.order.api.Texts;
import org.vigil.disinfection.order.domain.OrderedBy;
import org.vigil.edge.Answers;
import org.vigil.edge.AsOfQuery;
import org.vigil.edge.Caller;
import org.vigil.edge.Commands;
import org.vigil.edge.Page;
import org.vigil.edge.Past;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.SubjectIds;
import org.vigil.edge.Times;
import org.vigil.edge.Views;
import org.vigil.edge.Violation;
import org.vigil.eventsourcing.CommandHandler.Snapshot;
import org.vigil.eventsourcing.Outcome.Done;
import org.vigil.eventsourcing.past.Hindsight;
import org.vigil.eventsourcing.past.Moment;
import org.vigil.eventsourcing.projection.Sql;

/** 单独送餐: who orders knows of somebody, and is to report it (3.8-f, 3.11-b). */
@Path("/api/v1/separate-meals")
@Tag(
    name = "separate-meals",
    description = "单独送餐 / Meals that are brought to somebody apart (3.8-f)")
@RunOnVirtualThread
public class SeparateMealOrders {

  /** The longest that one order lasts, in days. */
  private static final int MAX_DAYS = 31;

  private static final String PATH = "/api/v1/separate-meals/";

  private static final String LIST =
      """
      select o.*, m.* from meal_order o
      join lateral (
        select min(day) as first_day, max(day) as last_day, count(*) as meals,
          count(delivered_at) as delivered, count(*) filter (where missed) as missed
        from meal_due where order_id = o.id) m on true
      where o.position < ? and (?::text is null or o.department = ? or o.canteen = ?)
        and (?::date is null
          or exists (select 1 from meal_due d where d.order_id = o.id and d.day = ?::date))
      order by o.position desc limit ?
      """;

  private final Commands commands;
  private final Caller caller;
  private final Orderers orderers;
  private final Views views;
  private final Past past;
  private final SubjectIds subjects;
  private final Canteen canteen;
  private final InstantSource clock;
  private final ZoneId zone;
  private final AgroalDataSource dataSource;

  @Inject
  SeparateMealOrders(
      Commands commands,
      Caller caller,
      Orderers orderers,
      Views views,
      Past past,
      SubjectIds subjects,
      Canteen canteen,
      InstantSource clock,
      ZoneId zone,
      AgroalDataSource dataSource) {
    this.commands = commands;
    this.caller = caller;
    this.orderers = orderers;
    this.views = views;
    this.past = past;
    this.subjects = subjects;
    this.canteen = canteen;
    this.clock = clock;
    this.zone = zone;
    this.dataSource = dataSource;
  }

  /** What is to be brought to whom, as said first or put right. */
  @Schema(name = "SeparateMealsContent")
  public record ContentBody(
      @NotNull @Valid PersonBody person,
      @Schema(description = "送到何处 / Where to", examples = "三号楼 305")
          @NotBlank
          @Size(max = 100)
          @Pattern(regexp = Texts.LINE)
          String place,
      @NotNull MealReason reason,
      @Schema(description = "事由为 OTHER 时必填 / Needed for OTHER")
          @Nullable
          @Size(max = 200)
          @Pattern(regexp = Texts.LINE)
          String note,
      @NotNull LocalDate firstDay,
      @Schema(description = "含当日 / Inclusive") @NotNull LocalDate lastDay,
      @NotNull @Size(min = 1, max = 3) List<@NotNull Meal> meals) {}

  /** An order. */
  @Schema(name = "SeparateMealsOrder")
  public record OrderBody(
      @Schema(description = "要求送餐的科室 / The department that asks", examples = "GWYC")
          @NotBlank
          @Pattern(regexp = Texts.DEPARTMENT)
          String department,
      @NotNull @Valid ContentBody content) {}

  /** The order as it should read. */
  @Schema(name = "SeparateMealsCorrection")
  public record CorrectionBody(
      @NotNull @Valid ContentBody content,
      @NotBlank @Size(max = 200) @Pattern(regexp = Texts.LINE) String reason) {}

  /** A meal that is there. */
  @Schema(name = "SeparateMealDelivery")
  public record DeliveryBody(
      @NotNull LocalDate day,
      @NotNull Meal meal,
      @NotNull Instant deliveredAt,
      @Schema(description = "送餐人代号 / Who brought it, by a code", examples = "JY-008")
          @NotBlank
          @Pattern(regexp = Texts.BY)
          String by,
      @Schema(description = "是否无接触 / Whether they kept apart") @NotNull Boolean contactFree) {}

  /** Why no more meals are brought. */
  @Schema(name = "SeparateMealsCancellation")
  public record CancellationBody(
      @Schema(description = "误订，本不应送 / It should never have been ordered") @NotNull
          Boolean mistaken,
      @NotBlank @Size(max = 200) @Pattern(regexp = Texts.LINE) String reason) {}

  /** What the personal data is needed for. */
  @Schema(name = "SeparateMealsRevealing")
  public record RevealBody(
      @NotBlank @Size(max = 200) @Pattern(regexp = Texts.LINE) String purpose) {}

  @POST
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "登记单独送餐 / Order meals for somebody apart",
      description =
          "科室只为本科室登记，餐厅可代各科室登记。登记即说明有人知情，该科室须在时限内上报。 / A department orders for its own people, the"
              + " canteen for any at its word. Who orders knows of somebody, and the department"
              + " owes a report of it.")
  @APIResponse(
      responseCode = "201",
      description = "已登记 / Ordered",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Answer.Receipt.class)))
  public RestResponse<Answer.Receipt> order(OrderBody body) {
    OrderedBy by = orderers.by(body.department(), canteen.department());
    Instant now = clock.instant();
    String id = UUID.randomUUID().toString();
    OrderMeals command =
        new OrderMeals(
            id,
            body.content().person().subjectId(subjects),
            body.department(),
            canteen.department(),
            by,
            content(body.content(), now),
            now);
    Done<MealEvent> done = commands.handle(MealDecider.CATEGORY, id, command);
    String key = done.stream().key();
    return Answers.created(PATH + key, done, new Answer.Receipt(key));
  }

  private MealOrder content(ContentBody body, Instant now) {
    List<Violation> violations = new ArrayList<>();
    LocalDate today = LocalDate.ofInstant(now, zone);
    if (body.firstDay().isBefore(today.minusDays(MAX_DAYS))
        || body.firstDay().isAfter(today.plusDays(MAX_DAYS))) {
      violations.add(Violation.of("/content/firstDay", "day-out-of-bounds"));
    } else if (body.lastDay().isBefore(body.firstDay())
        || !body.lastDay().isBefore(body.firstDay().plusDays(MAX_DAYS))) {
      violations.add(Violation.of("/content/lastDay", "day-out-of-bounds"));
    }
    String note = body.note();
    if (body.reason() == MealReason.OTHER && (note == null || note.isBlank())) {
      violations.add(Violation.of("/content/note", "other-needs-note"));
    }
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations);
    }
    return new MealOrder(
        body.person().person(),
        body.place(),
        body.reason().isToBeReported(),
        body.reason(),
        note,
        body.firstDay()
            .datesUntil(body.lastDay().plusDays(1))
            .flatMap(day -> body.meals().stream().distinct().map(meal -> due(day, meal)))
            .toList());
  }

  private DueMeal due(LocalDate day, Meal meal) {
    return new DueMeal(day, meal, canteen.dueAt(day, meal));
  }

  @POST
  @Path("{id}/corrections")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "更正送餐登记；已到时间的餐次不变 / Put an order right; meals whose time has come stay",
      description =
          "更正为另一人时，对原来那人的应报事项收回，对现在这人的另起。 / Where it is somebody else, what was owed about the"
              + " first is taken back, and a report is owed about the second.")
  @APIResponse(responseCode = "200", description = "已更正 / Corrected")
  public RestResponse<Answer.Receipt> correct(@PathParam("id") String id, CorrectionBody body) {
    OrderedBy by = ownOf(id);
    Ordered before = found(id);
    Instant now = clock.instant();
    return act(
        id,
        new CorrectOrder(
            body.content()
                .person()
                .subjectId(subjects, before.order().person(), before.subjectId()),
            by,
            content(body.content(), now),
            body.reason(),
            now));
  }

  @POST
  @Path("{id}/cancellations")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "停止送餐，或撤销误订 / No more meals, or an order that was a mistake",
      description =
          "停止送餐不收回应报事项；误订收回，已送过餐的不能算误订。 / That no more are needed takes nothing back; a mistake"
              + " does, and who has been brought a meal was none.")
  @APIResponse(responseCode = "200", description = "已记录 / Recorded")
  public RestResponse<Answer.Receipt> cancel(@PathParam("id") String id, CancellationBody body) {
    ownOf(id);
    return act(id, new CancelOrder(body.mistaken(), body.reason(), clock.instant()));
  }

  @POST
  @Path("{id}/deliveries")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "餐厅登记一餐已送到 / The canteen says that a meal is there")
  @APIResponse(responseCode = "200", description = "已登记 / Recorded")
  public RestResponse<Answer.Receipt> deliver(@PathParam("id") String id, DeliveryBody body) {
    caller.mustActFor(found(id).canteen());
    Times.notFromTheFuture("/deliveredAt", body.deliveredAt(), clock.instant());
    if (!LocalDate.ofInstant(body.deliveredAt(), zone).equals(body.day())) {
      throw Problem.invalid("/deliveredAt", "another-day");
    }
    Delivery delivery =
        new Delivery(body.day(), body.meal(), body.deliveredAt(), body.by(), body.contactFree());
    Done<MealEvent> done =
        commands.handle(
            MealDecider.CATEGORY,
            id,
            new RecordDelivery(delivery),
            body.deliveredAt(),
            body.deliveredAt());
    return Answers.ok(done, new Answer.Receipt(id));
  }

  @POST
  @Path("{id}/reveals")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "查看送给谁、送到何处（须说明用途并记录） / See whom it is for and where to; who and why is recorded",
      description = "餐厅不见事由 / The canteen is not told why.")
  @APIResponse(responseCode = "200", description = "个人信息 / The personal data")
  public RestResponse<Answer.Revealed> reveal(@PathParam("id") String id, RevealBody body) {
    Ordered it = found(id);
    Done<MealEvent> done =
        commands.handle(MealDecider.CATEGORY, id, new RevealOrder(body.purpose()));
    boolean brings = orderers.isProviderOnly(it.department());
    MealOrder order = it.order();
    return Answers.ok(
        done,
        new Answer.Revealed(
            id,
            order.person().name(),
            order.person().phone(),
            order.place(),
            brings ? null : order.reason(),
            brings ? null : order.note()));
  }

  @GET
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary = "送餐登记，新的在前 / Orders of meals, the newest first",
      description = "科室只见本科室，餐厅见全部；姓名已脱敏 / A department sees its own, the canteen all; masked.")
  public Page<Answer.Item> list(
      @Parameter(description = "只列当日有餐的 / Only with a meal on that day") @QueryParam("day")
          @Nullable String day,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("after") @Nullable String after) {
    views.await(MealView.NAME);
    String own = caller.confinedTo().orElse(null);
    String date = date(day);
    List<Answer.Item> rows =
        Sql.list(
            dataSource,
            LIST,
            SeparateMealOrders::item,
            Page.before(after),
            own,
            own,
            own,
            date,
            date,
            Page.rows(limit));
    return Page.of(rows, limit, row -> row, row -> Long.toString(row.position()));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "一项送餐登记及每一餐，可查询过去（asOf） / An order with each of its meals, now or then")
  @APIResponse(
      responseCode = "200",
      description = "送餐登记（脱敏） / The order, masked",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Answer.Whole.class)))
  public RestResponse<Answer.Whole> one(@PathParam("id") String id, @BeanParam AsOfQuery query) {
    Moment moment = past.moment(query);
    if (!moment.isNow()) {
      SeparateMeals then =
          past.state(MealDecider.CATEGORY, key(id), moment, Hindsight.byOccurrence());
      return ResponseBuilder.ok(shown(then)).build();
    }
    Snapshot<SeparateMeals> now = commands.load(MealDecider.CATEGORY, key(id));
    return Answers.read(shown(now.state()), now.version());
  }

  private Answer.Whole shown(SeparateMeals state) {
    Ordered it = mustFind(state);
    return Answer.Whole.of(
        it,
        switch (state) {
          case SeparateMeals.Cancelled(_, var mistaken) -> mistaken ? "MISTAKEN" : "CANCELLED";
          case SeparateMeals.NotOrdered _, Ordered _ -> "OPEN";
        });
  }

  private RestResponse<Answer.Receipt> act(String id, MealCommand command) {
    return Answers.ok(commands.handle(MealDecider.CATEGORY, id, command), new Answer.Receipt(id));
  }

  /** As whom the caller changes an order: the department that asked, or the office. */
  private OrderedBy ownOf(String id) {
    Ordered it = found(id);
    caller.mustActFor(it.department());
    return orderers.by(it.department(), it.canteen());
  }

  private Ordered found(String id) {
    return mustFind(commands.load(MealDecider.CATEGORY, key(id)).state());
  }

  private Ordered mustFind(SeparateMeals state) {
    Ordered it =
        switch (state) {
          case SeparateMeals.NotOrdered _ -> throw Problem.notFound();
          case Ordered ordered -> ordered;
          case SeparateMeals.Cancelled(var ordered, _) -> ordered;
        };
    orderers.mustFind(it.department(), it.canteen());
    return it;
  }

  private static String key(String id) {
    if (!id.matches(Texts.ID)) {
      throw Problem.notFound();
    }
    return id;
  }

  private static @Nullable String date(@Nullable String day) {
    if (day == null) {
      return null;
    }
    try {
      if (day.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
        return LocalDate.parse(day).toString();
      }
    } catch (DateTimeException _) {
      // Told below, as is what does not look like a day.
    }
    throw Problem.of(400, "day-malformed");
  }

  private static Answer.Item item(ResultSet row) throws SQLException {
    return new Answer.Item(
        row.getString("id"),
        row.getString("department"),
        row.getString("canteen"),
        row.getString("masked_name"),
        row.getString("status"),
        row.getObject("first_day", LocalDate.class),
        row.getObject("last_day", LocalDate.class),
        row.getInt("meals"),
        row.getInt("delivered"),
        row.getInt("missed"),
        row.getLong("position"));
  }
}
