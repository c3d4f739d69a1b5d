package org.vigil.reporting.symptomreport.domain;

import java.time.Instant;
import java.util.Optional;
import org.vigil.reporting.person.domain.Person;
import org.vigil.reporting.person.domain.Whom;

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
      boolean identified,
      Observation observation,
      Instant reportedAt,
      boolean late) {

    Details corrected(Whom whom, Person newPerson, Observation newObservation) {
      return new Details(
          whom.subjectId(),
          department,
          newPerson,
          whom.identified(),
          newObservation,
          reportedAt,
          late);
    }

    Details identifiedAs(String newSubjectId, Person newPerson) {
      return corrected(new Whom(newSubjectId, true), newPerson, observation);
    }

    Details foundLate() {
      return new Details(subjectId, department, person, identified, observation, reportedAt, true);
    }
  }
}
