package org.vigil.reporting.exposure.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Personal;

/**
 * Where and when somebody may have been exposed. A contact has a degree; a returnee has a county or
 * a country.
 *
 * @param lastExposedAt the last meeting, or when the returnee left the area
 * @param circumstances in words: whom, where, how
 */
public record Exposure(
    Kind kind,
    @Nullable ContactDegree degree,
    @Nullable String areaCode,
    @Nullable String country,
    Instant lastExposedAt,
    Instant knownAt,
    @Personal @Nullable String circumstances) {

  /** Which of the two the plan's article means. */
  public enum Kind {
    /** 密切接触者, 次密接. */
    CONTACT,
    /** 重点疫区返回人员. */
    RETURNEE
  }
}
