package org.vigil.testing.infra;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Connections that are kept, by the pool that the services have. A plain one costs a process of the
 * server each time, which in a story of thousands of short transactions is nearly all of its time.
 */
public final class PooledPostgres {

  /** More than any test has callers, and far from what the server allows. */
  private static final int CONNECTIONS = 30;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** So that a pool that nobody closes holds no processes of the server. */
  private static final Duration IDLE = Duration.ofSeconds(10);

  private PooledPostgres() {}

  /** A pool to one database, none of it open yet. */
  public static AgroalDataSource to(RealPostgres.Database database) {
    return to(database.jdbcUrl(), database.user(), database.password());
  }

  /** The same for a process that is told where the database is. */
  public static AgroalDataSource to(String jdbcUrl, String user, String password) {
    try {
      return AgroalDataSource.from(
          new AgroalDataSourceConfigurationSupplier()
              .connectionPoolConfiguration(
                  pool ->
                      pool.maxSize(CONNECTIONS)
                          .acquisitionTimeout(PATIENCE)
                          .reapTimeout(IDLE)
                          .connectionFactoryConfiguration(
                              to ->
                                  to.jdbcUrl(jdbcUrl)
                                      .jdbcProperty("reWriteBatchedInserts", "true")
                                      .principal(new NamePrincipal(user))
                                      .credential(new SimplePassword(password)))));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
