package org.vigil.reporting.outing.domain;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Personal;

/**
 * Where somebody goes: a county, or a country abroad, and in words.
 *
 * @param areaCode GB/T 2260, six digits; null for abroad
 * @param country ISO 3166-1, two letters; null for within China
 */
public record Destination(
    @Nullable String areaCode, @Nullable String country, @Personal String text) {

  boolean isSameAreaAs(Destination other) {
    return Objects.equals(areaCode, other.areaCode) && Objects.equals(country, other.country);
  }
}
