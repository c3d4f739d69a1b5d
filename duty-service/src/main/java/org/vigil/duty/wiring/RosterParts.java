package org.vigil.duty.wiring;

import static org.vigil.edge.PolicyDefault.Kind.DURATION;

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
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.vigil.duty.coverage.domain.DutyCoverage;
import org.vigil.duty.coverage.policy.WhenRosterChangesCheckCoverage;
import org.vigil.duty.coverage.view.Coverage;
import org.vigil.duty.coverage.view.CoverageView;
import org.vigil.duty.directory.view.Staff;
import org.vigil.duty.roster.domain.DutyFeed;
import org.vigil.duty.roster.domain.RosterDecider;
import org.vigil.duty.roster.domain.RosterRules;
import org.vigil.duty.roster.policy.WhenSwapAcrossMonthsIsApprovedSettleBoth;
import org.vigil.duty.roster.view.Assignments;
import org.vigil.duty.roster.view.RosterView;
import org.vigil.edge.Capability;
import org.vigil.edge.Mechanism;
import org.vigil.edge.Policies;
import org.vigil.edge.PolicyDefault;
import org.vigil.edge.PolicyDefaults;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.CommandHandler.Busy;
import org.vigil.eventsourcing.runtime.EventSourcing;

/** Rosters, and the watch that they leave no gap. */
@ApplicationScoped
class RosterParts implements Capability {

  static final String REST = "duty.rest-between-shifts";
  static final String LONGEST = "duty.longest-shift";

  /** How long the watch waits for the view of the rosters, which is milliseconds behind. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final AgroalDataSource dataSource;
  private final Policies policies;
  private final Instance<Mechanism> mechanism;
  private final ZoneId zone;
  private final InstantSource clock;

  @Inject
  RosterParts(
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
            new PolicyDefault(REST, DURATION, "PT10H", "3.1"),
            new PolicyDefault(LONGEST, DURATION, "PT24H", "3.1"),
            new PolicyDefault(CoverageChecks.FORECAST_AHEAD, DURATION, "P7D", "3.1"),
            new PolicyDefault(CoverageChecks.IMMINENT_WITHIN, DURATION, "PT24H", "3.1"),
            new PolicyDefault(CoverageChecks.CONTACT_AHEAD, DURATION, "P3D", "3.1")));
  }

  /** The rules for shifts as they are in force at an instant. */
  @Produces
  @Singleton
  RosterRules.InForce rules() {
    return at -> new RosterRules(policies.duration(REST, at), policies.duration(LONGEST, at), zone);
  }

  @Produces
  @Singleton
  Assignments assignments() {
    return new Assignments(dataSource);
  }

  @Produces
  @Singleton
  Staff staff() {
    return new Staff(dataSource);
  }

  @Produces
  @Singleton
  Coverage coverage() {
    return new Coverage(dataSource, assignments());
  }

  @Produces
  @Singleton
  Category<DutyCoverage.Command, DutyCoverage, DutyCoverage.Event> category() {
    return category(checks(dataSource, policies::duration, zone, clock), this::caughtUpWithLog);
  }

  static CoverageChecks checks(
      DataSource dataSource,
      BiFunction<String, Instant, Duration> policy,
      ZoneId zone,
      InstantSource clock) {
    return new CoverageChecks(
        new Assignments(dataSource), new Staff(dataSource), policy, zone, clock);
  }

  static Category<DutyCoverage.Command, DutyCoverage, DutyCoverage.Event> category(
      CoverageChecks checks, Runnable caughtUp) {
    return DutyCoverage.category(
        (department, _) -> {
          caughtUp.run();
          return checks.of(department);
        });
  }

  /** Contributes everything, with the watch's own look at the views. */
  static void contribute(
      EventSourcing.Builder builder,
      Category<DutyCoverage.Command, DutyCoverage, DutyCoverage.Event> coverage,
      CoverageChecks checks,
      LongConsumer caughtUp) {
    builder
        .category(RosterDecider.CATEGORY)
        .category(DutyFeed.CATEGORY)
        .category(coverage)
        .follow(new RosterView())
        .follow(new CoverageView())
        .react(new WhenSwapAcrossMonthsIsApprovedSettleBoth())
        .react(new WhenRosterChangesCheckCoverage(caughtUp, checks));
  }

  @Override
  public void contribute(EventSourcing.Builder builder) {
    contribute(
        builder,
        category(),
        checks(dataSource, policies::duration, zone, clock),
        position -> caughtUp(position));
  }

  private void caughtUpWithLog() {
    caughtUp(mechanism.get().eventSourcing().store().head());
  }

  private void caughtUp(long position) {
    try {
      if (!mechanism.get().eventSourcing().awaitReached(RosterView.NAME, position, PATIENCE)) {
        throw new Busy("the view of the rosters is behind");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Busy("interrupted");
    }
  }
}
