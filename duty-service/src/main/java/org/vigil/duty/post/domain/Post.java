package org.vigil.duty.post.domain;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.post.domain.PostEvent.GuardDuty;

/** The life of a guard's post. */
public sealed interface Post {

  /** The exit is not registered. */
  record Unknown() implements Post {}

  /**
   * The exit is watched.
   *
   * @param guards who is checked in, by pseudonym
   * @param gap null while there is none
   */
  record Watched(
      String exit,
      String department,
      boolean middleGate,
      boolean open,
      GuardDuty duty,
      @Nullable Instant nextLookAt,
      Map<String, Guard> guards,
      @Nullable Gap gap)
      implements Post {
    public Watched {
      guards = Map.copyOf(guards);
    }
  }

  /** A guard at the post. */
  record Guard(String name, Instant since, Instant holdsUntil) {}

  /**
   * A time without a guard.
   *
   * @param told the stage that was last told; 0 before the first
   */
  record Gap(Instant since, Instant headDueAt, Instant officeDueAt, int told) {}
}
