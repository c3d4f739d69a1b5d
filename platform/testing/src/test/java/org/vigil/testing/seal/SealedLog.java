package org.vigil.testing.seal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.vigil.eventsourcing.CommandContext;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.eventsourcing.seal.Seal;
import org.vigil.eventsourcing.seal.SealKeys;
import org.vigil.eventsourcing.seal.Sealing;
import org.vigil.eventsourcing.seal.Verification;
import org.vigil.eventsourcing.seal.Witnessed;
import org.vigil.testing.store.Counter;
import org.vigil.testing.store.Counter.Add;

/** A log that a test writes, seals, spoils and verifies. */
final class SealedLog implements AutoCloseable {

  private static final Instant LATER = Instant.parse("2030-01-01T00:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  final EventSourcing vigil;
  final Sealing sealing;
  private final DataSource database;

  SealedLog(String service, DataSource database, SealKeys keys, Map<String, Object> kafka) {
    this.database = database;
    this.vigil =
        EventSourcing.builder(service, database, InstantSource.system())
            .category(Counter.CATEGORY)
            .kafka(kafka)
            .seal(keys)
            .build();
    this.sealing = Objects.requireNonNull(vigil.sealing());
  }

  /** Appends events, each on a stream of its own. */
  void append(int events) {
    for (int i = 0; i < events; i++) {
      CommandContext context = CommandContext.of("me", UUID.randomUUID());
      String shelf = UUID.randomUUID().toString();
      vigil.handler(Counter.CATEGORY).handle(shelf, new Add(1, LATER), context);
    }
  }

  /** Puts what is not sealed yet under a seal. */
  Seal seal() throws SQLException {
    sealing.sealer().step();
    return sealing.seals().newest().orElseThrow();
  }

  Verification verify(Witnessed... witnesses) {
    return sealing.verify(1, List.of(witnesses), PATIENCE).orElseThrow();
  }

  /** What somebody does who has got at the database. */
  void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() {
    vigil.close();
  }
}
