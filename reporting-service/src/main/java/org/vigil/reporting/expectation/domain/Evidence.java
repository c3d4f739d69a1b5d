package org.vigil.reporting.expectation.domain;

import java.time.Instant;

/**
 * A proof that the department knew.
 *
 * @param source where it is recorded: a visit, the client that acknowledged or looked, an order, a
 *     record of how members are
 * @param at the first instant at which the department can be shown to have known
 */
public record Evidence(Kind kind, String source, Instant at) {

  /** What proves it. A measurement alone proves nothing of a person's knowledge. */
  public enum Kind {
    /** The department has acknowledged that it owes a report. */
    ACKNOWLEDGED,
    /** Its guard let the visitor in though the fever was shown. */
    ADMITTED_DESPITE_REFUSAL,
    /** It has ordered meals for somebody apart, by its own account and with a reason to report. */
    ORDERED_SEPARATE_MEALS,
    /** It has asked, by its own account, for a terminal disinfection. */
    ORDERED_TERMINAL_DISINFECTION,
    /** It has entered, by its own account, for which of its people something was issued. */
    ISSUED_SUPPLIES,
    /** Its head has looked at what it owes, by a token that names the person. */
    VIEWED_BY_HEAD,
    /** It has itself recorded, since the signal, that this member has symptoms. */
    ENTERED_HEALTH_STATE;

    /** Whether the department has ordered something, or had it issued, because of the person. */
    public boolean isOrder() {
      return switch (this) {
        case ORDERED_SEPARATE_MEALS, ORDERED_TERMINAL_DISINFECTION, ISSUED_SUPPLIES -> true;
        case ACKNOWLEDGED, ADMITTED_DESPITE_REFUSAL, VIEWED_BY_HEAD, ENTERED_HEALTH_STATE -> false;
      };
    }
  }
}
