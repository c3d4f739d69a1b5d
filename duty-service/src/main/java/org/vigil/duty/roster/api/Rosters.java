package org.vigil.duty.roster.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.calendar.domain.Span;
import org.vigil.duty.calendar.view.WorkingCalendar;
import org.vigil.duty.directory.view.DirectoryView;
import org.vigil.duty.directory.view.Staff;
import org.vigil.duty.roster.domain.Conflict;
import org.vigil.duty.roster.domain.Roster;
import org.vigil.duty.roster.domain.RosterCommand;
import org.vigil.duty.roster.domain.RosterCommand.AcceptSwap;
import org.vigil.duty.roster.domain.RosterCommand.ApproveSwap;
import org.vigil.duty.roster.domain.RosterCommand.ApproveSwapAcrossMonths;
import org.vigil.duty.roster.domain.RosterCommand.DeclineSwap;
import org.vigil.duty.roster.domain.RosterCommand.DraftRoster;
import org.vigil.duty.roster.domain.RosterCommand.Origin;
import org.vigil.duty.roster.domain.RosterCommand.PublishRoster;
import org.vigil.duty.roster.domain.RosterCommand.RequestSwap;
import org.vigil.duty.roster.domain.RosterCommand.RequestSwapAcrossMonths;
import org.vigil.duty.roster.domain.RosterCommand.Substitute;
import org.vigil.duty.roster.domain.RosterCommand.TakeOver;
import org.vigil.duty.roster.domain.RosterDecider;
import org.vigil.duty.roster.domain.RosterDecider.Ask;
import org.vigil.duty.roster.domain.RosterEvent;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapAcrossMonthsRequested;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapRequested;
import org.vigil.duty.roster.domain.RosterGenerator;
import org.vigil.duty.roster.domain.RosterGenerator.Mode;
import org.vigil.duty.roster.domain.RosterGenerator.Proposal;
import org.vigil.duty.roster.domain.RosterRules;
import org.vigil.duty.roster.domain.Shift;
import org.vigil.duty.roster.domain.Surroundings;
import org.vigil.duty.roster.domain.Swap;
import org.vigil.duty.roster.domain.Template;
import org.vigil.duty.roster.view.RosterView;
import org.vigil.duty.sheet.AlsoAsSheet;
import org.vigil.duty.sheet.Sheet;
import org.vigil.duty.sheet.SheetLines;
import org.vigil.edge.Answers;
import org.vigil.edge.Caller;
import org.vigil.edge.Commands;
import org.vigil.edge.Past;
import org.vigil.edge.PastQuery;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.Views;
import org.vigil.edge.Violation;
import org.vigil.eventsourcing.CommandHandler.Snapshot;
import org.vigil.eventsourcing.Outcome.Done;
import org.vigil.eventsourcing.past.Hindsight;
import org.vigil.eventsourcing.past.Moment;

/** A department's roster for a month. */
@Path("/api/v1/rosters/{department}/{month}")
@Tag(name = "rosters", description = "值班表 / Rosters")
@RunOnVirtualThread
public class Rosters {

  private static final String CODE = "[A-Z0-9-]{1,20}";
  private static final String PERSON = "[0-9a-f]{32}";

  /** Two shifts a day for a month, and exits beside them. */
  private static final int MAX_SHIFTS = 400;

  private final Commands commands;
  private final Caller caller;
  private final Views views;
  private final Past past;
  private final RosterRules.InForce rules;
  private final Planning planning;
  private final Staff staff;
  private final WorkingCalendar calendar;
  private final InstantSource clock;

  @Inject
  Rosters(
      Commands commands,
      Caller caller,
      Views views,
      Past past,
      RosterRules.InForce rules,
      Planning planning,
      Staff staff,
      WorkingCalendar calendar,
      InstantSource clock) {
    this.commands = commands;
    this.caller = caller;
    this.views = views;
    this.past = past;
    this.rules = rules;
    this.planning = planning;
    this.staff = staff;
    this.calendar = calendar;
    this.clock = clock;
  }

