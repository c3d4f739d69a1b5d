package org.vigil.reporting.symptomreport.domain;

import org.vigil.eventsourcing.Refusal;

/** Refused because … */
public enum SymptomReportRefusal implements Refusal {
  REPORT_UNKNOWN,
  REPORT_ALREADY_EXISTS,
  REPORT_ALREADY_ACKNOWLEDGED,
  REPORT_JOINED_ANOTHER,
  CORRECTION_CHANGES_NOTHING,
  PERSON_ALREADY_IDENTIFIED
}
