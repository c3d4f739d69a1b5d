package org.vigil.eventsourcing.seal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigil.eventsourcing.lease.Lease;
import org.vigil.eventsourcing.lease.Leases;
import org.vigil.eventsourcing.loop.Loop;
import org.vigil.eventsourcing.store.EventStore;

/**
 * Seals what has been committed, off the commit's path, on the replica that holds the lease. A seal
 * is one insert that must follow the newest seal and is durable before it counts, so a sealer may
 * die or be doubled at any moment: the next one goes on behind the newest row.
 */
public final class Sealer implements AutoCloseable {

  /** The name of its lease. */
  public static final String NAME = "sealer";

  /** A seal costs a sync; five a second leave the disk to the appends and are well in time. */
  private static final Duration PACE = Duration.ofMillis(200);

  /** What this process wrote comes at once; what another replica wrote is seen after this. */
  private static final Duration IDLE_POLL = Duration.ofMillis(100);

  private static final int FETCH = 1_000;
  private static final long RENEW_NANOS = Leases.TIME_TO_LIVE.toNanos() / 3;
  private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);

  /** What stands behind the head is no part of the log and must not get a signature. */
  private static final String EVENTS =
      "select "
          + LoggedEvent.COLUMNS
          + " from event where position > ? and position <= (select position from log_head)"
          + " order by position limit "
          + Seal.MAX_EVENTS;

  private final String service;
  private final EventStore store;
  private final DataSource dataSource;
  private final Leases leases;
  private final SealKeys keys;
  private final InstantSource clock;
  private final Seals seals;

  private @Nullable Lease lease;
  private long renewedAt;
  private volatile @Nullable Seal newest;
  private volatile boolean leading;

  private final Loop loop =
      new Loop(
          Thread.ofPlatform().name("sealer").daemon(),
          Duration.ofMillis(50),
          Duration.ofMillis(2_000),
          this::turn,
          this::failed,
          this::resign);

  Sealer(
      String service,
      EventStore store,
      DataSource dataSource,
      Leases leases,
      SealKeys keys,
      InstantSource clock,
      Seals seals) {
    this.service = service;
    this.store = store;
    this.dataSource = dataSource;
    this.leases = leases;
    this.keys = keys;
    this.clock = clock;
    this.seals = seals;
  }

  /** The log cannot be sealed until a person has acted; the message says how. */
  static final class Stuck extends Loop.Explained {
    private static final long serialVersionUID = 1L;

    Stuck(String message) {
      super(message);
    }
  }

  /** Whether this replica is the one that seals. */
  public boolean leading() {
    return leading;
  }

  /** Why it does not get on, without content; null while it does. */
  public @Nullable String lastError() {
    return loop.lastError();
  }

  /** The newest seal, as the sealing replica knows it; null on the others and for an empty log. */
  @Nullable Seal newest() {
    return leading ? newest : null;
  }

  void start() {
    loop.start();
  }

  private void turn() throws SQLException, InterruptedException {
    long started = System.nanoTime();
    int sealed = step();
    if (!leading) {
      Thread.sleep(Leases.TIME_TO_LIVE.dividedBy(5));
    } else if (sealed == 0) {
      store.await(sealedTo(), IDLE_POLL);
    } else if (sealed < Seal.MAX_EVENTS) {
      Thread.sleep(PACE.minusNanos(Math.min(PACE.toNanos(), System.nanoTime() - started)));
    }
  }

  private void failed(Exception e) {
    resign();
    String error = Loop.describe(e);
    if (!error.equals(loop.lastError())) {
      LOG.atError().addKeyValue("error", error).log("The log cannot be sealed; trying again");
    }
  }

  /**
   * Puts what is not sealed yet under one seal, on the calling thread.
   *
   * @return how many events that were; 0 also where another replica leads
   */
  public int step() throws SQLException {
    Lease held = lead();
    if (held == null) {
      return 0;
    }
    List<byte[]> leaves = leavesBehind(sealedTo());
    if (leaves.isEmpty()) {
      return 0;
    }
    Seal before = newest;
    Seal seal =
        Seal.sign(
            service,
            sealedTo() + 1,
            sealedTo() + leaves.size(),
            Sha256.hex(MerkleTree.root(leaves)),
            before == null ? Seal.NONE : before.hash(),
            clock.instant(),
            keys.current());
    if (!seals.add(seal, leaves, held)) {
      resign();
      return 0;
    }
    newest = seal;
    return leaves.size();
  }

  private long sealedTo() {
    Seal seal = newest;
    return seal == null ? 0 : seal.last();
  }

  private @Nullable Lease lead() throws SQLException {
    Lease held = lease;
    if (held != null && System.nanoTime() - renewedAt < RENEW_NANOS) {
      return held;
    }
    long asked = System.nanoTime();
    Lease taken = leases.take(NAME).orElse(null);
    renewedAt = asked;
    if (taken != null && (held == null || held.epoch() != taken.epoch())) {
      newest = seals.newest().orElse(null);
      useKey();
    }
    lease = taken;
    leading = taken != null;
    return taken;
  }

  /** Makes sure that the key of this process is the one whose turn it is. */
  private void useKey() throws SQLException {
    KeyChain chain = seals.keys(service);
    SealKey current = keys.current();
    SealKey previous = keys.previous();
    KeyChain.Key key;
    if (chain.isEmpty() && newest == null) {
      key = KeyChain.first(current);
    } else if (chain.isEmpty()) {
      throw new Stuck("the log is sealed but its public keys are gone from seal_key");
    } else if (chain.newest().id().equals(current.id())) {
      return;
    } else if (previous != null && chain.newest().id().equals(previous.id())) {
      key = KeyChain.introduce(service, current, sealedTo() + 1, previous);
    } else {
      throw new Stuck(
          "the log is sealed with key %s but this process has key %s; to rotate, give the old key as vigil.seal.previous-key"
              .formatted(chain.newest().id(), current.id()));
    }
    try (Connection connection = dataSource.getConnection()) {
      Seals.addKey(connection, service, chain.keys().size() + 1, key);
    }
    LOG.atInfo()
        .addKeyValue("key", key.id())
        .addKeyValue("from", key.from())
        .log("A new key seals the log");
  }

  private List<byte[]> leavesBehind(long position) throws SQLException {
    List<byte[]> leaves = new ArrayList<>();
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement statement = connection.prepareStatement(EVENTS)) {
        statement.setFetchSize(FETCH);
        statement.setLong(1, position);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            LoggedEvent event = LoggedEvent.read(rows);
            if (event.position() != position + leaves.size() + 1) {
              throw new Stuck("position " + (position + leaves.size() + 1) + " is not in the log");
            }
            leaves.add(event.leaf());
          }
        }
        connection.commit();
      } finally {
        if (!connection.isClosed()) {
          connection.setAutoCommit(true);
        }
      }
    }
    return leaves;
  }

  private void resign() {
    leading = false;
    Lease held = lease;
    lease = null;
    if (held != null) {
      try {
        leases.release(held);
      } catch (SQLException _) {
        // It expires by itself.
      }
    }
  }

  @Override
  public void close() {
    loop.close();
  }
}
