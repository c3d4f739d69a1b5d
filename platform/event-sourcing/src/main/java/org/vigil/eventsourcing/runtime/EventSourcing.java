package org.vigil.eventsourcing.runtime;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.CommandHandler;
import org.vigil.eventsourcing.EventLog;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.store.EventCatalog;
import org.vigil.eventsourcing.store.EventStore;
import org.vigil.eventsourcing.store.OwnLog;
import org.vigil.eventsourcing.store.PostgresEventStore;
import org.vigil.eventsourcing.store.StoreHandler;

/** One service's running mechanism. */
public final class EventSourcing implements AutoCloseable {

  private final EventCatalog catalog;
  private final PostgresEventStore store;
  private final EventLog own;
  private final Map<String, StoreHandler<?, ?, ?>> handlers = new LinkedHashMap<>();

  private EventSourcing(Builder builder) {
    this.catalog =
        EventCatalog.of(
            builder.service, builder.categories.stream().map(Category::events).toList());
    this.store = new PostgresEventStore(builder.dataSource, builder.clock);
    this.own = new OwnLog(store, catalog);
    builder.categories.forEach(category -> addHandler(category, builder.clock));
  }

  /**
   * @param service the service's short name, {@code reporting}: the source of its events and the
   *     prefix of its topic
   */
  public static Builder builder(String service, DataSource dataSource, InstantSource clock) {
    return new Builder(service, dataSource, clock);
  }

  private <C, S, E> void addHandler(Category<C, S, E> category, InstantSource clock) {
    if (handlers.put(category.name(), new StoreHandler<>(category, store, catalog, clock))
        != null) {
      throw new IllegalArgumentException("two categories are called " + category.name());
    }
  }

  /** The handler of a category that was given to the builder. */
  @SuppressWarnings("unchecked")
  public <C, S, E> CommandHandler<C, S, E> handler(Category<C, S, E> category) {
    return (CommandHandler<C, S, E>) handler(category.name());
  }

  private CommandHandler<?, ?, ?> handler(String category) {
    StoreHandler<?, ?, ?> handler = handlers.get(category);
    if (handler == null) {
      throw new IllegalArgumentException("not a category of this service: " + category);
    }
    return handler;
  }

  /** The types of the service's own events. */
  public EventCatalog catalog() {
    return catalog;
  }

  public EventStore store() {
    return store;
  }

  /** The service's own log. */
  public EventLog own() {
    return own;
  }

  /** Starts the threads that follow the logs. */
  public void start() {}

  /** The position up to which a follower has come, by its name; 0 before its first event. */
  public long reached(String follower) {
    return 0;
  }

  /** Waits until a follower of the own log has come to a position; false if it has not in time. */
  public boolean awaitReached(String follower, long position, Duration atMost) {
    return true;
  }

  @Override
  public void close() {
    store.close();
  }

  /** What a service consists of. */
  public static final class Builder {

    private final String service;
    private final DataSource dataSource;
    private final InstantSource clock;
    private final List<Category<?, ?, ?>> categories = new ArrayList<>();
    private final Map<String, List<Class<?>>> foreign = new LinkedHashMap<>();
    private final List<Projection> projections = new ArrayList<>();
    private final List<Projection> receivedProjections = new ArrayList<>();
    private final List<Policy> policies = new ArrayList<>();
    private final List<Policy> receivedPolicies = new ArrayList<>();
    private Map<String, Object> kafka = Map.of();

    private Builder(String service, DataSource dataSource, InstantSource clock) {
      this.service = service;
      this.dataSource = dataSource;
      this.clock = clock;
    }

    public Builder category(Category<?, ?, ?> category) {
      categories.add(category);
      return this;
    }

    /** Reads these events of another service, as records of this service's own. */
    public Builder reads(String source, Class<?>... events) {
      foreign.computeIfAbsent(source, _ -> new ArrayList<>()).addAll(List.of(events));
      return this;
    }

    public Builder follow(Projection projection) {
      projections.add(projection);
      return this;
    }

    public Builder followReceived(Projection projection) {
      receivedProjections.add(projection);
      return this;
    }

    public Builder react(Policy policy) {
      policies.add(policy);
      return this;
    }

    public Builder reactReceived(Policy policy) {
      receivedPolicies.add(policy);
      return this;
    }

    /** Client properties of Kafka, at least {@code bootstrap.servers}; none for no Kafka. */
    public Builder kafka(Map<String, Object> properties) {
      kafka = Map.copyOf(properties);
      return this;
    }

    public EventSourcing build() {
      return new EventSourcing(this);
    }
  }
}
