package org.vigil.disinfection.wiring;

import static org.vigil.edge.PolicyDefault.Kind.DURATION;
import static org.vigil.edge.PolicyDefault.Kind.TIME_OF_DAY;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.vigil.disinfection.round.api.Zones.Rules;
import org.vigil.disinfection.round.domain.CountingRules;
import org.vigil.disinfection.round.domain.Zone;
import org.vigil.disinfection.round.domain.ZoneCommand;
import org.vigil.disinfection.round.domain.ZoneCommand.ReplanDay;
import org.vigil.disinfection.round.domain.ZoneDecider;
import org.vigil.disinfection.round.domain.ZoneEvent;
import org.vigil.disinfection.round.policy.WhenCountingRulesChangeReplanOpenDays;
import org.vigil.disinfection.round.view.RoundView;
import org.vigil.edge.Capability;
import org.vigil.edge.Mechanism;
import org.vigil.edge.Policies;
import org.vigil.edge.PolicyDefault;
import org.vigil.edge.PolicyDefaults;
import org.vigil.edge.PolicyParameterDecided;
import org.vigil.edge.PolicyParametersView;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.CommandHandler.Busy;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.eventsourcing.runtime.EventSourcing;

/** What disinfection-service consists of. */
@ApplicationScoped
class DisinfectionWiring implements Capability {

  private static final String SPACING = "disinfection.round-spacing";
  private static final String MARGIN = "disinfection.at-risk-margin";
  private static final String CLOSES_AT = "disinfection.day-closes-at";
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final AgroalDataSource dataSource;
  private final Policies policies;
  private final Instance<Mechanism> mechanism;
  private final ZoneId zone;
  private final InstantSource clock;

  @Inject
  DisinfectionWiring(
      AgroalDataSource dataSource,
      Policies policies,
      Instance<Mechanism> mechanism,
      ZoneId zone,
      InstantSource clock) {
    this.dataSource = dataSource;
    this.policies = policies;
    this.mechanism = mechanism;
    this.zone = zone;
    this.clock = clock;
  }

  @Produces
  @Singleton
  PolicyDefaults parameters() {
    return new PolicyDefaults(
        List.of(
            new PolicyDefault(SPACING, DURATION, "PT2H", "3.7"),
            new PolicyDefault(MARGIN, DURATION, "PT30M", "3.7"),
            new PolicyDefault(CLOSES_AT, TIME_OF_DAY, "24:00", "3.7")));
  }

  @Produces
  @Singleton
  Rules rules() {
    return this::rulesAt;
  }

  private CountingRules rulesAt(Instant at) {
    return new CountingRules(
        zone,
        policies.minutesOfDay(CLOSES_AT, at),
        policies.duration(SPACING, at),
        policies.duration(MARGIN, at),
        Stream.of(CLOSES_AT, SPACING, MARGIN)
            .flatMap(name -> policies.versions(name).stream())
            .map(Policies.Version::effectiveFrom)
            .filter(from -> from.isAfter(at))
            .min(Comparator.naturalOrder())
            .orElse(null));
  }

  @Produces
  @Singleton
  Category<ZoneCommand, Zone, ZoneEvent> category() {
    return ZoneDecider.category(clock, this::rulesAt);
  }

  @Override
  public void contribute(EventSourcing.Builder builder) {
    builder
        .category(category())
        .reads("reporting", PolicyParameterDecided.class)
        .follow(new RoundView())
        .followReceived(new PolicyParametersView())
        .reactReceived(
            new WhenCountingRulesChangeReplanOpenDays(
                this::zones, this::awaitDecisions, this::replan));
  }

  private List<String> zones() {
    return Sql.list(dataSource, "select code from zone order by code", row -> row.getString(1));
  }

  private ReplanDay replan() {
    Instant now = clock.instant();
    return new ReplanDay(now, rulesAt(now));
  }

  private void awaitDecisions(long position) {
    try {
      boolean there =
          mechanism
              .get()
              .eventSourcing()
              .awaitReached(PolicyParametersView.NAME + "@received", position, PATIENCE);
      if (!there) {
        throw new Busy("the parameters are behind");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Busy("interrupted");
    }
    policies.refresh();
  }
}