  /** Who is to be on duty when. */
  public record DraftBody(
      @NotNull @Size(max = MAX_SHIFTS) List<@NotNull @Valid ShiftBody> shifts) {}

  /**
   * One shift.
   *
   * @param post {@code DUTY} if it is left out
   */
  public record ShiftBody(
      @Nullable @Pattern(regexp = CODE) @Schema(examples = "DUTY") String post,
      @NotBlank @Pattern(regexp = PERSON) @Schema(examples = "5f0c1d9a3b7e42d18c6f0a9b1e2d3c4f")
          String person,
      @NotNull Instant from,
      @NotNull Instant until) {}

  /**
   * What a proposal is made of.
   *
   * @param people who takes part; everybody of the department if it is left out
   * @param unavailable days on which somebody cannot, beside leave
   * @param fixed who has which day anyway, for example by the holiday list
   */
  public record ProposalBody(
      @NotNull Template.Pattern pattern,
      @NotNull @Schema(examples = "08:00:00") LocalTime beginsAt,
      @Nullable @Schema(examples = "18:00:00") LocalTime nightAt,
      @NotNull Mode mode,
      @Nullable @Size(max = 2_000) List<@NotNull @Pattern(regexp = PERSON) String> people,
      @Nullable @Size(max = 2_000) List<@NotNull @Valid DayOf> unavailable,
      @Nullable @Size(max = MAX_SHIFTS) List<@NotNull @Valid DayOf> fixed) {}

  /**
   * A person and a day.
   *
   * @param night whether the night shift is meant; only where there is one
   */
  public record DayOf(
      @NotBlank @Pattern(regexp = PERSON) String person,
      @NotNull @Schema(examples = "2026-12-01") LocalDate day,
      @Nullable Boolean night) {}

  /** Another person for a shift, and the head who approves. */
  public record SubstitutionBody(
      @NotBlank @Size(max = 80) String shift,
      @NotBlank @Pattern(regexp = PERSON) String person,
      @NotBlank @Size(max = 200) String reason,
      @NotBlank @Pattern(regexp = PERSON) String approver) {}

  /**
   * Two shifts whose people want to exchange them; the first one's asks.
   *
   * @param otherMonth the month of the other shift, where it is another one
   */
  public record SwapBody(
      @NotBlank @Size(max = 80) String shift,
      @Nullable @Pattern(regexp = "[0-9]{4}-(0[1-9]|1[0-2])") @Schema(examples = "2026-12")
          String otherMonth,
      @NotBlank @Size(max = 80) String otherShift,
      @NotBlank @Size(max = 200) String reason) {}

  /** Who agrees: the other person of a swap, or the head. */
  public record AgreementBody(@NotBlank @Pattern(regexp = PERSON) String person) {}

  /** Who does not agree, and why. */
  public record RefusalBody(
      @NotBlank @Pattern(regexp = PERSON) String person,
      @NotBlank @Size(max = 200) String reason) {}

  /** Who steps in at once, and why. */
  public record TakeOverBody(
      @NotBlank @Size(max = 80) String shift,
      @NotBlank @Pattern(regexp = PERSON) String person,
      @NotBlank @Size(max = 200) String reason) {}

  /** A shift. */
  public record ShiftItem(String id, String post, String person, Instant from, Instant until) {}

  /** Why a shift cannot be worked as it is assigned. */
  public record ConflictItem(String shift, Conflict.Kind kind) {}

  /** A stretch of time. */
  public record SpanItem(Instant from, Instant until) {}

  /**
   * A draft and what stands against publishing it.
   *
   * @param open what the generator could not give to anybody
   */
  public record DraftItem(
      String department,
      String month,
      List<ShiftItem> shifts,
      List<ConflictItem> conflicts,
      List<SpanItem> open) {}

