package org.vigil.disinfection.meeting.domain;

import static org.vigil.eventsourcing.Decision.accept;
import static org.vigil.eventsourcing.Decision.acceptAll;
import static org.vigil.eventsourcing.Decision.refuse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.vigil.disinfection.meeting.domain.MeetingRoom.Book;
import org.vigil.disinfection.meeting.domain.MeetingRoom.Booking;
import org.vigil.disinfection.meeting.domain.MeetingRoom.Cleaned;
import org.vigil.disinfection.meeting.domain.MeetingRoom.Dirt;
import org.vigil.disinfection.meeting.domain.MeetingRoom.Dirty;
import org.vigil.disinfection.meeting.domain.MeetingRoom.Free;
import org.vigil.disinfection.meeting.domain.MeetingRoom.InUse;
import org.vigil.disinfection.meeting.domain.MeetingRoom.Incomplete;
import org.vigil.disinfection.meeting.domain.MeetingRoom.LastMeeting;
import org.vigil.disinfection.meeting.domain.MeetingRoom.NotDefined;
import org.vigil.disinfection.meeting.domain.MeetingRoom.Standing;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.ApproveMeeting;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.CancelMeeting;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.Cleaning;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.CorrectEnd;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.CorrectStart;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.Cupware;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.DefineRoom;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.EndMeeting;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.LetTimePass;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.RecordDisinfection;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.RejectMeeting;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.RequestMeeting;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.StartMeeting;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.VoidDisinfection;
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
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.DeadlineRule.Change.Cancel;
import org.vigil.eventsourcing.DeadlineRule.Change.Schedule;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;

