package org.vigil.reporting.exposure.domain;

import java.time.Instant;
import java.util.Optional;
import org.vigil.reporting.person.domain.Person;

/** A report of somebody exposed in its stages. A correction is possible in each of them. */
public sealed interface ExposureReport {

  /** What was reported, in whichever stage; empty if nothing was. */
  default Optional<Details> reported() {
    return switch (this) {
      case NotReported _ -> Optional.empty();
      case Open(var details) -> Optional.of(details);
      case Acknowledged(var details) -> Optional.of(details);
    };
  }

  record NotReported() implements ExposureReport {}

  /** Waits for the office. */
  record Open(Details details) implements ExposureReport {}

  /** The office knows. */
  record Acknowledged(Details details) implements ExposureReport {}

  /**
   * @param late whether lateness was found already: it is recorded once
   */
  record Details(
      String subjectId,
      String department,
      Person person,
      boolean identified,
      Exposure exposure,
      Instant reportedAt,
      int observeDays,
      boolean late) {

    Details corrected(
        String newSubjectId,
        Person newPerson,
        boolean nowIdentified,
        Exposure newExposure,
        int newObserveDays) {
      return new Details(
          newSubjectId,
          department,
          newPerson,
          nowIdentified,
          newExposure,
          reportedAt,
          newObserveDays,
          late);
    }

    Details identifiedAs(String newSubjectId, Person newPerson) {
      return new Details(
          newSubjectId, department, newPerson, true, exposure, reportedAt, observeDays, late);
    }

    Details foundLate() {
      return new Details(
          subjectId, department, person, identified, exposure, reportedAt, observeDays, true);
    }
  }
}
