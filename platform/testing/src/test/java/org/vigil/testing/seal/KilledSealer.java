package org.vigil.testing.seal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.sql.DataSource;
import org.vigil.eventsourcing.seal.SealKey;
import org.vigil.eventsourcing.seal.SealKeys;
import org.vigil.testing.infra.PooledPostgres;

/**
 * A process that appends from eight threads and seals, and says each position that it has sealed
 * to, to be killed at any moment. Arguments: JDBC URL, user, password, key.
 */
final class KilledSealer {

  private static final PrintStream OUT =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

  private KilledSealer() {}

  public static void main(String[] arguments) throws Exception {
    DataSource database = PooledPostgres.to(arguments[0], arguments[1], arguments[2]);
    SealKeys keys = SealKeys.of(SealKey.parse(arguments[3]));
    try (SealedLog log = new SealedLog("counting", database, keys, Map.of())) {
      for (int writer = 0; writer < 8; writer++) {
        Thread.ofVirtual().start(() -> log.append(Integer.MAX_VALUE));
      }
      while (true) {
        if (log.sealing.sealer().step() > 0) {
          OUT.println(log.sealing.sealedTo());
        }
      }
    }
  }
}
