package org.vigil.reporting.outing.domain;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A place on the way, beside the destination.
 *
 * @param place like a destination; a code that is on no list is kept as it was said
 * @param from when the person gets there; null where nobody knows
 * @param until when the person leaves it; null where nobody knows
 */
public record Stop(Destination place, @Nullable Instant from, @Nullable Instant until) {

  /** A journey with more halts than this is several journeys. */
  public static final int MAX = 20;

  /** The numbers of those stops that lie in a county, 1 for the first. */
  public static List<Integer> in(String areaCode, List<Stop> stops) {
    return IntStream.rangeClosed(1, stops.size())
        .filter(number -> areaCode.equals(stops.get(number - 1).place().areaCode()))
        .boxed()
        .toList();
  }

  /** Whether what is known of its times lies between a departure and a return, in that order. */
  boolean isWithin(Instant departsAt, Instant returnsAt) {
    Instant first = from == null ? departsAt : from;
    Instant last = until == null ? returnsAt : until;
    return !first.isBefore(departsAt) && !last.isAfter(returnsAt) && first.isBefore(last);
  }

  /** Whether both are said of one time and of two places: one of them is wrong. */
  public boolean contradicts(Stop other) {
    return from != null
        && until != null
        && other.from != null
        && other.until != null
        && from.isBefore(other.until)
        && other.from.isBefore(until)
        && !place.isSameAreaAs(other.place);
  }
}
