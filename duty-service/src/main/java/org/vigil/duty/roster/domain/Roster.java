package org.vigil.duty.roster.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A department's month.
 *
 * @param draft what is worked on; null where nothing is
 * @param shifts what is published, with every change since
 * @param revision how often it was published; 0 before the first time
 * @param swaps those that are neither approved nor declined, by id
 * @param settling those with a shift of another month that are approved and not carried out, by id:
 *     until the other month has answered, their shift of this one stays as it is
 */
public record Roster(
    @Nullable List<Shift> draft,
    List<Shift> shifts,
    int revision,
    Map<String, Swap> swaps,
    Map<String, Swap> settling) {
  public Roster {
    shifts = List.copyOf(shifts);
    swaps = Map.copyOf(swaps);
    settling = Map.copyOf(settling);
  }

  /** Whether a shift waits for the other month's answer to a swap. */
  boolean holds(String shiftId) {
    return settling.values().stream().anyMatch(swap -> swap.shiftId().equals(shiftId));
  }

  /** A published shift. */
  public Optional<Shift> shift(String id) {
    return shifts.stream().filter(shift -> shift.id().equals(id)).findFirst();
  }
}
