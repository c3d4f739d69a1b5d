package org.vigil.reporting.absence.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;

/**
 * That somebody was absent once. The stream's key is where it was noticed, and of whom.
 *
 * @param noted null before it is noted
 * @param suspected whether it was found that no outing is on record
 */
public record Absence(@Nullable AbsenceNoted noted, boolean suspected) {

  public static final Category<Command, Absence, Event> CATEGORY =
      Category.of("absence", new Rules(), Event.class);

  /** Where duty-service noticed it. */
  public enum Source {
    /** At the deadline of a real muster, without an excuse. */
    MUSTER,
    /** At a shift, when a check-in was missed for the second time. */
    SHIFT
  }

  /** What can be asked; policies ask, nobody else. */
  public sealed interface Command {}

  /**
   * Somebody was not there.
   *
   * @param sourceId the muster's or the shift's id
   * @param name as the other service shows it, {@code 张*}
   * @param at the server's clock when it was recorded
   */
  public record NoteAbsence(
      String subjectId,
      String department,
      @Nullable String name,
      Source source,
      String sourceId,
      Instant at)
      implements Command {}

  /** Neither an outing nor leave of the person is on record for that instant. */
  public record FindOutingUnregistered() implements Command {}

  /** What happens. */
  public sealed interface Event {}

  /** Somebody was not where duty-service expected them. */
  @EventType("absence-noted")
  public record AbsenceNoted(
      String subjectId,
      String department,
      @Personal(mask = Mask.NAME) @Nullable String name,
      Source source,
      String sourceId,
      Instant at)
      implements Event {}

  /**
   * 未报备外出, suspected: absent, and neither outing nor leave is on record (3.4-a). A lead, not a
   * finding.
   */
  @EventType("outing-unregistered-suspected")
  public record OutingUnregisteredSuspected(
      String subjectId,
      String department,
      @Personal(mask = Mask.NAME) @Nullable String name,
      Source source,
      String sourceId,
      Instant absentAt)
      implements Event {}

  private static final class Rules implements Decider<Command, Absence, Event> {

    @Override
    public Absence initialState() {
      return new Absence(null, false);
    }

    @Override
    public Decision<Event> decide(Command command, Absence state) {
      AbsenceNoted noted = state.noted();
      return switch (command) {
        case NoteAbsence it ->
            noted == null
                ? Decision.accept(
                    new AbsenceNoted(
                        it.subjectId(),
                        it.department(),
                        it.name(),
                        it.source(),
                        it.sourceId(),
                        it.at()))
                : Decision.accept();
        case FindOutingUnregistered _ ->
            noted == null || state.suspected()
                ? Decision.accept()
                : Decision.accept(
                    new OutingUnregisteredSuspected(
                        noted.subjectId(),
                        noted.department(),
                        noted.name(),
                        noted.source(),
                        noted.sourceId(),
                        noted.at()));
      };
    }

    @Override
    public Absence evolve(Absence state, Event event) {
      return switch (event) {
        case AbsenceNoted it -> new Absence(it, false);
        case OutingUnregisteredSuspected _ -> new Absence(state.noted(), true);
      };
    }
  }
}
