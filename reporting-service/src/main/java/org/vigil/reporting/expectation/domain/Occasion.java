package org.vigil.reporting.expectation.domain;

import java.time.Duration;
import java.util.Set;

/** Why a report is owed: the signal that the office has, and what answers it. */
public enum Occasion {
  /** A guard has measured a fever (3.3-d). The office may have heard of it the day before. */
  MEASURED_AT_EXIT(Set.of(ReportKind.SYMPTOM), Duration.ofHours(24)),
  /** The service of a meeting room has measured a fever (3.9-d). */
  MEASURED_AT_MEETING(Set.of(ReportKind.SYMPTOM), Duration.ofHours(24)),
  /** A person has confirmed that a journey touched an area of risk (3.4-b). */
  RISK_TRAVEL(Set.of(ReportKind.RETURNEE), Duration.ofDays(14)),
  /** A case's investigators have listed a member of the staff as a contact (3.11-b). */
  CASE_CONTACT(Set.of(ReportKind.CONTACT), Duration.ofDays(14)),
  /**
   * A department has meals brought to somebody apart (3.8-f). Whichever of the three the person is,
   * the office has been told of them.
   */
  SEPARATE_MEALS(Set.of(ReportKind.values()), Duration.ofDays(14)),
  /** A department has a place disinfected because of somebody suspected (3.6-d). */
  TERMINAL_DISINFECTION(Set.of(ReportKind.values()), Duration.ofDays(14)),
  /**
   * Duty-service records somebody's absence as an illness (3.11-b). Whichever of the three it is,
   * the office has been told of them.
   */
  ABSENT_ILL(Set.of(ReportKind.values()), Duration.ofDays(14)),
  /** Supplies were issued for somebody with symptoms, a contact or somebody kept apart (3.11-b). */
  SUPPLIES_ISSUED(Set.of(ReportKind.values()), Duration.ofDays(14));

  private final Set<ReportKind> answers;
  private final Duration countsBefore;

  Occasion(Set<ReportKind> answers, Duration countsBefore) {
    this.answers = answers;
    this.countsBefore = countsBefore;
  }

  /** Whether somebody has measured a fever, which is a fact of the person's day. */
  public boolean isFever() {
    return switch (this) {
      case MEASURED_AT_EXIT, MEASURED_AT_MEETING -> true;
      case RISK_TRAVEL,
          CASE_CONTACT,
          SEPARATE_MEALS,
          TERMINAL_DISINFECTION,
          ABSENT_ILL,
          SUPPLIES_ISSUED ->
          false;
    };
  }

  /** Whether a report of this kind about the same person is the one that is owed. */
  boolean isAnsweredBy(ReportKind kind) {
    return answers.contains(kind);
  }

  /** How long before the signal the report may have come. Not in the plan. */
  public Duration countsBefore() {
    return countsBefore;
  }
}