  /**
   * A swap that is neither carried out nor declined.
   *
   * @param otherMonth the month of the other shift, where it is another one
   * @param approved whether a head has agreed and the other month has not answered yet
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SwapItem(
      String id,
      String shift,
      String person,
      @Nullable String otherMonth,
      String otherShift,
      String otherPerson,
      boolean accepted,
      boolean approved) {}

  /**
   * A month as it stands.
   *
   * @param draft what is worked on; absent where nothing is
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "Roster")
  public record Item(
      String department,
      String month,
      int revision,
      List<ShiftItem> shifts,
      @Nullable List<ShiftItem> draft,
      List<SwapItem> swaps)
      implements SheetLines {
    @Override
    public Class<ShiftItem> kind() {
      return ShiftItem.class;
    }

    /** What holds; a draft is not what hangs on the wall. */
    @Override
    public List<ShiftItem> lines() {
      return shifts;
    }
  }

  /** That it was done, and to what. */
  @Schema(name = "RosterReceipt")
  public record Acted(String id) {}

  @PUT
  @Path("draft")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "提交当月草稿，整体替换；指出全部冲突 / Put the month's draft as a whole; says every conflict",
      description =
          "每个班次须在当月开始；草稿可有冲突，发布时不可。 / Every shift begins in the month; a draft may have"
              + " conflicts, what is published may not.")
  @APIResponse(responseCode = "200", description = "草稿及冲突 / The draft and its conflicts")
  public RestResponse<DraftItem> draft(
      @PathParam("department") String department,
      @PathParam("month") String month,
      DraftBody body) {
    YearMonth in = own(department, month);
    List<Shift> shifts = new ArrayList<>();
    Map<String, Integer> beside = new HashMap<>();
    for (ShiftBody shift : body.shifts()) {
      String post = shift.post() == null ? Shift.DUTY : shift.post();
      int others = beside.merge(post + shift.from(), 1, Integer::sum) - 1;
      shifts.add(
          new Shift(
              Shift.id(department, post, shift.from(), others),
              post,
              shift.person(),
              shift.from(),
              shift.until()));
    }
    shifts.sort(Comparator.comparing(Shift::from).thenComparing(Shift::id));
    DraftRoster command = new DraftRoster(Months.span(in, calendar.zone()), shifts, Origin.ENTERED);
    Ask ask = new Ask(department, in.toString(), command);
    return Answers.ok(
        commands.put(RosterDecider.CATEGORY, ask.key(), ask),
        draftItem(department, in, shifts, List.of()));
  }

  private DraftItem draftItem(
      String department, YearMonth month, List<Shift> shifts, List<Span> open) {
    Surroundings around = planning.around(department, month, shifts);
    return new DraftItem(
        department,
        month.toString(),
        shifts.stream().map(Rosters::item).toList(),
        Conflict.in(shifts, around, rules.at(clock.instant())).stream()
            .map(conflict -> new ConflictItem(conflict.shiftId(), conflict.kind()))
            .toList(),
        open.stream().map(span -> new SpanItem(span.from(), span.until())).toList());
  }

  @POST
  @Path("proposals")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "按模板公平排班，生成草稿 / Propose a fair roster by a template, as the draft",
      description =
          "避开请假与不可值班日，满足休息时间，每日一班，全年节假日均衡；同样输入结果相同。 / Keeps clear of leave and of"
              + " days that somebody cannot, with rest, one shift a day and the year's holidays in"
              + " balance; the same input gives the same proposal.")
  @APIResponse(responseCode = "200", description = "草稿 / The draft")
  public RestResponse<DraftItem> propose(
      @PathParam("department") String department,
      @PathParam("month") String month,
      ProposalBody body) {
    YearMonth in = own(department, month);
    Template template = template(body);
    Proposal proposal =
        RosterGenerator.propose(
            planning.request(
                department,
                in,
                template,
                body.mode(),
                body.people(),
                days(body.unavailable()),
                fixed(template, in, body.fixed())));
    DraftRoster command =
        new DraftRoster(Months.span(in, calendar.zone()), proposal.shifts(), Origin.GENERATED);
    Ask ask = new Ask(department, in.toString(), command);
    Done<RosterEvent> done = commands.handle(RosterDecider.CATEGORY, ask.key(), ask);
    return Answers.ok(done, draftItem(department, in, proposal.shifts(), proposal.open()));
  }

  private static Template template(ProposalBody body) {
    if (body.pattern() == Template.Pattern.FULL_DAY) {
      return new Template(body.pattern(), body.beginsAt(), body.beginsAt());
    }
    if (body.nightAt() == null) {
      throw Problem.invalid("/nightAt", "required");
    }
    if (!body.nightAt().isAfter(body.beginsAt())) {
      throw Problem.invalid("/nightAt", "out-of-range");
    }
    return new Template(body.pattern(), body.beginsAt(), body.nightAt());
  }

  private static Map<String, List<LocalDate>> days(@Nullable List<DayOf> days) {
    Map<String, List<LocalDate>> byPerson = new HashMap<>();
    for (DayOf day : days == null ? List.<DayOf>of() : days) {
      byPerson.computeIfAbsent(day.person(), _ -> new ArrayList<>()).add(day.day());
    }
    return byPerson;
  }

  private Map<Instant, String> fixed(
      Template template, YearMonth month, @Nullable List<DayOf> fixed) {
    Map<Instant, String> bySlot = new HashMap<>();
    List<Violation> wrong = new ArrayList<>();
    List<DayOf> given = fixed == null ? List.of() : fixed;
    for (int i = 0; i < given.size(); i++) {
      DayOf one = given.get(i);
      boolean night = Boolean.TRUE.equals(one.night());
      Instant from =
          one.day()
              .atTime(night ? template.nightAt() : template.beginsAt())
              .atZone(calendar.zone())
              .toInstant();
      if (!YearMonth.from(one.day()).equals(month)
          || night && template.pattern() == Template.Pattern.FULL_DAY
          || bySlot.put(from, one.person()) != null) {
        wrong.add(Violation.of("/fixed/" + i + "/day", "out-of-range"));
      }
    }
    if (!wrong.isEmpty()) {
      throw Problem.invalid(wrong);
    }
    return bySlot;
  }

  @POST
  @Path("publications")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "发布草稿；有冲突则全部指出并拒绝 / Publish the draft; refused with every conflict if it has any")
  @APIResponse(responseCode = "200", description = "已发布 / Published")
  public RestResponse<Acted> publish(
      @PathParam("department") String department, @PathParam("month") String month) {
    YearMonth in = own(department, month);
    Ask none = new Ask(department, in.toString(), new AcceptSwap("", ""));
    Snapshot<Roster> state = commands.load(RosterDecider.CATEGORY, none.key());
    List<Shift> draft = state.state().draft() == null ? List.of() : state.state().draft();
    Instant now = clock.instant();
    return act(
        department,
        in,
        new PublishRoster(planning.around(department, in, draft), rules.at(now), now),
        none.key());
  }

  @POST
  @Path("substitutions")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "替班，须负责人批准并说明理由 / Another takes the shift; a head approves and says why")
  @APIResponse(responseCode = "200", description = "已替班 / Substituted")
  public RestResponse<Acted> substitute(
      @PathParam("department") String department,
      @PathParam("month") String month,
      SubstitutionBody body) {
    YearMonth in = own(department, month);
    mustLead(department, body.approver(), "/approver");
    Instant now = clock.instant();
    return act(
        department,
        in,
        new Substitute(
            body.shift(),
            body.person(),
            body.reason(),
            body.approver(),
            planning.aroundPeople(department, in, List.of(body.person())),
            rules.at(now),
            now),
        body.shift());
  }

  @POST
  @Path("swaps")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "申请换班，可与本科室另一月的班次互换 / Ask for a swap of two shifts, of one month or of two")
  @APIResponse(
      responseCode = "201",
      description = "已申请 / Asked for",
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = Acted.class)))
  public RestResponse<Acted> requestSwap(
      @PathParam("department") String department, @PathParam("month") String month, SwapBody body) {
    YearMonth in = own(department, month);
    String id = UUID.randomUUID().toString();
    Instant now = clock.instant();
    RosterCommand command =
        body.otherMonth() == null
            ? new RequestSwap(id, body.shift(), body.otherShift(), body.reason(), now)
            : new RequestSwapAcrossMonths(
                id,
                body.shift(),
                body.otherMonth(),
                body.otherShift(),
                shift(department, body.otherMonth(), body.otherShift()),
                body.reason(),
                now);
    Ask ask = new Ask(department, in.toString(), command);
    Done<RosterEvent> done = commands.handle(RosterDecider.CATEGORY, ask.key(), ask);
    String swap =
        done.events().stream()
            .map(recorded -> recorded.event())
            .map(
                event ->
                    switch (event) {
                      case ShiftSwapRequested requested -> requested.swapId();
                      case ShiftSwapAcrossMonthsRequested requested -> requested.swapId();
                      default -> id;
                    })
            .findFirst()
            .orElse(id);
    return Answers.created(
        "/api/v1/rosters/" + department + "/" + in + "/swaps/" + swap, done, new Acted(swap));
  }

  @POST
  @Path("swaps/{swap}/acceptances")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "对方同意换班 / The other agrees to the swap")
  @APIResponse(responseCode = "200", description = "已同意 / Agreed")
  public RestResponse<Acted> acceptSwap(
      @PathParam("department") String department,
      @PathParam("month") String month,
      @PathParam("swap") String swap,
      AgreementBody body) {
    YearMonth in = own(department, month);
    return act(department, in, new AcceptSwap(swap, body.person()), swap);
  }

  @POST
  @Path("swaps/{swap}/approvals")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "负责人批准换班，即时生效 / A head approves the swap; the shifts change hands",
      description =
          "跨月换班：随即在两个月先后生效；另一个月的班次已变的，都不变更。 / Of two months both change in a moment, or neither"
              + " does where the other has changed.")
  @APIResponse(responseCode = "200", description = "已批准 / Approved")
  public RestResponse<Acted> approveSwap(
      @PathParam("department") String department,
      @PathParam("month") String month,
      @PathParam("swap") String swap,
      AgreementBody body) {
    YearMonth in = own(department, month);
    mustLead(department, body.person(), "/person");
    Ask none = new Ask(department, in.toString(), new AcceptSwap("", ""));
    Swap known = commands.load(RosterDecider.CATEGORY, none.key()).state().swaps().get(swap);
    List<String> people =
        known == null ? List.of() : List.of(known.subjectId(), known.otherSubjectId());
    Instant now = clock.instant();
    if (known != null && known.otherMonth() != null) {
      return act(department, in, across(department, in, known, body.person(), now), swap);
    }
    return act(
        department,
        in,
        new ApproveSwap(
            swap, body.person(), planning.aroundPeople(department, in, people), rules.at(now), now),
        swap);
  }

  private ApproveSwapAcrossMonths across(
      String department, YearMonth month, Swap swap, String approver, Instant now) {
    String otherMonth = Objects.requireNonNull(swap.otherMonth());
    return new ApproveSwapAcrossMonths(
        swap.id(),
        approver,
        shift(department, otherMonth, swap.otherShiftId()),
        planning.aroundSwap(
            department,
            List.of(month, YearMonth.parse(otherMonth)),
            List.of(swap.subjectId(), swap.otherSubjectId()),
            Set.of(swap.shiftId(), swap.otherShiftId())),
        rules.at(now),
        now);
  }

  /** A published shift of another month; null where there is none. */
  private @Nullable Shift shift(String department, String month, String id) {
    Ask other = new Ask(department, month, new AcceptSwap("", ""));
    return commands.load(RosterDecider.CATEGORY, other.key()).state().shift(id).orElse(null);
  }

  @POST
  @Path("swaps/{swap}/refusals")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "不同意或撤回换班 / The swap is refused or withdrawn")
  @APIResponse(responseCode = "200", description = "已拒绝 / Refused")
  public RestResponse<Acted> refuseSwap(
      @PathParam("department") String department,
      @PathParam("month") String month,
      @PathParam("swap") String swap,
      RefusalBody body) {
    YearMonth in = own(department, month);
    return act(department, in, new DeclineSwap(swap, body.person(), body.reason()), swap);
  }

  @POST
  @Path("take-overs")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "紧急顶班，即刻接替剩余班次，须说明理由 / Take over what is left of a shift, at once, and say why")
  @APIResponse(responseCode = "200", description = "已接替 / Taken over")
  public RestResponse<Acted> takeOver(
      @PathParam("department") String department,
      @PathParam("month") String month,
      TakeOverBody body) {
    YearMonth in = own(department, month);
    if (!staff.members(department, today()).contains(body.person())) {
      throw Problem.invalid("/person", "not-a-member");
    }
    return act(
        department,
        in,
        new TakeOver(body.shift(), body.person(), body.reason(), clock.instant()),
        body.shift());
  }

  @GET
  @AlsoAsSheet
  @Produces({MediaType.APPLICATION_JSON, Sheet.XLSX})
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary =
          "当月值班表、草稿与换班申请，可问过去 / The month's roster, draft and swaps; can be asked of the past")
  @APIResponse(responseCode = "200", description = "值班表 / The roster")
  public RestResponse<Item> one(
      @PathParam("department") String department,
      @PathParam("month") String month,
      @BeanParam PastQuery query) {
    Months.department(department);
    YearMonth in = Months.month(month);
    caller.mustFind(department);
    views.await(RosterView.NAME);
    String key = new Ask(department, in.toString(), new AcceptSwap("", "")).key();
    Moment moment = past.moment(query);
    if (moment.isNow()) {
      Snapshot<Roster> now = commands.load(RosterDecider.CATEGORY, key);
      return Answers.read(item(department, in, now.state()), now.version());
    }
    return ResponseBuilder.ok(
            item(
                department,
                in,
                past.state(RosterDecider.CATEGORY, key, moment, Hindsight.byOccurrence())))
        .build();
  }

  private RestResponse<Acted> act(
      String department, YearMonth month, RosterCommand command, String id) {
    Ask ask = new Ask(department, month.toString(), command);
    return Answers.ok(commands.handle(RosterDecider.CATEGORY, ask.key(), ask), new Acted(id));
  }

  private YearMonth own(String department, String month) {
    YearMonth in = Months.month(month);
    caller.mustActFor(Months.department(department));
    views.await(DirectoryView.NAME);
    views.await(RosterView.NAME);
    return in;
  }

  private void mustLead(String department, String person, String pointer) {
    if (!staff.leads(department, person, clock.instant(), calendar.zone())) {
      throw Problem.invalid(pointer, "not-a-head");
    }
  }

  private LocalDate today() {
    return clock.instant().atZone(calendar.zone()).toLocalDate();
  }

  private static Item item(String department, YearMonth month, Roster roster) {
    return new Item(
        department,
        month.toString(),
        roster.revision(),
        roster.shifts().stream().map(Rosters::item).toList(),
        roster.draft() == null ? null : roster.draft().stream().map(Rosters::item).toList(),
        Stream.concat(
                roster.swaps().values().stream().map(swap -> item(swap, false)),
                roster.settling().values().stream().map(swap -> item(swap, true)))
            .sorted(Comparator.comparing(SwapItem::id))
            .toList());
  }

  private static SwapItem item(Swap swap, boolean approved) {
    return new SwapItem(
        swap.id(),
        swap.shiftId(),
        swap.subjectId(),
        swap.otherMonth(),
        swap.otherShiftId(),
        swap.otherSubjectId(),
        swap.accepted(),
        approved);
  }

  private static ShiftItem item(Shift shift) {
    return new ShiftItem(shift.id(), shift.post(), shift.subjectId(), shift.from(), shift.until());
  }
}
