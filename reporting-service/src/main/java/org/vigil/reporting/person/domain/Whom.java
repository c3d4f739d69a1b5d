package org.vigil.reporting.person.domain;

import org.jspecify.annotations.Nullable;

/**
 * Whom a report is about.
 *
 * @param identified false while nobody knows more of the person than a name; then the pseudonym is
 *     the report's own
 */
public record Whom(String subjectId, boolean identified) {

  /**
   * Whom a correction is about. A name alone names nobody: who was known is so no longer, who was
   * unknown may be the same.
   *
   * @param named whom the number names that the correction gives; null for a name alone
   * @param unknownAs under which somebody is kept of whom nothing but a name is left
   */
  public Whom corrected(@Nullable String named, String unknownAs) {
    if (named != null) {
      return new Whom(named, true);
    }
    return identified ? new Whom(unknownAs, false) : this;
  }
}
