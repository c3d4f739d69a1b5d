package org.vigil.disinfection.meeting.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.testing.DeciderSpecification.given;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vigil.disinfection.meeting.domain.MeetingRoom.Book;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.ApproveMeeting;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.CancelMeeting;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.Cleaning;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.CorrectEnd;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.CorrectStart;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.Cupware;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.DefineRoom;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.Definition;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.EndMeeting;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.LetTimePass;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.MomentReason;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.RecordDisinfection;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.RejectMeeting;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.RejectionReason;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.RequestMeeting;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.StartMeeting;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.VoidDisinfection;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.VoidReason;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.MeetingEndCorrected;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.MeetingEnded;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.MeetingRoomApproved;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.MeetingRoomCancelled;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.MeetingRoomDefined;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.MeetingRoomRejected;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.MeetingRoomReleased;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.MeetingRoomRequested;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.MeetingRoomTurnRoundOverdue;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.MeetingStartCorrected;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.MeetingStarted;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.Missing;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.PostMeetingDisinfectionCompleted;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.PostMeetingDisinfectionVoided;
import org.vigil.disinfection.meeting.domain.MeetingRoomEvent.UnapprovedMeetingDetected;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.DeadlineRule.Change.Cancel;
import org.vigil.eventsourcing.DeadlineRule.Change.Schedule;
import org.vigil.testing.DeciderSpecification;

/** Requests, approvals and the interlock of a meeting room (3.9-a, 3.9-c, 3.9-f). */
class MeetingRoomDeciderTest {

  private static final Instant NINE = Instant.parse("2022-11-07T01:00:00Z");
  private static final Instant TEN = NINE.plus(Duration.ofHours(1));
  private static final Instant DUE = TEN.plus(Duration.ofMinutes(30));
  private static final Definition ROOM = new Definition("R1", "第一会议室", "HYFW");
  private static final MeetingRoomDecider DECIDER = new MeetingRoomDecider();
  private static final MeetingRoomApproved APPROVED =
      new MeetingRoomApproved("m1", "R1", "GWYC", "hy");
  private static final MeetingStarted STARTED = new MeetingStarted("m1", "R1", "GWYC", NINE, true);
  private static final MeetingEnded ENDED = new MeetingEnded("m1", "R1", "HYFW", 12, TEN, DUE);
  private static final MeetingRoomReleased RELEASED =
      new MeetingRoomReleased("m1", "R1", TEN.plusSeconds(900));

  private static MeetingRoomRequested requested(String id, Instant startsAt) {
    return new MeetingRoomRequested(
        id,
        "R1",
        "GWYC",
        "asker",
        12,
        startsAt,
        startsAt.plus(Duration.ofHours(1)),
        NINE.minusSeconds(7_200));
  }

  private static RequestMeeting request(String id, Instant startsAt, Instant endsAt, Instant now) {
    return new RequestMeeting(id, "GWYC", "asker", 12, startsAt, endsAt, now);
  }

  private static MeetingRoomEvent[] history(MeetingRoomEvent... more) {
    return Stream.concat(
            Stream.of(new MeetingRoomDefined(ROOM), requested("m1", NINE), requested("m2", TEN)),
            Stream.of(more))
        .toArray(MeetingRoomEvent[]::new);
  }

  private static DeciderSpecification.Given<MeetingRoomCommand, MeetingRoom, MeetingRoomEvent> room(
      MeetingRoomEvent... more) {
    return given(DECIDER, history(more));
  }

  private static Cleaning work(Cupware cupware) {
    return new Cleaning(TEN, TEN.plusSeconds(900), "HY-008", "84消毒液", null, "1:100", cupware);
  }

  private static PostMeetingDisinfectionCompleted completed(String id, Cupware cupware) {
    return new PostMeetingDisinfectionCompleted(
        id, "m1", "R1", "HYFW", work(cupware), cupware != Cupware.NOT_CLEANED);
  }

  @Test
  void a_room_said_the_same_again_stays_as_it_is() {
    room().when(new DefineRoom(ROOM)).thenNothingHappened();
  }

