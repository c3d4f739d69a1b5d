package org.vigil.reporting;

import java.time.Duration;
import java.time.Instant;
import org.vigil.reporting.parameter.domain.Rule;

/** Rules that somebody has decided, as findings cite them. */
public final class CitedRules {

  /** A day's cut-off, at five. */
  public static final Rule CUT_OFF = decided("reporting.daily-report-cut-off", "17:00");

  /** How long after it a report is missed. */
  public static final Rule MISSED_AFTER = decided("reporting.daily-report-missed-after", "PT30M");

  private CitedRules() {}

  /** The time to report. */
  public static Rule within(Duration time) {
    return decided("reporting.symptom-report-within", time.toString());
  }

  /** Any parameter. */
  public static Rule decided(String name, String value) {
    return new Rule(name, value, Instant.parse("2022-10-01T00:00:00Z"), "组长", "会议纪要〔2022〕7号");
  }
}
