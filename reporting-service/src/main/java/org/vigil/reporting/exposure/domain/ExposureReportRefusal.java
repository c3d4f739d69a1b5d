package org.vigil.reporting.exposure.domain;

import org.vigil.eventsourcing.Refusal;

/** Refused because … */
public enum ExposureReportRefusal implements Refusal {
  EXPOSURE_REPORT_UNKNOWN,
  EXPOSURE_REPORT_ALREADY_EXISTS,
  EXPOSURE_REPORT_ALREADY_ACKNOWLEDGED,
  EXPOSURE_CORRECTION_CHANGES_NOTHING,
  CONTACT_DEGREE_NOT_IN_FORCE,
  PERSON_ALREADY_IDENTIFIED
}
