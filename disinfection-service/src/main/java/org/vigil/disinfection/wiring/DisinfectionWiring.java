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
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.vigil.disinfection.round.api.Zones.Days;
import org.vigil.disinfection.round.domain.DayPlan;
import org.vigil.disinfection.round.domain.Zone;
import org.vigil.disinfection.round.domain.ZoneCommand;
import org.vigil.disinfection.round.domain.ZoneCommand.LetTimePass;
import org.vigil.disinfection.round.domain.ZoneDecider;
import org.vigil.disinfection.round.domain.ZoneEvent;
import org.vigil.disinfection.round.policy.WhenCountingRulesChangeReplanOpenDays;
import org.vigil.disinfection.round.policy.WhenCountingRulesChangeReplanOpenDays.OpenDay;
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
  Days days() {
    return this::plan;
  }

  /** By the rules that are in force when the day begins, or that were decided for it since. */
  private DayPlan plan(LocalDate day) {
    Instant begin = day.atStartOfDay(zone).toInstant();
    Instant at = later(begin, clock.instant());
    return new DayPlan(
        day,
        day.atStartOfDay(zone).plusMinutes(policies.minutesOfDay(CLOSES_AT, at)).toInstant(),
        policies.duration(SPACING, at),
        policies.duration(MARGIN, at));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  @Produces
  @Singleton
  Category<ZoneCommand, Zone, ZoneEvent> category() {
    return ZoneDecider.category(
        (deadline, dueAt) -> new LetTimePass(deadline, dueAt, day -> plan(day.plusDays(1))));
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
                this::openDays, this::awaitDecisions, this::plan));
  }

  private List<OpenDay> openDays() {
    return Sql.list(
        dataSource,
        "select zone, max(day) as day from quota_day where status in ('OPEN', 'AT_RISK')"
            + " group by zone order by zone",
        row -> new OpenDay(row.getString("zone"), row.getObject("day", LocalDate.class)));
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
