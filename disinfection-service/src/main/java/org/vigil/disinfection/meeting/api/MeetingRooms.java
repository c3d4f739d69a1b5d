package org.vigil.disinfection.meeting.api;

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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
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
import org.vigil.disinfection.meeting.domain.AttendanceDecider;
import org.vigil.disinfection.meeting.domain.MeetingRoom;
import org.vigil.disinfection.meeting.domain.MeetingRoom.Book;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.ApproveMeeting;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.CancelMeeting;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.Cleaning;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.CorrectEnd;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.CorrectStart;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.Cupware;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.DefineRoom;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.Definition;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.EndMeeting;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.MomentReason;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.RecordDisinfection;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.RejectMeeting;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.RejectionReason;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.RequestMeeting;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.StartMeeting;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.VoidDisinfection;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.VoidReason;
import org.vigil.disinfection.meeting.domain.MeetingRoomDecider;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.MeetingEnded;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.MeetingRoomRequested;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.MeetingStarted;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.PostMeetingDisinfectionCompleted;
import org.vigil.disinfection.meeting.view.MeetingView;
import org.vigil.disinfection.order.api.Texts;
import org.vigil.edge.Answers;
import org.vigil.edge.AsOfQuery;
import org.vigil.edge.Caller;
import org.vigil.edge.Commands;
import org.vigil.edge.Page;
import org.vigil.edge.Past;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.SubjectIds;
import org.vigil.edge.Views;
import org.vigil.eventsourcing.Outcome.Done;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.Sql;

/** Meeting rooms: who may use them when, and whether they are clean (3.9). */
@Path("/api/v1/meeting-rooms")
@Tag(name = "meeting-rooms", description = "会议室 / Meeting rooms (3.9)")
@RunOnVirtualThread
public class MeetingRooms {

  private static final int MAX_LISTED = 1_000;

  /** Nobody books a room further ahead. */
  private static final Duration AHEAD = Duration.ofDays(366);

  private final Commands commands;
  private final Caller caller;
  private final Views views;
  private final Past past;
  private final SubjectIds subjects;
  private final RoomsOfMeetings rooms;
  private final MeetingRules rules;
  private final InstantSource clock;
  private final AgroalDataSource dataSource;

  @Inject
  MeetingRooms(
      Commands commands,
      Caller caller,
      Views views,
      Past past,
      SubjectIds subjects,
      RoomsOfMeetings rooms,
      MeetingRules rules,
      InstantSource clock,
      AgroalDataSource dataSource) {
    this.commands = commands;
    this.caller = caller;
    this.views = views;
    this.past = past;
    this.subjects = subjects;
    this.rooms = rooms;
    this.rules = rules;
    this.clock = clock;
    this.dataSource = dataSource;
  }

  /** A room as it is to be; its department approves, measures and disinfects. */
  @Schema(name = "MeetingRoomBody")
  public record RoomBody(
      @NotBlank @Size(max = 60) @Pattern(regexp = Texts.LINE) @Schema(examples = "第一会议室")
          String name,
      @NotBlank @Pattern(regexp = Texts.DEPARTMENT) @Schema(examples = "HYFW") String department) {}

  /** A meeting that is to be held; who asks is named by the staff number. */
  @Schema(name = "MeetingRequest")
  public record RequestBody(
      @NotBlank @Pattern(regexp = Texts.DEPARTMENT) @Schema(examples = "GWYC") String department,
      @NotBlank @Pattern(regexp = Texts.STAFF) @Schema(examples = "GW-018") String requestedBy,
      @NotNull @Min(1) @Max(1_000) Integer attendees,
      @NotNull Instant startsAt,
      @NotNull Instant endsAt) {}

  /** Who approves, by the staff number. */
  @Schema(name = "MeetingApproval")
  public record Approval(
      @NotBlank @Pattern(regexp = Texts.STAFF) @Schema(examples = "HY-001") String approvedBy) {}

  /** Who rejects, by the staff number, and why. */
  @Schema(name = "MeetingRejection")
  public record Rejection(
      @NotBlank @Pattern(regexp = Texts.STAFF) @Schema(examples = "HY-001") String rejectedBy,
      @NotNull RejectionReason reason) {}