  @Test
  void a_room_that_nobody_registered_takes_no_meeting() {
    given(DECIDER).when(request("m1", NINE, TEN, NINE)).thenRefused(MeetingRefusal.NO_SUCH_ROOM);
  }

  @Test
  void a_meeting_is_asked_for() {
    room()
        .when(request("m3", NINE, TEN, NINE))
        .then(new MeetingRoomRequested("m3", "R1", "GWYC", "asker", 12, NINE, TEN, NINE));
  }

  @Test
  void a_meeting_that_ends_before_it_starts_is_refused() {
    room()
        .when(request("m3", NINE, NINE, NINE))
        .thenRefused(MeetingRefusal.MEETING_ENDS_BEFORE_IT_STARTS);
  }

  @Test
  void more_than_the_book_holds_is_refused_and_what_is_long_over_leaves_it() {
    MeetingRoomEvent[] full =
        Stream.concat(
                Stream.of(new MeetingRoomDefined(ROOM)),
                IntStream.range(0, Book.MAX_BOOKINGS).mapToObj(i -> requested("b" + i, NINE)))
            .toArray(MeetingRoomEvent[]::new);
    Instant later = TEN.plus(Book.KEPT).plusSeconds(1);

    given(DECIDER, full)
        .when(request("m", TEN, TEN.plusSeconds(60), NINE))
        .thenRefused(MeetingRefusal.TOO_MANY_BOOKINGS);
    given(DECIDER, full)
        .when(request("m", later, later.plusSeconds(60), later))
        .then(
            new MeetingRoomRequested(
                "m", "R1", "GWYC", "asker", 12, later, later.plusSeconds(60), later));
  }

  @Test
  void obligation_3_9_a_another_than_who_asked_approves() {
    room().when(new ApproveMeeting("m1", "hy")).then(APPROVED);
  }

  @Test
  void obligation_3_9_a_who_asked_neither_approves_nor_rejects() {
    room()
        .when(new ApproveMeeting("m1", "asker"))
        .thenRefused(MeetingRefusal.APPROVER_IS_REQUESTER);
    room()
        .when(new RejectMeeting("m1", "asker", RejectionReason.TOO_MANY_PEOPLE))
        .thenRefused(MeetingRefusal.APPROVER_IS_REQUESTER);
  }

  @Test
  void a_meeting_is_decided_on_once_and_not_after_it_began() {
    room(APPROVED)
        .when(new RejectMeeting("m1", "hy", RejectionReason.EPIDEMIC_CONTROL))
        .thenRefused(MeetingRefusal.MEETING_ALREADY_DECIDED);
    room(STARTED)
        .when(new ApproveMeeting("m1", "hy"))
        .thenRefused(MeetingRefusal.MEETING_ALREADY_STARTED);
    room().when(new ApproveMeeting("m9", "hy")).thenRefused(MeetingRefusal.NO_SUCH_MEETING);
  }

  @Test
  void two_meetings_are_not_approved_for_the_same_time() {
    room(APPROVED, requested("m3", NINE.plusSeconds(60)))
        .when(new ApproveMeeting("m3", "hy"))
        .thenRefused(MeetingRefusal.ROOM_ALREADY_BOOKED);
    room(APPROVED)
        .when(new ApproveMeeting("m2", "hy"))
        .then(new MeetingRoomApproved("m2", "R1", "GWYC", "hy"));
  }

  @Test
  void a_cancelled_meeting_is_not_held() {
    room(APPROVED).when(new CancelMeeting("m1")).then(new MeetingRoomCancelled("m1", "R1", "GWYC"));
    room(new MeetingRoomCancelled("m1", "R1", "GWYC"))
        .when(new StartMeeting("m1", NINE))
        .thenRefused(MeetingRefusal.MEETING_CANCELLED);
  }

  @Test
  void an_approved_meeting_starts() {
    room(APPROVED).when(new StartMeeting("m1", NINE)).then(STARTED);
  }

