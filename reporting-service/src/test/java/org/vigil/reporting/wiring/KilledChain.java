package org.vigil.reporting.wiring;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Set;
import javax.sql.DataSource;
import org.vigil.reporting.escalation.domain.Staffing;
import org.vigil.testing.infra.PooledPostgres;

/**
 * A replica of the chain as a process of its own, to be killed at any moment. Arguments: JDBC URL,
 * user, password.
 */
final class KilledChain {

  /** What it says once it follows. */
  static final String STARTED = "started";

  private static final PrintStream OUT =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

  private KilledChain() {}

  public static void main(String[] arguments) throws InterruptedException {
    DataSource database = PooledPostgres.to(arguments[0], arguments[1], arguments[2]);
    try (ChainOnPostgres chain =
        new ChainOnPostgres(database, InstantSource.system(), new Staffing(Set.of(), true, true))) {
      chain.eventSourcing.start();
      OUT.println(STARTED);
      Thread.currentThread().join();
    }
  }
}
