package org.vigil.eventsourcing.runtime;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.CommandContext;
import org.vigil.eventsourcing.CommandHandler;
import org.vigil.eventsourcing.EventLog;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.deadline.DeadlineRunner;
import org.vigil.eventsourcing.deadline.DeadlineRunner.Due;
import org.vigil.eventsourcing.intake.Intake;
import org.vigil.eventsourcing.intake.ReceivedLog;
import org.vigil.eventsourcing.lease.Leases;
import org.vigil.eventsourcing.projection.Follower;
import org.vigil.eventsourcing.projection.Followers;
import org.vigil.eventsourcing.projection.Parking;
import org.vigil.eventsourcing.projection.Rebuilds;
import org.vigil.eventsourcing.relay.Relay;
import org.vigil.eventsourcing.seal.SealKeys;
import org.vigil.eventsourcing.seal.Sealing;
import org.vigil.eventsourcing.store.Arrivals;
import org.vigil.eventsourcing.store.EventCatalog;
import org.vigil.eventsourcing.store.OwnLog;
import org.vigil.eventsourcing.store.PostgresEventStore;
import org.vigil.eventsourcing.store.StoreHandler;
import org.vigil.eventsourcing.subject.PersonalData;
import org.vigil.eventsourcing.subject.SubjectDataCommand;
import org.vigil.eventsourcing.subject.SubjectDataEvent;
import org.vigil.eventsourcing.vault.Vault;

/**
 * One service's running mechanism. Commands work from the moment it is built; what follows the logs
 * runs from {@link #start} on, or on the calling thread by {@link #drain}.
 */
public final class EventSourcing implements AutoCloseable {

  /** Enough for any chain of policies in a test; more is a loop. */
  private static final int MAX_DRAIN_ROUNDS = 10_000;

  private final @Nullable Forgetting forgetting;
  private final EventCatalog catalog;
  private final PostgresEventStore store;
  private final EventLog own;
  private final ReceivedLog received;
  private final Arrivals receivedArrivals = new Arrivals();
  private final Map<String, CategoryHandler<?, ?, ?>> handlers = new LinkedHashMap<>();
  private final Followers followers;
  private final DeadlineRunner deadlines;
  private final Parking parking;
  private final Leases leases;
  private final Rebuilds rebuilds;
  private final @Nullable Relay relay;
  private final @Nullable Intake intake;
  private final @Nullable Sealing sealing;

  private EventSourcing(Builder builder) {
    DataSource dataSource = builder.dataSource;
    this.forgetting =
        builder.personalData == null
            ? null
            : Forgetting.contribute(builder, builder.personalData, dataSource, builder.clock);
    this.catalog =
        EventCatalog.of(
            builder.service,
            builder.categories.stream().map(Category::events).toList(),
            forgetting == null ? null : forgetting.vault());
    this.store = new PostgresEventStore(dataSource, builder.clock);
    this.own = new OwnLog(store, catalog);
    builder.categories.forEach(category -> addHandler(category, builder.clock));
    Map<String, EventCatalog> foreign = new LinkedHashMap<>();
    builder.foreign.forEach((source, types) -> foreign.put(source, EventCatalog.of(source, types)));
    this.received = new ReceivedLog(dataSource, foreign, receivedArrivals);
    this.leases = new Leases(dataSource, UUID.randomUUID().toString());
    this.followers = new Followers(dataSource, leases);
    builder.projections.forEach(projection -> followers.add(projection, own));
    builder.receivedProjections.forEach(projection -> followers.add(projection, received));
    builder.policies.forEach(policy -> followers.add(policy, own, this::handler));
    builder.receivedPolicies.forEach(policy -> followers.add(policy, received, this::handler));
    this.deadlines = new DeadlineRunner(dataSource, builder.clock, this::fire);
    this.parking = new Parking(dataSource);
    this.rebuilds = new Rebuilds(dataSource, leases, followers);
    boolean withKafka = !builder.kafka.isEmpty();
    this.relay = withKafka ? new Relay(store, catalog, dataSource, leases, builder.kafka) : null;
    this.intake =
        withKafka && !foreign.isEmpty()
            ? new Intake(
                builder.service, foreign.keySet(), dataSource, builder.kafka, receivedArrivals)
            : null;
    this.sealing =
        builder.sealKeys == null
            ? null
            : new Sealing(
                builder.service,
                store,
                dataSource,
                leases,
                builder.sealKeys,
                builder.clock,
                builder.kafka);
  }

  /**
   * @param service the service's short name, {@code reporting}: the source of its events and the
   *     prefix of its topic
   */
  public static Builder builder(String service, DataSource dataSource, InstantSource clock) {
    return new Builder(service, dataSource, clock);
  }

  private record CategoryHandler<C, S, E>(
      Category<C, S, E> category, CommandHandler<C, S, E> handler) {

    void fire(Due due, CommandContext context) {
      C command = category.due().when(due.name(), due.dueAt());
      handler.handle(due.stream().key(), command, context);
    }
  }

