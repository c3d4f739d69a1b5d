package org.vigil.reporting.escalation.domain;

import java.util.List;

/**
 * Suspicions that a department has not reported what it had to (疑似漏报、瞒报, 5-6). They are not for
 * that department: who reads of one before the evidence is sealed may tidy it. It learns of it from
 * the case, once that is sealed; what it owes it sees as owed.
 */
public final class Leads {

  private static final List<SignalKind> KINDS =
      List.of(
          SignalKind.REPORT_MISSED,
          SignalKind.RISK_TRAVEL_UNREPORTED,
          SignalKind.CASE_CONTACT_UNREPORTED,
          SignalKind.MEETING_FEVER_UNREPORTED,
          SignalKind.SEPARATE_MEALS_UNREPORTED,
          SignalKind.TERMINAL_DISINFECTION_UNREPORTED,
          SignalKind.ILLNESS_UNREPORTED,
          SignalKind.SUPPLIES_UNREPORTED,
          SignalKind.CONCEALMENT_SUSPECTED,
          SignalKind.DAILY_REPORT_CONTRADICTED,
          SignalKind.FALSE_REPORT_SUSPECTED);

  private Leads() {}

  /** The names of the kinds of signals that are such a suspicion. */
  public static List<String> kinds() {
    return KINDS.stream().map(Enum::name).toList();
  }

  /** Whether a kind of signal is one. */
  public static boolean isLead(String kind) {
    return KINDS.stream().anyMatch(one -> one.name().equals(kind));
  }
}
