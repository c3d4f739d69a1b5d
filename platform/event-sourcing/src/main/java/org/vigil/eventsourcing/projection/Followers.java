package org.vigil.eventsourcing.projection;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import javax.sql.DataSource;
import org.vigil.eventsourcing.CommandHandler;
import org.vigil.eventsourcing.EventLog;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.lease.Leases;

/** All that follows the logs of one service: its projections and its policies. */
public final class Followers implements AutoCloseable {

  /**
   * So many views take a step at once, and so many policies. Each holds up to two connections, one
   * of them for the whole step, and a service's pool has 40: fewer than half of those are held, and
   * the others are for calls. A service has up to a hundred followers, which all ask at once when
   * it starts and when it takes over from another replica.
   */
  public static final int AT_ONCE = 8;

  private record Entry(Follower follower, Digest digest) {}

  /** A view that serves: what builds it and what follows for it. */
  public record View(Projection projection, Follower follower) {}

  private final DataSource dataSource;
  private final Leadership leadership;
  private final List<Entry> entries = new ArrayList<>();
  private final List<View> views = new ArrayList<>();

  /** Fair, so that a follower waits for no more than a step of each of the others. */
  private final Semaphore placesOfViews = new Semaphore(AT_ONCE, true);

  /** Of their own: a policy may wait for a view, which must get on meanwhile. */
  private final Semaphore placesOfPolicies = new Semaphore(AT_ONCE, true);

  public Followers(DataSource dataSource, Leases leases) {
    this.dataSource = dataSource;
    this.leadership = new Leadership(dataSource, leases);
  }

  /** The name of a follower: a projection's or policy's own, with the log if it is not the own. */
  public static String name(String subject, EventLog log) {
    return log.name().equals("own") ? subject : subject + "@" + log.name();
  }

  public void add(Projection projection, EventLog log) {
    String name = name(projection.name(), log);
    Digest digest = new Digest.OfProjection(name, projection, dataSource);
    Follower follower = add(name, log, digest, placesOfViews);
    if (!projection.tables().isEmpty()) {
      views.add(new View(projection, follower));
    }
  }

  public void add(Policy policy, EventLog log, Function<String, CommandHandler<?, ?, ?>> handlers) {
    String name = name(policy.name(), log);
    add(name, log, new PolicyDigest(name, policy, dataSource, handlers), placesOfPolicies);
  }

  private Follower add(String name, EventLog log, Digest digest, Semaphore places) {
    if (named(name).isPresent()) {
      throw new IllegalArgumentException("two followers are called " + name);
    }
    Follower follower = new Follower(name, log, dataSource, leadership, digest, places);
    entries.add(new Entry(follower, digest));
    return follower;
  }

  public List<Follower> all() {
    return entries.stream().map(Entry::follower).toList();
  }

  /** What can be built anew. */
  public List<View> views() {
    return List.copyOf(views);
  }

  public Optional<Follower> named(String name) {
    return all().stream().filter(follower -> follower.name().equals(name)).findFirst();
  }

  /**
   * Tries a parked stream again.
   *
   * @return whether it is parked no longer
   */
  public boolean retry(String follower, String stream) throws SQLException {
    for (Entry entry : entries) {
      if (entry.follower.name().equals(follower)) {
        return entry.digest.retry(entry.follower.log(), stream);
      }
    }
    return false;
  }

  public void start() {
    all().forEach(Follower::start);
  }

  /** Waits until each has begun, see {@link Follower#awaitBegun}; false if one has not in time. */
  public boolean awaitBegun(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    for (Follower follower : all()) {
      if (!follower.awaitBegun(Duration.ofNanos(end - System.nanoTime()))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Lets every follower, one after the other, do one batch on the calling thread; whether any had
   * something to do.
   */
  public boolean step() throws SQLException {
    List<Follower> all = all();
    all.forEach(Follower::wish);
    boolean busy = false;
    for (Follower follower : all) {
      busy |= follower.step();
    }
    return busy;
  }

  /** All at once: each may be asleep for a second. */
  @Override
  public void close() {
    try (ExecutorService closing = Executors.newVirtualThreadPerTaskExecutor()) {
      all().forEach(follower -> closing.execute(follower::close));
    }
  }
}
