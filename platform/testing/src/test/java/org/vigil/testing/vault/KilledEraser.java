package org.vigil.testing.vault;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.vigil.eventsourcing.CommandContext;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.eventsourcing.subject.SubjectDataCommand.EraseSubject;
import org.vigil.eventsourcing.subject.SubjectDataEvent.ErasureReason;
import org.vigil.eventsourcing.vault.MasterKeys;
import org.vigil.testing.infra.PooledPostgres;

/**
 * A process that writes cards of ever new people, forgets every second of them at once and says who
 * was answered, to be killed at any moment. Arguments: JDBC URL, user, password, round.
 */
final class KilledEraser {

  private static final int WRITERS = 8;

  private static final PrintStream OUT =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

  private KilledEraser() {}

  public static void main(String[] arguments) throws Exception {
    DataSource database = PooledPostgres.to(arguments[0], arguments[1], arguments[2]);
    MasterKeys keys = MasterKeys.of(ForgettingTest.MASTER_KEY, List.of());
    EventSourcing vigil = ForgettingTest.builder(database, InstantSource.system(), keys).build();
    vigil.start();
    for (int writer = 0; writer < WRITERS; writer++) {
      String prefix = arguments[3] + "-" + writer + "-";
      Thread.ofVirtual()
          .start(
              () -> {
                for (int n = 0; ; n++) {
                  one(vigil, prefix + n, n % 2 == 0);
                }
              });
    }
    Thread.currentThread().join();
  }

  private static void one(EventSourcing vigil, String person, boolean forgotten) {
    vigil.handler(Card.CATEGORY).handle(person, Card.of(person), context());
    if (forgotten) {
      EraseSubject erase =
          new EraseSubject(
              person,
              UUID.randomUUID().toString(),
              ErasureReason.REQUESTED_BY_THE_PERSON,
              "office",
              "cards",
              false,
              java.time.Instant.now());
      vigil.handler(vigil.subjects()).handle(person, erase, context());
    }
    OUT.println((forgotten ? "forgotten " : "kept ") + person);
  }

  private static CommandContext context() {
    return CommandContext.of("me", UUID.randomUUID());
  }
}
