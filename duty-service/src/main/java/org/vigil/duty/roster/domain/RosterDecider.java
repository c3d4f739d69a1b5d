package org.vigil.duty.roster.domain;

import static org.vigil.eventsourcing.Decision.accept;
import static org.vigil.eventsourcing.Decision.refuse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vigil.duty.roster.domain.RosterCommand.AcceptSwap;
import org.vigil.duty.roster.domain.RosterCommand.ApproveSwap;
import org.vigil.duty.roster.domain.RosterCommand.ApproveSwapAcrossMonths;
import org.vigil.duty.roster.domain.RosterCommand.DeclineSwap;
import org.vigil.duty.roster.domain.RosterCommand.DraftRoster;
import org.vigil.duty.roster.domain.RosterCommand.FinishSwap;
import org.vigil.duty.roster.domain.RosterCommand.PublishRoster;
import org.vigil.duty.roster.domain.RosterCommand.RequestSwap;
import org.vigil.duty.roster.domain.RosterCommand.RequestSwapAcrossMonths;
import org.vigil.duty.roster.domain.RosterCommand.SettleSwap;
import org.vigil.duty.roster.domain.RosterCommand.Substitute;
import org.vigil.duty.roster.domain.RosterCommand.TakeOver;
import org.vigil.duty.roster.domain.RosterEvent.RosterDrafted;
import org.vigil.duty.roster.domain.RosterEvent.RosterPublished;
import org.vigil.duty.roster.domain.RosterEvent.ShiftReassigned;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapAccepted;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapAcrossMonthsApproved;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapAcrossMonthsFinished;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapAcrossMonthsRequested;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapAcrossMonthsSettled;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapApproved;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapDeclined;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapRequested;
import org.vigil.duty.roster.domain.RosterEvent.ShiftTakenOver;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;

/** The rules of a department's month (3.1-a). */
public final class RosterDecider implements Decider<RosterDecider.Ask, Roster, RosterEvent> {

  public static final Category<Ask, Roster, RosterEvent> CATEGORY =
      Category.of("roster", new RosterDecider(), RosterEvent.class);

  /** More would not be read by anybody. */
  private static final int MAX_TOLD = 100;

  /**
   * A command with the month that it is for.
   *
   * @param month {@code 2026-12}
   */
  public record Ask(String department, String month, RosterCommand command) {

    /** The stream's key. */
    public String key() {
      return department + "-" + month;
    }
  }

  @Override
  public Roster initialState() {
    return new Roster(null, List.of(), 0, Map.of(), Map.of());
  }

  @Override
  public Decision<RosterEvent> decide(Ask ask, Roster state) {
    return switch (ask.command()) {
      case DraftRoster draft -> draft(ask, draft, state);
      case PublishRoster publish -> publish(ask, publish, state);
      case Substitute substitute -> substitute(ask, substitute, state);
      case RequestSwap request -> request(ask, request, state);
      case RequestSwapAcrossMonths request -> requestAcross(ask, request, state);
      case AcceptSwap accept -> accepted(ask, accept, state);
      case ApproveSwap approve -> approve(ask, approve, state);
      case ApproveSwapAcrossMonths approve -> approveAcross(ask, approve, state);
      case SettleSwap settle -> settle(ask, settle, state);
      case FinishSwap finish -> finish(ask, finish, state);
      case DeclineSwap decline -> decline(ask, decline, state);
      case TakeOver takeOver -> takeOver(ask, takeOver, state);
    };
  }

  private static Decision<RosterEvent> draft(Ask ask, DraftRoster draft, Roster state) {
    Set<String> ids = new HashSet<>();
    for (Shift shift : draft.shifts()) {
      if (!draft.month().contains(shift.from())) {
        return refuse(RosterRefusal.SHIFT_OUTSIDE_MONTH, Map.of("shift", shift.id()));
      }
      if (!shift.from().isBefore(shift.until())) {
        return refuse(RosterRefusal.SHIFT_ENDS_BEFORE_IT_BEGINS, Map.of("shift", shift.id()));
      }
      if (!ids.add(shift.id())) {
        return refuse(RosterRefusal.SHIFT_TWICE, Map.of("shift", shift.id()));
      }
    }
    return draft.shifts().equals(state.draft())
        ? accept()
        : accept(new RosterDrafted(ask.department(), ask.month(), draft.origin(), draft.shifts()));
  }

