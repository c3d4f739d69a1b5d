package org.vigil.testing.store;

import java.time.InstantSource;
import javax.sql.DataSource;
import org.vigil.eventsourcing.store.EventStore;
import org.vigil.eventsourcing.store.PostgresEventStore;
import org.vigil.testing.StoreConformance;
import org.vigil.testing.infra.PooledPostgres;
import org.vigil.testing.infra.RealPostgres;

class PostgresEventStoreTest extends StoreConformance {

  @Override
  protected DataSource freshDatabase() {
    return PooledPostgres.to(RealPostgres.shared().createLog());
  }

  @Override
  protected DataSource otherDatabase() {
    return PooledPostgres.to(RealPostgres.shared().createDatabase());
  }

  @Override
  protected EventStore open(DataSource database) {
    return new PostgresEventStore(database, InstantSource.system());
  }

  @Override
  protected void close(EventStore store) {
    ((PostgresEventStore) store).close();
  }
}
