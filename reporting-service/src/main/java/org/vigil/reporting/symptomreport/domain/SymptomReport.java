package org.vigil.reporting.symptomreport.domain;

import java.time.Instant;
import org.vigil.reporting.person.domain.Person;

/** A symptom report in its stages. A correction is possible in each of them. */
public sealed interface SymptomReport {

  record NotReported() implements SymptomReport {}

  /** Waits for the office. */
  record Open(Content content) implements SymptomReport {}

  /** The office knows. */
  record Acknowledged(Content content) implements SymptomReport {}

  /**
   * @param late whether lateness was found already: it is recorded once
   */
  record Content(
      String subjectId,
      String department,
      Person person,
      Observation observation,
      Instant reportedAt,
      boolean late) {

    Content corrected(String newSubjectId, Person newPerson, Observation newObservation) {
      return new Content(newSubjectId, department, newPerson, newObservation, reportedAt, late);
    }

    Content foundLate() {
      return new Content(subjectId, department, person, observation, reportedAt, true);
    }
  }
}
