package org.vigil.reporting.outing.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.vigil.edge.Violation;
import org.vigil.reporting.outing.api.OutingBody.StopBody;
import org.vigil.reporting.outing.domain.Destination;
import org.vigil.reporting.outing.domain.Stop;

/** The stops of a registration, or of its correction. */
final class Stops {

  private Stops() {}

  static List<Stop> of(List<StopBody> bodies) {
    return bodies.stream()
        .map(
            stop ->
                new Stop(
                    new Destination(stop.areaCode(), stop.country(), stop.text()),
                    stop.from(),
                    stop.until()))
        .toList();
  }

  /** What is wrong with them: all at once, each at its place. */
  static List<Violation> violations(List<StopBody> stops, Instant departsAt, Instant returnsAt) {
    List<Violation> found = new ArrayList<>();
    for (int i = 0; i < stops.size(); i++) {
      StopBody stop = stops.get(i);
      String pointer = "/stops/" + i;
      Instant from = stop.from();
      Instant until = stop.until();
      Destinations.violation(pointer, stop.place()).ifPresent(found::add);
      if (from != null && isOutside(from, departsAt, returnsAt)) {
        found.add(Violation.of(pointer + "/from", "stop-not-within-outing"));
      }
      if (until != null && isOutside(until, departsAt, returnsAt)) {
        found.add(Violation.of(pointer + "/until", "stop-not-within-outing"));
      }
      if (from != null && until != null && !until.isAfter(from)) {
        found.add(Violation.of(pointer + "/until", "stop-ends-before-it-begins"));
      }
    }
    return found;
  }

  private static boolean isOutside(Instant instant, Instant departsAt, Instant returnsAt) {
    return instant.isBefore(departsAt) || instant.isAfter(returnsAt);
  }

  /** The numbers of the stops that are said of the same time as this one, at another place. */
  static List<Integer> contradicting(int number, List<Stop> stops) {
    Stop stop = stops.get(number - 1);
    return IntStream.rangeClosed(1, stops.size())
        .filter(other -> other != number && stop.contradicts(stops.get(other - 1)))
        .boxed()
        .toList();
  }
}
