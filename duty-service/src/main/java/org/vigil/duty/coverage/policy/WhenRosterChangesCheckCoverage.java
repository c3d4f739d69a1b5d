package org.vigil.duty.coverage.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.vigil.duty.coverage.domain.DutyCoverage;
import org.vigil.duty.coverage.domain.DutyCoverage.RequireDuty;
import org.vigil.duty.roster.domain.RosterEvent.RosterPublished;
import org.vigil.duty.roster.domain.RosterEvent.ShiftReassigned;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapAcrossMonthsFinished;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapAcrossMonthsSettled;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapApproved;
import org.vigil.duty.roster.domain.RosterEvent.ShiftTakenOver;
import org.vigil.duty.roster.domain.Shift;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;

/**
 * A roster that is published or changed is looked at for gaps at once (3.1-a). The first that a
 * department publishes says that it owes duty from its first shift on, unless the office has.
 */
public final class WhenRosterChangesCheckCoverage implements Policy {

  private final LongConsumer caughtUp;
  private final Checks checks;

  /** Makes the check of a department at the present. */
  @FunctionalInterface
  public interface Checks {
    DutyCoverage.Check of(String department);
  }

  /**
   * @param caughtUp waits until the view of the rosters has come to a position
   */
  public WhenRosterChangesCheckCoverage(LongConsumer caughtUp, Checks checks) {
    this.caughtUp = caughtUp;
    this.checks = checks;
  }

  @Override
  public String name() {
    return "when-roster-changes-check-coverage";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(
        RosterPublished.class,
        ShiftReassigned.class,
        ShiftSwapAcrossMonthsFinished.class,
        ShiftSwapAcrossMonthsSettled.class,
        ShiftSwapApproved.class,
        ShiftTakenOver.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> recorded) {
    return switch (recorded.event()) {
      case RosterPublished published -> published(published, recorded);
      case ShiftReassigned change -> check(change.department(), recorded.position());
      case ShiftSwapApproved change -> check(change.department(), recorded.position());
      case ShiftSwapAcrossMonthsSettled change -> check(change.department(), recorded.position());
      case ShiftSwapAcrossMonthsFinished change -> check(change.department(), recorded.position());
      case ShiftTakenOver change -> check(change.department(), recorded.position());
      default -> List.of();
    };
  }

  private List<Intent<?>> published(RosterPublished published, Recorded<Object> recorded) {
    List<Intent<?>> intents = new ArrayList<>();
    published.shifts().stream()
        .filter(shift -> shift.post().equals(Shift.DUTY))
        .map(Shift::from)
        .min(Comparator.naturalOrder())
        .ifPresent(from -> intents.add(require(published.department(), from, recorded)));
    intents.addAll(check(published.department(), recorded.position()));
    return intents;
  }

  private static Intent<?> require(String department, Instant from, Recorded<Object> recorded) {
    return new Intent<>(
        stream(department), new RequireDuty(department, from, recorded.recordedAt(), true));
  }

  private List<Intent<?>> check(String department, long position) {
    caughtUp.accept(position);
    return List.of(new Intent<>(stream(department), checks.of(department)));
  }

  private static StreamId stream(String department) {
    return new StreamId(DutyCoverage.NAME, department);
  }
}
