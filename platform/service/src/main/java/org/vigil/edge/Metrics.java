package org.vigil.edge;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.vigil.eventsourcing.deadline.ClockWatch;
import org.vigil.eventsourcing.intake.Intake;
import org.vigil.eventsourcing.projection.Follower;
import org.vigil.eventsourcing.relay.Relay;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.eventsourcing.seal.SealWitness;
import org.vigil.eventsourcing.seal.Sealing;

/** What an operator watches. Labels name followers, never people, streams or departments. */
@ApplicationScoped
class Metrics {

  private final MeterRegistry registry;
  private final Mechanism mechanism;

  @Inject
  Metrics(MeterRegistry registry, Mechanism mechanism) {
    this.registry = registry;
    this.mechanism = mechanism;
  }

  void register(@Observes StartupEvent event) {
    EventSourcing vigil = mechanism.eventSourcing();
    FunctionCounter.builder("vigil.appends", vigil, v -> v.store().commits().appended())
        .description("Commands made durable")
        .register(registry);
    FunctionCounter.builder(
            "vigil.append.transactions", vigil, v -> v.store().commits().transactions())
        .description("Transactions that took")
        .register(registry);
    Gauge.builder("vigil.append.waiting", vigil, v -> v.store().commits().waiting())
        .description("Commands that wait for the next transaction")
        .register(registry);
    Gauge.builder("vigil.log.position", vigil, v -> v.own().head()).register(registry);
    ClockWatch watch = vigil.deadlines().watch();
    Gauge.builder("vigil.clock.offset", watch, w -> w.offset().toMillis() / 1000.0)
        .baseUnit("seconds")
        .description("How far the machine's clock is ahead of the database's")
        .register(registry);
    Gauge.builder("vigil.clock.doubted", watch, w -> w.doubt() == null ? 0 : 1)
        .description("1 while the clock is not believed and deadlines wait")
        .register(registry);
    Gauge.builder("vigil.parked.streams", vigil, Metrics::parked)
        .description("Streams that a follower could not digest")
        .register(registry);
    for (Follower follower : vigil.followers().all()) {
      Gauge.builder("vigil.follower.lag", follower, Follower::lag)
          .tag("follower", follower.name())
          .description("Events that a projection or policy has yet to see")
          .register(registry);
    }
    Relay relay = vigil.relay();
    if (relay != null) {
      Gauge.builder(
              "vigil.relay.lag",
              vigil,
              v -> relay.leading() ? v.own().head() - relay.position() : 0)
          .description("Events that are not on Kafka yet, as the publishing replica sees it")
          .register(registry);
    }
    Sealing sealing = vigil.sealing();
    if (sealing != null) {
      Gauge.builder("vigil.seal.unsealed", sealing, Sealing::unsealed)
          .description("Events that no seal covers yet")
          .register(registry);
      SealWitness witness = sealing.witness();
      if (witness != null) {
        Gauge.builder("vigil.seal.contradictions", witness, w -> w.contradictions().size())
            .description("Services that were seen to sign two histories of their log")
            .register(registry);
        FunctionCounter.builder("vigil.seal.refused", witness, SealWitness::refused)
            .description("Records on the topic of seals that were none")
            .register(registry);
      }
    }
    Intake intake = vigil.intake();
    if (intake != null) {
      Gauge.builder("vigil.intake.lag", intake, Intake::lag)
          .description("Records of other services that are not read yet")
          .register(registry);
    }
  }

  /** The registry is the process's, which may start the service again, as in tests. */
  void forget(@Observes ShutdownEvent event) {
    registry.getMeters().stream()
        .filter(meter -> meter.getId().getName().startsWith("vigil."))
        .forEach(registry::remove);
  }

  private static double parked(EventSourcing vigil) {
    try {
      return vigil.parking().count();
    } catch (SQLException _) {
      return Double.NaN;
    }
  }
}