  /** When it began or ended. */
  @Schema(name = "MeetingMoment")
  public record Moment(@NotNull Instant at) {}

  /** When it began or ended indeed. */
  @Schema(name = "MeetingMomentCorrection")
  public record MomentCorrection(@NotNull Instant at, @NotNull MomentReason reason) {}

  /** Nothing needs to be said with it. */
  @Schema(name = "MeetingCancellation", examples = "{}")
  public record Cancellation() {}

  /** What was done in the room. */
  @Schema(name = "PostMeetingDisinfection")
  public record DisinfectionBody(
      @NotNull Instant startedAt,
      @NotNull Instant finishedAt,
      @NotBlank @Pattern(regexp = Texts.STAFF) @Schema(examples = "HY-008") String by,
      @NotBlank @Size(max = 60) @Pattern(regexp = Texts.LINE) @Schema(examples = "84消毒液")
          String agent,
      @Nullable @Size(max = 40) @Pattern(regexp = Texts.LINE) String lot,
      @Nullable @Size(max = 20) @Pattern(regexp = Texts.LINE) @Schema(examples = "1:100")
          String dilution,
      @NotNull Cupware cupware) {}

  /** Why a disinfection is not to count. */
  @Schema(name = "PostMeetingDisinfectionVoiding")
  public record Voiding(@NotNull VoidReason reason) {}

  /** How a meeting stands after what was done. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "MeetingStatus")
  public record Status(
      String id,
      String status,
      @Schema(description = "是否经审批；未定则无 / Whether it was approved when it began")
          @Nullable Boolean approved,
      @Schema(description = "会后消杀时限 / By when the room is to be disinfected")
          @Nullable Instant disinfectBy) {}

  /** What became of a disinfection. */
  @Schema(name = "PostMeetingDisinfectionResult")
  public record DisinfectionResult(
      String id,
      String meeting,
      @Schema(description = "会议室是否可再用 / Whether the room may be used again") boolean released) {}

