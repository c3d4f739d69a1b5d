package org.vigil.reporting.wiring;

import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.reporting.intake.SeparateMealDelivered;
import org.vigil.reporting.intake.SeparateMealMissed;
import org.vigil.reporting.intake.SeparateMealsCancelled;
import org.vigil.reporting.intake.SeparateMealsCorrected;
import org.vigil.reporting.intake.SeparateMealsOrdered;
import org.vigil.reporting.intake.TerminalDisinfectionCancelled;
import org.vigil.reporting.intake.TerminalDisinfectionCorrected;
import org.vigil.reporting.intake.TerminalDisinfectionDone;
import org.vigil.reporting.intake.TerminalDisinfectionOrdered;
import org.vigil.reporting.intake.TerminalDisinfectionOverdue;
import org.vigil.reporting.intake.WhenSeparateMealsOrderedExpectReport;
import org.vigil.reporting.intake.WhenTerminalDisinfectionOrderedExpectReport;
import org.vigil.reporting.intake.WhoIs;
import org.vigil.reporting.parameter.domain.Rules;

/** What is owed to and because of people who are kept apart, without CDI. */
final class KeptApartParts {

  /** The time to report somebody to whom meals are brought apart. */
  static final String MEALS_REPORT_WITHIN = "reporting.separate-meals-report-within";

  /** The time to report whoever made a terminal disinfection necessary. */
  static final String DISINFECTION_REPORT_WITHIN = "reporting.terminal-disinfection-report-within";

  private KeptApartParts() {}

  /**
   * @param rules what is in force
   */
  static void contribute(EventSourcing.Builder builder, WhoIs whoIs, Rules rules) {
    builder
        .reads(
            "disinfection",
            SeparateMealsOrdered.class,
            SeparateMealsCorrected.class,
            SeparateMealsCancelled.class,
            SeparateMealDelivered.class,
            SeparateMealMissed.class,
            TerminalDisinfectionOrdered.class,
            TerminalDisinfectionCorrected.class,
            TerminalDisinfectionCancelled.class,
            TerminalDisinfectionDone.class,
            TerminalDisinfectionOverdue.class)
        .reactReceived(
            new WhenSeparateMealsOrderedExpectReport(
                whoIs, at -> rules.inForce(MEALS_REPORT_WITHIN, at)))
        .reactReceived(
            new WhenTerminalDisinfectionOrderedExpectReport(
                whoIs, at -> rules.inForce(DISINFECTION_REPORT_WITHIN, at)));
  }
}