/** The rules of a meeting room (3.9-a, 3.9-c, 3.9-f). */
public final class MeetingRoomDecider
    implements Decider<MeetingRoomCommand, MeetingRoom, MeetingRoomEvent> {

  private static final String TURN_ROUND = "turn-round";

  public static final Category<MeetingRoomCommand, MeetingRoom, MeetingRoomEvent> CATEGORY =
      new Category<>(
          "meeting-room",
          new MeetingRoomDecider(),
          MeetingRoomEvent.class,
          MeetingRoomDecider::deadlines,
          (_, dueAt) -> new LetTimePass(dueAt));

  private static List<Change> deadlines(MeetingRoomEvent event) {
    return switch (event) {
      case MeetingEnded ended -> List.of(new Schedule(TURN_ROUND, ended.disinfectBy()));
      case PostMeetingDisinfectionVoided voided ->
          List.of(new Schedule(TURN_ROUND, voided.disinfectBy()));
      case MeetingRoomReleased _ -> List.of(new Cancel(TURN_ROUND));
      case MeetingRoomDefined _,
          MeetingRoomRequested _,
          MeetingRoomApproved _,
          MeetingRoomRejected _,
          MeetingRoomCancelled _,
          MeetingStarted _,
          MeetingStartCorrected _,
          MeetingEndCorrected _,
          UnapprovedMeetingDetected _,
          PostMeetingDisinfectionCompleted _,
          MeetingRoomTurnRoundOverdue _ ->
          List.of();
    };
  }

  @Override
  public MeetingRoom initialState() {
    return new NotDefined();
  }

  @Override
  public Decision<MeetingRoomEvent> decide(MeetingRoomCommand command, MeetingRoom state) {
    return switch (state) {
      case NotDefined _ ->
          switch (command) {
            case DefineRoom(var room) -> accept(new MeetingRoomDefined(room));
            case LetTimePass _ -> accept();
            case RequestMeeting _,
                ApproveMeeting _,
                RejectMeeting _,
                CancelMeeting _,
                StartMeeting _,
                EndMeeting _,
                CorrectStart _,
                CorrectEnd _,
                RecordDisinfection _,
                VoidDisinfection _ ->
                refuse(MeetingRefusal.NO_SUCH_ROOM);
          };
      case Free free ->
          switch (command) {
            case StartMeeting start -> start(start, free);
            case EndMeeting _ -> refuse(MeetingRefusal.MEETING_NOT_RUNNING);
            case CorrectStart correct -> correct(correct, free);
            case CorrectEnd correct -> correct(correct, free);
            case RecordDisinfection _ -> refuse(MeetingRefusal.NOTHING_TO_DISINFECT);
            case VoidDisinfection voiding -> voidLast(voiding, free);
            case LetTimePass _ -> accept();
            case DefineRoom define -> define(define, free.book());
            case RequestMeeting request -> request(request, free.book());
            case ApproveMeeting approve -> approve(approve, free.book());
            case RejectMeeting reject -> reject(reject, free.book());
            case CancelMeeting cancel -> cancel(cancel, free.book());
          };
      case InUse use ->
          switch (command) {
            case StartMeeting(var id, _) -> notNow(id, use.book(), MeetingRefusal.ROOM_IN_USE);
            case EndMeeting end -> end(end, use);
            case CorrectStart correct -> correct(correct, use);
            case CorrectEnd correct -> correct(correct, use);
            case RecordDisinfection _ -> refuse(MeetingRefusal.ROOM_IN_USE);
            case VoidDisinfection _ -> refuse(MeetingRefusal.NO_SUCH_DISINFECTION);
            case LetTimePass _ -> accept();
            case DefineRoom define -> define(define, use.book());
            case RequestMeeting request -> request(request, use.book());
            case ApproveMeeting approve -> approve(approve, use.book());
            case RejectMeeting reject -> reject(reject, use.book());
            case CancelMeeting cancel -> cancel(cancel, use.book());
          };
      case Dirty dirty ->
          switch (command) {
            case StartMeeting(var id, _) ->
                notNow(id, dirty.book(), MeetingRefusal.ROOM_NOT_DISINFECTED);
            case EndMeeting _ -> refuse(MeetingRefusal.MEETING_NOT_RUNNING);
            case CorrectStart correct -> correct(correct, dirty);
            case CorrectEnd correct -> correct(correct, dirty);
            case RecordDisinfection(var id, var work) -> disinfected(id, work, dirty);
            case VoidDisinfection voiding -> voidIncomplete(voiding, dirty);
            case LetTimePass pass -> letTimePass(pass, dirty);
            case DefineRoom define -> define(define, dirty.book());
            case RequestMeeting request -> request(request, dirty.book());
            case ApproveMeeting approve -> approve(approve, dirty.book());
            case RejectMeeting reject -> reject(reject, dirty.book());
            case CancelMeeting cancel -> cancel(cancel, dirty.book());
          };
    };
  }

  private static Decision<MeetingRoomEvent> define(DefineRoom define, Book book) {
    return define.room().equals(book.room())
        ? accept()
        : accept(new MeetingRoomDefined(define.room()));
  }

  private static Decision<MeetingRoomEvent> request(RequestMeeting it, Book book) {
    if (!it.endsAt().isAfter(it.startsAt())) {
      return refuse(MeetingRefusal.MEETING_ENDS_BEFORE_IT_STARTS);
    }
    return book.at(it.now()).bookings().size() >= Book.MAX_BOOKINGS
        ? refuse(MeetingRefusal.TOO_MANY_BOOKINGS)
        : accept(
            new MeetingRoomRequested(
                it.meetingId(),
                book.room().code(),
                it.department(),
                it.requesterId(),
                it.attendees(),
                it.startsAt(),
                it.endsAt(),
                it.now()));
  }

  private static Decision<MeetingRoomEvent> approve(ApproveMeeting it, Book book) {
    return decided(
        it.meetingId(),
        it.approverId(),
        book,
        booking ->
            book.bookings().stream()
                    .filter(other -> !other.meetingId().equals(booking.meetingId()))
                    .filter(
                        other ->
                            other.standing() == Standing.APPROVED
                                || other.standing() == Standing.RUNNING)
                    .anyMatch(booking::overlaps)
                ? refuse(MeetingRefusal.ROOM_ALREADY_BOOKED)
                : accept(
                    new MeetingRoomApproved(
                        booking.meetingId(),
                        book.room().code(),
                        booking.hostDepartment(),
                        it.approverId())));
  }

  private static Decision<MeetingRoomEvent> reject(RejectMeeting it, Book book) {
    return decided(
        it.meetingId(),
        it.approverId(),
        book,
        booking ->
            accept(
                new MeetingRoomRejected(
                    booking.meetingId(),
                    book.room().code(),
                    booking.hostDepartment(),
                    it.approverId(),
                    it.reason())));
  }

  private interface Verdict {
    Decision<MeetingRoomEvent> on(Booking booking);
  }

  /** Nobody decides on what they have asked for, and nobody once the meeting has begun. */
  private static Decision<MeetingRoomEvent> decided(
      String meetingId, String approverId, Book book, Verdict verdict) {
    Optional<Booking> found = book.find(meetingId);
    if (found.isEmpty()) {
      return refuse(MeetingRefusal.NO_SUCH_MEETING);
    }
    Booking booking = found.get();
    return switch (booking.standing()) {
      case REQUESTED ->
          booking.requesterId().equals(approverId)
              ? refuse(MeetingRefusal.APPROVER_IS_REQUESTER)
              : verdict.on(booking);
      case APPROVED, REJECTED -> refuse(MeetingRefusal.MEETING_ALREADY_DECIDED);
      case CANCELLED -> refuse(MeetingRefusal.MEETING_CANCELLED);
      case RUNNING, ENDED -> refuse(MeetingRefusal.MEETING_ALREADY_STARTED);
    };
  }

  private static Decision<MeetingRoomEvent> cancel(CancelMeeting it, Book book) {
    return notStarted(
        it.meetingId(),
        book,
        booking ->
            accept(
                new MeetingRoomCancelled(
                    booking.meetingId(), book.room().code(), booking.hostDepartment())));
  }

  private static Decision<MeetingRoomEvent> notStarted(
      String meetingId, Book book, Verdict verdict) {
    return book.find(meetingId)
        .map(
            booking ->
                switch (booking.standing()) {
                  case REQUESTED, APPROVED, REJECTED -> verdict.on(booking);
                  case CANCELLED ->
                      Decision.<MeetingRoomEvent>refuse(MeetingRefusal.MEETING_CANCELLED);
                  case RUNNING, ENDED ->
                      Decision.<MeetingRoomEvent>refuse(MeetingRefusal.MEETING_ALREADY_STARTED);
                })
        .orElseGet(() -> refuse(MeetingRefusal.NO_SUCH_MEETING));
  }

  private static Decision<MeetingRoomEvent> notNow(
      String meetingId, Book book, MeetingRefusal reason) {
    return notStarted(meetingId, book, _ -> refuse(reason));
  }

  /** A start is not dated back into the time when the room was dirty either. */
  private static Decision<MeetingRoomEvent> start(StartMeeting it, Free free) {
    Cleaned last = free.last();
    Book book = free.book();
    return notStarted(
        it.meetingId(),
        book,
        booking -> {
          if (last != null && it.at().isBefore(last.at())) {
            return refuse(MeetingRefusal.ROOM_NOT_DISINFECTED);
          }
          boolean approved = booking.standing() == Standing.APPROVED;
          List<MeetingRoomEvent> events = new ArrayList<>();
          events.add(
              new MeetingStarted(
                  booking.meetingId(),
                  book.room().code(),
                  booking.hostDepartment(),
                  it.at(),
                  approved));
          if (!approved) {
            events.add(
                new UnapprovedMeetingDetected(
                    booking.meetingId(),
                    book.room().code(),
                    book.room().department(),
                    booking.hostDepartment(),
                    it.at()));
          }
          return acceptAll(events);
        });
  }

  private static Decision<MeetingRoomEvent> end(EndMeeting it, InUse use) {
    if (!it.meetingId().equals(use.meetingId())) {
      return refuse(MeetingRefusal.MEETING_NOT_RUNNING);
    }
    if (it.at().isBefore(use.since())) {
      return refuse(MeetingRefusal.MEETING_ENDS_BEFORE_IT_STARTS);
    }
    Book book = use.book();
    return accept(
        new MeetingEnded(
            it.meetingId(),
            book.room().code(),
            book.room().department(),
            book.find(it.meetingId()).map(Booking::attendees).orElse(0),
            it.at(),
            it.now().plus(it.turnRound())));
  }

  /** What is put right is held against the room's disinfections as what was said first was. */
  private static Decision<MeetingRoomEvent> correct(CorrectStart it, MeetingRoom state) {
    if (state instanceof InUse use && it.meetingId().equals(use.meetingId())) {
      return corrected(it, use.since(), use.cleanFrom(), use.book());
    }
    return last(
        it.meetingId(),
        state,
        (last, book) ->
            it.at().isAfter(last.dirt().endedAt())
                ? refuse(MeetingRefusal.MEETING_ENDS_BEFORE_IT_STARTS)
                : corrected(it, last.dirt().startedAt(), last.dirt().cleanFrom(), book));
  }

  private static Decision<MeetingRoomEvent> corrected(
      CorrectStart it, Instant former, @Nullable Instant cleanFrom, Book book) {
    if (cleanFrom != null && it.at().isBefore(cleanFrom)) {
      return refuse(MeetingRefusal.ROOM_NOT_DISINFECTED);
    }
    return it.at().equals(former)
        ? accept()
        : accept(
            new MeetingStartCorrected(
                it.meetingId(),
                book.room().code(),
                host(it.meetingId(), book),
                former,
                it.at(),
                it.reason()));
  }

  private static String host(String meetingId, Book book) {
    return book.find(meetingId).map(Booking::hostDepartment).orElse(book.room().department());
  }

  private static Decision<MeetingRoomEvent> correct(CorrectEnd it, MeetingRoom state) {
    if (state instanceof InUse use && it.meetingId().equals(use.meetingId())) {
      return refuse(MeetingRefusal.MEETING_NOT_OVER);
    }
    return last(
        it.meetingId(),
        state,
        (last, book) -> {
          Dirt dirt = last.dirt();
          Instant disinfectedFrom = last.disinfectedFrom();
          if (it.at().isBefore(dirt.startedAt())) {
            return refuse(MeetingRefusal.MEETING_ENDS_BEFORE_IT_STARTS);
          }
          if (disinfectedFrom != null && it.at().isAfter(disinfectedFrom)) {
            return refuse(MeetingRefusal.DISINFECTION_BEFORE_MEETING_ENDED);
          }
          return it.at().equals(dirt.endedAt())
              ? accept()
              : accept(
                  new MeetingEndCorrected(
                      it.meetingId(),
                      book.room().code(),
                      book.room().department(),
                      dirt.endedAt(),
                      it.at(),
                      it.reason()));
        });
  }

  private interface OfLast {
    Decision<MeetingRoomEvent> on(LastMeeting last, Book book);
  }

  private static Decision<MeetingRoomEvent> last(
      String meetingId, MeetingRoom state, OfLast verdict) {
    Book book = book(state);
    Optional<LastMeeting> last =
        state.lastMeeting().filter(one -> one.dirt().meetingId().equals(meetingId));
    if (last.isPresent()) {
      return verdict.on(last.get(), book);
    }
    return refuse(
        book.find(meetingId)
            .map(
                booking ->
                    booking.standing() == Standing.ENDED
                        ? MeetingRefusal.ROOM_USED_SINCE
                        : MeetingRefusal.MEETING_NOT_RUNNING)
            .orElse(MeetingRefusal.NO_SUCH_MEETING));
  }

  /** Cups that were left as they were leave the room dirty: the checklist is whole or it is not. */
  private static Decision<MeetingRoomEvent> disinfected(String id, Cleaning work, Dirty dirty) {
    if (work.finishedAt().isBefore(work.startedAt())) {
      return refuse(MeetingRefusal.DISINFECTION_ENDS_BEFORE_IT_STARTS);
    }
    Dirt dirt = dirty.dirt();
    if (work.startedAt().isBefore(dirt.endedAt())) {
      return refuse(MeetingRefusal.DISINFECTION_BEFORE_MEETING_ENDED);
    }
    boolean complete = work.cupware() != Cupware.NOT_CLEANED;
    String room = dirty.book().room().code();
    List<MeetingRoomEvent> events = new ArrayList<>();
    events.add(
        new PostMeetingDisinfectionCompleted(
            id, dirt.meetingId(), room, dirty.book().room().department(), work, complete));
    if (complete) {
      events.add(new MeetingRoomReleased(dirt.meetingId(), room, work.finishedAt()));
    }
    return acceptAll(events);
  }

  private static Decision<MeetingRoomEvent> voidLast(VoidDisinfection it, Free free) {
    Cleaned last = free.last();
    return last != null && last.disinfectionId().equals(it.disinfectionId())
        ? accept(voided(it, free.book(), last.before()))
        : refuse(MeetingRefusal.NO_SUCH_DISINFECTION);
  }

  private static Decision<MeetingRoomEvent> voidIncomplete(VoidDisinfection it, Dirty dirty) {
    Incomplete incomplete = dirty.dirt().incomplete();
    return incomplete != null && it.disinfectionId().equals(incomplete.disinfectionId())
        ? accept(voided(it, dirty.book(), dirty.dirt()))
        : refuse(MeetingRefusal.NO_SUCH_DISINFECTION);
  }

  private static MeetingRoomEvent voided(VoidDisinfection it, Book book, Dirt dirt) {
    return new PostMeetingDisinfectionVoided(
        it.disinfectionId(), dirt.meetingId(), book.room().code(), it.reason(), dirt.disinfectBy());
  }

  private static Decision<MeetingRoomEvent> letTimePass(LetTimePass it, Dirty dirty) {
    Dirt dirt = dirty.dirt();
    return dirt.overdue() || it.dueAt().isBefore(dirt.disinfectBy())
        ? accept()
        : accept(
            new MeetingRoomTurnRoundOverdue(
                dirt.meetingId(),
                dirty.book().room().code(),
                dirty.book().room().department(),
                dirt.endedAt(),
                dirt.disinfectBy(),
                dirt.incomplete() == null ? Missing.DISINFECTION : Missing.CUPWARE));
  }

  @Override
  public MeetingRoom evolve(MeetingRoom state, MeetingRoomEvent event) {
    return switch (event) {
      case MeetingRoomDefined(var room) ->
          state instanceof NotDefined
              ? new Free(new Book(room, List.of()), null)
              : booked(state, book -> new Book(room, book.bookings()));
      case MeetingRoomRequested it ->
          booked(
              state,
              book ->
                  book.at(it.requestedAt())
                      .with(
                          new Booking(
                              it.meetingId(),
                              it.hostDepartment(),
                              it.requesterId(),
                              it.attendees(),
                              it.startsAt(),
                              it.endsAt(),
                              Standing.REQUESTED)));
      case MeetingRoomApproved it ->
          booked(state, book -> book.with(it.meetingId(), Standing.APPROVED));
      case MeetingRoomRejected it ->
          booked(state, book -> book.with(it.meetingId(), Standing.REJECTED));
      case MeetingRoomCancelled it ->
          booked(state, book -> book.with(it.meetingId(), Standing.CANCELLED));
      case MeetingStarted it ->
          new InUse(
              book(state).with(it.meetingId(), Standing.RUNNING),
              it.meetingId(),
              it.at(),
              state instanceof Free(_, var last) && last != null ? last.at() : null);
      case MeetingEnded it ->
          new Dirty(
              book(state).with(it.meetingId(), Standing.ENDED),
              new Dirt(
                  it.meetingId(),
                  state instanceof InUse use ? use.cleanFrom() : null,
                  state instanceof InUse use ? use.since() : it.at(),
                  it.at(),
                  it.disinfectBy(),
                  false,
                  null));
      case MeetingStartCorrected it ->
          switch (state) {
            case InUse(var book, var meetingId, _, var cleanFrom) ->
                new InUse(book, meetingId, it.at(), cleanFrom);
            case Free _, Dirty _, NotDefined _ -> lastMeeting(state, dirt -> dirt.from(it.at()));
          };
      case MeetingEndCorrected it -> lastMeeting(state, dirt -> dirt.until(it.at()));
      case PostMeetingDisinfectionCompleted it ->
          state instanceof Dirty(var book, var dirt)
              ? new Dirty(
                  book, dirt.with(new Incomplete(it.disinfectionId(), it.work().startedAt())))
              : state;
      case MeetingRoomReleased it -> released(state, it.at());
      case PostMeetingDisinfectionVoided _ ->
          switch (state) {
            case Free(var book, var last) when last != null -> new Dirty(book, last.before());
            case Dirty(var book, var dirt) -> new Dirty(book, dirt.with(null));
            case NotDefined _, Free _, InUse _ -> state;
          };
      case MeetingRoomTurnRoundOverdue _ ->
          state instanceof Dirty(var book, var dirt) ? new Dirty(book, dirt.late()) : state;
      case UnapprovedMeetingDetected _ -> state;
    };
  }

  private static MeetingRoom released(MeetingRoom state, Instant at) {
    if (!(state instanceof Dirty(var book, var dirt))) {
      return state;
    }
    Incomplete done = dirt.incomplete();
    return done == null
        ? state
        : new Free(book, new Cleaned(done.disinfectionId(), done.startedAt(), at, dirt.with(null)));
  }

  private static MeetingRoom lastMeeting(MeetingRoom state, UnaryOperator<Dirt> change) {
    return switch (state) {
      case Free(var book, var last) when last != null ->
          new Free(book, last.after(change.apply(last.before())));
      case Dirty(var book, var dirt) -> new Dirty(book, change.apply(dirt));
      case NotDefined _, Free _, InUse _ -> state;
    };
  }

  private static MeetingRoom booked(MeetingRoom state, UnaryOperator<Book> change) {
    return switch (state) {
      case NotDefined _ -> state;
      case Free(var book, var last) -> new Free(change.apply(book), last);
      case InUse(var book, var meetingId, var since, var cleanFrom) ->
          new InUse(change.apply(book), meetingId, since, cleanFrom);
      case Dirty(var book, var dirt) -> new Dirty(change.apply(book), dirt);
    };
  }

  private static Book book(MeetingRoom state) {
    return state.opened().orElseThrow(() -> new IllegalStateException("a meeting in no room"));
  }
}
