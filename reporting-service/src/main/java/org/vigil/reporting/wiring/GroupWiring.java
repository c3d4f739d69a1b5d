package org.vigil.reporting.wiring;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.vigil.edge.Capability;
import org.vigil.edge.Mechanism;
import org.vigil.edge.Policies;
import org.vigil.edge.PolicyDefault;
import org.vigil.edge.PolicyDefaults;
import org.vigil.eventsourcing.CommandHandler.Busy;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.reporting.escalation.view.Holders;
import org.vigil.reporting.parameter.domain.Rule;
import org.vigil.reporting.parameter.domain.Rules;
import org.vigil.reporting.wiring.GroupParts.Surroundings;

/** The leading group's own duties as beans. */
@ApplicationScoped
class GroupWiring implements Capability {

  /** How long a policy waits for a view of its own service, which is milliseconds behind. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final AgroalDataSource dataSource;
  private final Policies policies;
  private final PolicyDefaults defaults;
  private final String office;
  private final ZoneId zone;
  private final Instance<Mechanism> mechanism;

  @Inject
  GroupWiring(
      AgroalDataSource dataSource,
      Policies policies,
      PolicyDefaults defaults,
      @ConfigProperty(name = "vigil.office-department", defaultValue = "BGS") String office,
      ZoneId zone,
      Instance<Mechanism> mechanism) {
    this.dataSource = dataSource;
    this.policies = policies;
    this.defaults = defaults;
    this.office = office;
    this.zone = zone;
    this.mechanism = mechanism;
  }

  /** What a finding cites: the version that was decided, or the default as such. */
  @Produces
  @Singleton
  Rules rules() {
    return (name, at) ->
        policies
            .inForce(name, at)
            .map(
                version ->
                    new Rule(
                        name,
                        version.value(),
                        version.effectiveFrom(),
                        version.approver(),
                        version.source()))
            .orElseGet(() -> Rule.byDefault(name, policies.value(name, at)));
  }

  private List<String> gaps(Instant at) {
    return defaults.all().stream()
        .map(PolicyDefault::name)
        .filter(name -> policies.inForce(name, at).isEmpty())
        .sorted()
        .toList();
  }

  private void caughtUp(String projection, long position) {
    try {
      if (!mechanism.get().eventSourcing().awaitReached(projection, position, PATIENCE)) {
        throw new Busy("a view is behind");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Busy("interrupted");
    }
  }

  @Override
  public void contribute(EventSourcing.Builder builder) {
    GroupParts.contribute(
        builder,
        new Surroundings(
            dataSource,
            this::caughtUp,
            rules(),
            this::gaps,
            new Holders(dataSource)::staffing,
            office,
            zone));
  }
}
