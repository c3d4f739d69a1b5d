package org.vigil.reporting.symptomreport.domain;

import java.time.Instant;
import java.util.Optional;
import org.vigil.reporting.person.domain.Person;

/** A symptom report in its stages. A correction is possible in each of them. */
public sealed interface SymptomReport {

  /** What was reported, in whichever stage; empty if nothing was. */
  default Optional<Details> reported() {
    return switch (this) {
      case NotReported _ -> Optional.empty();
      case Open(var details) -> Optional.of(details);
      case Acknowledged(var details) -> Optional.of(details);
    };
  }

  record NotReported() implements SymptomReport {}

  /** Waits for the office. */
  record Open(Details details) implements SymptomReport {}

  /** The office knows. */
  record Acknowledged(Details details) implements SymptomReport {}

  /**
   * @param late whether lateness was found already: it is recorded once
   */
  record Details(
      String subjectId,
      String department,
      Person person,
      Observation observation,
      Instant reportedAt,
      boolean late) {

    Details corrected(String newSubjectId, Person newPerson, Observation newObservation) {
      return new Details(newSubjectId, department, newPerson, newObservation, reportedAt, late);
    }

    Details foundLate() {
      return new Details(subjectId, department, person, observation, reportedAt, true);
    }
  }
}
