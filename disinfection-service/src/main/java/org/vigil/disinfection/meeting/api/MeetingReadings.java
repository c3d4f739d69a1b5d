package org.vigil.disinfection.meeting.api;

import io.agroal.api.AgroalDataSource;
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
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
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
import org.vigil.disinfection.meeting.domain.Attendance;
import org.vigil.disinfection.meeting.domain.AttendanceCommand.CorrectTemperature;
import org.vigil.disinfection.meeting.domain.AttendanceCommand.CorrectionReason;
import org.vigil.disinfection.meeting.domain.AttendanceCommand.MeasureAttendee;
import org.vigil.disinfection.meeting.domain.AttendanceCommand.Place;
import org.vigil.disinfection.meeting.domain.AttendanceCommand.VoidReading;
import org.vigil.disinfection.meeting.domain.AttendanceDecider;
import org.vigil.disinfection.meeting.domain.AttendanceEvent;
import org.vigil.disinfection.meeting.domain.AttendanceEvent.AttendeeFeverDetected;
import org.vigil.disinfection.meeting.domain.AttendanceEvent.AttendeeTemperatureMeasured;
import org.vigil.disinfection.meeting.domain.MeetingRoom.Book;
import org.vigil.disinfection.meeting.view.MeetingView;
import org.vigil.disinfection.order.api.PersonBody;
import org.vigil.disinfection.order.api.Texts;
import org.vigil.edge.Answers;
import org.vigil.edge.Caller;
import org.vigil.edge.Commands;
import org.vigil.edge.Page;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.SubjectIds;
import org.vigil.edge.Views;
import org.vigil.eventsourcing.Outcome.Done;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.Sql;

/** Who was measured at a meeting, and wore a mask (3.9-d, 3.9-e). */
@Path("/api/v1/meeting-rooms/{code}/meetings/{meeting}/readings")
@Tag(name = "meeting-readings", description = "参会人员测温 / Temperatures at meetings (3.9-d, 3.9-e)")
@RunOnVirtualThread
public class MeetingReadings {

  private final Commands commands;
  private final Caller caller;
  private final Views views;
  private final SubjectIds subjects;
  private final RoomsOfMeetings rooms;
  private final MeetingRules rules;
  private final InstantSource clock;
  private final AgroalDataSource dataSource;

  @Inject
  MeetingReadings(
      Commands commands,
      Caller caller,
      Views views,
      SubjectIds subjects,
      RoomsOfMeetings rooms,
      MeetingRules rules,
      InstantSource clock,
      AgroalDataSource dataSource) {
    this.commands = commands;
    this.caller = caller;
    this.views = views;
    this.subjects = subjects;
    this.rooms = rooms;
    this.rules = rules;
    this.clock = clock;
    this.dataSource = dataSource;
  }

  /** A reading at the door of a meeting. */
  @Schema(name = "MeetingReadingBody")
  public record ReadingBody(
      @NotNull @Valid PersonBody attendee,
      @Schema(
              description = "参会人员所在科室；外来人员不填 / The attendee's department; none from outside",
              examples = "GWYC")
          @Nullable
          @Pattern(regexp = Texts.DEPARTMENT)
          String department,
      @NotNull @DecimalMin("30.0") @DecimalMax("45.0") @Digits(integer = 2, fraction = 1)
          BigDecimal temperatureCelsius,
      @NotBlank @Pattern(regexp = Texts.STAFF) @Schema(examples = "HY-008") String measuredBy,
      @Nullable @Pattern(regexp = "[A-Za-z0-9._:-]{1,60}") String device,
      @NotNull Boolean maskWorn,
      @Schema(description = "仪器时间 / By the instrument") @NotNull Instant measuredAt) {}

  /** What the temperature was. */
  @Schema(name = "MeetingReadingCorrection")
  public record Correction(
      @NotNull @DecimalMin("30.0") @DecimalMax("45.0") @Digits(integer = 2, fraction = 1)
          BigDecimal temperatureCelsius,
      @NotNull CorrectionReason reason) {}

  /** Why a reading is none. */
  @Schema(name = "MeetingReadingVoiding")
  public record Voiding(@NotNull CorrectionReason reason) {}

  /** What became of a reading. */
  @Schema(name = "MeetingReadingResult")
  public record Result(
      String id,
      @Schema(description = "是否发热；发热须由其科室及时上报 / A fever is to be reported in time")
          boolean fever) {}

  /** A reading, masked; the temperature is not shown. */
  @Schema(name = "MeetingReading")
  public record Item(
      String id,
      String maskedName,
      String department,
      boolean fever,
      boolean maskWorn,
      Instant measuredAt,
      boolean lateEntered,
      boolean corrected,
      boolean voided,
      long position) {}

