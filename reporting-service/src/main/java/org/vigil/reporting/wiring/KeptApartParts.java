package org.vigil.reporting.wiring;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BiFunction;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.reporting.intake.SeparateMealDelivered;
import org.vigil.reporting.intake.SeparateMealMissed;
import org.vigil.reporting.intake.SeparateMealsCancelled;
import org.vigil.reporting.intake.SeparateMealsCorrected;
import org.vigil.reporting.intake.SeparateMealsOrdered;
import org.vigil.reporting.intake.WhenSeparateMealsOrderedExpectReport;

/** What is owed to and because of people who are kept apart, without CDI. */
final class KeptApartParts {

  /** The time to report somebody to whom meals are brought apart. */
  static final String MEALS_REPORT_WITHIN = "reporting.separate-meals-report-within";

  private KeptApartParts() {}

  /**
   * @param rule the duration in force under a name at an instant
   */
  static void contribute(
      EventSourcing.Builder builder, BiFunction<String, Instant, Duration> rule) {
    builder
        .reads(
            "disinfection",
            SeparateMealsOrdered.class,
            SeparateMealsCorrected.class,
            SeparateMealsCancelled.class,
            SeparateMealDelivered.class,
            SeparateMealMissed.class)
        .reactReceived(
            new WhenSeparateMealsOrderedExpectReport(at -> rule.apply(MEALS_REPORT_WITHIN, at)));
  }
}
