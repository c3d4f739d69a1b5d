package org.vigil.disinfection.wiring;

import static org.vigil.edge.PolicyDefault.Kind.DURATION;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.vigil.disinfection.intake.TerminalDisinfectionRequested;
import org.vigil.disinfection.intake.WhenCaseRequestsDisinfectionOrderIt;
import org.vigil.disinfection.terminal.api.Cleaners;
import org.vigil.disinfection.terminal.domain.TerminalDecider;
import org.vigil.disinfection.terminal.view.TerminalView;
import org.vigil.edge.Capability;
import org.vigil.edge.Policies;
import org.vigil.edge.PolicyDefault;
import org.vigil.edge.PolicyDefaults;
import org.vigil.eventsourcing.runtime.EventSourcing;

/** Places that are disinfected because of somebody suspected. */
@ApplicationScoped
class TerminalParts implements Capability {

  private static final String WITHIN = "disinfection.terminal-disinfection-within";

  private final Policies policies;
  private final String department;
  private final String office;

  @Inject
  TerminalParts(
      Policies policies,
      @ConfigProperty(name = "vigil.cleaning-department", defaultValue = "ZHGL") String department,
      @ConfigProperty(name = "vigil.office-department", defaultValue = "BGS") String office) {
    this.policies = policies;
    this.department = department;
    this.office = office;
  }

  @Produces
  @Singleton
  PolicyDefaults parameters() {
    return new PolicyDefaults(List.of(new PolicyDefault(WITHIN, DURATION, "PT4H", "3.6")));
  }

  @Produces
  @Singleton
  Cleaners cleaners() {
    return new Cleaners() {
      @Override
      public String department() {
        return department;
      }

      @Override
      public Instant dueAt(Instant now) {
        return now.plus(policies.duration(WITHIN, now));
      }
    };
  }

  @Override
  public void contribute(EventSourcing.Builder builder) {
    builder
        .category(TerminalDecider.CATEGORY)
        .reads("reporting", TerminalDisinfectionRequested.class)
        .follow(new TerminalView())
        .reactReceived(new WhenCaseRequestsDisinfectionOrderIt(office, department));
  }
}
