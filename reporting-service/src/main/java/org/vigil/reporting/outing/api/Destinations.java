package org.vigil.reporting.outing.api;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vigil.edge.Violation;
import org.vigil.reporting.area.Areas;
import org.vigil.reporting.area.Areas.County;
import org.vigil.reporting.area.Areas.TooWide;
import org.vigil.reporting.area.Areas.Unknown;
import org.vigil.reporting.outing.api.OutingBody.DestinationBody;

/** Whether a destination can be found; it is refused with the reason, never guessed. */
final class Destinations {

  private static final Set<String> COUNTRIES = Set.copyOf(List.of(Locale.getISOCountries()));

  /** These have codes of GB/T 2260: 710000, 810000, 820000. */
  private static final Set<String> WITHIN_CHINA = Set.of("CN", "TW", "HK", "MO");

  private Destinations() {}

  /** What is wrong with it, if anything. */
  static Optional<Violation> violation(DestinationBody destination) {
    String areaCode = destination.areaCode();
    String country = destination.country();
    if (areaCode != null && country != null) {
      return Optional.of(Violation.of("/destination", "destination-ambiguous"));
    }
    if (areaCode != null) {
      return switch (Areas.ofChina().meaningOf(areaCode)) {
        case County _ -> Optional.empty();
        case TooWide(var name) ->
            Optional.of(
                new Violation("/destination/areaCode", "area-too-wide", Map.of("name", name)));
        case Unknown _ -> Optional.of(Violation.of("/destination/areaCode", "area-unknown"));
      };
    }
    if (country == null) {
      return Optional.of(Violation.of("/destination", "destination-missing"));
    }
    if (WITHIN_CHINA.contains(country)) {
      return Optional.of(Violation.of("/destination/country", "country-has-area-code"));
    }
    return COUNTRIES.contains(country)
        ? Optional.empty()
        : Optional.of(Violation.of("/destination/country", "country-unknown"));
  }
}
