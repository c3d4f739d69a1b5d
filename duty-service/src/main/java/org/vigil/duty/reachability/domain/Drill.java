package org.vigil.duty.reachability.domain;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.reachability.domain.DrillCommand.Outcome;
import org.vigil.duty.reachability.domain.DrillCommand.Reason;
import org.vigil.duty.reachability.domain.DrillCommand.Target;

/** The life of a drill. */
public sealed interface Drill {

  /** Nobody has started it. */
  record NotStarted() implements Drill {}

  /** It is being tried who answers. */
  record Running(String drillId, Instant at, Instant answerBy, Map<Target, Standing> targets)
      implements Drill {}

  /** The verdict is given; who answers now is late. */
  record Judged(String drillId, Instant at, Instant answerBy, Map<Target, Standing> targets)
      implements Drill {}

  /**
   * How it stands with one target.
   *
   * @param name empty for a line
   * @param last how the last try went
   * @param missed whether the verdict found it so
   */
  record Standing(
      String department,
      String name,
      @Nullable Outcome last,
      @Nullable Reason excuse,
      boolean missed) {

    Standing found() {
      return new Standing(department, name, last, excuse, true);
    }
  }
}
