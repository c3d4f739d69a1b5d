package org.vigil.reporting.wiring;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import javax.sql.DataSource;
import org.vigil.edge.Capability;
import org.vigil.edge.Mechanism;
import org.vigil.edge.Policies;
import org.vigil.edge.PolicyParameterDecided;
import org.vigil.edge.PolicyParametersView;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.CommandHandler.Busy;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.eventsourcing.store.StoreUnavailable;
import org.vigil.reporting.dispatch.domain.DispatchOrder;
import org.vigil.reporting.dispatch.view.DispatchView;
import org.vigil.reporting.escalation.domain.Escalation;
import org.vigil.reporting.escalation.domain.EscalationCommand;
import org.vigil.reporting.escalation.domain.EscalationEvent;
import org.vigil.reporting.escalation.view.Holders;
import org.vigil.reporting.expectation.api.Heads;
import org.vigil.reporting.intake.CalendarYearMissing;
import org.vigil.reporting.intake.CoverageGapDetected;
import org.vigil.reporting.intake.DailyQuotaMissed;
import org.vigil.reporting.intake.DepartmentArranged;
import org.vigil.reporting.intake.DepartmentDefined;
import org.vigil.reporting.intake.DutyHolderContactUnverified;
import org.vigil.reporting.intake.PersonRegistered;
import org.vigil.reporting.intake.QuotaAtRisk;
import org.vigil.reporting.intake.ResponsibilityHandoverAccepted;
import org.vigil.reporting.intake.StockRanLow;
import org.vigil.reporting.intake.StockRanOut;
import org.vigil.reporting.intake.VisitorAdmittedDespiteRefusal;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup;
import org.vigil.reporting.leadinggroup.view.LeadingGroupView;
import org.vigil.reporting.obligation.domain.Assignments;
import org.vigil.reporting.obligation.view.Matrix;
import org.vigil.reporting.parameter.domain.PolicyParameter;
import org.vigil.reporting.parameter.domain.Rules;
import org.vigil.reporting.parameter.view.PolicyProposalView;
import org.vigil.reporting.person.api.PhoneOwners;
import org.vigil.reporting.rows.CaughtUp;
import org.vigil.reporting.rule.domain.SignalRules;
import org.vigil.reporting.rule.view.ChainRules;
import org.vigil.reporting.rule.view.SignalRulesView;
import org.vigil.reporting.staff.view.LeadershipView;
import org.vigil.reporting.staff.view.Staff;
import org.vigil.reporting.staff.view.StaffView;

/** What reporting-service consists of. */
@ApplicationScoped
class ReportingWiring implements Capability {

  /** How long a policy waits for a view of its own service, which is milliseconds behind. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final AgroalDataSource dataSource;
  private final Policies policies;
  private final Rules rules;
  private final Instance<Mechanism> mechanism;
  private final Holders holders;
  private final InstantSource clock;
  private final ZoneId zone;
  private final ChainRules chainRules;

  @Inject
  ReportingWiring(
      AgroalDataSource dataSource,
      Policies policies,
      Rules rules,
      Instance<Mechanism> mechanism,
      InstantSource clock,
      ZoneId zone) {
    this.dataSource = dataSource;
    this.policies = policies;
    this.rules = rules;
    this.mechanism = mechanism;
    this.clock = clock;
    this.zone = zone;
    this.holders = new Holders(dataSource);
    this.chainRules = new ChainRules(dataSource);
  }

  @Produces
  @Singleton
  Category<EscalationCommand, Escalation, EscalationEvent> escalation() {
    return EscalationParts.category(clock, holders::staffing, policies::duration);
  }

  @Produces
  @Singleton
  Category<Assignments.Command, Assignments, Assignments.Event> assignments() {
    return AccountabilityParts.assignments(new Matrix(dataSource), clock);
  }

  @Produces
  @Singleton
  PhoneOwners phoneOwners() {
    return new Staff(dataSource)::whoIs;
  }

  @Produces
  @Singleton
  Heads heads() {
    Staff staff = new Staff(dataSource);
    return (department, person, at) ->
        staff.department(department, at).filter(one -> person.equals(one.headId())).isPresent();
  }

  void measure(@Observes StartupEvent event, MeterRegistry registry) {
    Gauge.builder("vigil.escalations.open", dataSource, ReportingWiring::open)
        .description("Escalations that are not resolved")
        .register(registry);
  }

  private static double open(DataSource database) {
    try {
      return Sql.list(
              database,
              "select count(*) as open from escalation where status <> 'RESOLVED'",
              row -> row.getLong("open"))
          .getFirst();
    } catch (StoreUnavailable _) {
      return Double.NaN;
    }
  }

  @Override
  public void contribute(EventSourcing.Builder builder) {
    ReportsParts.contribute(
        builder,
        dataSource,
        caughtUp(),
        rules,
        policies::number,
        () -> mechanism.get().eventSourcing().received(),
        stream -> DailyReportParts.reports(mechanism.get().eventSourcing(), stream),
        zone,
        clock);
    AccountabilityParts.contribute(
        builder,
        dataSource,
        caughtUp(),
        policies,
        () -> mechanism.get().eventSourcing().own(),
        clock);
    EscalationParts.contribute(
        builder, clock, holders::staffing, policies::duration, chainRules::of);
    builder
        .category(DispatchOrder.CATEGORY)
        .category(LeadingGroup.CATEGORY)
        .category(PolicyParameter.CATEGORY)
        .category(SignalRules.CATEGORY)
        .reads(
            "duty",
            VisitorAdmittedDespiteRefusal.class,
            DepartmentArranged.class,
            DepartmentDefined.class,
            PersonRegistered.class,
            ResponsibilityHandoverAccepted.class,
            CalendarYearMissing.class,
            CoverageGapDetected.class,
            DutyHolderContactUnverified.class)
        .reads("duty", DutySignals.READS.toArray(Class<?>[]::new))
        .followReceived(new StaffView())
        .followReceived(new LeadershipView(zone))
        .reads("supplies", StockRanLow.class, StockRanOut.class)
        .reads("disinfection", QuotaAtRisk.class, DailyQuotaMissed.class)
        .reads("disinfection", MeetingSignals.READS.toArray(Class<?>[]::new))
        .reads("disinfection", PpeSignals.READS.toArray(Class<?>[]::new))
        .follow(new DispatchView())
        .follow(new LeadingGroupView())
        .follow(new PolicyProposalView())
        .follow(new SignalRulesView())
        .follow(
            new PolicyParametersView(
                PolicyParameter.PolicyParameterDecided.class, ReportingWiring::decided));
  }

  private static PolicyParameterDecided decided(Object event) {
    var own = (PolicyParameter.PolicyParameterDecided) event;
    return new PolicyParameterDecided(
        own.name(), own.value(), own.effectiveFrom(), own.approver(), own.source());
  }

  private CaughtUp caughtUp() {
    return (projection, position) -> {
      try {
        if (!mechanism.get().eventSourcing().awaitReached(projection, position, PATIENCE)) {
          throw new Busy("a view is behind");
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new Busy("interrupted");
      }
    };
  }
}
