package org.vigil.duty.wiring;

import static org.vigil.edge.PolicyDefault.Kind.DURATION;
import static org.vigil.edge.PolicyDefault.Kind.NUMBER;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.vigil.duty.calendar.view.WorkingCalendar;
import org.vigil.duty.reachability.api.ReachabilityDrills;
import org.vigil.duty.reachability.domain.DrillDecider;
import org.vigil.duty.reachability.domain.DrillSchedule;
import org.vigil.duty.reachability.domain.DrillSchedule.BeginSchedule;
import org.vigil.duty.reachability.domain.Reachability;
import org.vigil.duty.reachability.domain.ScheduleKind;
import org.vigil.duty.reachability.policy.WhenDrillMissedKeepRecord;
import org.vigil.duty.reachability.policy.WhenScheduledDrillDueStartIt;
import org.vigil.duty.reachability.view.ReachabilityView;
import org.vigil.duty.reachability.view.Targets;
import org.vigil.duty.wiring.PresenceParts.Rules;
import org.vigil.edge.Capability;
import org.vigil.edge.Mechanism;
import org.vigil.edge.Policies;
import org.vigil.edge.PolicyDefault;
import org.vigil.edge.PolicyDefaults;
import org.vigil.eventsourcing.CommandContext;
import org.vigil.eventsourcing.runtime.EventSourcing;

/** Reachability drills. */
@ApplicationScoped
class ReachabilityParts implements Capability {

  static final String REPEATED = "duty.missed-drills-repeated";
  static final String WINDOW = "duty.missed-drills-window";

  private final AgroalDataSource dataSource;
  private final WorkingCalendar calendar;
  private final Policies policies;
  private final Instance<Mechanism> mechanism;
  private final InstantSource clock;

  @Inject
  ReachabilityParts(
      AgroalDataSource dataSource,
      WorkingCalendar calendar,
      Policies policies,
      Instance<Mechanism> mechanism,
      InstantSource clock) {
    this.dataSource = dataSource;
    this.calendar = calendar;
    this.policies = policies;
    this.mechanism = mechanism;
    this.clock = clock;
  }

  @Produces
  @Singleton
  PolicyDefaults parameters() {
    List<PolicyDefault> parameters = new ArrayList<>();
    parameters.add(new PolicyDefault(ReachabilityDrills.ANSWER_WITHIN, DURATION, "PT10M", "3.1"));
    parameters.add(new PolicyDefault(REPEATED, NUMBER, "2", "3.1"));
    parameters.add(new PolicyDefault(WINDOW, DURATION, "P30D", "3.1"));
    parameters.add(new PolicyDefault(ScheduledDrills.SAMPLE, NUMBER, "20", "3.1"));
    // Who is rung up without a hand or a machine that dials is missed without having been tried.
    for (ScheduleKind kind : ScheduleKind.values()) {
      parameters.add(new PolicyDefault(ScheduledDrills.everyDays(kind), NUMBER, "0", "3.1"));
    }
    return new PolicyDefaults(parameters);
  }

  @Override
  public void contribute(EventSourcing.Builder builder) {
    contribute(builder, rules());
    schedule(builder, scheduled());
  }

  private Rules rules() {
    return new Rules(policies::duration, policies::number);
  }

  private ScheduledDrills scheduled() {
    return new ScheduledDrills(
        calendar,
        new Targets(dataSource),
        rules(),
        clock,
        new SecureRandom(),
        (view, position) -> CaughtUp.await(mechanism.get().eventSourcing(), view, position));
  }

  /** Without CDI. */
  static void contribute(EventSourcing.Builder builder, Rules rules) {
    builder
        .category(DrillDecider.CATEGORY)
        .category(Reachability.CATEGORY)
        .follow(new ReachabilityView())
        .react(
            new WhenDrillMissedKeepRecord(
                at -> rules.duration().apply(WINDOW, at),
                at -> rules.number().applyAsInt(REPEATED, at)));
  }

  /** Without CDI. */
  static void schedule(EventSourcing.Builder builder, ScheduledDrills scheduled) {
    builder
        .category(DrillSchedule.category(scheduled))
        .react(new WhenScheduledDrillDueStartIt(scheduled));
  }

  /** Begins the schedule; where it has begun already, nothing happens. */
  void begin(@Observes StartupEvent event, Mechanism running) {
    running
        .eventSourcing()
        .handler(DrillSchedule.category(scheduled()))
        .handle(
            DrillSchedule.KEY,
            new BeginSchedule(clock.instant()),
            CommandContext.of("drill-schedule", UUID.randomUUID()));
  }
}
