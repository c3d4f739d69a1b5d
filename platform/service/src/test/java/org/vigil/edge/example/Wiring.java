package org.vigil.edge.example;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.vigil.edge.Capability;
import org.vigil.edge.PolicyDefault;
import org.vigil.edge.PolicyDefaults;
import org.vigil.edge.PolicyParameterDecided;
import org.vigil.edge.PolicyParametersView;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.testing.SettableClock;

/** The example's service. */
@ApplicationScoped
class Wiring implements Capability {

  static final Instant START = Instant.parse("2026-11-23T00:00:00Z");

  @Override
  public void contribute(EventSourcing.Builder builder) {
    builder
        .category(Note.CATEGORY)
        .follow(new NotesView())
        .reads("reporting", PolicyParameterDecided.class)
        .followReceived(new PolicyParametersView());
  }

  @Produces
  @Singleton
  SettableClock clock() {
    return new SettableClock(START);
  }

  @Produces
  @Singleton
  PolicyDefaults defaults() {
    return new PolicyDefaults(
        List.of(
            new PolicyDefault("example.answer-within", PolicyDefault.Kind.DURATION, "PT15M", "3.1"),
            new PolicyDefault(
                "example.closes-at", PolicyDefault.Kind.TIME_OF_DAY, "24:00", "3.1")));
  }
}
