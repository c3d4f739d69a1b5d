package org.vigil.reporting.exposure.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigil.reporting.parameter.domain.Rule;
import org.vigil.reporting.person.domain.Channel;
import org.vigil.reporting.person.domain.Person;

/** What can be asked of a report of somebody exposed. */
public sealed interface ExposureReportCommand {

  /**
   * @param reportedAt the server's clock
   * @param reportWithin the rule in force at {@code exposure.knownAt()}; so are the two that follow
   * @param secondaryUntil from here on contacts of contacts are no longer judged
   */
  record ReportExposure(
      String subjectId,
      String department,
      Person person,
      boolean identified,
      Exposure exposure,
      Channel channel,
      Instant reportedAt,
      Rule reportWithin,
      int observeDays,
      Instant secondaryUntil)
      implements ExposureReportCommand {}

  record AcknowledgeExposureReport(@Nullable String note) implements ExposureReportCommand {}

  /**
   * @param subjectId whom the number names that the correction gives; null for a name alone
   * @param unknownAs under which somebody is kept of whom nothing but a name is left
   * @param reportWithin the rule in force at the corrected {@code exposure.knownAt()}; so are the
   *     two that follow
   */
  record CorrectExposureReport(
      @Nullable String subjectId,
      String unknownAs,
      Person person,
      Exposure exposure,
      String reason,
      Rule reportWithin,
      int observeDays,
      Instant secondaryUntil)
      implements ExposureReportCommand {}

  record IdentifyExposedPerson(String subjectId, Person person) implements ExposureReportCommand {}

  record RevealExposureReport(String purpose) implements ExposureReportCommand {}
}
