package org.vigil.disinfection.wiring;

import static org.vigil.edge.PolicyDefault.Kind.DURATION;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.ZoneId;
import java.util.List;
import org.vigil.disinfection.ppe.api.PpeRules;
import org.vigil.disinfection.ppe.domain.PpeShiftDecider;
import org.vigil.disinfection.ppe.domain.ServiceUnitDecider;
import org.vigil.disinfection.ppe.policy.WhenShiftOpenedExpectChecks;
import org.vigil.disinfection.ppe.view.PpeView;
import org.vigil.edge.Capability;
import org.vigil.edge.Policies;
import org.vigil.edge.PolicyDefault;
import org.vigil.edge.PolicyDefaults;
import org.vigil.eventsourcing.runtime.EventSourcing;

/** Protection of those who serve others. */
@ApplicationScoped
class PpeParts implements Capability {

  private static final String GRACE = "disinfection.ppe-check-grace";

  private final Policies policies;
  private final PpeRules rules;

  @Inject
  PpeParts(Policies policies, ZoneId zone) {
    this.policies = policies;
    this.rules = new PpeRules(zone, ServiceUnitDecider.category(zone));
  }

  @Produces
  @Singleton
  PolicyDefaults parameters() {
    return new PolicyDefaults(List.of(new PolicyDefault(GRACE, DURATION, "PT30M", "3.11")));
  }

  @Produces
  @Singleton
  PpeRules rules() {
    return rules;
  }

  @Override
  public void contribute(EventSourcing.Builder builder) {
    builder
        .category(rules.units())
        .category(PpeShiftDecider.CATEGORY)
        .follow(new PpeView())
        .react(new WhenShiftOpenedExpectChecks(at -> policies.duration(GRACE, at)));
  }
}
