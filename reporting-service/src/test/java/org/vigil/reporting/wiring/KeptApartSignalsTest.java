package org.vigil.reporting.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.Metadata;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.eventsourcing.store.EventCatalog;
import org.vigil.reporting.escalation.domain.Level;
import org.vigil.reporting.escalation.policy.WhenSignalArrivesEscalate.Signal;
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
}
