package org.vigil.disinfection.ppe.api;

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
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;
import org.vigil.disinfection.order.api.Texts;
import org.vigil.disinfection.ppe.api.ServiceUnits.WorkerBody;
import org.vigil.disinfection.ppe.domain.Checker;
import org.vigil.disinfection.ppe.domain.Findings;
import org.vigil.disinfection.ppe.domain.Findings.Finding;
import org.vigil.disinfection.ppe.domain.PpeShift;
import org.vigil.disinfection.ppe.domain.PpeShift.Check;
import org.vigil.disinfection.ppe.domain.PpeShift.Sheet;
import org.vigil.disinfection.ppe.domain.PpeShiftCommand;
import org.vigil.disinfection.ppe.domain.PpeShiftCommand.AbsenceReason;
import org.vigil.disinfection.ppe.domain.PpeShiftCommand.CorrectCheck;
import org.vigil.disinfection.ppe.domain.PpeShiftCommand.RecordAbsence;
import org.vigil.disinfection.ppe.domain.PpeShiftCommand.RecordCheck;
import org.vigil.disinfection.ppe.domain.PpeShiftCommand.VoidCheck;
import org.vigil.disinfection.ppe.domain.PpeShiftCommand.VoidReason;
import org.vigil.disinfection.ppe.domain.PpeShiftDecider;
import org.vigil.disinfection.ppe.domain.PpeShiftEvent;
import org.vigil.disinfection.ppe.domain.PpeShiftEvent.PpeChecked;
import org.vigil.disinfection.ppe.domain.ServiceUnit.Shift;
import org.vigil.disinfection.ppe.domain.Worker;
import org.vigil.edge.Answers;
import org.vigil.edge.AsOfQuery;
import org.vigil.edge.Caller;
import org.vigil.edge.Commands;
import org.vigil.edge.Past;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.SubjectIds;
import org.vigil.edge.Times;
import org.vigil.edge.Violation;
import org.vigil.eventsourcing.CommandHandler.Snapshot;
import org.vigil.eventsourcing.Outcome.Done;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.past.Hindsight;
import org.vigil.eventsourcing.past.Moment;

/** 防护检查: who was looked at on a shift, and what was seen (3.8-c, 3.11-c). */
@Path("/api/v1/service-units/{code}/shifts/{day}/{shift}")
@Tag(name = "ppe-checks", description = "防护检查 / Checks of protection on shifts (3.8-c, 3.11-c)")
@RunOnVirtualThread
public class PpeChecks {

  private final Commands commands;
  private final Caller caller;
  private final Past past;
  private final SubjectIds subjects;
  private final InstantSource clock;

  @Inject
  PpeChecks(Commands commands, Caller caller, Past past, SubjectIds subjects, InstantSource clock) {
    this.commands = commands;
    this.caller = caller;
    this.past = past;
    this.subjects = subjects;
    this.clock = clock;
  }

  /** One item of a check. */
  @Schema(name = "PpeFindingBody")
  public record FindingBody(
      @NotNull Boolean right,
      @Schema(description = "不合格时必填 / Needed where it is not right", examples = "口罩破损")
          @Nullable
          @Size(max = 200)
          @Pattern(regexp = Texts.LINE)
          String reason) {}

  /** What was seen of one person. */
  @Schema(name = "PpeFindingsBody")
  public record FindingsBody(
      @NotNull @Valid FindingBody workClothes,
      @NotNull @Valid FindingBody mask,
      @Schema(description = "仪容仪表和个人卫生 / Appearance and hygiene") @NotNull @Valid
          FindingBody appearance,
      @Schema(
              description = "有不合格项时必填：如何处理 / What was done; needed where something is not right",
              examples = "当场更换口罩")
          @Nullable
          @Size(max = 200)
          @Pattern(regexp = Texts.LINE)
          String action) {

    Findings findings() {
      List<Violation> violations = new ArrayList<>();
      Findings it =
          new Findings(
              finding("workClothes", workClothes, violations),
              finding("mask", mask, violations),
              finding("appearance", appearance, violations),
              said(action));
      if (!it.allRight() && it.action() == null) {
        violations.add(Violation.of("/findings/action", "failed-check-needs-action"));
      }
      if (!violations.isEmpty()) {
        throw Problem.invalid(violations);
      }
      return it;
    }

    private static Finding finding(String item, FindingBody body, List<Violation> violations) {
      String reason = said(body.reason());
      if (!body.right() && reason == null) {
        violations.add(Violation.of("/findings/" + item + "/reason", "failed-check-needs-reason"));
      }
      return new Finding(body.right(), reason);
    }

    private static @Nullable String said(@Nullable String text) {
      return text == null || text.isBlank() ? null : text;
    }
  }

