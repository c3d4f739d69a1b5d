package org.vigil.supplies.stock.api;

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
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
import org.vigil.edge.Page;
import org.vigil.edge.Past;
import org.vigil.edge.PastQuery;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.SubjectIds;
import org.vigil.edge.Times;
import org.vigil.edge.Views;
import org.vigil.eventsourcing.Outcome.Done;
import org.vigil.eventsourcing.past.Moment;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.supplies.stock.domain.EnteredBy;
import org.vigil.supplies.stock.domain.Purpose;
import org.vigil.supplies.stock.domain.Recipient;
import org.vigil.supplies.stock.domain.Stock;
import org.vigil.supplies.stock.domain.StockCommand.CorrectIssue;
import org.vigil.supplies.stock.domain.StockCommand.DefineItem;
import org.vigil.supplies.stock.domain.StockCommand.IssueStock;
import org.vigil.supplies.stock.domain.StockCommand.ReceiveLot;
import org.vigil.supplies.stock.domain.StockCommand.RevealRecipient;
import org.vigil.supplies.stock.domain.StockCommand.ReverseIssue;
import org.vigil.supplies.stock.domain.StockCommand.ReverseReceipt;
import org.vigil.supplies.stock.domain.StockDecider;
import org.vigil.supplies.stock.domain.StockEvent;
import org.vigil.supplies.stock.domain.StockEvent.LotReceived;
import org.vigil.supplies.stock.domain.StockEvent.StockIssued;
import org.vigil.supplies.stock.domain.StockInHindsight;
import org.vigil.supplies.stock.domain.Use;
import org.vigil.supplies.stock.view.IssueView;
import org.vigil.supplies.stock.view.StockView;

/** The store room: items, lots, and what comes and goes. */
@Path("/api/v1/items")
@Tag(name = "stock", description = "防疫物资 / Supplies in stock")
@RunOnVirtualThread
public class Items {

  private static final String CODE = "[A-Z0-9-]{2,30}";
  static final String DEPARTMENT = "[A-Z0-9]{2,12}";

  /** More at once is a slip of the pen. */
  static final int MAX_QUANTITY = 1_000_000;

  /** A catalogue has some hundred items, an item some dozen lots. */
  private static final int MAX_LISTED = 1_000;

  /** What is older is history, not a movement. */
  private static final Duration OLDEST = Duration.ofDays(366);

  /** What is said to keep longer or to have expired earlier is a slip of the pen. */
  private static final int MAX_YEARS_TO_EXPIRY = 50;

  /** One line; control characters and half characters cannot be stored. */
  static final String TEXT = "[^\\p{Cntrl}\\p{Cs}]*";

  private final Commands commands;
  private final Caller caller;
  private final Views views;
  private final Past past;
  private final SubjectIds subjects;
  private final InstantSource clock;
  private final ZoneId zone;
  private final AgroalDataSource dataSource;

  @Inject
  Items(
      Commands commands,
      Caller caller,
      Views views,
      Past past,
      SubjectIds subjects,
      InstantSource clock,
      ZoneId zone,
      AgroalDataSource dataSource) {
    this.commands = commands;
    this.caller = caller;
    this.views = views;
    this.past = past;
    this.subjects = subjects;
    this.clock = clock;
    this.zone = zone;
    this.dataSource = dataSource;
  }

  /** An item as it is to be. */
  public record ItemBody(
      @NotBlank @Size(max = 60) @Pattern(regexp = TEXT) @Schema(examples = "75%酒精") String name,
      @NotBlank @Size(max = 10) @Pattern(regexp = TEXT) @Schema(examples = "瓶") String unit,
      @NotBlank @Pattern(regexp = DEPARTMENT) @Schema(examples = "BGS") String department,
      @NotNull @Min(0) @Max(MAX_QUANTITY) Integer safetyLevel) {}

  /** A lot that comes in. */
  public record Receipt(
      @NotBlank @Pattern(regexp = "[A-Za-z0-9._-]{1,40}") String lot,
      @NotNull @Min(1) @Max(MAX_QUANTITY) Integer quantity,
      @NotNull LocalDate expiresOn,
      @NotNull Instant at) {}

  /** Why an issue was a mistake. */
  public record Reversal(@NotBlank @Size(max = 200) @Pattern(regexp = TEXT) String reason) {}

  /** What became of a receipt. */
  public record Received(String id, String lot, int quantity) {}

  /** An item as it stands. */
  @Schema(name = "StockItem")
  public record Item(
      String code,
      String name,
      String unit,
      String department,
      int safetyLevel,
      int onHand,
      boolean low) {}

