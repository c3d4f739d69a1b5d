package org.vigil.duty.wiring;

import static org.vigil.edge.PolicyDefault.Kind.DURATION;
import static org.vigil.edge.PolicyDefault.Kind.NUMBER;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.ObjLongConsumer;
import java.util.function.ToIntBiFunction;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.vigil.duty.presence.domain.PresenceDecider;
import org.vigil.duty.presence.policy.WhenDutyCheckedInPlanProbes;
import org.vigil.duty.presence.policy.WhenDutyUncoveredNoteEmptyPost;
import org.vigil.duty.presence.policy.WhenHandoverSignedCarryMatters;
import org.vigil.duty.presence.policy.WhenRosterChangesExpectPresence;
import org.vigil.duty.presence.view.PresenceView;
import org.vigil.edge.Capability;
import org.vigil.edge.Mechanism;
import org.vigil.edge.Policies;
import org.vigil.edge.PolicyDefault;
import org.vigil.edge.PolicyDefaults;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.eventsourcing.runtime.EventSourcing;

/** Presence on duty. */
@ApplicationScoped
class PresenceParts implements Capability {

  static final String OPENS_BEFORE = "duty.check-in-before";
  static final String GRACE = "duty.check-in-grace";
  static final String FORGOTTEN_AFTER = "duty.check-out-forgotten-after";
  static final String PROBES = "duty.probes-per-shift";
  static final String ANSWER_WITHIN = "duty.probe-answer-within";
  static final String PROBES_FOR_LEAD = "duty.missed-probes-for-lead";

  private final AgroalDataSource dataSource;
  private final Policies policies;
  private final Instance<Mechanism> mechanism;
  private final ZoneId zone;
  private final InstantSource clock;

  @Inject
  PresenceParts(
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
            new PolicyDefault(OPENS_BEFORE, DURATION, "PT1H", "3.1"),
            new PolicyDefault(GRACE, DURATION, "PT10M", "3.1"),
            new PolicyDefault(FORGOTTEN_AFTER, DURATION, "PT2H", "3.1"),
            new PolicyDefault(PROBES, NUMBER, "2", "3.1"),
            new PolicyDefault(ANSWER_WITHIN, DURATION, "PT10M", "3.1"),
            new PolicyDefault(PROBES_FOR_LEAD, NUMBER, "2", "3.1")));
  }

  /** What presence goes by: durations and numbers in force at an instant. */
  record Rules(
      BiFunction<String, Instant, Duration> duration, ToIntBiFunction<String, Instant> number) {}

  @Override
  public void contribute(EventSourcing.Builder builder) {
    contribute(
        builder,
        dataSource,
        clock,
        zone,
        new Rules(policies::duration, policies::number),
        new SecureRandom(),
        (view, position) -> CaughtUp.await(mechanism.get().eventSourcing(), view, position));
  }

  /**
   * Without CDI.
   *
   * @param random chooses the moments of probes
   * @param caughtUp waits until a view has come to a position
   */
  static void contribute(
      EventSourcing.Builder builder,
      DataSource dataSource,
      InstantSource clock,
      ZoneId zone,
      Rules rules,
      RandomGenerator random,
      ObjLongConsumer<String> caughtUp) {
    builder
        .category(PresenceDecider.CATEGORY)
        .follow(new PresenceView())
        .react(
            new WhenRosterChangesExpectPresence(
                clock, new DutyPlans(dataSource, zone, rules, caughtUp)))
        .react(new WhenDutyCheckedInPlanProbes(new RandomProbes(rules, random)))
        .react(new WhenHandoverSignedCarryMatters())
        .react(
            new WhenDutyUncoveredNoteEmptyPost(
                (department, position) -> {
                  caughtUp.accept(PresenceView.NAME, position);
                  return !Sql.list(
                          dataSource,
                          "select 1 from duty_shift where department = ? and status = 'PRESENT'"
                              + " limit 1",
                          row -> row.getInt(1),
                          department)
                      .isEmpty();
                }));
  }
}