  /** A check; both people by the staff number. */
  @Schema(name = "PpeCheckBody")
  public record CheckBody(
      @NotBlank @Pattern(regexp = Texts.STAFF) @Schema(examples = "JY-008") String staffNo,
      @NotBlank @Pattern(regexp = Texts.STAFF) @Schema(examples = "JY-001") String checkedBy,
      @NotNull @Valid FindingsBody findings,
      @NotNull Instant checkedAt) {}

  /** What was seen, whole. */
  @Schema(name = "PpeCheckCorrection")
  public record CorrectionBody(
      @NotBlank @Pattern(regexp = Texts.STAFF) @Schema(examples = "JY-001") String correctedBy,
      @NotNull @Valid FindingsBody findings,
      @NotBlank @Size(max = 200) @Pattern(regexp = Texts.LINE) String reason) {}

  /** Why a check is none. */
  @Schema(name = "PpeCheckVoiding")
  public record VoidingBody(
      @NotBlank @Pattern(regexp = Texts.STAFF) @Schema(examples = "JY-001") String voidedBy,
      @NotNull VoidReason reason) {}

  /** Who is not there, and who is there instead. */
  @Schema(name = "PpeAbsenceBody")
  public record AbsenceBody(
      @NotBlank @Pattern(regexp = Texts.STAFF) @Schema(examples = "JY-008") String staffNo,
      @NotNull AbsenceReason reason,
      @Schema(description = "顶班人员 / Who stands in") @Nullable @Valid WorkerBody standIn,
      @NotBlank @Pattern(regexp = Texts.STAFF) @Schema(examples = "JY-001") String saidBy) {}

  /** What was recorded. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "PpeReceipt")
  public record Receipt(
      @Nullable String id,
      @Schema(description = "逾期补录；缺失记录不消除 / Whether it is late; what was missed stays")
          @Nullable Boolean late) {}

  /** A shift and everybody on it, masked. */
  @Schema(name = "PpeShift")
  public record ShiftAnswer(
      String unit,
      String department,
      LocalDate day,
      String shift,
      Instant startsAt,
      Instant endsAt,
      Instant dueAt,
      boolean judged,
      List<PersonAnswer> people) {

    static ShiftAnswer of(PpeShift state, Sheet sheet) {
      Shift it = sheet.shift();
      return new ShiftAnswer(
          it.unit(),
          it.department(),
          it.day(),
          it.shift(),
          it.startsAt(),
          it.endsAt(),
          sheet.dueAt(),
          state instanceof PpeShift.Judged,
          sheet.people().stream()
              .map(one -> PersonAnswer.of(one, sheet, state.found().contains(one.subjectId())))
              .toList());
    }
  }

