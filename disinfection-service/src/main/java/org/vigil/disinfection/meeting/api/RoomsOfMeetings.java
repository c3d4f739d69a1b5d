package org.vigil.disinfection.meeting.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.vigil.disinfection.meeting.domain.MeetingRoom.Book;
import org.vigil.disinfection.meeting.domain.MeetingRoom.Booking;
import org.vigil.disinfection.meeting.domain.MeetingRoomDecider;
import org.vigil.disinfection.order.api.Texts;
import org.vigil.edge.Commands;
import org.vigil.edge.Problem;

/** Finds the room and the meeting of an address, straight from the log. */
@ApplicationScoped
class RoomsOfMeetings {

  private final Commands commands;

  @Inject
  RoomsOfMeetings(Commands commands) {
    this.commands = commands;
  }

  /** For CDI's proxy. */
  @SuppressWarnings("NullAway")
  RoomsOfMeetings() {
    this.commands = null;
  }

  /**
   * What is said of a room.
   *
   * @throws Problem 404 for one that nobody has registered
   */
  Book book(String code) {
    if (!code.matches(Texts.CODE)) {
      throw Problem.notFound();
    }
    return commands
        .load(MeetingRoomDecider.CATEGORY, code)
        .state()
        .opened()
        .orElseThrow(Problem::notFound);
  }

  /**
   * A meeting in the book of a room.
   *
   * @throws Problem 404 for one that is not, or not any more
   */
  static Booking booking(Book book, String meeting) {
    return book.find(meeting).orElseThrow(Problem::notFound);
  }
}
