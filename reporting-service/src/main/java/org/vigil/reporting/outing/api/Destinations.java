package org.vigil.reporting.outing.api;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Violation;
import org.vigil.reporting.area.Areas;
import org.vigil.reporting.area.Areas.TooWide;
import org.vigil.reporting.area.Areas.Unknown;
import org.vigil.reporting.outing.api.OutingBody.DestinationBody;

/** Whether a place can be found; it is refused with the reason, never guessed. */
final class Destinations {

  private static final Set<String> COUNTRIES = Set.copyOf(List.of(Locale.getISOCountries()));

  /** These have codes of GB/T 2260: 710000, 810000, 820000. */
  private static final Set<String> WITHIN_CHINA = Set.of("CN", "TW", "HK", "MO");

  private Destinations() {}

  /** What is wrong with a destination, if anything. */
  static Optional<Violation> violation(DestinationBody destination) {
    return violation("/destination", destination)
        .or(
            () ->
                isUnknown(destination.areaCode())
                    ? Optional.of(Violation.of("/destination/areaCode", "area-unknown"))
                    : Optional.empty());
  }

  /**
   * What is wrong with any place; a code that is on no list is not, as a list of risk areas may
   * have it as well.
   *
   * @param pointer where it stands in the body
   */
  static Optional<Violation> violation(String pointer, DestinationBody place) {
    String areaCode = place.areaCode();
    String country = place.country();
    if (areaCode != null && country != null) {
      return Optional.of(Violation.of(pointer, "destination-ambiguous"));
    }
    if (areaCode != null) {
      return Areas.ofChina().meaningOf(areaCode) instanceof TooWide(var name)
          ? Optional.of(new Violation(pointer + "/areaCode", "area-too-wide", Map.of("name", name)))
          : Optional.empty();
    }
    if (country == null) {
      return Optional.of(Violation.of(pointer, "destination-missing"));
    }
    if (WITHIN_CHINA.contains(country)) {
      return Optional.of(Violation.of(pointer + "/country", "country-has-area-code"));
    }
    return COUNTRIES.contains(country)
        ? Optional.empty()
        : Optional.of(Violation.of(pointer + "/country", "country-unknown"));
  }

  /** Whether a code is given that stands for nothing on the list of counties. */
  static boolean isUnknown(@Nullable String areaCode) {
    return areaCode != null && Areas.ofChina().meaningOf(areaCode) instanceof Unknown;
  }
}
