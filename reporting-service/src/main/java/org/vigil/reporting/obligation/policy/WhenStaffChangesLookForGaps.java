package org.vigil.reporting.obligation.policy;

import java.util.List;
import java.util.Set;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.obligation.domain.Assignments;
import org.vigil.reporting.obligation.domain.Assignments.Command.LookForGaps;
import org.vigil.reporting.obligation.domain.Assignments.ObligationAssigned;
import org.vigil.reporting.obligation.domain.Assignments.ObligationUnitsSet;
import org.vigil.reporting.obligation.domain.Obligation;
import org.vigil.reporting.obligation.view.Matrix;
import org.vigil.reporting.rows.CaughtUp;

/**
 * Whenever a department or an assignment changes, 责任悬空 is found at once. What begins or ends by
 * itself is found by the deadlines of the assignments, and by duty-service's of terms of office.
 * Who holds a role of the leading group is watched with the group (2-a, 2-d), not here.
 */
public final class WhenStaffChangesLookForGaps implements Policy {

  private final String name;
  private final Set<Class<?>> reads;
  private final List<String> views;
  private final Matrix matrix;
  private final CaughtUp caughtUp;

  /**
   * @param reads {@link ObligationAssigned} and {@link ObligationUnitsSet} of the own log, or the
   *     changes of departments of the received one
   * @param views the views that must have seen the change
   */
  public WhenStaffChangesLookForGaps(
      String name, Set<Class<?>> reads, List<String> views, Matrix matrix, CaughtUp caughtUp) {
    this.name = name;
    this.reads = Set.copyOf(reads);
    this.views = List.copyOf(views);
    this.matrix = matrix;
    this.caughtUp = caughtUp;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<Class<?>> reads() {
    return reads;
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> recorded) {
    if (!reads.contains(recorded.event().getClass())) {
      return List.of();
    }
    views.forEach(view -> caughtUp.await(view, recorded.position()));
    String only =
        switch (recorded.event()) {
          case ObligationAssigned assigned -> assigned.obligation();
          case ObligationUnitsSet set -> set.obligation();
          default -> null;
        };
    return Obligation.ALL.values().stream()
        .filter(Obligation::assignable)
        .filter(one -> only == null || only.equals(one.id()))
        .<Intent<?>>map(
            one ->
                new Intent<>(
                    new StreamId(Assignments.NAME, one.id()),
                    new LookForGaps(
                        one.id(),
                        one.named() == Obligation.Named.ALL_STAFF
                            ? List.of()
                            : matrix.units(one, recorded.recordedAt()),
                        recorded.recordedAt())))
        .toList();
  }
}
