package org.vigil.edge;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.vigil.eventsourcing.history.EventLinks;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.eventsourcing.seal.SealKeys;
import org.vigil.eventsourcing.subject.PersonalData;
import org.vigil.eventsourcing.vault.MasterKeys;
import org.vigil.eventsourcing.vault.WrongMasterKey;

/** The service's mechanism, built of its capabilities and running while the service does. */
@ApplicationScoped
public class Mechanism {

  /** A replica that has not begun by then answers calls as well as it can. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Logger LOG = Logger.getLogger(Mechanism.class);

  private final EventSourcing eventSourcing;
  private final boolean follows;

  @Inject
  @SuppressWarnings("this-escape")
  Mechanism(
      @ConfigProperty(name = "vigil.service") String service,
      Config config,
      @ConfigProperty(name = "vigil.follow", defaultValue = "true") boolean follows,
      @ConfigProperty(name = "vigil.master-key") String masterKey,
      @ConfigProperty(name = "vigil.master-key-previous") Optional<List<String>> earlierKeys,
      @ConfigProperty(
              name = "vigil.services",
              defaultValue = "duty,supplies,disinfection,reporting")
          List<String> services,
      Policies policies,
      AgroalDataSource dataSource,
      InstantSource clock,
      SealKeys sealKeys,
      @Any Instance<Capability> capabilities) {
    EventSourcing.Builder builder =
        EventSourcing.builder(service, dataSource, clock).seal(sealKeys);
    builder.kafka(kafka(config));
    builder.follow(new EventLinks.Own()).followReceived(new EventLinks.Received());
    capabilities.forEach(capability -> capability.contribute(builder));
    try {
      builder.personalData(
          new PersonalData(
              MasterKeys.of(masterKey, earlierKeys.orElse(List.of())),
              at -> policies.duration(Policies.PERSONAL_DATA_RETENTION.name(), at),
              services.stream().filter(one -> !one.equals(service)).collect(Collectors.toSet())));
      this.eventSourcing = builder.build();
    } catch (WrongMasterKey e) {
      // Told in one line, without frames.
      throw new ConfigurationException(e.getMessage());
    }
    this.follows = follows;
  }

  /** Whatever every client understands, how to log in for instance; nothing without brokers. */
  private static Map<String, Object> kafka(Config config) {
    if (config.getOptionalValue("kafka.bootstrap.servers", String.class).isEmpty()) {
      return Map.of();
    }
    Map<String, Object> properties = new HashMap<>();
    for (String name : AdminClientConfig.configNames()) {
      config
          .getOptionalValue("kafka." + name, String.class)
          .ifPresent(value -> properties.put(name, value));
    }
    return properties;
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

  /**
   * The service listens once this has returned, and the entry sends calls to whoever listens. So it
   * waits for what takes most of the pool's connections: that each follower has begun.
   */
  void start(@Observes StartupEvent event) {
    if (!follows) {
      return;
    }
    eventSourcing.start();
    try {
      if (!eventSourcing.followers().awaitBegun(PATIENCE)) {
        LOG.warnf("Not every follower has begun after %s; calls are taken", PATIENCE);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  void stop(@Observes ShutdownEvent event) {
    eventSourcing.close();
  }
}
