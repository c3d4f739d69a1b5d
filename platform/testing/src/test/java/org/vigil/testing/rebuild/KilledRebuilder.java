package org.vigil.testing.rebuild;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.vigil.eventsourcing.projection.Rebuild;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.testing.infra.PooledPostgres;

/**
 * A process that works on a rebuild and says on its standard output how far it is, to be killed at
 * any moment. Arguments: JDBC URL, user, password.
 */
final class KilledRebuilder {

  private static final PrintStream OUT =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

  private KilledRebuilder() {}

  public static void main(String[] arguments) throws Exception {
    DataSource database = PooledPostgres.to(arguments[0], arguments[1], arguments[2]);
    try (EventSourcing vigil = Shelves.replica(database, new ShelvesView())) {
      vigil.start();
      while (true) {
        Rebuild rebuild = vigil.rebuilds().newest().getFirst();
        OUT.println(rebuild.state() + " " + rebuild.position());
        LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      }
    }
  }
}
