package org.vigil.duty.presence.policy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.vigil.duty.presence.domain.DutyPlan;
import org.vigil.duty.presence.domain.PresenceCommand.ExpectPresence;
import org.vigil.duty.presence.domain.PresenceCommand.WithdrawDuty;
import org.vigil.duty.presence.domain.PresenceDecider;
import org.vigil.duty.roster.domain.RosterEvent;
import org.vigil.duty.roster.domain.RosterEvent.RosterPublished;
import org.vigil.duty.roster.domain.RosterEvent.ShiftReassigned;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapAcrossMonthsFinished;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapAcrossMonthsSettled;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapApproved;
import org.vigil.duty.roster.domain.RosterEvent.ShiftTakenOver;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;

/** A roster says who is on duty: each of them is expected, and who no longer is, is not. */
public final class WhenRosterChangesExpectPresence implements Policy {

  private final InstantSource clock;
  private final Plans plans;

  public WhenRosterChangesExpectPresence(InstantSource clock, Plans plans) {
    this.clock = clock;
    this.plans = plans;
  }

  /** Looks up what an event has made of shifts; the views must have come to its position. */
  public interface Plans {

    /** The plans of a published month's shifts on duty that are not over. */
    List<DutyPlan> of(RosterPublished published, long position, Instant now);

    /** The shifts of the month that were expected and are not in it any more. */
    List<String> withdrawn(RosterPublished published, long position);

    /** The plans of these shifts on duty that are not over, as they now are. */
    List<DutyPlan> of(List<String> shiftIds, long position, Instant now);
  }

  @Override
  public String name() {
    return "when-roster-changes-expect-presence";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(RosterEvent.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> event) {
    Instant now = clock.instant();
    long position = event.position();
    List<Intent<?>> intents = new ArrayList<>();
    List<DutyPlan> expected =
        switch (event.event()) {
          case RosterPublished published -> {
            for (String shift : plans.withdrawn(published, position)) {
              intents.add(new Intent<>(stream(shift), new WithdrawDuty(now)));
            }
            yield plans.of(published, position, now);
          }
          case ShiftReassigned changed -> plans.of(List.of(changed.shiftId()), position, now);
          case ShiftSwapApproved swap ->
              plans.of(List.of(swap.shiftId(), swap.otherShiftId()), position, now);
          case ShiftSwapAcrossMonthsSettled swap when swap.handed() ->
              plans.of(List.of(swap.shiftId()), position, now);
          case ShiftSwapAcrossMonthsFinished swap when swap.handed() ->
              plans.of(List.of(swap.shiftId()), position, now);
          case ShiftTakenOver taken ->
              plans.of(List.of(taken.shiftId(), taken.restId()), position, now);
          default -> List.of();
        };
    for (DutyPlan plan : expected) {
      intents.add(new Intent<>(stream(plan.shiftId()), new ExpectPresence(plan)));
    }
    return intents;
  }

  private static StreamId stream(String shiftId) {
    return new StreamId(PresenceDecider.NAME, shiftId);
  }
}
