package org.vigil.reporting.expectation.domain;

/** A report that is owed, in its stages. */
public sealed interface ExpectedReport {

  record NotExpected() implements ExpectedReport {}

  record Owed(ExpectedReportEvent.ReportExpected expected) implements ExpectedReport {}

  /** Nobody has reported in time; a report may still come. */
  record Missed(ExpectedReportEvent.ReportExpected expected) implements ExpectedReport {}

  record Met() implements ExpectedReport {}
}