  @Test
  void obligation_3_9_a_a_meeting_that_nobody_approved_starts_and_is_a_breach() {
    MeetingRoomEvent[] breach = {
      new MeetingStarted("m1", "R1", "GWYC", NINE, false),
      new UnapprovedMeetingDetected("m1", "R1", "HYFW", "GWYC", NINE)
    };

    room().when(new StartMeeting("m1", NINE)).then(breach);
    room(new MeetingRoomRejected("m1", "R1", "GWYC", "hy", RejectionReason.ROOM_NEEDED_OTHERWISE))
        .when(new StartMeeting("m1", NINE))
        .then(breach);
  }

  @Test
  void a_room_holds_one_meeting_at_a_time() {
    room(APPROVED, STARTED)
        .when(new StartMeeting("m2", TEN))
        .thenRefused(MeetingRefusal.ROOM_IN_USE);
    room(APPROVED, STARTED)
        .when(new StartMeeting("m1", TEN))
        .thenRefused(MeetingRefusal.MEETING_ALREADY_STARTED);
  }

  @Test
  void a_meeting_that_ends_leaves_the_room_to_be_disinfected_in_time() {
    room(APPROVED, STARTED)
        .when(new EndMeeting("m1", TEN, TEN, Duration.ofMinutes(30)))
        .then(ENDED);
    assertThat(deadlines(ENDED)).containsExactly(new Schedule("turn-round", DUE));
  }

  private static List<Change> deadlines(MeetingRoomEvent event) {
    return MeetingRoomDecider.CATEGORY.deadlines().after(event);
  }

  @Test
  void only_a_meeting_that_is_held_ends_and_not_before_it_began() {
    Duration half = Duration.ofMinutes(30);
    room(APPROVED, STARTED)
        .when(new EndMeeting("m2", TEN, TEN, half))
        .thenRefused(MeetingRefusal.MEETING_NOT_RUNNING);
    room(APPROVED, STARTED)
        .when(new EndMeeting("m1", NINE.minusSeconds(1), TEN, half))
        .thenRefused(MeetingRefusal.MEETING_ENDS_BEFORE_IT_STARTS);
    room(APPROVED)
        .when(new EndMeeting("m1", TEN, TEN, half))
        .thenRefused(MeetingRefusal.MEETING_NOT_RUNNING);
  }

  @Test
  void obligation_3_9_c_the_next_meeting_does_not_start_before_the_disinfection() {
    room(STARTED, ENDED)
        .when(new StartMeeting("m2", TEN))
        .thenRefused(MeetingRefusal.ROOM_NOT_DISINFECTED);
    room(STARTED, ENDED, completed("d1", Cupware.CLEANED), RELEASED)
        .when(new StartMeeting("m2", TEN))
        .thenRefused(MeetingRefusal.ROOM_NOT_DISINFECTED);
  }

  @ParameterizedTest
  @EnumSource(
      value = Cupware.class,
      names = {"CLEANED", "NOT_USED"})
  void obligation_3_9_c_a_disinfection_with_its_whole_checklist_releases_the_room(Cupware cupware) {
    room(STARTED, ENDED)
        .when(new RecordDisinfection("d1", work(cupware)))
        .then(completed("d1", cupware), RELEASED);
    room(STARTED, ENDED, completed("d1", cupware), RELEASED)
        .when(new StartMeeting("m2", RELEASED.at()))
        .then(
            new MeetingStarted("m2", "R1", "GWYC", RELEASED.at(), false),
            new UnapprovedMeetingDetected("m2", "R1", "HYFW", "GWYC", RELEASED.at()));
    assertThat(deadlines(RELEASED)).containsExactly(new Cancel("turn-round"));
  }

  @Test
  void obligation_3_9_f_cupware_that_is_left_keeps_the_room_dirty() {
    room(STARTED, ENDED)
        .when(new RecordDisinfection("d1", work(Cupware.NOT_CLEANED)))
        .then(completed("d1", Cupware.NOT_CLEANED));
    room(STARTED, ENDED, completed("d1", Cupware.NOT_CLEANED))
        .when(new StartMeeting("m2", DUE))
        .thenRefused(MeetingRefusal.ROOM_NOT_DISINFECTED);
  }

  private static MeetingRoomTurnRoundOverdue overdue(Missing missing) {
    return new MeetingRoomTurnRoundOverdue("m1", "R1", "HYFW", TEN, DUE, missing);
  }