  @POST
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "记录参会人员体温和口罩 / Measure an attendee and look for the mask",
      description =
          "阈值与门岗相同；发热须由该人员所在科室在时限内上报办公室，外来人员由服务科室上报。 / The threshold is the gate's. A fever is to"
              + " be reported to the office in time, by the attendee's department; for somebody"
              + " from outside, by the room's service.")
  @APIResponse(
      responseCode = "201",
      description = "已记录 / Recorded",
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = Result.class)))
  public RestResponse<Result> measure(
      @PathParam("code") String code, @PathParam("meeting") String meeting, ReadingBody body) {
    Place place = served(code, meeting);
    Instant now = clock.instant();
    MeetingRules.happened("/measuredAt", body.measuredAt(), now);
    String department = body.department();
    MeasureAttendee command =
        new MeasureAttendee(
            UUID.randomUUID().toString(),
            place,
            body.attendee().subjectId(subjects),
            body.attendee().name(),
            department == null ? place.department() : department,
            tenths(body.temperatureCelsius()),
            rules.fever(body.measuredAt()),
            body.measuredBy(),
            body.device(),
            body.maskWorn(),
            body.measuredAt(),
            MeetingRules.isLate(body.measuredAt(), now));
    Done<AttendanceEvent> done =
        commands.handle(
            AttendanceDecider.CATEGORY, meeting, command, body.measuredAt(), body.measuredAt());
    String id =
        done.events().stream()
            .map(Recorded::event)
            .filter(AttendeeTemperatureMeasured.class::isInstance)
            .map(AttendeeTemperatureMeasured.class::cast)
            .findFirst()
            .orElseThrow()
            .readingId();
    boolean fever =
        done.events().stream().anyMatch(one -> one.event() instanceof AttendeeFeverDetected);
    return Answers.created(
        "/api/v1/meeting-rooms/" + code + "/meetings/" + meeting + "/readings",
        done,
        new Result(id, fever));
  }

  @POST
  @Path("{reading}/corrections")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary =
          "更正体温；更正后不发热的，应报事项随之撤回"
              + " / The temperature was another; what is no fever any more owes no report")
  @APIResponse(responseCode = "200", description = "已更正 / Corrected")
  public RestResponse<Result> correct(
      @PathParam("code") String code,
      @PathParam("meeting") String meeting,
      @PathParam("reading") String reading,
      Correction body) {
    served(code, meeting);
    Done<AttendanceEvent> done =
        commands.handle(
            AttendanceDecider.CATEGORY,
            meeting,
            new CorrectTemperature(reading, tenths(body.temperatureCelsius()), body.reason()));
    boolean fever =
        commands
            .load(AttendanceDecider.CATEGORY, meeting)
            .state()
            .valid(reading)
            .map(Attendance.Reading::fever)
            .orElse(false);
    return Answers.ok(done, new Result(reading, fever));
  }

  @POST
  @Path("{reading}/voidings")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "作废一次测温；应报事项随之撤回 / A reading is none; what it owed is owed no more")
  @APIResponse(responseCode = "200", description = "已作废 / Voided")
  public RestResponse<Voiding> voidReading(
      @PathParam("code") String code,
      @PathParam("meeting") String meeting,
      @PathParam("reading") String reading,
      Voiding body) {
    served(code, meeting);
    return Answers.ok(
        commands.handle(
            AttendanceDecider.CATEGORY, meeting, new VoidReading(reading, body.reason())),
        body);
  }

  @GET
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary =
          "一场会议的测温记录，最新在前；科室仅服务科室可见 / A meeting's readings, the newest first; of departments only"
              + " the room's service sees them")
  public Page<Item> list(
      @PathParam("code") String code,
      @PathParam("meeting") String meeting,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("after") @Nullable String after) {
    views.await(MeetingView.NAME);
    caller.mustSee(rooms.book(code).room().department());
    if (!meeting.matches(Texts.ID)) {
      throw Problem.notFound();
    }
    List<Item> rows =
        Sql.list(
            dataSource,
            "select r.* from meeting_reading r join meeting m on m.id = r.meeting"
                + " where m.id = ? and m.room = ? and r.position < ? order by r.position desc"
                + " limit ?",
            row ->
                new Item(
                    row.getString("id"),
                    row.getString("masked_name"),
                    row.getString("department"),
                    row.getBoolean("fever"),
                    row.getBoolean("mask_worn"),
                    Sql.instant(row, "measured_at"),
                    row.getBoolean("late_entered"),
                    row.getBoolean("corrected"),
                    row.getBoolean("voided"),
                    row.getLong("position")),
            meeting,
            code,
            Page.before(after),
            Page.rows(limit));
    return Page.of(rows, limit, row -> row, row -> Long.toString(row.position()));
  }

  private static int tenths(BigDecimal celsius) {
    return celsius.movePointRight(1).intValueExact();
  }

  /** The meeting, for the room's own service or the office. */
  private Place served(String code, String meeting) {
    Book book = rooms.book(code);
    caller.mustActFor(book.room().department());
    return new Place(
        RoomsOfMeetings.booking(book, meeting).meetingId(),
        book.room().code(),
        book.room().department());
  }
}
