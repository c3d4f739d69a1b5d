package org.vigil.reporting.dailyreport.domain;

/**
 * What a department says of its people on a day.
 *
 * @param present at work
 * @param absent on leave, away or ill
 * @param symptoms people with symptoms of whom the department knows, visitors at its posts included
 * @param contacts close contacts
 * @param returnees back from a key area
 */
public record Counts(int present, int absent, int symptoms, int contacts, int returnees) {

  /** Nobody to report: 零报告. */
  public boolean isZero() {
    return symptoms == 0 && contacts == 0 && returnees == 0;
  }

  /**
   * How many people are said to be of a kind. An order says that there is somebody, not which of
   * the three: whoever counts anybody is taken to have counted them.
   */
  int of(HealthFact.Kind kind) {
    return switch (kind) {
      case SYMPTOM, FEVER, HEALTH_STATE, OBSERVED_ILL -> symptoms;
      case CONTACT -> contacts;
      case RETURNEE -> returnees;
      case OWN_ORDER -> isZero() ? 0 : Integer.MAX_VALUE;
    };
  }
}