  @Test
  void a_room_that_is_not_ready_in_time_is_a_breach_once_and_says_what_it_lacked() {
    room(STARTED, ENDED).when(new LetTimePass(DUE)).then(overdue(Missing.DISINFECTION));
    room(STARTED, ENDED, completed("d1", Cupware.NOT_CLEANED))
        .when(new LetTimePass(DUE))
        .then(overdue(Missing.CUPWARE));
    room(STARTED, ENDED, overdue(Missing.DISINFECTION))
        .when(new LetTimePass(DUE))
        .thenNothingHappened();
    room(STARTED, ENDED).when(new LetTimePass(DUE.minusMillis(1))).thenNothingHappened();
    room(STARTED, ENDED, completed("d1", Cupware.CLEANED), RELEASED)
        .when(new LetTimePass(DUE))
        .thenNothingHappened();
  }

  @Test
  void a_disinfection_has_a_meeting_before_it() {
    RecordDisinfection early =
        new RecordDisinfection(
            "d1",
            new Cleaning(TEN.minusSeconds(1), DUE, "HY-008", "84", null, null, Cupware.CLEANED));
    RecordDisinfection turned =
        new RecordDisinfection(
            "d1",
            new Cleaning(DUE, DUE.minusSeconds(1), "HY-008", "84", null, null, Cupware.CLEANED));
    room(STARTED, ENDED).when(early).thenRefused(MeetingRefusal.DISINFECTION_BEFORE_MEETING_ENDED);
    room(STARTED, ENDED)
        .when(turned)
        .thenRefused(MeetingRefusal.DISINFECTION_ENDS_BEFORE_IT_STARTS);
    room().when(early).thenRefused(MeetingRefusal.NOTHING_TO_DISINFECT);
    room(STARTED).when(early).thenRefused(MeetingRefusal.ROOM_IN_USE);
  }

  @Test
  void a_voided_disinfection_leaves_the_room_as_the_meeting_left_it() {
    PostMeetingDisinfectionVoided voided =
        new PostMeetingDisinfectionVoided("d1", "m1", "R1", VoidReason.NOT_DONE, DUE);
    VoidDisinfection command = new VoidDisinfection("d1", VoidReason.NOT_DONE);
    List<MeetingRoomEvent> after =
        new ArrayList<>(
            List.of(history(STARTED, ENDED, completed("d1", Cupware.CLEANED), RELEASED)));

    given(DECIDER, after.toArray(MeetingRoomEvent[]::new)).when(command).then(voided);
    after.add(voided);
    given(DECIDER, after.toArray(MeetingRoomEvent[]::new))
        .when(new StartMeeting("m2", DUE))
        .thenRefused(MeetingRefusal.ROOM_NOT_DISINFECTED);
    given(DECIDER, after.toArray(MeetingRoomEvent[]::new))
        .when(command)
        .thenRefused(MeetingRefusal.NO_SUCH_DISINFECTION);
    room(STARTED, ENDED, completed("d1", Cupware.NOT_CLEANED)).when(command).then(voided);
    assertThat(deadlines(voided)).containsExactly(new Schedule("turn-round", DUE));
  }

  @Test
  void a_room_says_what_is_booked_in_it_in_every_stage() {
    assertThat(
            Stream.of(history(), history(STARTED), history(STARTED, ENDED))
                .map(events -> given(DECIDER, events).state().opened())
                .map(Optional::orElseThrow)
                .map(book -> book.find("m1").orElseThrow().standing().name()))
        .containsExactly("REQUESTED", "RUNNING", "ENDED");
  }

  private static CorrectStart start(Instant at) {
    return new CorrectStart("m1", at, MomentReason.MISTYPED);
  }

  private static CorrectEnd end(Instant at) {
    return new CorrectEnd("m1", at, MomentReason.MISINFORMED);
  }

  private static MeetingStartCorrected began(Instant at) {
    return new MeetingStartCorrected("m1", "R1", "GWYC", NINE, at, MomentReason.MISTYPED);
  }

  private static MeetingEndCorrected ended(Instant at) {
    return new MeetingEndCorrected("m1", "R1", "HYFW", TEN, at, MomentReason.MISINFORMED);
  }

