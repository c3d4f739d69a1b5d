package org.vigil.testing.store;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.vigil.eventsourcing.CommandKey;
import org.vigil.eventsourcing.StreamId;
import org.vigil.eventsourcing.store.Append;
import org.vigil.eventsourcing.store.AppendResult.Appended;
import org.vigil.eventsourcing.store.AppendResult.KeyTaken;
import org.vigil.eventsourcing.store.AppendResult.VersionConflict;
import org.vigil.eventsourcing.store.PostgresEventStore;
import org.vigil.eventsourcing.store.UuidV7;
import org.vigil.testing.infra.PooledPostgres;

/**
 * A process that appends from 16 threads and says each answered command on its standard output, to
 * be killed at any moment. Arguments: JDBC URL, user, password, first number.
 */
final class KilledWriter {

  private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

  private static final PrintStream OUT =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

  private KilledWriter() {}

  public static void main(String[] arguments) throws Exception {
    DataSource database = PooledPostgres.to(arguments[0], arguments[1], arguments[2]);
    int first = Integer.parseInt(arguments[3]);
    try (PostgresEventStore store = new PostgresEventStore(database, InstantSource.system())) {
      for (int writer = 0; writer < 16; writer++) {
        int offset = writer;
        Thread.ofVirtual()
            .start(
                () -> {
                  for (int n = first + offset; ; n += 16) {
                    say(append(store, "command-" + n));
                  }
                });
      }
      Thread.currentThread().join();
    }
  }

  /** Appends one event under a key of its own; the name, or what was wrong with it. */
  static String append(PostgresEventStore store, String name) {
    CommandKey key = CommandKey.of("writer", name, BODY);
    Append append =
        new Append(
            new StreamId("thing", name),
            0,
            key,
            List.of(new Append.NewEvent(UuidV7.at(0), "x.v1", BODY, BODY)),
            List.of());
    return switch (store.append(append)) {
      case Appended _, KeyTaken _ -> name;
      case VersionConflict _ -> "conflict " + name;
    };
  }

  private static void say(String line) {
    OUT.println(line);
  }
}
