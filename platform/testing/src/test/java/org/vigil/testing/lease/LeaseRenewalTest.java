package org.vigil.testing.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.eventsourcing.lease.Lease;
import org.vigil.eventsourcing.lease.Leases;
import org.vigil.testing.infra.PooledPostgres;
import org.vigil.testing.infra.RealPostgres;

/** Who waits for Kafka for longer than its lease lives keeps it, but not for ever. */
@Timeout(120)
class LeaseRenewalTest {

  private static final Duration LONGER = Leases.TIME_TO_LIVE.plusSeconds(2);
  private static final Duration SURELY = Leases.TIME_TO_LIVE.multipliedBy(4);

  private final DataSource database = PooledPostgres.to(RealPostgres.shared().createLog());
  private final Leases leases = new Leases(database, "one");
  private final Leases others = new Leases(database, "other");

  @Test
  void a_lease_lives_while_its_holder_waits_and_no_longer_afterwards() throws Exception {
    Lease lease = leases.take("relay").orElseThrow();

    try (var _ = leases.renewing(lease, Duration.ofMinutes(1))) {
      await().during(LONGER).atMost(SURELY).until(() -> others.take("relay").isEmpty());
    }
    await().atMost(SURELY).until(() -> others.take("relay").isPresent());
    assertThat(leases.take("relay")).isEmpty();
  }

  @Test
  void who_waits_for_longer_than_it_may_is_replaced() throws Exception {
    Lease lease = leases.take("relay").orElseThrow();

    try (var _ = leases.renewing(lease, Duration.ofMillis(1))) {
      await().atMost(SURELY).until(() -> others.take("relay").isPresent());
    }
    assertThat(leases.take("relay")).isEmpty();
  }

  @Test
  void a_lease_that_was_given_back_stays_given_back() throws SQLException {
    Lease lease = leases.take("relay").orElseThrow();
    Leases.Renewal renewal = leases.renewing(lease, Duration.ofMinutes(1));

    renewal.close();
    leases.release(lease);

    assertThat(others.take("relay")).isPresent();
  }
}
