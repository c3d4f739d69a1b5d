package org.vigil.reporting.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.reporting.CitedRules.within;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.Metadata;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.eventsourcing.store.EventCatalog;
import org.vigil.reporting.escalation.domain.Level;
import org.vigil.reporting.escalation.policy.WhenSignalArrivesEscalate.Signal;
import org.vigil.reporting.intake.SeparateMealsCorrected;
import org.vigil.reporting.intake.SeparateMealsOrdered;
import org.vigil.reporting.intake.TerminalDisinfectionCorrected;
import org.vigil.reporting.intake.TerminalDisinfectionOrdered;
import org.vigil.reporting.intake.WhenSeparateMealsOrderedExpectReport;
import org.vigil.reporting.intake.WhenTerminalDisinfectionOrderedExpectReport;
import org.vigil.testing.Contracts;

/** What disinfection-service publishes of people kept apart, and what is told of it. */
class KeptApartSignalsTest {

  private static final Instant AT = Instant.parse("2022-11-06T06:05:00Z");

  private static Recorded<Object> published(
      String type, Collection<Class<?>> classes, String part, String replaced) {
    String stored =
        new String(
            Contracts.published("vigil.disinfection." + type + ".v1"), StandardCharsets.UTF_8);
    Object event =
        EventCatalog.of("disinfection", List.copyOf(classes))
            .event(type + ".v1", stored.replace(part, replaced).getBytes(StandardCharsets.UTF_8));
    return new Recorded<>(
        1,
        new StreamId("any", "s"),
        1,
        new UUID(0, 1),
        "disinfection",
        AT,
        new Metadata("canteen", new UUID(0, 0), null, AT, AT, null),
        event);
  }

  private static Optional<Signal> of(String type) {
    return new ReceivedSignals().of(published(type, KeptApartSignals.READS, "", ""));
  }

  private static List<Signal> corrected(String type, String part, String replaced) {
    return new ReceivedCorrections()
        .of(published(type, KeptApartSignals.CORRECTING, part, replaced));
  }

  @Test
  void obligation_3_8_f_a_meal_that_is_missed_is_the_canteens_heads_matter_once_for_each_meal() {
    Signal missed = of("separate-meal-missed").orElseThrow();

    assertThat(missed.kind().obligation()).isEqualTo("3.8-f");
    assertThat(missed.kind().entry()).isEqualTo(Level.L1);
    assertThat(missed.department()).isEqualTo("JYGL");
    assertThat(missed.subject().maskedName()).isNull();
    assertThat(missed.period()).isEqualTo("2022-11-06-LUNCH");
  }

  @Test
  void obligation_3_8_f_a_delivery_in_time_puts_the_same_miss_right_and_a_late_one_does_not() {
    Signal missed = of("separate-meal-missed").orElseThrow();

    assertThat(corrected("separate-meal-delivered", "", "")).containsExactly(missed);
    assertThat(corrected("separate-meal-delivered", "\"late\":false", "\"late\":true")).isEmpty();
  }

  @Test
  void obligation_3_8_f_a_mistaken_order_never_owed_the_meals_that_were_missed() {
    Signal missed = of("separate-meal-missed").orElseThrow();

    assertThat(corrected("separate-meals-cancelled", "", "")).containsExactly(missed);
  }

  @Test
  void obligation_3_6_d_a_terminal_disinfection_that_is_late_is_told_to_the_office() {
    Signal late = of("terminal-disinfection-overdue").orElseThrow();

    assertThat(late.kind().obligation()).isEqualTo("3.6-d");
    assertThat(late.kind().entry()).isEqualTo(Level.L2);
    assertThat(late.department()).isEqualTo("ZHGL");
    assertThat(late.subject().maskedName()).isNull();
  }

  @Test
  void obligation_3_6_d_what_was_done_in_time_or_asked_for_by_mistake_was_not_late() {
    Signal late = of("terminal-disinfection-overdue").orElseThrow();

    assertThat(corrected("terminal-disinfection-done", "", "")).containsExactly(late);
    assertThat(corrected("terminal-disinfection-done", "\"late\":false", "\"late\":true"))
        .isEmpty();
    assertThat(corrected("terminal-disinfection-cancelled", "", "")).containsExactly(late);
    assertThat(
            corrected("terminal-disinfection-cancelled", "\"mistaken\":true", "\"mistaken\":false"))
        .isEmpty();
  }

  @Test
  void what_makes_a_report_due_is_read_as_it_is_published_with_masked_names() {
    Set<Class<?>> meals =
        new WhenSeparateMealsOrderedExpectReport((who, _) -> who, _ -> within(Duration.ZERO))
            .reads();
    Set<Class<?>> places =
        new WhenTerminalDisinfectionOrderedExpectReport((who, _) -> who, _ -> within(Duration.ZERO))
            .reads();

    assertThat(published("separate-meals-ordered", meals, "", "").event())
        .isInstanceOfSatisfying(
            SeparateMealsOrdered.class,
            it -> {
              assertThat(it.order().person().name()).isEqualTo("张*");
              assertThat(it.order().toBeReported()).isTrue();
            });
    assertThat(published("separate-meals-corrected", meals, "", "").event())
        .isInstanceOf(SeparateMealsCorrected.class);
    assertThat(published("terminal-disinfection-ordered", places, "", "").event())
        .isInstanceOfSatisfying(
            TerminalDisinfectionOrdered.class,
            it -> assertThat(it.order().person().name()).isEqualTo("张*"));
    assertThat(published("terminal-disinfection-corrected", places, "", "").event())
        .isInstanceOf(TerminalDisinfectionCorrected.class);
  }
}