  /** A room as it stands. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "MeetingRoom")
  public record RoomItem(
      String code,
      String name,
      String department,
      @Schema(description = "FREE 可用, IN_USE 使用中, DIRTY 待消杀") String status,
      @Nullable String meeting,
      @Nullable Instant disinfectBy,
      boolean overdue) {}

  /** A meeting. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "Meeting")
  public record MeetingItem(
      String id,
      String room,
      String department,
      int attendees,
      Instant startsAt,
      Instant endsAt,
      @Schema(description = "REQUESTED, APPROVED, REJECTED, CANCELLED, RUNNING, ENDED")
          String status,
      boolean approved,
      @Nullable String rejection,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      @Schema(description = "有效测温人数 / How many people were measured") int measured,
      @Schema(description = "会议结束时测温是否齐全 / Whether all had been measured at its end")
          @Nullable Boolean allMeasured,
      @Schema(description = "测温不全的，会后是否补齐 / Whether what was short was written down since")
          boolean measuredLate,
      @Schema(description = "开始或结束时间是否更正过 / Whether its times were put right")
          boolean timesCorrected,
      @Nullable String disinfection,
      @Nullable Instant disinfectedAt,
      @Nullable String cupware,
      boolean disinfectionOverdue,
      long position) {}

  @PUT
  @Path("{code}")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "登记会议室，可重复提交；由所登记科室负责服务" + " / Define a room and who serves it; repeatable")
  public RestResponse<RoomBody> define(@PathParam("code") String code, RoomBody body) {
    if (!code.matches(Texts.CODE)) {
      throw Problem.notFound();
    }
    caller.mustActFor(body.department());
    commands
        .load(MeetingRoomDecider.CATEGORY, code)
        .state()
        .opened()
        .ifPresent(book -> caller.mustActFor(book.room().department()));
    return Answers.ok(
        commands.put(
            MeetingRoomDecider.CATEGORY,
            code,
            new DefineRoom(new Definition(code, body.name(), body.department()))),
        body);
  }

  @POST
  @Path("{code}/meetings")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "申请会议室 / Ask for a room (3.9-a)")
  @APIResponse(
      responseCode = "201",
      description = "已申请，待审批 / Asked for",
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = Status.class)))
  public RestResponse<Status> request(@PathParam("code") String code, RequestBody body) {
    rooms.book(code);
    caller.mustActFor(body.department());
    String requester = subjects.of(null, body.requestedBy());
    caller.mustSignAs(requester);
    Instant now = clock.instant();
    MeetingRules.happened("/startsAt", earlier(body.startsAt(), now), now);
    if (body.endsAt().isAfter(now.plus(AHEAD))) {
      throw Problem.invalid("/endsAt", "out-of-range");
    }
    Done<MeetingRoomEvent> done =
        commands.handle(
            MeetingRoomDecider.CATEGORY,
            code,
            new RequestMeeting(
                UUID.randomUUID().toString(),
                body.department(),
                requester,
                body.attendees(),
                body.startsAt(),
                body.endsAt(),
                now));
    String id = only(done, MeetingRoomRequested.class).meetingId();
    return Answers.created(
        "/api/v1/meeting-rooms/" + code + "/meetings",
        done,
        new Status(id, MeetingRoom.Standing.REQUESTED.name(), null, null));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  @POST
  @Path("{code}/meetings/{meeting}/approvals")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "审批通过；审批人不得为申请人 / Approve a meeting; nobody approves what they have asked for")
  @APIResponse(responseCode = "200", description = "已通过 / Approved")
  public RestResponse<Status> approve(
      @PathParam("code") String code, @PathParam("meeting") String meeting, Approval body) {
    served(code, meeting);
    String approver = subjects.of(null, body.approvedBy());
    caller.mustSignAs(approver);
    return answered(
        code,
        new ApproveMeeting(meeting, approver),
        new Status(meeting, MeetingRoom.Standing.APPROVED.name(), null, null));
  }

  @POST
  @Path("{code}/meetings/{meeting}/rejections")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "审批不通过 / Reject a meeting")
  @APIResponse(responseCode = "200", description = "未通过 / Rejected")
  public RestResponse<Status> reject(
      @PathParam("code") String code, @PathParam("meeting") String meeting, Rejection body) {
    served(code, meeting);
    String approver = subjects.of(null, body.rejectedBy());
    caller.mustSignAs(approver);
    return answered(
        code,
        new RejectMeeting(meeting, approver, body.reason()),
        new Status(meeting, MeetingRoom.Standing.REJECTED.name(), null, null));
  }

  @POST
  @Path("{code}/meetings/{meeting}/cancellations")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(summary = "申请科室取消会议 / The department that asked for it does not hold it")
  @APIResponse(responseCode = "200", description = "已取消 / Cancelled")
  public RestResponse<Status> cancel(
      @PathParam("code") String code, @PathParam("meeting") String meeting, Cancellation body) {
    caller.mustActFor(RoomsOfMeetings.booking(rooms.book(code), meeting).hostDepartment());
    return answered(code, new CancelMeeting(meeting), new Status(meeting, "CANCELLED", null, null));
  }

  @POST
  @Path("{code}/meetings/{meeting}/starts")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "会议开始；上场会后未消杀的会议室不得使用 / A meeting begins; not in a room that is not disinfected",
      description =
          "未经审批而开始的，记为未经审批使用。 / One that nobody has approved is recorded as such and told on.")
  @APIResponse(responseCode = "200", description = "已开始 / It has begun")
  public RestResponse<Status> start(
      @PathParam("code") String code, @PathParam("meeting") String meeting, Moment body) {
    served(code, meeting);
    Instant now = clock.instant();
    MeetingRules.happened("/at", body.at(), now);
    Done<MeetingRoomEvent> done = act(code, new StartMeeting(meeting, body.at()), body.at());
    return Answers.ok(
        done,
        new Status(
            meeting,
            MeetingRoom.Standing.RUNNING.name(),
            only(done, MeetingStarted.class).approved(),
            null));
  }

  @POST
  @Path("{code}/meetings/{meeting}/ends")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary = "会议结束；会议室待消杀，测温是否齐全随即判定" + " / A meeting ends; its room is to be disinfected")
  @APIResponse(responseCode = "200", description = "已结束 / It has ended")
  public RestResponse<Status> end(
      @PathParam("code") String code, @PathParam("meeting") String meeting, Moment body) {
    served(code, meeting);
    Instant now = clock.instant();
    MeetingRules.happened("/at", body.at(), now);
    Done<MeetingRoomEvent> done =
        act(code, new EndMeeting(meeting, body.at(), now, rules.turnRound(now)), body.at());
    return Answers.ok(
        done,
        new Status(
            meeting,
            MeetingRoom.Standing.ENDED.name(),
            null,
            only(done, MeetingEnded.class).disinfectBy()));
  }

  @POST
  @Path("{code}/meetings/{meeting}/start-corrections")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary =
          "更正开始时间（其后会议室未再使用的） / A meeting began at another time, if nobody has used the room since",
      description = "不得早于会前消杀。 / Not before the disinfection that had released the room.")
  @APIResponse(responseCode = "200", description = "已更正 / Corrected")
  public RestResponse<Status> correctStart(
      @PathParam("code") String code, @PathParam("meeting") String meeting, MomentCorrection body) {
    served(code, meeting);
    MeetingRules.happened("/at", body.at(), clock.instant());
    return corrected(code, meeting, new CorrectStart(meeting, body.at(), body.reason()), body.at());
  }

  @POST
  @Path("{code}/meetings/{meeting}/end-corrections")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary =
          "更正结束时间（其后会议室未再使用的） / A meeting ended at another time, if nobody has used the room since",
      description =
          "不得晚于会后消杀开始；消杀时限自登记时起计，不变。 / Not after the disinfection began. The time to disinfect runs"
              + " from the entry, and stays.")
  @APIResponse(responseCode = "200", description = "已更正 / Corrected")
  public RestResponse<Status> correctEnd(
      @PathParam("code") String code, @PathParam("meeting") String meeting, MomentCorrection body) {
    served(code, meeting);
    MeetingRules.happened("/at", body.at(), clock.instant());
    return corrected(code, meeting, new CorrectEnd(meeting, body.at(), body.reason()), body.at());
  }

  private RestResponse<Status> corrected(
      String code, String meeting, MeetingRoomCommand command, Instant at) {
    Done<MeetingRoomEvent> done = act(code, command, at);
    return Answers.ok(
        done,
        new Status(
            meeting,
            RoomsOfMeetings.booking(rooms.book(code), meeting).standing().name(),
            null,
            null));
  }

  @POST
  @Path("{code}/disinfections")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary =
          "会后消杀及杯具清洁；全部完成方可再用 / The room is disinfected after its meeting, its cupware cleaned",
      description =
          "杯具未清洁的予以记录，会议室仍待消杀。 / With its cupware left the disinfection is recorded, and the room"
              + " is not released.")
  @APIResponse(
      responseCode = "201",
      description = "已记录 / Recorded",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = DisinfectionResult.class)))
  public RestResponse<DisinfectionResult> disinfect(
      @PathParam("code") String code, DisinfectionBody body) {
    caller.mustActFor(rooms.book(code).room().department());
    Instant now = clock.instant();
    MeetingRules.happened("/startedAt", body.startedAt(), now);
    MeetingRules.happened("/finishedAt", body.finishedAt(), now);
    Cleaning work =
        new Cleaning(
            body.startedAt(),
            body.finishedAt(),
            body.by(),
            body.agent(),
            body.lot(),
            body.dilution(),
            body.cupware());
    Done<MeetingRoomEvent> done =
        act(code, new RecordDisinfection(UUID.randomUUID().toString(), work), body.finishedAt());
    PostMeetingDisinfectionCompleted completed = only(done, PostMeetingDisinfectionCompleted.class);
    return Answers.created(
        "/api/v1/meeting-rooms/" + code + "/meetings",
        done,
        new DisinfectionResult(
            completed.disinfectionId(), completed.meetingId(), completed.complete()));
  }

  @POST
  @Path("{code}/disinfections/{disinfection}/voidings")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE})
  @Operation(
      summary =
          "作废最近一次会后消杀（其后未再使用的） / The last disinfection is not to count, if nobody has used"
              + " the room since")
  @APIResponse(responseCode = "200", description = "已作废，会议室待消杀 / Voided")
  public RestResponse<Voiding> voidDisinfection(
      @PathParam("code") String code,
      @PathParam("disinfection") String disinfection,
      Voiding body) {
    caller.mustActFor(rooms.book(code).room().department());
    return Answers.ok(
        commands.handle(
            MeetingRoomDecider.CATEGORY, code, new VoidDisinfection(disinfection, body.reason())),
        body);
  }

  /** Only the room's own service, or the office. */
  private void served(String code, String meeting) {
    Book book = rooms.book(code);
    caller.mustActFor(book.room().department());
    RoomsOfMeetings.booking(book, meeting);
  }