  private static Decision<RosterEvent> publish(Ask ask, PublishRoster publish, Roster state) {
    List<Shift> draft = state.draft();
    if (draft == null) {
      return refuse(RosterRefusal.NO_DRAFT_TO_PUBLISH);
    }
    Set<Shift> wanted = Set.copyOf(draft);
    for (Shift held : state.shifts()) {
      if (state.holds(held.id()) && !wanted.contains(held)) {
        return refuse(RosterRefusal.SHIFT_AWAITS_SWAP, Map.of("shift", held.id()));
      }
      if (!held.from().isAfter(publish.at()) && !wanted.contains(held)) {
        return refuse(RosterRefusal.BEGUN_SHIFT_CHANGED, Map.of("shift", held.id()));
      }
    }
    Set<Shift> kept = Set.copyOf(state.shifts());
    List<Shift> fresh = draft.stream().filter(shift -> !kept.contains(shift)).toList();
    for (Shift shift : fresh) {
      if (!shift.until().isAfter(publish.at())) {
        return refuse(RosterRefusal.SHIFT_IS_OVER, Map.of("shift", shift.id()));
      }
    }
    Set<String> freshIds = new HashSet<>();
    fresh.forEach(shift -> freshIds.add(shift.id()));
    List<Conflict> conflicts =
        Conflict.in(draft, publish.around(), publish.rules()).stream()
            .filter(conflict -> freshIds.contains(conflict.shiftId()))
            .toList();
    return conflicts.isEmpty()
        ? accept(new RosterPublished(ask.department(), ask.month(), state.revision() + 1, draft))
        : refuse(RosterRefusal.ROSTER_HAS_CONFLICTS, told(conflicts));
  }

  private static Map<String, Object> told(List<Conflict> conflicts) {
    return Map.of(
        "conflicts",
        conflicts.stream()
            .limit(MAX_TOLD)
            .map(conflict -> conflict.shiftId() + " " + conflict.kind())
            .collect(Collectors.joining(", ")));
  }

  private static Decision<RosterEvent> substitute(Ask ask, Substitute s, Roster state) {
    Optional<Shift> shift = state.shift(s.shiftId());
    if (shift.isEmpty()) {
      return refuse(RosterRefusal.NO_SUCH_SHIFT);
    }
    if (!shift.get().from().isAfter(s.at())) {
      return refuse(RosterRefusal.BEGUN_SHIFT_CHANGED);
    }
    if (state.holds(s.shiftId())) {
      return refuse(RosterRefusal.SHIFT_AWAITS_SWAP, Map.of("shift", s.shiftId()));
    }
    if (shift.get().subjectId().equals(s.subjectId())) {
      return refuse(RosterRefusal.SHIFT_IS_THEIRS_ALREADY);
    }
    List<Conflict> conflicts =
        conflicts(state, Map.of(s.shiftId(), s.subjectId()), s.around(), s.rules());
    return conflicts.isEmpty()
        ? accept(
            new ShiftReassigned(
                ask.department(),
                ask.month(),
                s.shiftId(),
                s.subjectId(),
                shift.get().subjectId(),
                s.reason(),
                s.approverId()))
        : refuse(RosterRefusal.ROSTER_HAS_CONFLICTS, told(conflicts));
  }

  /** The conflicts of those who get a shift: what stood before is not looked at again. */
  private static List<Conflict> conflicts(
      Roster state, Map<String, String> handedTo, Surroundings around, RosterRules rules) {
    List<Shift> theirs =
        state.shifts().stream()
            .map(s -> handedTo.containsKey(s.id()) ? s.with(handedTo.get(s.id())) : s)
            .filter(s -> handedTo.containsValue(s.subjectId()))
            .toList();
    Set<String> affected = new HashSet<>(handedTo.keySet());
    // Of two shifts the later is named, which may be one that stood before.
    List<Conflict> before =
        Conflict.in(
            theirs.stream().filter(s -> !affected.contains(s.id())).toList(), around, rules);
    return Conflict.in(theirs, around, rules).stream().filter(c -> !before.contains(c)).toList();
  }

