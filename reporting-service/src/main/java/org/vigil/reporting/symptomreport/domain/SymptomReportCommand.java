package org.vigil.reporting.symptomreport.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigil.reporting.parameter.domain.Rule;
import org.vigil.reporting.person.domain.Person;

/** What can be asked of a symptom report. */
public sealed interface SymptomReportCommand {

  /**
   * @param reportedAt the server's clock
   * @param reportWithin the rule in force at {@code observation.knownAt()}
   */
  record ReportSymptoms(
      String subjectId,
      String department,
      Person person,
      Observation observation,
      Instant reportedAt,
      @Nullable String signal,
      Rule reportWithin)
      implements SymptomReportCommand {}

  record AcknowledgeReport(@Nullable String note) implements SymptomReportCommand {}

  /**
   * @param reportWithin the rule in force at the corrected {@code observation.knownAt()}
   */
  record CorrectReport(
      String subjectId, Person person, Observation observation, String reason, Rule reportWithin)
      implements SymptomReportCommand {}

  record RevealReport(String purpose) implements SymptomReportCommand {}
}
