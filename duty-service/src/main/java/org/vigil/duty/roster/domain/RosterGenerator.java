package org.vigil.duty.roster.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.vigil.duty.calendar.domain.DayKind;
import org.vigil.duty.calendar.domain.Span;

/**
 * Proposes who takes which shift: the same people and the same past give the same proposal. Each
 * slot, in order of time, goes to who has carried least of its kind this year, counting holidays by
 * holidays and nights by nights; nobody is asked who is away, has too little rest or a shift that
 * day. A slot that nobody can take stays open and is said.
 */
public final class RosterGenerator {

  /** Shifts of the same day are near, however much rest lies between. */
  private static final Duration ONE_DAY = Duration.ofDays(1);

  private RosterGenerator() {}

  /** How people are chosen. */
  public enum Mode {
    /** Who has carried least. */
    FAIR,
    /** One after the other, in the order given. */
    ROTATION
  }

  /**
   * What is asked for.
   *
   * @param people who takes part, in the order of a rotation
   * @param fixed who has a slot anyway, by its beginning: a holiday list that is decided already
   * @param around who is a member, who is away, what they do near these days
   * @param carried what each has carried this year
   * @param calendar what kind of day a date is
   */
  public record Request(
      String department,
      String post,
      List<Span> slots,
      List<String> people,
      Mode mode,
      Map<Instant, String> fixed,
      Surroundings around,
      Map<String, Load> carried,
      Function<LocalDate, DayKind> calendar,
      RosterRules rules) {
    public Request {
      slots = List.copyOf(slots);
      people = List.copyOf(people);
      fixed = Map.copyOf(fixed);
      carried = Map.copyOf(carried);
    }
  }

  /**
   * The proposal.
   *
   * @param open the slots that nobody can take
   */
  public record Proposal(List<Shift> shifts, List<Span> open) {}

  /** Proposes a roster; fixed slots come first, so that the others keep clear of them. */
  public static Proposal propose(Request request) {
    Map<String, List<Shift>> taken = new HashMap<>();
    request.around().neighbours().forEach(shift -> add(taken, shift));
    Map<String, Load> carried = new HashMap<>(request.carried());
    List<Shift> shifts = new ArrayList<>();
    for (Span slot : request.slots()) {
      String person = request.fixed().get(slot.from());
      if (person != null) {
        take(request, slot, person, taken, carried, shifts);
      }
    }
    List<Span> open = new ArrayList<>();
    int turn = 0;
    for (Span slot : request.slots()) {
      if (request.fixed().containsKey(slot.from())) {
        continue;
      }
      List<String> able =
          request.people().stream().filter(p -> isAble(request, slot, p, taken)).toList();
      if (able.isEmpty()) {
        open.add(slot);
        continue;
      }
      String person =
          request.mode() == Mode.ROTATION
              ? next(request.people(), turn, able)
              : able.stream().min(leastFirst(request, slot, taken, carried)).orElseThrow();
      turn = request.people().indexOf(person) + 1;
      take(request, slot, person, taken, carried, shifts);
    }
    shifts.sort(Comparator.comparing(Shift::from));
    return new Proposal(List.copyOf(shifts), List.copyOf(open));
  }

  private static String next(List<String> people, int turn, List<String> able) {
    for (int i = 0; i < people.size(); i++) {
      String person = people.get((turn + i) % people.size());
      if (able.contains(person)) {
        return person;
      }
    }
    return able.getFirst();
  }

  private static void take(
      Request request,
      Span slot,
      String person,
      Map<String, List<Shift>> taken,
      Map<String, Load> carried,
      List<Shift> shifts) {
    Shift shift = Shift.of(request.department(), request.post(), person, slot.from(), slot.until());
    shifts.add(shift);
    add(taken, shift);
    carried.merge(person, Load.of(shift, request.calendar(), request.rules().zone()), Load::plus);
  }

  private static void add(Map<String, List<Shift>> taken, Shift shift) {
    taken.computeIfAbsent(shift.subjectId(), _ -> new ArrayList<>()).add(shift);
  }

  private static boolean isAble(
      Request request, Span slot, String person, Map<String, List<Shift>> taken) {
    Shift wanted =
        Shift.of(request.department(), request.post(), person, slot.from(), slot.until());
    List<Shift> near =
        taken.getOrDefault(person, List.of()).stream()
            .filter(
                s ->
                    s.until().plus(request.rules().rest()).plus(ONE_DAY).isAfter(slot.from())
                        && s.from()
                            .minus(request.rules().rest())
                            .minus(ONE_DAY)
                            .isBefore(slot.until()))
            .toList();
    Surroundings around =
        new Surroundings(request.around().members(), request.around().away(), near);
    return Conflict.in(List.of(wanted), around, request.rules()).isEmpty();
  }

  private static Comparator<String> leastFirst(
      Request request, Span slot, Map<String, List<Shift>> taken, Map<String, Load> carried) {
    Load kind =
        Load.of(
            Shift.of(request.department(), request.post(), "", slot.from(), slot.until()),
            request.calendar(),
            request.rules().zone());
    ToIntFunction<Load> ofItsKind =
        kind.holidays() > 0
            ? Load::holidays
            : kind.nights() > 0
                ? Load::nights
                : kind.weekends() > 0 ? Load::weekends : Load::shifts;
    return Comparator.comparingInt(
            (String person) -> ofItsKind.applyAsInt(carried.getOrDefault(person, Load.NONE)))
        .thenComparingInt(person -> carried.getOrDefault(person, Load.NONE).minutes())
        .thenComparing(person -> lastEnd(taken.getOrDefault(person, List.of()), slot))
        .thenComparing(Comparator.naturalOrder());
  }

  /** Who has rested longest comes first. */
  private static Instant lastEnd(List<Shift> shifts, Span slot) {
    return shifts.stream()
        .map(Shift::until)
        .filter(until -> !until.isAfter(slot.from()))
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }
}
