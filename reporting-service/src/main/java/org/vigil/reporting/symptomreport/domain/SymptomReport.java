package org.vigil.reporting.symptomreport.domain;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
   * @param late whether lateness was found already: it is recorded once for an illness
   * @param heardBefore when the office had first heard of the illness from the department; null
   *     where this report was the first
   * @param matter the report with which it is one matter; null for itself
   */
  record Details(
      String subjectId,
      String department,
      Person person,
      boolean identified,
      Observation observation,
      Instant reportedAt,
      boolean late,
      @Nullable Instant heardBefore,
      @Nullable String matter) {

    /** When the office first heard of it. */
    Instant heardAt() {
      return heardBefore == null ? reportedAt : heardBefore;
    }

    /** What was heard of another person's illness says nothing of this one's. */
    Details corrected(Whom whom, Person newPerson, Observation newObservation) {
      boolean same = whom.subjectId().equals(subjectId);
      return new Details(
          whom.subjectId(),
          department,
          newPerson,
          whom.identified(),
          newObservation,
          reportedAt,
          late && (same || heardBefore == null),
          same ? heardBefore : null,
          matter);
    }

    Details identifiedAs(String newSubjectId, Person newPerson) {
      return corrected(new Whom(newSubjectId, true), newPerson, observation);
    }

    Details foundLate() {
      return new Details(
          subjectId,
          department,
          person,
          identified,
          observation,
          reportedAt,
          true,
          heardBefore,
          matter);
    }

    Details partOf(@Nullable String another) {
      return new Details(
          subjectId,
          department,
          person,
          identified,
          observation,
          reportedAt,
          late,
          heardBefore,
          another);
    }
  }
}
