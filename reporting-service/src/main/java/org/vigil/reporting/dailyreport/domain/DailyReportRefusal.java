package org.vigil.reporting.dailyreport.domain;

import org.vigil.eventsourcing.Refusal;

/** Refused because … */
public enum DailyReportRefusal implements Refusal {
  DAILY_REPORT_ALREADY_SUBMITTED,
  DAILY_REPORT_NOT_SUBMITTED,
  DAILY_REPORT_CORRECTION_CHANGES_NOTHING,
  NEITHER_HEAD_NOR_DEPUTY
}
