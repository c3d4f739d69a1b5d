package org.vigil.reporting.wiring;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Capability;
import org.vigil.edge.Mechanism;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.eventsourcing.store.StoreUnavailable;
import org.vigil.eventsourcing.vault.MasterKeys;
import org.vigil.reporting.escalation.domain.SignalKind;
import org.vigil.reporting.feed.api.FeedConsumers;
import org.vigil.reporting.feed.domain.FeedConsumer;
import org.vigil.reporting.feed.domain.FeedConsumer.LetSilencePass;
import org.vigil.reporting.feed.view.FeedCursors;
import org.vigil.reporting.feed.view.FeedCursors.Cursor;
import org.vigil.reporting.feed.view.FeedTail;
import org.vigil.reporting.parameter.domain.Rules;
import org.vigil.reporting.webhook.domain.WebhookEndpoint;
import org.vigil.reporting.webhook.sending.WebhookDeliveries;
import org.vigil.reporting.webhook.sending.WebhookSecrets;
import org.vigil.reporting.webhook.sending.WebhookSender;
import org.vigil.reporting.webhook.sending.WebhookTargets;
import org.vigil.reporting.webhook.view.WebhookView;

/** Who follows the feed and where it is sent to. */
@ApplicationScoped
class FeedWiring implements Capability {

  static final String WEBHOOK_DEAD_AFTER = "reporting.webhook-dead-after";

  private final AgroalDataSource dataSource;
  private final Rules rules;
  private final InstantSource clock;
  private final Instance<Mechanism> mechanism;
  private final Instance<FeedTail> tail;
  private final ObjectMapper json;
  private final boolean loopback;
  private final boolean follows;
  private final Optional<String> secretFolder;
  private final MasterKeys keys;
  private volatile @Nullable WebhookSender sender;

  @Inject
  FeedWiring(
      AgroalDataSource dataSource,
      Rules rules,
      InstantSource clock,
      Instance<Mechanism> mechanism,
      Instance<FeedTail> tail,
      ObjectMapper json,
      @ConfigProperty(name = "vigil.webhooks.loopback", defaultValue = "false") boolean loopback,
      @ConfigProperty(name = "vigil.webhooks.secret-directory") Optional<String> secretFolder,
      @ConfigProperty(name = "vigil.follow", defaultValue = "true") boolean follows,
      @ConfigProperty(name = "vigil.master-key") String masterKey,
      @ConfigProperty(name = "vigil.master-key-previous") Optional<List<String>> earlierKeys) {
    this.dataSource = dataSource;
    this.rules = rules;
    this.clock = clock;
    this.mechanism = mechanism;
    this.tail = tail;
    this.json = json;
    this.loopback = loopback;
    this.secretFolder = secretFolder;
    this.follows = follows;
    this.keys = MasterKeys.of(masterKey, earlierKeys.orElse(List.of()));
  }

  @Produces
  @Singleton
  Category<FeedConsumer.Command, FeedConsumer, FeedConsumer.Event> feedConsumer() {
    FeedCursors cursors = cursors();
    return FeedConsumer.category((deadline, _) -> silence(cursors, deadline));
  }

  /** What was heard by now, not by when the deadline was set. */
  private FeedConsumer.Command silence(FeedCursors cursors, String deadline) {
    Instant now = clock.instant();
    Optional<Cursor> cursor = cursors.cursor(FeedConsumer.ofDeadline(deadline));
    return new LetSilencePass(
        now,
        cursor.map(Cursor::heardAt).orElse(null),
        cursor.map(Cursor::upTo).orElse(0L),
        rules.inForce(FeedConsumers.SILENT_AFTER, now));
  }

  @Produces
  @Singleton
  FeedCursors cursors() {
    return new FeedCursors(dataSource);
  }

  @Produces
  @Singleton
  WebhookDeliveries deliveries() {
    return new WebhookDeliveries(dataSource);
  }

  @Produces
  @Singleton
  WebhookSecrets secrets() {
    return new WebhookSecrets(dataSource, keys, secretFolder.map(Path::of));
  }

  @Produces
  @Singleton
  WebhookTargets targets() {
    return new WebhookTargets(loopback);
  }

  @Override
  public void contribute(EventSourcing.Builder builder) {
    builder.category(feedConsumer()).category(WebhookEndpoint.CATEGORY).follow(new WebhookView());
  }

  /** Behind the mechanism, whose handlers it uses. */
  void start(@Observes @Priority(5_000) StartupEvent event, MeterRegistry registry) {
    Gauge.builder("vigil.feed.consumers.silent", dataSource, FeedWiring::silent)
        .description("Open matters of a consumer of the feed that was not heard in time")
        .register(registry);
    Gauge.builder("vigil.feed.consumers", dataSource, FeedWiring::consumers)
        .description("Registered readers of the feed")
        .register(registry);
    Gauge.builder("vigil.webhooks", dataSource, FeedWiring::webhooks)
        .description("Registered webhook endpoints")
        .register(registry);
    Gauge.builder("vigil.webhooks.dead", dataSource, FeedWiring::dead)
        .description("Webhook endpoints that take nothing")
        .register(registry);
    if (follows) {
      EventSourcing running = mechanism.get().eventSourcing();
      WebhookSender sending =
          new WebhookSender(
              deliveries(),
              secrets(),
              targets(),
              tail.get(),
              json,
              clock,
              at -> rules.inForce(WEBHOOK_DEAD_AFTER, at),
              running.leases(),
              running.handler(WebhookEndpoint.CATEGORY));
      sender = sending;
      sending.start();
    }
  }

  void stop(@Observes @Priority(1) ShutdownEvent event) {
    WebhookSender running = sender;
    if (running != null) {
      running.close();
    }
  }

  private static double silent(DataSource database) {
    return count(
        database,
        "select count(*) from escalation where kind = '"
            + SignalKind.FEED_CONSUMER_SILENT
            + "' and status <> 'RESOLVED'");
  }

  /** A consumer's last event says whether it was taken out. */
  private static double consumers(DataSource database) {
    return count(
        database,
        "select count(*) from feed_cursor c where (select e.type from event e"
            + " where e.stream = 'feed-consumer/' || c.name order by e.version desc limit 1)"
            + " <> 'feed-consumer-retired.v1'");
  }

  private static double webhooks(DataSource database) {
    return count(database, "select count(*) from webhook_endpoint");
  }

  private static double dead(DataSource database) {
    return count(database, "select count(*) from webhook_endpoint where dead");
  }

  private static double count(DataSource database, String sql) {
    try {
      return Sql.list(database, sql, row -> row.getLong(1)).getFirst();
    } catch (StoreUnavailable _) {
      return Double.NaN;
    }
  }
}