  private static Decision<RosterEvent> request(Ask ask, RequestSwap r, Roster state) {
    if (state.swaps().containsKey(r.swapId())) {
      return refuse(RosterRefusal.SWAP_ALREADY_REQUESTED);
    }
    Optional<Shift> own = state.shift(r.shiftId());
    Optional<Shift> other = state.shift(r.otherShiftId());
    if (own.isEmpty() || other.isEmpty()) {
      return refuse(RosterRefusal.NO_SUCH_SHIFT);
    }
    if (!own.get().from().isAfter(r.at()) || !other.get().from().isAfter(r.at())) {
      return refuse(RosterRefusal.BEGUN_SHIFT_CHANGED);
    }
    if (own.get().subjectId().equals(other.get().subjectId())) {
      return refuse(RosterRefusal.SHIFT_IS_THEIRS_ALREADY);
    }
    return accept(
        new ShiftSwapRequested(
            ask.department(),
            ask.month(),
            r.swapId(),
            r.shiftId(),
            own.get().subjectId(),
            r.otherShiftId(),
            other.get().subjectId(),
            r.reason()));
  }

  private static Decision<RosterEvent> accepted(Ask ask, AcceptSwap a, Roster state) {
    Swap swap = state.swaps().get(a.swapId());
    if (swap == null) {
      return refuse(RosterRefusal.NO_SUCH_SWAP);
    }
    if (!swap.otherSubjectId().equals(a.subjectId())) {
      return refuse(RosterRefusal.SWAP_IS_FOR_ANOTHER);
    }
    return swap.accepted()
        ? accept()
        : accept(new ShiftSwapAccepted(ask.department(), ask.month(), a.swapId(), a.subjectId()));
  }

  private static Decision<RosterEvent> approve(Ask ask, ApproveSwap a, Roster state) {
    Swap swap = state.swaps().get(a.swapId());
    if (swap == null) {
      return refuse(RosterRefusal.NO_SUCH_SWAP);
    }
    if (!swap.accepted()) {
      return refuse(RosterRefusal.SWAP_NOT_ACCEPTED);
    }
    if (swap.otherMonth() != null) {
      return refuse(RosterRefusal.SWAP_OUTDATED);
    }
    if (!holds(state, swap.shiftId(), swap.subjectId(), a.at())
        || !holds(state, swap.otherShiftId(), swap.otherSubjectId(), a.at())) {
      return refuse(RosterRefusal.SWAP_OUTDATED);
    }
    List<Conflict> conflicts =
        conflicts(
            state,
            Map.of(swap.shiftId(), swap.otherSubjectId(), swap.otherShiftId(), swap.subjectId()),
            a.around(),
            a.rules());
    return conflicts.isEmpty()
        ? accept(
            new ShiftSwapApproved(
                ask.department(),
                ask.month(),
                swap.id(),
                swap.shiftId(),
                swap.subjectId(),
                swap.otherShiftId(),
                swap.otherSubjectId(),
                a.approverId()))
        : refuse(RosterRefusal.ROSTER_HAS_CONFLICTS, told(conflicts));
  }

  private static boolean holds(Roster state, String shiftId, String subjectId, Instant at) {
    return state
        .shift(shiftId)
        .filter(s -> s.subjectId().equals(subjectId) && s.from().isAfter(at))
        .filter(s -> !state.holds(s.id()))
        .isPresent();
  }

  private static Decision<RosterEvent> requestAcross(
      Ask ask, RequestSwapAcrossMonths r, Roster state) {
    if (state.swaps().containsKey(r.swapId()) || state.settling().containsKey(r.swapId())) {
      return refuse(RosterRefusal.SWAP_ALREADY_REQUESTED);
    }
    if (r.otherMonth().equals(ask.month())) {
      return refuse(RosterRefusal.SWAP_WITHIN_ONE_MONTH);
    }
    Optional<Shift> own = state.shift(r.shiftId());
    Shift other = r.other();
    if (own.isEmpty() || other == null) {
      return refuse(RosterRefusal.NO_SUCH_SHIFT);
    }
    if (!own.get().from().isAfter(r.at()) || !other.from().isAfter(r.at())) {
      return refuse(RosterRefusal.BEGUN_SHIFT_CHANGED);
    }
    if (own.get().subjectId().equals(other.subjectId())) {
      return refuse(RosterRefusal.SHIFT_IS_THEIRS_ALREADY);
    }
    return accept(
        new ShiftSwapAcrossMonthsRequested(
            ask.department(),
            ask.month(),
            r.swapId(),
            r.shiftId(),
            own.get().subjectId(),
            r.otherMonth(),
            r.otherShiftId(),
            other.subjectId(),
            r.reason()));
  }

