package org.vigil.duty.presence.policy;

import java.util.List;
import java.util.Set;
import org.vigil.duty.presence.domain.PresenceCommand.CarryMatters;
import org.vigil.duty.presence.domain.PresenceDecider;
import org.vigil.duty.presence.domain.PresenceEvent.HandoverSigned;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;

/** Both have signed: what is open is the next one's now. */
public final class WhenHandoverSignedCarryMatters implements Policy {

  @Override
  public String name() {
    return "when-handover-signed-carry-matters";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(HandoverSigned.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> event) {
    return event.event() instanceof HandoverSigned signed && !signed.matters().isEmpty()
        ? List.of(
            new Intent<>(
                new StreamId(PresenceDecider.NAME, signed.nextShiftId()),
                new CarryMatters(signed.shiftId(), signed.matters())))
        : List.of();
  }
}