  /** Somebody on a shift. Reasons and what was done are a person's and are not listed. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "PpeShiftPerson")
  public record PersonAnswer(
      String maskedName,
      boolean missed,
      @Nullable String check,
      @Nullable Boolean workClothes,
      @Nullable Boolean mask,
      @Nullable Boolean appearance,
      @Nullable Instant checkedAt,
      @Nullable Boolean late,
      @Nullable Boolean corrected) {

    static PersonAnswer of(Worker person, Sheet sheet, boolean missed) {
      String name = Mask.NAME.of(person.name());
      Check it = sheet.of(person.subjectId()).orElse(null);
      return it == null
          ? new PersonAnswer(name, missed, null, null, null, null, null, null, null)
          : new PersonAnswer(
              name,
              missed,
              it.checkId(),
              it.findings().workClothes().right(),
              it.findings().mask().right(),
              it.findings().appearance().right(),
              it.checkedAt(),
              it.late(),
              it.corrected());
    }
  }

  @POST
  @Path("checks")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "记录一人一班的防护检查；不得自查 / Somebody was looked at; nobody looks at themselves",
      description =
          "不合格项须写明原因和处理。时限后补录的标为逾期，缺失记录不消除。 / What is not right needs its reason and what was done."
              + " Written down after its time it is late, and that it was missed stays.")
  @APIResponse(
      responseCode = "201",
      description = "已记录 / Recorded",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = Receipt.class)))
  public RestResponse<Receipt> check(
      @PathParam("code") String code,
      @PathParam("day") String day,
      @PathParam("shift") String shift,
      CheckBody body) {
    String key = own(code, day, shift);
    Instant now = clock.instant();
    Times.notFromTheFuture("/checkedAt", body.checkedAt(), now);
    Done<PpeShiftEvent> done =
        commands.handle(
            PpeShiftDecider.CATEGORY,
            key,
            new RecordCheck(
                UUID.randomUUID().toString(),
                subjects.of(null, body.staffNo()),
                signed(body.checkedBy()),
                body.findings().findings(),
                body.checkedAt(),
                now),
            body.checkedAt(),
            body.checkedAt());
    PpeChecked checked =
        done.events().stream()
            .map(Recorded::event)
            .filter(PpeChecked.class::isInstance)
            .map(PpeChecked.class::cast)
            .findFirst()
            .orElseThrow();
    return Answers.created(
        "/api/v1/service-units/" + code + "/shifts/" + day + "/" + shift,
        done,
        new Receipt(checked.checkId(), checked.late()));
  }

  @POST
  @Path("checks/{check}/corrections")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "更正检查结果，原记录保留 / What was seen was something else; the first record stays")
  @APIResponse(responseCode = "200", description = "已更正 / Corrected")
  public RestResponse<Receipt> correct(
      @PathParam("code") String code,
      @PathParam("day") String day,
      @PathParam("shift") String shift,
      @PathParam("check") String check,
      CorrectionBody body) {
    return act(
        own(code, day, shift),
        new CorrectCheck(
            check, signed(body.correctedBy()), body.findings().findings(), body.reason()),
        check);
  }

  @POST
  @Path("checks/{check}/voidings")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "作废一次检查；该人员仍应检查 / A check is none; the person owes one as before",
      description = "时限后作废的，按缺失上报。 / After its time the person is missed.")
  @APIResponse(responseCode = "200", description = "已作废 / Voided")
  public RestResponse<Receipt> voidCheck(
      @PathParam("code") String code,
      @PathParam("day") String day,
      @PathParam("shift") String shift,
      @PathParam("check") String check,
      VoidingBody body) {
    return act(
        own(code, day, shift), new VoidCheck(check, signed(body.voidedBy()), body.reason()), check);
  }

  @POST
  @Path("absences")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "登记排班人员未在班及顶班人员，限时限前 / Somebody is not there, and who stands in; before its time",
      description = "不得由本人登记。 / Nobody says it of themselves.")
  @APIResponse(responseCode = "200", description = "已登记 / Recorded")
  public RestResponse<Receipt> absent(
      @PathParam("code") String code,
      @PathParam("day") String day,
      @PathParam("shift") String shift,
      AbsenceBody body) {
    WorkerBody standIn = body.standIn();
    return act(
        own(code, day, shift),
        new RecordAbsence(
            subjects.of(null, body.staffNo()),
            body.reason(),
            standIn == null ? null : standIn.worker(subjects),
            signed(body.saidBy()),
            clock.instant()),
        null);
  }

  @GET
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "一个班次及其人员的检查情况（脱敏），可查询过去（asOf） / A shift and who was looked at, now or then")
  @APIResponse(
      responseCode = "200",
      description = "班次 / The shift",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ShiftAnswer.class)))
  public RestResponse<ShiftAnswer> one(
      @PathParam("code") String code,
      @PathParam("day") String day,
      @PathParam("shift") String shift,
      @BeanParam AsOfQuery query) {
    String key = key(code, day, shift);
    Moment moment = past.moment(query);
    if (!moment.isNow()) {
      return ResponseBuilder.ok(
              shown(past.state(PpeShiftDecider.CATEGORY, key, moment, Hindsight.byOccurrence())))
          .build();
    }
    Snapshot<PpeShift> now = commands.load(PpeShiftDecider.CATEGORY, key);
    return Answers.read(shown(now.state()), now.version());
  }

  private ShiftAnswer shown(PpeShift state) {
    Sheet sheet = state.written().orElseThrow(Problem::notFound);
    caller.mustFind(sheet.shift().department());
    return ShiftAnswer.of(state, sheet);
  }

  private RestResponse<Receipt> act(String key, PpeShiftCommand command, @Nullable String id) {
    return Answers.ok(
        commands.handle(PpeShiftDecider.CATEGORY, key, command), new Receipt(id, null));
  }

  /** Who says it, by the staff number; a token that names a person signs for nobody else. */
  private Checker signed(String staffNo) {
    String person = subjects.of(null, staffNo);
    caller.mustSignAs(person);
    return new Checker(person, staffNo);
  }

  /** The shift's stream, for its own department or the office. */
  private String own(String code, String day, String shift) {
    String key = key(code, day, shift);
    Sheet sheet =
        commands
            .load(PpeShiftDecider.CATEGORY, key)
            .state()
            .written()
            .orElseThrow(Problem::notFound);
    caller.mustFind(sheet.shift().department());
    caller.mustActFor(sheet.shift().department());
    return key;
  }

  private static String key(String code, String day, String shift) {
    if (!code.matches(Texts.CODE) || !shift.matches(PpeRules.SHIFT)) {
      throw Problem.notFound();
    }
    try {
      if (day.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
        return Shift.key(code, LocalDate.parse(day), shift);
      }
    } catch (DateTimeException _) {
      // There is no such day, and so no such shift.
    }
    throw Problem.notFound();
  }
}
