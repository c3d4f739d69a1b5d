package org.vigil.disinfection.meeting.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigil.disinfection.meeting.domain.MeetingRoomCommand.Definition;

/** A meeting room, its bookings, and whether it may be used. */
public sealed interface MeetingRoom {

  /** Nobody has registered it. */
  record NotDefined() implements MeetingRoom {}

  /**
   * The next meeting may start.
   *
   * @param last the disinfection that made it so; null before the first one
   */
  record Free(Book book, @Nullable Cleaned last) implements MeetingRoom {}

  /**
   * A meeting is being held.
   *
   * @param cleanFrom when the room was disinfected before; null for never
   */
  record InUse(Book book, String meetingId, Instant since, @Nullable Instant cleanFrom)
      implements MeetingRoom {}

  /** Nobody may use it until it is disinfected. */
  record Dirty(Book book, Dirt dirt) implements MeetingRoom {}

  /** What is said of the room and of its meetings; empty for one that nobody has registered. */
  default Optional<Book> opened() {
    return switch (this) {
      case NotDefined _ -> Optional.empty();
      case Free(var book, _) -> Optional.of(book);
      case InUse(var book, _, _, _) -> Optional.of(book);
      case Dirty(var book, _) -> Optional.of(book);
    };
  }

  /**
   * What a meeting has left behind.
   *
   * @param cleanFrom when the room was disinfected before the meeting; null for never
   * @param overdue whether it was found not to have been done in time
   * @param incomplete the disinfection that has not released the room; null for none
   */
  record Dirt(
      String meetingId,
      @Nullable Instant cleanFrom,
      Instant startedAt,
      Instant endedAt,
      Instant disinfectBy,
      boolean overdue,
      @Nullable Incomplete incomplete) {

    Dirt with(@Nullable Incomplete disinfection) {
      return new Dirt(meetingId, cleanFrom, startedAt, endedAt, disinfectBy, overdue, disinfection);
    }

    Dirt late() {
      return new Dirt(meetingId, cleanFrom, startedAt, endedAt, disinfectBy, true, incomplete);
    }

    Dirt from(Instant start) {
      return new Dirt(meetingId, cleanFrom, start, endedAt, disinfectBy, overdue, incomplete);
    }

    Dirt until(Instant end) {
      return new Dirt(meetingId, cleanFrom, startedAt, end, disinfectBy, overdue, incomplete);
    }
  }

  /** A disinfection that has left something undone, and when it began. */
  record Incomplete(String disinfectionId, Instant startedAt) {}

  /** The disinfection that released the room, when it began, and what it was for. */
  record Cleaned(String disinfectionId, Instant startedAt, Instant at, Dirt before) {

    Cleaned after(Dirt dirt) {
      return new Cleaned(disinfectionId, startedAt, at, dirt);
    }
  }

  /**
   * The last meeting that was held, if no other has begun since.
   *
   * @param disinfectedFrom when the disinfection after it began; null for none
   */
  record LastMeeting(Dirt dirt, @Nullable Instant disinfectedFrom) {}

  /** The last meeting that was held, while no other has begun. */
  default Optional<LastMeeting> lastMeeting() {
    return switch (this) {
      case NotDefined _, InUse _ -> Optional.empty();
      case Free(_, var last) ->
          last == null
              ? Optional.empty()
              : Optional.of(new LastMeeting(last.before(), last.startedAt()));
      case Dirty(_, var dirt) -> {
        Incomplete incomplete = dirt.incomplete();
        yield Optional.of(
            new LastMeeting(dirt, incomplete == null ? null : incomplete.startedAt()));
      }
    };
  }

  /** How far a booking has come. */
  enum Standing {
    REQUESTED,
    APPROVED,
    REJECTED,
    CANCELLED,
    RUNNING,
    ENDED
  }

  /** One meeting in the book. */
  record Booking(
      String meetingId,
      String hostDepartment,
      String requesterId,
      int attendees,
      Instant startsAt,
      Instant endsAt,
      Standing standing) {

    Booking as(Standing other) {
      return new Booking(
          meetingId, hostDepartment, requesterId, attendees, startsAt, endsAt, other);
    }

    boolean overlaps(Booking other) {
      return startsAt.isBefore(other.endsAt) && other.startsAt.isBefore(endsAt);
    }
  }

  /** The room and the meetings that are near. */
  record Book(Definition room, List<Booking> bookings) {

    /** More meetings are not asked for at one time. */
    static final int MAX_BOOKINGS = 1_000;

    /** What should have ended longer ago leaves the book; its events stay. */
    static final Duration KEPT = Duration.ofDays(30);

    public Book {
      bookings = List.copyOf(bookings);
    }

    /** A meeting that is in the book. */
    public Optional<Booking> find(String meetingId) {
      return bookings.stream().filter(one -> one.meetingId().equals(meetingId)).findFirst();
    }

    Book with(Booking booking) {
      return new Book(room, Stream.concat(bookings.stream(), Stream.of(booking)).toList());
    }

    Book with(String meetingId, Standing standing) {
      return new Book(
          room,
          bookings.stream()
              .map(one -> one.meetingId().equals(meetingId) ? one.as(standing) : one)
              .toList());
    }

    /** Without what is long over, and was not left running. */
    Book at(Instant now) {
      return new Book(
          room,
          bookings.stream()
              .filter(
                  one ->
                      one.standing() == Standing.RUNNING || !one.endsAt().isBefore(now.minus(KEPT)))
              .toList());
    }
  }
}
