package org.vigil.disinfection.ppe.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.vigil.disinfection.ppe.domain.PpeShiftCommand.ExpectChecks;
import org.vigil.disinfection.ppe.domain.PpeShiftDecider;
import org.vigil.disinfection.ppe.domain.ServiceUnit.Shift;
import org.vigil.disinfection.ppe.domain.ServiceUnitEvent.PpeShiftOpened;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;

/** Everybody on a shift is to be looked at by a while after its end (3.8-c, 3.11-c). */
public final class WhenShiftOpenedExpectChecks implements Policy {

  private final Function<Instant, Duration> grace;

  /**
   * @param grace the rule in force when the shift starts
   */
  public WhenShiftOpenedExpectChecks(Function<Instant, Duration> grace) {
    this.grace = grace;
  }

  @Override
  public String name() {
    return "when-shift-opened-expect-checks";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(PpeShiftOpened.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> event) {
    return event.event() instanceof PpeShiftOpened(var shift, _)
        ? List.of(
            new Intent<>(
                new StreamId(PpeShiftDecider.CATEGORY.name(), shift.key()),
                new ExpectChecks(shift, dueAt(shift))))
        : List.of();
  }

  private Instant dueAt(Shift shift) {
    return shift.endsAt().plus(grace.apply(shift.startsAt()));
  }
}
