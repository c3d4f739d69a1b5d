package org.vigil.disinfection.meeting.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.vigil.disinfection.meeting.domain.AttendanceCommand.Place;

/** Who was measured at one meeting. */
public sealed interface Attendance {

  List<Reading> readings();

  /** The meeting is not over. */
  record Open(List<Reading> readings) implements Attendance {
    public Open {
      readings = List.copyOf(readings);
    }
  }

  /**
   * The meeting is over; what is written down later is late.
   *
   * @param attendees how many people attended
   * @param isShort whether fewer of them were found to have been measured
   * @param madeUp whether readings that were written down since have made up for it
   */
  record Closed(List<Reading> readings, Place place, int attendees, boolean isShort, boolean madeUp)
      implements Attendance {
    public Closed {
      readings = List.copyOf(readings);
    }
  }

  /**
   * One reading as it counts now.
   *
   * @param fevers how often it has been a fever, of which the last may be withdrawn
   */
  record Reading(
      String readingId,
      Place place,
      String subjectId,
      String name,
      String department,
      FeverRule rule,
      Instant measuredAt,
      boolean fever,
      int fevers,
      boolean voided) {

    /** What a report of its latest fever may name. */
    String signal() {
      return readingId + ":fever-" + fevers;
    }

    Reading feverish() {
      return with(true, fevers + 1, voided);
    }

    Reading cool() {
      return with(false, fevers, voided);
    }

    Reading gone() {
      return with(fever, fevers, true);
    }

    private Reading with(boolean isFever, int times, boolean isVoided) {
      return new Reading(
          readingId,
          place,
          subjectId,
          name,
          department,
          rule,
          measuredAt,
          isFever,
          times,
          isVoided);
    }
  }

  /** A reading that counts. */
  default Optional<Reading> valid(String readingId) {
    return readings().stream()
        .filter(one -> !one.voided() && one.readingId().equals(readingId))
        .findFirst();
  }

  /** How many people have a reading that counts. */
  default int measured() {
    return (int)
        readings().stream().filter(one -> !one.voided()).map(Reading::subjectId).distinct().count();
  }

  /** The same with other readings. */
  default Attendance with(List<Reading> others) {
    return switch (this) {
      case Open _ -> new Open(others);
      case Closed(_, var place, var attendees, var isShort, var madeUp) ->
          new Closed(others, place, attendees, isShort, madeUp);
    };
  }

  /** The same with one more reading. */
  default Attendance plus(Reading reading) {
    return with(Stream.concat(readings().stream(), Stream.of(reading)).toList());
  }

  /** The same with one reading as it has become. */
  default Attendance with(String readingId, UnaryOperator<Reading> change) {
    return with(
        readings().stream()
            .map(one -> one.readingId().equals(readingId) ? change.apply(one) : one)
            .toList());
  }
}
