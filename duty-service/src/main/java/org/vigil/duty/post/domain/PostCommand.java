package org.vigil.duty.post.domain;

import java.time.Duration;
import java.time.Instant;

/** What can be asked of a guard's post at an exit. */
public sealed interface PostCommand {

  /**
   * The exit is registered, or something else holds of it: opened, closed, of another department.
   */
  record WatchExit(
      String exit,
      String department,
      boolean middleGate,
      boolean open,
      Instant now,
      Clockwork clock)
      implements PostCommand {}

  /** A guard takes up the post. */
  record CheckIn(String subjectId, String name, Instant now, Clockwork clock)
      implements PostCommand {}

  /** A guard leaves the post. */
  record CheckOut(String subjectId, Instant now, Clockwork clock) implements PostCommand {}

  /**
   * A deadline has fallen due.
   *
   * @param dueAt when it was due; after a downtime long ago
   */
  record LetTimePass(Instant dueAt, Clockwork clock) implements PostCommand {}

  /**
   * What holds at the command's instant, or at {@code dueAt} for a deadline.
   *
   * @param working whether it is working time
   * @param nextChangeAt when that has to be looked at again
   * @param headAfter how long an exit may be unguarded before the security head hears of it
   * @param officeAfter how long before the office does
   * @param checkInHolds how long a check-in counts without a check-out
   */
  record Clockwork(
      Working working,
      Instant nextChangeAt,
      Duration headAfter,
      Duration officeAfter,
      Duration checkInHolds) {}

  /** Whether work is done, by the calendar of the day. */
  enum Working {
    YES,
    NO,
    /** The year's calendar is missing: the stricter duty holds. */
    UNKNOWN
  }
}