  private <C, S, E> void addHandler(Category<C, S, E> category, InstantSource clock) {
    CategoryHandler<C, S, E> handler =
        new CategoryHandler<>(category, new StoreHandler<>(category, store, catalog, clock));
    if (handlers.put(category.name(), handler) != null) {
      throw new IllegalArgumentException("two categories are called " + category.name());
    }
  }

  private boolean fire(Due due, CommandContext context) {
    CategoryHandler<?, ?, ?> handler = handlers.get(due.stream().category());
    if (handler == null) {
      return false;
    }
    handler.fire(due, context);
    return true;
  }

  /** The handler of a category that was given to the builder. */
  @SuppressWarnings("unchecked")
  public <C, S, E> CommandHandler<C, S, E> handler(Category<C, S, E> category) {
    return (CommandHandler<C, S, E>) handler(category.name());
  }

  private CommandHandler<?, ?, ?> handler(String category) {
    CategoryHandler<?, ?, ?> handler = handlers.get(category);
    if (handler == null) {
      throw new IllegalArgumentException("not a category of this service: " + category);
    }
    return handler.handler();
  }

  /** The types of the service's own events. */
  public EventCatalog catalog() {
    return catalog;
  }

  /** What the service reads of each other service. */
  public Map<String, EventCatalog> reads() {
    return received.catalogs();
  }

  public PostgresEventStore store() {
    return store;
  }

  /** The service's own log. */
  public EventLog own() {
    return own;
  }

  /** What the service has received from the others. */
  public EventLog received() {
    return received;
  }

  /** Where the keys of people are; null where personal fields are stored in the clear. */
  public @Nullable Vault vault() {
    return forgetting == null ? null : forgetting.vault();
  }

  /**
   * The streams of what is decided about people's data, by their pseudonyms.
   *
   * @throws IllegalStateException where personal fields are stored in the clear
   */
  public Category<SubjectDataCommand, ?, SubjectDataEvent> subjects() {
    if (forgetting == null) {
      throw new IllegalStateException("nobody can be forgotten without a vault");
    }
    return forgetting.subjects();
  }

  /** Its projections and policies. */
  public Followers followers() {
    return followers;
  }

  public Parking parking() {
    return parking;
  }

  /** Views that are built anew while they serve. */
  public Rebuilds rebuilds() {
    return rebuilds;
  }

  public Leases leases() {
    return leases;
  }

  public DeadlineRunner deadlines() {
    return deadlines;
  }

  /** What publishes the log; null without Kafka. */
  public @Nullable Relay relay() {
    return relay;
  }

  /** What reads the other services; null without Kafka or where nothing is read. */
  public @Nullable Intake intake() {
    return intake;
  }

  /** What seals the log; null where no key was given. */
  public @Nullable Sealing sealing() {
    return sealing;
  }

  /** Starts the threads that follow the logs, fire deadlines, publish and receive. */
  public void start() {
    followers.start();
    rebuilds.start();
    deadlines.start();
    if (forgetting != null) {
      forgetting.start(this);
    }
    if (relay != null) {
      relay.start();
    }
    if (intake != null) {
      intake.start();
    }
    if (sealing != null) {
      sealing.start();
    }
  }

  /**
   * Lets all followers and due deadlines do their work on the calling thread until nothing is left
   * to do. For tests, instead of {@link #start}; it neither publishes nor receives.
   */
  public void drain() throws SQLException {
    int idle = 0;
    for (int round = 0; idle < 2; round++) {
      if (round == MAX_DRAIN_ROUNDS) {
        throw new IllegalStateException("the followers never come to rest");
      }
      boolean busy = followers.step();
      idle = busy || deadlines.fireDue() > 0 ? 0 : idle + 1;
    }
  }

  /** The position up to which a follower has come, by its name; 0 before its first event. */
  public long reached(String follower) {
    return named(follower).position();
  }

  /** Waits until a follower has come to a position of its log; false if it has not in time. */
  public boolean awaitReached(String follower, long position, Duration atMost)
      throws InterruptedException {
    return named(follower).await(position, atMost);
  }

  private Follower named(String follower) {
    return followers
        .named(follower)
        .orElseThrow(() -> new IllegalArgumentException("no such follower: " + follower));
  }

  @Override
  public void close() {
    if (intake != null) {
      intake.close();
    }
    if (forgetting != null) {
      forgetting.close();
    }
    deadlines.close();
    rebuilds.close();
    followers.close();
    if (sealing != null) {
      sealing.close();
    }
    if (relay != null) {
      relay.close();
    }
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
    private @Nullable SealKeys sealKeys;
    private @Nullable PersonalData personalData;

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

    /** Seals the log with these keys; without them it is not sealed. */
    public Builder seal(SealKeys keys) {
      sealKeys = keys;
      return this;
    }

    /** Encrypts personal fields and lets people be forgotten; without it neither is possible. */
    public Builder personalData(PersonalData how) {
      personalData = how;
      return this;
    }

    /**
     * @throws org.vigil.eventsourcing.vault.WrongMasterKey if the vault of personal data cannot be
     *     opened; nothing has been written then
     */
    public EventSourcing build() {
      return new EventSourcing(this);
    }
  }
}
