package org.vigil.edge.example;

import java.util.Map;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Refusal;
import org.vigil.eventsourcing.Reveal;

/** A note about somebody. */
sealed interface Note {

  record Nothing() implements Note {}

  record Open(String department, String subjectId, String name) implements Note {}

  record Closed() implements Note {}

  /** What can be asked. */
  sealed interface Command {
    record OpenNote(String department, String subjectId, String name, int urgency)
        implements Command {}

    record CloseNote() implements Command {}

    record RevealNote(String purpose) implements Command {}
  }

  /** What has happened. */
  sealed interface Event {
    @EventType("note-opened")
    record NoteOpened(
        String department,
        String subjectId,
        @Personal(mask = Personal.Mask.NAME) String name,
        int urgency)
        implements Event {}

    @EventType("note-closed")
    record NoteClosed() implements Event {}

    @EventType("note-revealed")
    record NoteRevealed(String subjectId, @Personal String purpose) implements Event, Reveal {}
  }

  /** Refused because … */
  enum NoteRefusal implements Refusal {
    ALREADY_CLOSED,
    NEVER_OPENED,
    ALREADY_OPEN
  }

  Category<Command, Note, Event> CATEGORY = Category.of("note", new Rules(), Event.class);

  /** The rules. */
  final class Rules implements Decider<Command, Note, Event> {
    @Override
    public Note initialState() {
      return new Nothing();
    }

    @Override
    public Decision<Event> decide(Command command, Note state) {
      return switch (state) {
        case Nothing _ ->
            switch (command) {
              case Command.OpenNote(var department, var subject, var name, var urgency) ->
                  Decision.accept(new Event.NoteOpened(department, subject, name, urgency));
              case Command.CloseNote _, Command.RevealNote _ ->
                  Decision.refuse(NoteRefusal.NEVER_OPENED);
            };
        case Open(var department, var subject, _) ->
            switch (command) {
              case Command.OpenNote _ ->
                  Decision.refuse(NoteRefusal.ALREADY_OPEN, Map.of("department", department));
              case Command.CloseNote _ -> Decision.accept(new Event.NoteClosed());
              case Command.RevealNote(var purpose) ->
                  Decision.accept(new Event.NoteRevealed(subject, purpose));
            };
        case Closed _ -> Decision.refuse(NoteRefusal.ALREADY_CLOSED);
      };
    }

    @Override
    public Note evolve(Note state, Event event) {
      return switch (event) {
        case Event.NoteOpened opened ->
            new Open(opened.department(), opened.subjectId(), opened.name());
        case Event.NoteClosed _ -> new Closed();
        case Event.NoteRevealed _ -> state;
      };
    }
  }
}