  /** What stands in the way now is said now; the other month looks once more when it settles. */
  private static Decision<RosterEvent> approveAcross(
      Ask ask, ApproveSwapAcrossMonths a, Roster state) {
    Swap swap = state.swaps().get(a.swapId());
    if (swap == null) {
      return refuse(RosterRefusal.NO_SUCH_SWAP);
    }
    if (!swap.accepted()) {
      return refuse(RosterRefusal.SWAP_NOT_ACCEPTED);
    }
    Shift other = a.other();
    String otherMonth = swap.otherMonth();
    if (otherMonth == null
        || other == null
        || !other.subjectId().equals(swap.otherSubjectId())
        || !other.from().isAfter(a.at())
        || !holds(state, swap.shiftId(), swap.subjectId(), a.at())) {
      return refuse(RosterRefusal.SWAP_OUTDATED);
    }
    Shift own = state.shift(swap.shiftId()).orElseThrow();
    List<Conflict> conflicts =
        Conflict.in(
            List.of(own.with(swap.otherSubjectId()), other.with(swap.subjectId())),
            a.around(),
            a.rules());
    return conflicts.isEmpty()
        ? accept(
            new ShiftSwapAcrossMonthsApproved(
                ask.department(),
                ask.month(),
                swap.id(),
                swap.shiftId(),
                swap.subjectId(),
                otherMonth,
                swap.otherShiftId(),
                swap.otherSubjectId(),
                a.approverId()))
        : refuse(RosterRefusal.ROSTER_HAS_CONFLICTS, told(conflicts));
  }

  /** An answer in any case: the first month waits for it. */
  private static Decision<RosterEvent> settle(Ask ask, SettleSwap s, Roster state) {
    return accept(
        new ShiftSwapAcrossMonthsSettled(
            ask.department(),
            ask.month(),
            s.swapId(),
            s.firstMonth(),
            s.shiftId(),
            s.to(),
            s.from(),
            holds(state, s.shiftId(), s.from(), s.at())));
  }

  private static Decision<RosterEvent> finish(Ask ask, FinishSwap f, Roster state) {
    Swap swap = state.settling().get(f.swapId());
    return swap == null
        ? accept()
        : accept(
            new ShiftSwapAcrossMonthsFinished(
                ask.department(),
                ask.month(),
                swap.id(),
                swap.shiftId(),
                swap.otherSubjectId(),
                swap.subjectId(),
                f.handed()));
  }

  private static Decision<RosterEvent> decline(Ask ask, DeclineSwap d, Roster state) {
    return state.swaps().containsKey(d.swapId())
        ? accept(
            new ShiftSwapDeclined(
                ask.department(), ask.month(), d.swapId(), d.subjectId(), d.reason()))
        : refuse(RosterRefusal.NO_SUCH_SWAP);
  }

  private static Decision<RosterEvent> takeOver(Ask ask, TakeOver t, Roster state) {
    Optional<Shift> shift = state.shift(t.shiftId());
    if (shift.isEmpty()) {
      return refuse(RosterRefusal.NO_SUCH_SHIFT);
    }
    Shift taken = shift.get();
    if (!taken.until().isAfter(t.at())) {
      return refuse(RosterRefusal.SHIFT_IS_OVER);
    }
    if (taken.subjectId().equals(t.subjectId())) {
      return refuse(RosterRefusal.SHIFT_IS_THEIRS_ALREADY);
    }
    if (state.holds(taken.id())) {
      return refuse(RosterRefusal.SHIFT_AWAITS_SWAP, Map.of("shift", taken.id()));
    }
    boolean whole = !t.at().isAfter(taken.from());
    return accept(
        new ShiftTakenOver(
            ask.department(),
            ask.month(),
            taken.id(),
            whole ? taken.id() : taken.id() + "." + t.at().toEpochMilli(),
            t.subjectId(),
            taken.subjectId(),
            whole ? taken.from() : t.at(),
            t.reason()));
  }