  @Test
  void a_start_is_put_right_while_the_meeting_is_held_and_after_it() {
    Instant other = NINE.plusSeconds(600);
    room(APPROVED, STARTED).when(start(other)).then(began(other));
    room(APPROVED, STARTED, ENDED).when(start(other)).then(began(other));
    room(APPROVED, STARTED, ENDED, completed("d1", Cupware.CLEANED), RELEASED)
        .when(start(other))
        .then(began(other));
    room(APPROVED, STARTED).when(start(NINE)).thenNothingHappened();
    room(APPROVED, STARTED, began(other)).when(start(other)).thenNothingHappened();
    room(APPROVED, STARTED, ENDED)
        .when(start(TEN.plusSeconds(1)))
        .thenRefused(MeetingRefusal.MEETING_ENDS_BEFORE_IT_STARTS);
  }

  @Test
  void an_end_is_put_right_between_the_start_and_the_disinfection() {
    Instant other = TEN.minusSeconds(600);
    room(APPROVED, STARTED, ENDED).when(end(other)).then(ended(other));
    room(APPROVED, STARTED, ENDED).when(end(TEN)).thenNothingHappened();
    room(APPROVED, STARTED, ENDED)
        .when(end(NINE.minusSeconds(1)))
        .thenRefused(MeetingRefusal.MEETING_ENDS_BEFORE_IT_STARTS);
    room(APPROVED, STARTED, began(NINE.plusSeconds(600)), ENDED)
        .when(end(NINE))
        .thenRefused(MeetingRefusal.MEETING_ENDS_BEFORE_IT_STARTS);
    room(APPROVED, STARTED, ENDED, completed("d1", Cupware.NOT_CLEANED))
        .when(end(TEN.plusSeconds(1)))
        .thenRefused(MeetingRefusal.DISINFECTION_BEFORE_MEETING_ENDED);
    room(APPROVED, STARTED, ENDED, completed("d1", Cupware.CLEANED), RELEASED)
        .when(end(TEN.plusSeconds(1)))
        .thenRefused(MeetingRefusal.DISINFECTION_BEFORE_MEETING_ENDED);
    room(APPROVED, STARTED).when(end(TEN)).thenRefused(MeetingRefusal.MEETING_NOT_OVER);
  }

  @Test
  void an_end_that_is_put_right_counts_for_the_disinfection_and_leaves_its_time() {
    room(APPROVED, STARTED, ENDED, ended(TEN.minusSeconds(600)))
        .when(new LetTimePass(DUE))
        .then(
            new MeetingRoomTurnRoundOverdue(
                "m1", "R1", "HYFW", TEN.minusSeconds(600), DUE, Missing.DISINFECTION));
    room(APPROVED, STARTED, ENDED, ended(TEN.plusSeconds(60)))
        .when(new RecordDisinfection("d1", work(Cupware.CLEANED)))
        .thenRefused(MeetingRefusal.DISINFECTION_BEFORE_MEETING_ENDED);
  }

  @Test
  void no_time_is_put_right_into_what_came_before_or_when_the_room_was_used_since() {
    MeetingStarted second = new MeetingStarted("m2", "R1", "GWYC", DUE, true);
    MeetingRoomEvent[] clean = {
      APPROVED, STARTED, ENDED, completed("d1", Cupware.CLEANED), RELEASED, second
    };
    room(clean)
        .when(new CorrectStart("m2", TEN, MomentReason.MISTYPED))
        .thenRefused(MeetingRefusal.ROOM_NOT_DISINFECTED);
    room(clean).when(start(NINE.plusSeconds(60))).thenRefused(MeetingRefusal.ROOM_USED_SINCE);
    room(clean).when(end(TEN.minusSeconds(60))).thenRefused(MeetingRefusal.ROOM_USED_SINCE);
    room(APPROVED).when(start(NINE)).thenRefused(MeetingRefusal.MEETING_NOT_RUNNING);
    room()
        .when(new CorrectEnd("none", NINE, MomentReason.MISTYPED))
        .thenRefused(MeetingRefusal.NO_SUCH_MEETING);
  }
}
