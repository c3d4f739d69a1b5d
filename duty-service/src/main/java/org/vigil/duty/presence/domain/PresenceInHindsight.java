package org.vigil.duty.presence.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.presence.domain.PresenceEvent.DutyCheckInMissed;
import org.vigil.duty.presence.domain.PresenceEvent.DutyCheckedIn;
import org.vigil.duty.presence.domain.PresenceEvent.DutyCheckedOut;
import org.vigil.duty.presence.domain.PresenceEvent.DutyPostEmpty;
import org.vigil.duty.presence.domain.PresenceEvent.DutyWithdrawn;
import org.vigil.duty.presence.domain.PresenceEvent.HandoverPrepared;
import org.vigil.duty.presence.domain.PresenceEvent.HandoverSigned;
import org.vigil.duty.presence.domain.PresenceEvent.MatterSettled;
import org.vigil.duty.presence.domain.PresenceEvent.MattersCarried;
import org.vigil.duty.presence.domain.PresenceEvent.PostAbandonmentSuspected;
import org.vigil.duty.presence.domain.PresenceEvent.PresenceExpected;
import org.vigil.duty.presence.domain.PresenceEvent.ProbeAnswered;
import org.vigil.duty.presence.domain.PresenceEvent.ProbeMissed;
import org.vigil.duty.presence.domain.PresenceEvent.ProbePlanned;
import org.vigil.duty.presence.domain.PresenceEvent.ProbeSent;
import org.vigil.eventsourcing.Recorded;

/**
 * What was true of a shift: what was missed holds from when it was due, and a forgotten check-out
 * from the end of the shift, whenever a deadline found it.
 */
public final class PresenceInHindsight {

  private final Instant instant;
  private final Map<String, Instant> answersDue = new HashMap<>();
  private final List<PresenceEvent> held = new ArrayList<>();
  private @Nullable DutyPlan plan;

  private PresenceInHindsight(Instant instant) {
    this.instant = instant;
  }

  /** The events whose effects held at an instant; none before the shift was expected. */
  public static List<PresenceEvent> trueAt(Instant instant, List<Recorded<PresenceEvent>> known) {
    PresenceInHindsight hindsight = new PresenceInHindsight(instant);
    known.forEach(hindsight::look);
    return hindsight.held;
  }

  private void look(Recorded<PresenceEvent> event) {
    if (!happenedAt(event).isAfter(instant)
        && (event.event() instanceof PresenceExpected || !held.isEmpty())) {
      held.add(event.event());
    }
  }

  private Instant happenedAt(Recorded<PresenceEvent> event) {
    return switch (event.event()) {
      case PresenceExpected(var expected) -> {
        plan = expected;
        yield event.metadata().occurredAt();
      }
      case DutyWithdrawn withdrawn -> withdrawn.at();
      case DutyCheckedIn in -> in.at();
      case DutyCheckInMissed missed -> dueAt(missed, event.recordedAt());
      case DutyCheckedOut out -> out.at();
      case HandoverPrepared prepared -> prepared.at();
      case HandoverSigned signed -> signed.at();
      case MatterSettled settled -> settled.at();
      case ProbeSent sent -> {
        answersDue.put(sent.probeId(), sent.answerBy());
        yield event.recordedAt();
      }
      case ProbeAnswered answered -> answered.at();
      case ProbeMissed missed -> answersDue.getOrDefault(missed.probeId(), event.recordedAt());
      case DutyPostEmpty empty -> empty.at();
      case MattersCarried _, ProbePlanned _, PostAbandonmentSuspected _ -> event.recordedAt();
    };
  }

  private Instant dueAt(DutyCheckInMissed missed, Instant otherwise) {
    DutyPlan by = plan;
    if (by == null) {
      return otherwise;
    }
    return missed.stage() == 1 ? by.graceAt() : by.missingAt();
  }
}
