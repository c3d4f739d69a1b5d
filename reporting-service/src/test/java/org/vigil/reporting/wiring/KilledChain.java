package org.vigil.reporting.wiring;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.time.InstantSource;
import java.util.Set;
import javax.sql.DataSource;
import org.vigil.reporting.escalation.domain.Staffing;

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
    DataSource database = database(arguments[0], arguments[1], arguments[2]);
    try (ChainOnPostgres chain =
        new ChainOnPostgres(database, InstantSource.system(), new Staffing(Set.of(), true, true))) {
      chain.eventSourcing.start();
      OUT.println(STARTED);
      Thread.currentThread().join();
    }
  }

  /** Opens a connection whenever it is asked for one, and can do nothing else. */
  private static DataSource database(String url, String user, String password) {
    return (DataSource)
        Proxy.newProxyInstance(
            KilledChain.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (_, method, _) -> {
              if (method.getName().equals("getConnection")) {
                return DriverManager.getConnection(url, user, password);
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }
}
