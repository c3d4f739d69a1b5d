package org.vigil.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.vigil.eventsourcing.lease.Leases;
import org.vigil.eventsourcing.seal.SealKey;
import org.vigil.eventsourcing.seal.SealKeys;
import org.vigil.eventsourcing.seal.Sealing;
import org.vigil.eventsourcing.seal.Verification;
import org.vigil.eventsourcing.seal.Verification.Verdict;
import org.vigil.eventsourcing.store.PostgresEventStore;

/** What sealing costs those who append, and how long a verification takes. */
final class SealBench {

  private static final SealKeys KEYS = SealKeys.of(SealKey.generate());
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private SealBench() {}

  /** What a seal's oldest event has waited for it, at the longest. */
  private static final String BEHIND =
      "select max(extract(epoch from s.sealed_at - e.recorded_at) * 1000) from seal s"
          + " join event e on e.position = s.first_position where s.first_position > ?";

  /**
   * A load on a log that is being sealed.
   *
   * @param behindMillis the longest time between an event and its signature
   */
  record Sealed(Load.Result load, long behindMillis) {}

  static Sealed append(DataSource dataSource, int writers, int millis) throws Exception {
    try (PostgresEventStore store = new PostgresEventStore(dataSource, InstantSource.system());
        Sealing sealing = sealing(store, dataSource)) {
      while (sealing.sealer().step() > 0) {
        // What the loads before have left is not what is measured here.
      }
      long from = sealing.sealedTo();
      sealing.start();
      Load.Result load = AppendBench.append(store, writers, millis);
      return new Sealed(load, behind(dataSource, from));
    }
  }

  private static long behind(DataSource dataSource, long from) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(BEHIND)) {
      statement.setLong(1, from);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** How long it took to seal and to verify all. */
  record Verified(double sealSeconds, double verifySeconds) {}

  static Verified verify(DataSource dataSource) throws Exception {
    try (PostgresEventStore store = new PostgresEventStore(dataSource, InstantSource.system());
        Sealing sealing = sealing(store, dataSource)) {
      long start = System.nanoTime();
      while (sealing.sealer().step() > 0) {
        // Until all is sealed.
      }
      long sealed = System.nanoTime();
      Verification found = sealing.verify(1, List.of(), PATIENCE).orElseThrow();
      long verified = System.nanoTime();
      if (found.verdict() != Verdict.INTACT || found.unsealed() > 0) {
        throw new IllegalStateException("an untouched log is " + found.verdict());
      }
      return new Verified((sealed - start) / 1e9, (verified - sealed) / 1e9);
    }
  }

  private static Sealing sealing(PostgresEventStore store, DataSource dataSource) {
    Leases leases = new Leases(dataSource, UUID.randomUUID().toString());
    return new Sealing("bench", store, dataSource, leases, KEYS, InstantSource.system(), Map.of());
  }
}
