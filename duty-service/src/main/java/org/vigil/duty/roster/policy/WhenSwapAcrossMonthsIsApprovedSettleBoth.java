package org.vigil.duty.roster.policy;

import java.util.List;
import java.util.Set;
import org.vigil.duty.roster.domain.RosterCommand;
import org.vigil.duty.roster.domain.RosterCommand.FinishSwap;
import org.vigil.duty.roster.domain.RosterCommand.SettleSwap;
import org.vigil.duty.roster.domain.RosterDecider;
import org.vigil.duty.roster.domain.RosterDecider.Ask;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapAcrossMonthsApproved;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapAcrossMonthsSettled;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;

/**
 * The first month keeps its shift as it is until the other month has answered, and the other month
 * answers in any case: so both change or neither does, whatever stops in between.
 */
public final class WhenSwapAcrossMonthsIsApprovedSettleBoth implements Policy {

  @Override
  public String name() {
    return "when-swap-across-months-is-approved-settle-both";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(ShiftSwapAcrossMonthsApproved.class, ShiftSwapAcrossMonthsSettled.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> recorded) {
    return switch (recorded.event()) {
      case ShiftSwapAcrossMonthsApproved it ->
          ask(
              it.department(),
              it.otherMonth(),
              new SettleSwap(
                  it.swapId(),
                  it.month(),
                  it.otherShiftId(),
                  it.otherSubjectId(),
                  it.subjectId(),
                  recorded.recordedAt()));
      case ShiftSwapAcrossMonthsSettled it ->
          ask(it.department(), it.firstMonth(), new FinishSwap(it.swapId(), it.handed()));
      default -> List.of();
    };
  }

  private static List<Intent<?>> ask(String department, String month, RosterCommand command) {
    Ask ask = new Ask(department, month, command);
    return List.of(new Intent<>(new StreamId(RosterDecider.CATEGORY.name(), ask.key()), ask));
  }
}
