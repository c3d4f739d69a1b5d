package org.vigil.eventsourcing.subject;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;
import org.vigil.eventsourcing.vault.MasterKeys;

/**
 * How a service keeps personal data.
 *
 * @param masterKeys what opens its vault
 * @param retention how long after its last use at an instant; then it is erased
 * @param services the services that share its people, without the service itself
 */
public record PersonalData(
    MasterKeys masterKeys, Function<Instant, Duration> retention, Set<String> services) {
  public PersonalData {
    services = Set.copyOf(services);
  }
}