  private Done<MeetingRoomEvent> act(String code, MeetingRoomCommand command, Instant at) {
    return commands.handle(MeetingRoomDecider.CATEGORY, code, command, at, at);
  }

  private RestResponse<Status> answered(String code, MeetingRoomCommand command, Status status) {
    return Answers.ok(commands.handle(MeetingRoomDecider.CATEGORY, code, command), status);
  }

  private static <E> E only(Done<MeetingRoomEvent> done, Class<E> kind) {
    return done.events().stream()
        .map(Recorded::event)
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst()
        .orElseThrow();
  }

  @GET
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "会议室及其状态 / Rooms and how they stand")
  public List<RoomItem> list() {
    views.await(MeetingView.NAME);
    return Sql.list(
        dataSource,
        "select * from meeting_room order by code limit " + MAX_LISTED,
        row ->
            new RoomItem(
                row.getString("code"),
                row.getString("name"),
                row.getString("department"),
                row.getString("status"),
                row.getString("meeting"),
                Sql.instantOrNull(row, "disinfect_by"),
                row.getBoolean("overdue")));
  }

  @GET
  @Path("{code}/meetings")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary =
          "会议室的会议，最新申请在前，可查询过去（asOf）；科室见本科室申请的，服务科室见全部 / A room's meetings, the newest"
              + " request first, now or then; a department sees its own, the room's service all")
  @APIResponse(responseCode = "200", description = "一页 / One page")
  public Page<MeetingItem> meetings(
      @PathParam("code") String code,
      @BeanParam AsOfQuery query,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("after") @Nullable String after) {
    views.await(MeetingView.NAME);
    String service = rooms.book(code).room().department();
    String own = caller.confinedTo().filter(one -> !one.equals(service)).orElse(null);
    org.vigil.eventsourcing.past.Moment moment = past.moment(query);
    if (!moment.isNow()) {
      List<MeetingItem> then =
          MeetingPast.of(past.known(MeetingRoomDecider.CATEGORY, code, moment))
              .newest(
                  own,
                  Page.before(after),
                  Page.rows(limit),
                  meeting -> past.known(AttendanceDecider.CATEGORY, meeting, moment));
      return Page.of(then, limit, row -> row, row -> Long.toString(row.position()));
    }
    List<MeetingItem> rows =
        Sql.list(
            dataSource,
            "select m.*, (select count(distinct r.person_id) from meeting_reading r"
                + " where r.meeting = m.id and not r.voided)::int as measured from meeting m"
                + " where m.room = ? and m.position < ? and (?::text is null or m.host_department ="
                + " ?) order by m.position desc limit ?",
            MeetingRooms::meeting,
            code,
            Page.before(after),
            own,
            own,
            Page.rows(limit));
    return Page.of(rows, limit, row -> row, row -> Long.toString(row.position()));
  }

  private static MeetingItem meeting(ResultSet row) throws SQLException {
    return new MeetingItem(
        row.getString("id"),
        row.getString("room"),
        row.getString("host_department"),
        row.getInt("attendees"),
        Sql.instant(row, "starts_at"),
        Sql.instant(row, "ends_at"),
        row.getString("status"),
        row.getBoolean("approved"),
        row.getString("rejection"),
        Sql.instantOrNull(row, "started_at"),
        Sql.instantOrNull(row, "ended_at"),
        row.getInt("measured"),
        row.getObject("all_measured", Boolean.class),
        row.getBoolean("measured_late"),
        row.getBoolean("times_corrected"),
        row.getString("disinfection"),
        Sql.instantOrNull(row, "disinfected_at"),
        row.getString("cupware"),
        row.getBoolean("overdue"),
        row.getLong("position"));
  }
}
