package org.vigil.reporting.obligation.view;

import org.vigil.reporting.escalation.domain.SignalKind;

/** What a signal says about its obligation. */
public enum Weight {
  /** Somebody has done what the obligation asks: told the office. */
  FACT,
  /** It may still be met. */
  WARNING,
  /** It was not met. */
  BREACH,
  /** What was told of a breach before has turned out otherwise, and counts for nothing any more. */
  LIFTED;

  /**
   * Whether a correction takes such a breach back. Of others it only says more: a report that was
   * late stays late when its words are put right. What was owed is corrected only when it turns out
   * never to have been.
   */
  static boolean isLifted(SignalKind kind) {
    return switch (kind) {
      case ENTRIES_UNREGISTERED,
          DAILY_REPORT_CONTRADICTED,
          FALSE_REPORT_SUSPECTED,
          REPORT_MISSED,
          MEETING_FEVER_UNREPORTED,
          RISK_TRAVEL_UNREPORTED,
          CASE_CONTACT_UNREPORTED,
          SEPARATE_MEALS_UNREPORTED,
          TERMINAL_DISINFECTION_UNREPORTED,
          ILLNESS_UNREPORTED,
          CONCEALMENT_SUSPECTED ->
          true;
      default -> false;
    };
  }

  /** A kind that nobody has thought about counts as a breach, so that it is seen. */
  public static Weight of(SignalKind kind) {
    return switch (kind) {
      case SYMPTOM_REPORTED,
          CONTACT_REPORTED,
          RETURNEE_REPORTED,
          OBSERVED_PERSON_ILL,
          HIGH_RISK_TRAVEL,
          CASE_OPENED,
          MUSTER_CALLED,
          ANOMALY_REPORTED ->
          FACT;
      case STOCK_LOW,
          QUOTA_AT_RISK,
          MUSTER_UNACKNOWLEDGED,
          MUSTER_STILL_UNACKNOWLEDGED,
          MUSTER_DRILL_SHORT,
          CALENDAR_MISSING,
          COVERAGE_GAP_FORECAST,
          COVERAGE_GAP_IMMINENT,
          DUTY_CONTACT_UNVERIFIED,
          VISITOR_NOT_SIGNED_OUT,
          DAILY_REPORT_REMINDED,
          OUTING_UNREGISTERED,
          HANDOVER_UNANSWERED,
          DEPARTMENT_DEPUTY_VACANT,
          POLICY_GAPS ->
          WARNING;
      default -> BREACH;
    };
  }
}
