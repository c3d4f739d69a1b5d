package org.vigil.duty.presence.domain;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The life of one shift on duty. */
public sealed interface Duty {

  /** No roster knows it. */
  record Unknown() implements Duty {}

  /**
   * The holder is expected.
   *
   * @param missed the stage of what was missed; 0 before the grace time
   * @param empty whether it was noted that nobody is there
   * @param matters what the shift before has left open, by id
   */
  record Awaited(DutyPlan plan, int missed, boolean empty, Map<String, Matter> matters)
      implements Duty {
    public Awaited {
      matters = new LinkedHashMap<>(matters);
    }
  }

  /**
   * The holder is there.
   *
   * @param probes those that are planned or open, by id
   * @param missedInARow probes that went unanswered since the last sign of presence
   */
  record Present(
      DutyPlan plan,
      Instant lastSeenAt,
      Map<String, Probe> probes,
      int missedInARow,
      @Nullable Handover handover,
      Map<String, Matter> matters)
      implements Duty {
    public Present {
      probes = new LinkedHashMap<>(probes);
      matters = new LinkedHashMap<>(matters);
    }
  }

  /**
   * The holder has gone, or the shift was withdrawn.
   *
   * @param leftAt null where nobody ever came
   * @param empty whether it was noted that nobody was there then
   */
  record Over(DutyPlan plan, boolean withdrawn, @Nullable Instant leftAt, boolean empty)
      implements Duty {}

  /** A probe. */
  record Probe(Instant at, Instant answerBy, boolean sent) {}

  /** A hand-over to the next. */
  record Handover(String nextShiftId, List<Matter> matters, boolean signed) {
    public Handover {
      matters = List.copyOf(matters);
    }
  }
}