  /** What is left of a lot. */
  public record LotItem(String lot, int quantity, LocalDate expiresOn) {}

  /** A movement. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Movement(
      long position, String movement, int quantity, @Nullable String department, Instant at) {}

  @PUT
  @Path("{code}")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "登记物资，可重复提交 / Define an item; repeatable")
  public RestResponse<ItemBody> define(@PathParam("code") String code, ItemBody body) {
    caller.mustActFor(body.department());
    owned(code, true);
    DefineItem command =
        new DefineItem(code, body.name(), body.unit(), body.department(), body.safetyLevel());
    return Answers.ok(commands.put(StockDecider.CATEGORY, code, command), body);
  }

  @POST
  @Path("{code}/receipts")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "入库 / A lot comes in")
  @APIResponse(
      responseCode = "201",
      description = "已入库 / Received",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Received.class)))
  public RestResponse<Received> receive(@PathParam("code") String code, Receipt body) {
    owned(code, false);
    plausible(body.at());
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
    if (Math.abs((long) body.expiresOn().getYear() - today.getYear()) > MAX_YEARS_TO_EXPIRY) {
      throw Problem.invalid("/expiresOn", "expiry-implausible");
    }
    ReceiveLot command =
        new ReceiveLot(
            UUID.randomUUID().toString(), body.lot(), body.quantity(), body.expiresOn(), body.at());
    Done<StockEvent> done =
        commands.handle(StockDecider.CATEGORY, code, command, body.at(), body.at());
    LotReceived received = (LotReceived) done.events().getFirst().event();
    return Answers.created(
        "/api/v1/items/" + code + "/ledger",
        done,
        new Received(received.receiptId(), received.lot(), received.quantity()));
  }

  @POST
  @Path("{code}/issues")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "发放：先到期先出，过期不发 / Issue, first expiry first, nothing expired",
      description =
          "用途为有症状、密接或隔离的须填写人员：登记即说明有人知情，此人所在科室须在时限内上报。 / Where it is for somebody with"
              + " symptoms, a contact or somebody kept apart, it says for whom: who issues it knows"
              + " of somebody, and the person's department owes a report.")
  @APIResponse(
      responseCode = "201",
      description = "已发放，含批次 / Issued, with the lots",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Issues.Issued.class)))
  public RestResponse<Issues.Issued> issue(@PathParam("code") String code, Issues.IssueBody body) {
    owned(code, false);
    plausible(body.at());
    IssueStock command =
        new IssueStock(
            UUID.randomUUID().toString(),
            body.quantity(),
            body.toDepartment(),
            purpose(body.purpose(), body.use(), body.person()),
            LocalDate.ofInstant(clock.instant(), zone),
            body.at());
    Done<StockEvent> done =
        commands.handle(StockDecider.CATEGORY, code, command, body.at(), body.at());
    StockIssued issued = (StockIssued) done.events().getFirst().event();
    return Answers.created(
        "/api/v1/items/" + code + "/ledger",
        done,
        new Issues.Issued(issued.issueId(), issued.quantity(), issued.portions()));
  }

  private Purpose purpose(String text, @Nullable Use use, Issues.@Nullable PersonBody person) {
    if (use == null || !use.isForPerson()) {
      if (person != null) {
        throw Problem.invalid("/person", "use-is-for-nobody");
      }
      return Purpose.of(text, use);
    }
    if (person == null) {
      throw Problem.invalid("/person", "use-needs-person");
    }
    EnteredBy by = enteredBy(person.department());
    return Purpose.of(person.recipient(subjects, by, use, text));
  }

  private EnteredBy enteredBy(String personsDepartment) {
    if (caller.has(Roles.OFFICE)) {
      return EnteredBy.OFFICE;
    }
    return caller.department().filter(personsDepartment::equals).isPresent()
        ? EnteredBy.DEPARTMENT
        : EnteredBy.KEEPER;
  }

  @GET
  @Path("{code}/issues")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary = "发放记录，最新在前 / Issues, newest first",
      description =
          "为个人发放的，人员（已脱敏）只向保管科室、此人所在科室和有权查阅全部的显示。 / For whom it was, masked, is shown to who keeps"
              + " the item, to the person's department, and to who reads all.")
  public Page<Issues.Item> issues(
      @PathParam("code") String code,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("after") @Nullable String after) {
    views.await(IssueView.NAME);
    boolean keeps = !caller.isAnothers(stock(code).item().department());
    List<Issues.Item> rows =
        Sql.list(
            dataSource,
            "select * from issue where item = ? and position < ? order by position desc limit ?",
            Issues.Item::of,
            code,
            Page.before(after),
            Page.rows(limit));
    return Page.of(
        rows,
        limit,
        row -> keeps || mayKnow(row.recipient()) ? row : row.withoutRecipient(),
        row -> Long.toString(row.position()));
  }

  private boolean mayKnow(Issues.@Nullable RecipientItem recipient) {
    return recipient != null && !caller.isAnothers(recipient.department());
  }

  @POST
  @Path("{code}/issues/{issue}/corrections")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "更正一次发放的用途或人员；数量不变 / Put right for whom and why it was; what went out stays",
      description =
          "改为另一人或不涉及个人的，对原来那人的应报事项收回。 / Where it is for somebody else, or for nobody, what was owed"
              + " about the first is taken back.")
  @APIResponse(responseCode = "200", description = "已更正 / Corrected")
  public RestResponse<Issues.Receipt> correct(
      @PathParam("code") String code,
      @PathParam("issue") String issue,
      Issues.CorrectionBody body) {
    owned(code, false);
    CorrectIssue command =
        new CorrectIssue(
            issue,
            purpose(body.purpose(), body.use(), body.person()),
            body.reason(),
            clock.instant());
    return Answers.ok(
        commands.handle(StockDecider.CATEGORY, code, command), new Issues.Receipt(issue));
  }

  @POST
  @Path("{code}/issues/{issue}/reveals")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "查看发放给谁及用途（须说明用途并记录） / See for whom it was and why; who looks and why is recorded")
  @APIResponse(responseCode = "200", description = "个人信息 / The personal data")
  public RestResponse<Issues.Revealed> reveal(
      @PathParam("code") String code, @PathParam("issue") String issue, Issues.RevealBody body) {
    Stock.Stocked stock = stock(code);
    Recipient recipient = stock.recipient(issue).orElseThrow(Problem::notFound);
    if (caller.isAnothers(stock.item().department()) && caller.isAnothers(recipient.department())) {
      throw Problem.notFound();
    }
    Done<StockEvent> done =
        commands.handle(StockDecider.CATEGORY, code, new RevealRecipient(issue, body.purpose()));
    return Answers.ok(done, Issues.Revealed.of(issue, recipient));
  }

  @POST
  @Path("{code}/issues/{issue}/reversals")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "冲销一次发放 / Reverse an issue")
  @APIResponse(responseCode = "200", description = "已冲销 / Reversed")
  public RestResponse<Reversal> reverse(
      @PathParam("code") String code, @PathParam("issue") String issue, Reversal body) {
    owned(code, false);
    Done<StockEvent> done =
        commands.handle(
            StockDecider.CATEGORY, code, new ReverseIssue(issue, body.reason(), clock.instant()));
    return Answers.ok(done, body);
  }

  @POST
  @Path("{code}/receipts/{receipt}/reversals")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "冲销一次入库（该批次未发放时） / Reverse a receipt whose lot is still there")
  @APIResponse(responseCode = "200", description = "已冲销 / Reversed")
  public RestResponse<Reversal> reverseReceipt(
      @PathParam("code") String code, @PathParam("receipt") String receipt, Reversal body) {
    owned(code, false);
    ReverseReceipt command = new ReverseReceipt(receipt, body.reason(), clock.instant());
    return Answers.ok(commands.handle(StockDecider.CATEGORY, code, command), body);
  }

  @GET
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "物资列表，可查询过去 / Items with what is left of them, now or in the past")
  public List<Item> list(@BeanParam PastQuery query) {
    Moment moment = past.moment(query);
    views.await(StockView.NAME);
    List<Item> now =
        Sql.list(dataSource, "select * from item order by code limit " + MAX_LISTED, Items::item);
    // An item stays in the catalogue, so what was there then is there now.
    return moment.isNow()
        ? now
        : now.stream().flatMap(item -> was(item.code(), moment).stream()).toList();
  }

  @GET
  @Path("{code}")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary = "一种物资，可查询过去 / One item, now or in the past",
      description =
          "validAt 的答复中 low 表示当时低于安全库存；数量为负表示所称的时间互相矛盾。 / In an answer to"
              + " validAt, low says that there was less than the safety level; a negative quantity,"
              + " that the claimed times contradict each other.")
  public Item one(@PathParam("code") String code, @BeanParam PastQuery query) {
    Moment moment = past.moment(query);
    if (!moment.isNow()) {
      return was(code, moment).orElseThrow(Problem::notFound);
    }
    views.await(StockView.NAME);
    known(code);
    return Sql.list(dataSource, "select * from item where code = ?", Items::item, code).stream()
        .findFirst()
        .orElseThrow(Problem::notFound);
  }

  @GET
  @Path("{code}/lots")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "批次，先到期在前，可查询过去 / Lots, first expiry first, now or in the past")
  public List<LotItem> lots(@PathParam("code") String code, @BeanParam PastQuery query) {
    Moment moment = past.moment(query);
    if (!moment.isNow()) {
      return stocked(code, moment).orElseThrow(Problem::notFound).lots().values().stream()
          .filter(lot -> lot.quantity() != 0)
          .sorted(Comparator.comparing(Stock.Lot::expiresOn).thenComparing(Stock.Lot::number))
          .map(lot -> new LotItem(lot.number(), lot.quantity(), lot.expiresOn()))
          .toList();
    }
    views.await(StockView.NAME);
    known(code);
    return Sql.list(
        dataSource,
        "select lot, quantity, expires_on from lot where item = ? and quantity > 0"
            + " order by expires_on, lot limit "
            + MAX_LISTED,
        row ->
            new LotItem(
                row.getString("lot"),
                row.getInt("quantity"),
                row.getObject("expires_on", LocalDate.class)),
        code);
  }

  @GET
  @Path("{code}/ledger")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "台账，最新在前 / Every movement, newest first")
  public Page<Movement> ledger(
      @PathParam("code") String code,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("after") @Nullable String after) {
    views.await(StockView.NAME);
    known(code);
    List<Movement> rows =
        Sql.list(
            dataSource,
            "select position, movement, quantity, department, at from ledger"
                + " where item = ? and position < ? order by position desc limit ?",
            row ->
                new Movement(
                    row.getLong("position"),
                    row.getString("movement"),
                    row.getInt("quantity"),
                    row.getString("department"),
                    Sql.instant(row, "at")),
            code,
            Page.before(after),
            Page.rows(limit));
    return Page.of(rows, limit, row -> row, row -> Long.toString(row.position()));
  }

  private static Item item(java.sql.ResultSet row) throws java.sql.SQLException {
    return new Item(
        row.getString("code"),
        row.getString("name"),
        row.getString("unit"),
        row.getString("department"),
        row.getInt("safety_level"),
        row.getInt("on_hand"),
        row.getBoolean("low"));
  }

  private Optional<Item> was(String code, Moment moment) {
    return stocked(code, moment)
        .map(
            stock -> {
              int onHand = stock.onHand();
              return new Item(
                  code,
                  stock.item().name(),
                  stock.item().unit(),
                  stock.item().department(),
                  stock.item().safetyLevel(),
                  onHand,
                  moment.validAt() == null ? stock.low() : onHand < stock.item().safetyLevel());
            });
  }

  /** An item as it was; empty for one that was not in the catalogue yet. */
  private Optional<Stock.Stocked> stocked(String code, Moment moment) {
    if (!code.matches(CODE)) {
      return Optional.empty();
    }
    return switch (past.state(StockDecider.CATEGORY, code, moment, StockInHindsight::trueAt)) {
      case Stock.NotDefined _ -> Optional.empty();
      case Stock.Stocked stock -> Optional.of(stock);
    };
  }

  private void known(String code) {
    stock(code);
  }

  /** An item as it stands in the log. */
  private Stock.Stocked stock(String code) {
    if (!code.matches(CODE)) {
      throw Problem.notFound();
    }
    return switch (commands.load(StockDecider.CATEGORY, code).state()) {
      case Stock.NotDefined _ -> throw Problem.notFound();
      case Stock.Stocked stock -> stock;
    };
  }

  /** An item is kept by the department that its definition names. */
  private void owned(String code, boolean mayBeNew) {
    if (!code.matches(CODE)) {
      throw Problem.notFound();
    }
    switch (commands.load(StockDecider.CATEGORY, code).state()) {
      case Stock.NotDefined _ -> {
        if (!mayBeNew) {
          throw Problem.notFound();
        }
      }
      case Stock.Stocked stock -> caller.mustActFor(stock.item().department());
    }
  }

  private void plausible(Instant at) {
    Times.notFromTheFuture("/at", at, clock.instant());
    if (at.isBefore(clock.instant().minus(OLDEST))) {
      throw Problem.invalid("/at", "too-long-ago");
    }
  }
}
