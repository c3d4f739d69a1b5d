package org.vigil.duty.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.function.Function;
import java.util.function.Supplier;
import org.vigil.duty.directory.domain.Department;
import org.vigil.duty.directory.domain.LeadershipWatch;
import org.vigil.duty.directory.domain.LeadershipWatch.LookWhoLeads;
import org.vigil.duty.directory.policy.WhenDepartmentChangesLookWhoLeads;
import org.vigil.edge.Capability;
import org.vigil.edge.Mechanism;
import org.vigil.eventsourcing.runtime.EventSourcing;

/** The watch that departments are led on when a term of office ends. */
@ApplicationScoped
class LeadershipParts implements Capability {

  private final Instance<Mechanism> mechanism;
  private final ZoneId zone;
  private final InstantSource clock;

  @Inject
  LeadershipParts(Instance<Mechanism> mechanism, ZoneId zone, InstantSource clock) {
    this.mechanism = mechanism;
    this.zone = zone;
    this.clock = clock;
  }

  @Override
  public void contribute(EventSourcing.Builder builder) {
    contribute(builder, () -> mechanism.get().eventSourcing(), zone, clock);
  }

  /**
   * Without CDI.
   *
   * @param running what is being built here, once it is
   */
  static void contribute(
      EventSourcing.Builder builder,
      Supplier<EventSourcing> running,
      ZoneId zone,
      InstantSource clock) {
    // The department's own stream and no view of it: a change just before midnight counts.
    Function<String, LookWhoLeads> looks =
        code -> {
          Department department = running.get().handler(Department.CATEGORY).load(code).state();
          Department.Definition definition = department.definition();
          return new LookWhoLeads(
              code,
              department.leadership(),
              definition != null && definition.active(),
              clock.instant(),
              zone);
        };
    builder
        .category(LeadershipWatch.category((code, _) -> looks.apply(code)))
        .react(new WhenDepartmentChangesLookWhoLeads(looks));
  }
}