  @Override
  public Roster evolve(Roster state, RosterEvent event) {
    return switch (event) {
      case RosterDrafted drafted ->
          new Roster(
              drafted.shifts(), state.shifts(), state.revision(), state.swaps(), state.settling());
      case RosterPublished published ->
          new Roster(
              null, published.shifts(), published.revision(), state.swaps(), state.settling());
      case ShiftReassigned r -> handed(state, Map.of(r.shiftId(), r.subjectId()));
      case ShiftSwapRequested r ->
          swaps(
              state,
              new Swap(
                  r.swapId(),
                  r.shiftId(),
                  r.subjectId(),
                  null,
                  r.otherShiftId(),
                  r.otherSubjectId(),
                  false));
      case ShiftSwapAcrossMonthsRequested r ->
          swaps(
              state,
              new Swap(
                  r.swapId(),
                  r.shiftId(),
                  r.subjectId(),
                  r.otherMonth(),
                  r.otherShiftId(),
                  r.otherSubjectId(),
                  false));
      case ShiftSwapAcrossMonthsApproved a -> settling(state, a.swapId());
      case ShiftSwapAcrossMonthsSettled s ->
          s.handed() ? handed(state, Map.of(s.shiftId(), s.subjectId())) : state;
      case ShiftSwapAcrossMonthsFinished f ->
          settled(
              f.handed() ? handed(state, Map.of(f.shiftId(), f.subjectId())) : state, f.swapId());
      case ShiftSwapAccepted a ->
          swaps(state, Objects.requireNonNull(state.swaps().get(a.swapId())).agreed());
      case ShiftSwapApproved a ->
          without(
              handed(
                  state, Map.of(a.shiftId(), a.otherSubjectId(), a.otherShiftId(), a.subjectId())),
              a.swapId());
      case ShiftSwapDeclined d -> without(state, d.swapId());
      case ShiftTakenOver t -> takenOver(state, t);
    };
  }

  private static Roster handed(Roster state, Map<String, String> handedTo) {
    List<Shift> shifts =
        state.shifts().stream()
            .map(s -> handedTo.containsKey(s.id()) ? s.with(handedTo.get(s.id())) : s)
            .toList();
    return new Roster(state.draft(), shifts, state.revision(), state.swaps(), state.settling());
  }

  private static Roster settling(Roster state, String swapId) {
    Map<String, Swap> settling = new HashMap<>(state.settling());
    settling.put(swapId, Objects.requireNonNull(state.swaps().get(swapId)));
    Roster without = without(state, swapId);
    return new Roster(
        without.draft(), without.shifts(), without.revision(), without.swaps(), settling);
  }

  private static Roster settled(Roster state, String swapId) {
    Map<String, Swap> settling = new HashMap<>(state.settling());
    settling.remove(swapId);
    return new Roster(state.draft(), state.shifts(), state.revision(), state.swaps(), settling);
  }

  private static Roster swaps(Roster state, Swap swap) {
    Map<String, Swap> swaps = new HashMap<>(state.swaps());
    swaps.put(swap.id(), swap);
    return new Roster(state.draft(), state.shifts(), state.revision(), swaps, state.settling());
  }

  private static Roster without(Roster state, String swapId) {
    Map<String, Swap> swaps = new HashMap<>(state.swaps());
    swaps.remove(swapId);
    return new Roster(state.draft(), state.shifts(), state.revision(), swaps, state.settling());
  }

  private static Roster takenOver(Roster state, ShiftTakenOver t) {
    if (t.restId().equals(t.shiftId())) {
      return handed(state, Map.of(t.shiftId(), t.subjectId()));
    }
    List<Shift> shifts = new ArrayList<>();
    for (Shift shift : state.shifts()) {
      if (shift.id().equals(t.shiftId())) {
        shifts.add(new Shift(shift.id(), shift.post(), shift.subjectId(), shift.from(), t.at()));
        shifts.add(new Shift(t.restId(), shift.post(), t.subjectId(), t.at(), shift.until()));
      } else {
        shifts.add(shift);
      }
    }
    return new Roster(state.draft(), shifts, state.revision(), state.swaps(), state.settling());
  }
}
