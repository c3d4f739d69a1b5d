package org.vigil.reporting.health.policy;

import java.util.List;
import java.util.Set;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.health.domain.HealthWatch;
import org.vigil.reporting.health.domain.HealthWatch.BeginWatch;
import org.vigil.reporting.health.domain.HealthWatch.EndWatch;
import org.vigil.reporting.intake.DepartmentDefined;
import org.vigil.reporting.parameter.domain.Rules;

/** Every department knows how its members are, from a day after it is there. */
public final class WhenDepartmentDefinedWatchHealth implements Policy {

  private final Rules rules;

  public WhenDepartmentDefinedWatchHealth(Rules rules) {
    this.rules = rules;
  }

  @Override
  public String name() {
    return "when-department-defined-watch-health";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(DepartmentDefined.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> event) {
    return event.event() instanceof DepartmentDefined(var defined)
        ? List.of(
            new Intent<>(
                new StreamId(HealthWatch.CATEGORY.name(), defined.code()),
                defined.active()
                    ? new BeginWatch(
                        defined.code(),
                        event
                            .recordedAt()
                            .plus(
                                rules
                                    .inForce(HealthWatch.VALID_FOR, event.recordedAt())
                                    .duration()))
                    : new EndWatch()))
        : List.of();
  }
}
