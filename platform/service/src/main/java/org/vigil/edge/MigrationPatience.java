package org.vigil.edge;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Lets a second replica wait for the first one's migrations. Flyway itself gives up after fifty
 * seconds, which a slow machine needs for a new database, and the replica would start from the
 * beginning.
 */
@Singleton
class MigrationPatience implements FlywayConfigurationCustomizer {

  /** One a second: as long as a container may take to become healthy. */
  private static final int TRIES = 600;

  @Override
  public void customize(FluentConfiguration configuration) {
    configuration.lockRetryCount(TRIES);
  }
}
