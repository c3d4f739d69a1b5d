package org.vigil.eventsourcing.seal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.lease.Leases;
import org.vigil.eventsourcing.store.EventStore;
import org.vigil.eventsourcing.store.StoreUnavailable;

/** The sealed log of one service: seals it, witnesses the others, verifies and proves. */
public final class Sealing implements AutoCloseable {

  /** The name of the witness that is Kafka itself. */
  public static final String TOPIC_WITNESS = "kafka";

  private final DataSource dataSource;
  private final EventStore store;
  private final String service;
  private final Seals seals;
  private final Sealer sealer;
  private final Verifier verifier;
  private final Semaphore verifying = new Semaphore(1);
  private final @Nullable SealPublisher publisher;
  private final @Nullable SealWitness witness;

  /**
   * @param kafka client properties; empty for no Kafka, and then no witnesses
   */
  public Sealing(
      String service,
      EventStore store,
      DataSource dataSource,
      Leases leases,
      SealKeys keys,
      InstantSource clock,
      Map<String, Object> kafka) {
    this.dataSource = dataSource;
    this.store = store;
    this.service = service;
    this.seals = new Seals(dataSource, service);
    this.sealer = new Sealer(service, store, dataSource, leases, keys, clock, seals);
    this.verifier = new Verifier(dataSource, service, keys);
    boolean withKafka = !kafka.isEmpty();
    this.publisher = withKafka ? new SealPublisher(service, sealer, seals, kafka) : null;
    this.witness = withKafka ? new SealWitness(service, dataSource, keys, kafka) : null;
  }

  public Sealer sealer() {
    return sealer;
  }

  public Seals seals() {
    return seals;
  }

  /** What keeps the seals of the others; null without Kafka. */
  public @Nullable SealWitness witness() {
    return witness;
  }

  /** The public keys of this service. */
  public KeyChain keys() {
    return seals.keys(service);
  }

  /** The last position under a seal; 0 for none. */
  public long sealedTo() {
    return seals.newest().map(Seal::last).orElse(0L);
  }

  /** How many events have no seal yet. */
  public long unsealed() {
    long sealed = sealedTo();
    return Math.max(0, store.head() - sealed);
  }

  /** Why seals do not come about or do not travel; null while they do. */
  public @Nullable String lastError() {
    if (sealer.lastError() != null) {
      return sealer.lastError();
    }
    if (publisher != null && publisher.lastError() != null) {
      return publisher.lastError();
    }
    return witness == null ? null : witness.lastError();
  }

  /**
   * Reads the log again from the seal over a position on and compares it with its seals, with the
   * newest one on Kafka and with what witnesses have kept.
   *
   * @return empty while another verification runs: one is enough of a load
   */
  public Optional<Verification> verify(long from, List<Witnessed> witnesses, Duration atMost) {
    if (!verifying.tryAcquire()) {
      return Optional.empty();
    }
    try {
      List<Witnessed> all = new ArrayList<>(witnesses);
      // Before the snapshot, so that it cannot be newer than what the snapshot shows.
      Seal onTopic = witness == null ? null : witness.ownOnTopic();
      if (onTopic != null) {
        all.add(new Witnessed(TOPIC_WITNESS, onTopic));
      }
      return Optional.of(verifier.verify(from, all, atMost));
    } finally {
      verifying.release();
    }
  }

  /** The proof for an event; empty if there is no such event or no seal over it yet. */
  public Optional<InclusionProof> prove(UUID eventId) {
    try (Connection connection = dataSource.getConnection()) {
      Optional<LoggedEvent> event =
          events(connection, "id = ?", statement -> statement.setObject(1, eventId)).stream()
              .findFirst();
      if (event.isEmpty()) {
        return Optional.empty();
      }
      long position = event.get().position();
      Optional<Seal> covering = seals.covering(position);
      if (covering.isEmpty()) {
        return Optional.empty();
      }
      Seal seal = covering.get();
      List<byte[]> leaves =
          events(
                  connection,
                  "position between ? and ?",
                  statement -> {
                    statement.setLong(1, seal.first());
                    statement.setLong(2, seal.last());
                  })
              .stream()
              .map(LoggedEvent::leaf)
              .toList();
      if (leaves.size() != seal.last() - seal.first() + 1
          || !Sha256.hex(MerkleTree.root(leaves)).equals(seal.root())) {
        // What is no longer as it was signed cannot be proved; a verification says where.
        return Optional.empty();
      }
      List<byte[]> path = MerkleTree.path(leaves, (int) (position - seal.first()));
      return Optional.of(InclusionProof.of(event.get(), seal, path));
    } catch (SQLException e) {
      throw new StoreUnavailable(e);
    }
  }

  private interface Binder {
    void bind(PreparedStatement statement) throws SQLException;
  }

  private static List<LoggedEvent> events(Connection connection, String condition, Binder binder)
      throws SQLException {
    List<LoggedEvent> events = new ArrayList<>();
    connection.setAutoCommit(false);
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select "
                + LoggedEvent.COLUMNS
                + " from event where "
                + condition
                + " order by position limit "
                + Seal.MAX_EVENTS)) {
      statement.setFetchSize(1_000);
      binder.bind(statement);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          events.add(LoggedEvent.read(rows));
        }
      }
      connection.commit();
      return events;
    } finally {
      if (!connection.isClosed()) {
        connection.setAutoCommit(true);
      }
    }
  }

  /** Starts sealing, announcing and witnessing. */
  public void start() {
    sealer.start();
    if (publisher != null) {
      publisher.start();
    }
    if (witness != null) {
      witness.start();
    }
  }

  @Override
  public void close() {
    if (publisher != null) {
      publisher.close();
    }
    if (witness != null) {
      witness.close();
    }
    sealer.close();
  }
}
