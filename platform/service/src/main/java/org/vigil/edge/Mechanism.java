package org.vigil.edge;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.vigil.eventsourcing.history.EventLinks;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.eventsourcing.seal.SealKeys;

/** The service's mechanism, built of its capabilities and running while the service does. */
@ApplicationScoped
public class Mechanism {

  private final EventSourcing eventSourcing;
  private final boolean follows;

  @Inject
  @SuppressWarnings("this-escape")
  Mechanism(
      @ConfigProperty(name = "vigil.service") String service,
      @ConfigProperty(name = "kafka.bootstrap.servers") Optional<String> kafka,
      @ConfigProperty(name = "vigil.kafka.replication", defaultValue = "1") int replication,
      @ConfigProperty(name = "vigil.follow", defaultValue = "true") boolean follows,
      AgroalDataSource dataSource,
      InstantSource clock,
      SealKeys sealKeys,
      @Any Instance<Capability> capabilities) {
    EventSourcing.Builder builder =
        EventSourcing.builder(service, dataSource, clock).replication(replication).seal(sealKeys);
    kafka.ifPresent(servers -> builder.kafka(Map.of("bootstrap.servers", servers)));
    builder.follow(new EventLinks("own")).followReceived(new EventLinks("received"));
    capabilities.forEach(capability -> capability.contribute(builder));
    this.eventSourcing = builder.build();
    this.follows = follows;
  }

  /** For CDI's proxy. */
  @SuppressWarnings("NullAway")
  protected Mechanism() {
    this.eventSourcing = null;
    this.follows = false;
  }

  public EventSourcing eventSourcing() {
    return eventSourcing;
  }

  void start(@Observes StartupEvent event) {
    if (follows) {
      eventSourcing.start();
    }
  }

  void stop(@Observes ShutdownEvent event) {
    eventSourcing.close();
  }
}
