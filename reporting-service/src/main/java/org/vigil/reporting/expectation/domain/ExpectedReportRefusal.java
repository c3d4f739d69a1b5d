package org.vigil.reporting.expectation.domain;

import org.vigil.eventsourcing.Refusal;

/** Refused because … */
public enum ExpectedReportRefusal implements Refusal {
  NO_REPORT_EXPECTED,
  REPORT_IS_ABOUT_SOMETHING_ELSE
}
