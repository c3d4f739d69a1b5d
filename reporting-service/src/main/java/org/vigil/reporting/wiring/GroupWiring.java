package org.vigil.reporting.wiring;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.vigil.edge.Capability;
import org.vigil.edge.Policies;
import org.vigil.edge.PolicyDefault;
import org.vigil.edge.PolicyDefaults;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.reporting.parameter.domain.Rule;
import org.vigil.reporting.parameter.domain.Rules;
import org.vigil.reporting.wiring.GroupParts.Surroundings;

/** The leading group's own duties as beans. */
@ApplicationScoped
class GroupWiring implements Capability {

  private final AgroalDataSource dataSource;
  private final Policies policies;
  private final PolicyDefaults defaults;
  private final String office;
  private final ZoneId zone;

  @Inject
  GroupWiring(
      AgroalDataSource dataSource,
      Policies policies,
      PolicyDefaults defaults,
      @ConfigProperty(name = "vigil.office-department", defaultValue = "BGS") String office,
      ZoneId zone) {
    this.dataSource = dataSource;
    this.policies = policies;
    this.defaults = defaults;
    this.office = office;
    this.zone = zone;
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

  @Override
  public void contribute(EventSourcing.Builder builder) {
    GroupParts.contribute(builder, new Surroundings(dataSource, rules(), this::gaps, office, zone));
  }
}
