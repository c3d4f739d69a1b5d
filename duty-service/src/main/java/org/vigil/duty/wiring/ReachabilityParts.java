package org.vigil.duty.wiring;

import static org.vigil.edge.PolicyDefault.Kind.DURATION;
import static org.vigil.edge.PolicyDefault.Kind.NUMBER;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.vigil.duty.reachability.api.ReachabilityDrills;
import org.vigil.duty.reachability.domain.DrillDecider;
import org.vigil.duty.reachability.domain.Reachability;
import org.vigil.duty.reachability.policy.WhenDrillMissedKeepRecord;
import org.vigil.duty.reachability.view.ReachabilityView;
import org.vigil.duty.wiring.PresenceParts.Rules;
import org.vigil.edge.Capability;
import org.vigil.edge.Policies;
import org.vigil.edge.PolicyDefault;
import org.vigil.edge.PolicyDefaults;
import org.vigil.eventsourcing.runtime.EventSourcing;

/** Reachability drills. */
@ApplicationScoped
class ReachabilityParts implements Capability {

  static final String REPEATED = "duty.missed-drills-repeated";
  static final String WINDOW = "duty.missed-drills-window";

  private final Policies policies;

  @Inject
  ReachabilityParts(Policies policies) {
    this.policies = policies;
  }

  @Produces
  @Singleton
  PolicyDefaults parameters() {
    return new PolicyDefaults(
        List.of(
            new PolicyDefault(ReachabilityDrills.ANSWER_WITHIN, DURATION, "PT10M", "3.1"),
            new PolicyDefault(REPEATED, NUMBER, "2", "3.1"),
            new PolicyDefault(WINDOW, DURATION, "P30D", "3.1")));
  }

  @Override
  public void contribute(EventSourcing.Builder builder) {
    contribute(builder, new Rules(policies::duration, policies::number));
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
}
