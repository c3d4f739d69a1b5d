package org.vigil.duty.coverage.domain;

import static org.vigil.eventsourcing.Decision.accept;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.calendar.domain.Span;
import org.vigil.duty.roster.domain.Shift;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;

/**
 * The watch over one department's duty; the stream's key is its code.
 *
 * @param requiredFrom since when duty is owed day and night; null while it is not
 * @param since the start of the day in which it was looked at last; the next look begins there
 * @param nextAt when it is looked at next
 * @param known the gaps since then that have been told
 * @param warned the shifts whose holder's unverified phone has been told, with their beginnings
 */
public record DutyCoverage(
    @Nullable Instant requiredFrom,
    @Nullable Instant since,
    @Nullable Instant nextAt,
    List<Known> known,
    Map<String, Instant> warned) {

  /** The streams' category. */
  public static final String NAME = "duty-coverage";

  public DutyCoverage {
    known = List.copyOf(known);
    warned = Map.copyOf(warned);
  }

  /**
   * The category.
   *
   * @param due makes the check of a department, whose code is the deadline's name, at the moment
   *     that it falls due
   */
  public static Category<Command, DutyCoverage, Event> category(Category.DueCommand<Check> due) {
    return new Category<>(NAME, new Rules(), Event.class, Rules::deadlines, due);
  }

  /** What a gap is to the one who looks at it, from the least to the worst. */
  public enum Nature {
    /** It lies ahead. */
    FORECAST,
    /** It begins within a day, or what the parameter says. */
    IMMINENT,
    /** It has begun. */
    FACT
  }

  /** A gap that has been told. */
  public record Known(Span gap, Nature nature) {}

  /** What can be asked of the watch. */
  public sealed interface Command {}

  /**
   * From an instant on somebody of the department is owed on duty day and night.
   *
   * @param at the present, at which it is looked at first
   * @param unlessRequired whether it only holds where nothing was said before
   */
  public record RequireDuty(String department, Instant from, Instant at, boolean unlessRequired)
      implements Command {}

  /**
   * Looks at the roster.
   *
   * @param at the present
   * @param covered when somebody is assigned, at least from {@code since} to {@code horizon}
   * @param since the earliest that {@code covered} tells of
   * @param unverified coming shifts whose holders have no verified phone
   */
  public record Check(
      String department,
      Instant at,
      Instant since,
      Instant horizon,
      List<Span> covered,
      List<Shift> unverified,
      Lead lead)
      implements Command {
    public Check {
      covered = List.copyOf(covered);
      unverified = List.copyOf(unverified);
    }
  }

  /**
   * @param imminent how long before it begins a gap is urgent
   */
  public record Lead(Duration imminent, ZoneId zone) {}

  /** What the watch finds. */
  public sealed interface Event {}

  /** 值班要求: since then duty is owed day and night. */
  @EventType("duty-required")
  public record DutyRequired(String department, Instant from, Instant checkAt) implements Event {}

  /**
   * 值班空档 (3.1-a): nobody is assigned from then to then. A gap is told once for each nature that it
   * comes to have.
   *
   * @param day the day of the business that it lies in
   */
  @EventType("coverage-gap-detected")
  public record CoverageGapDetected(
      String department, LocalDate day, Instant from, Instant until, Nature nature)
      implements Event {}

  /** 空档补上: what was left of the gap is covered. */
  @EventType("coverage-gap-filled")
  public record CoverageGapFilled(String department, Instant from, Instant until, Instant at)
      implements Event {}

  /** 值班人员联系方式未核实 (3.1-f): a future holder cannot be relied on to be reached. */
  @EventType("duty-holder-contact-unverified")
  public record DutyHolderContactUnverified(
      String department, String shiftId, String subjectId, Instant from) implements Event {}

  /** The roster has been looked at, and will be again; from {@code since} on, for good measure. */
  @EventType("coverage-checked")
  public record CoverageChecked(String department, Instant at, Instant since, Instant nextAt)
      implements Event {}

  private static final class Rules implements Decider<Command, DutyCoverage, Event> {

    static List<Change> deadlines(Event event) {
      return switch (event) {
        case DutyRequired(var department, _, var checkAt) ->
            List.of(new Change.Schedule(department, checkAt));
        case CoverageChecked(var department, _, _, var nextAt) ->
            List.of(new Change.Schedule(department, nextAt));
        case CoverageGapDetected _, CoverageGapFilled _, DutyHolderContactUnverified _ -> List.of();
      };
    }

    @Override
    public DutyCoverage initialState() {
      return new DutyCoverage(null, null, null, List.of(), Map.of());
    }

    @Override
    public Decision<Event> decide(Command command, DutyCoverage state) {
      return switch (command) {
        case RequireDuty require when require.from().equals(state.requiredFrom()) -> accept();
        case RequireDuty(_, _, _, var unless) when unless && state.requiredFrom() != null ->
            accept();
        case RequireDuty(var department, var from, var at, _) ->
            accept(new DutyRequired(department, from, at));
        case Check check when state.requiredFrom() != null ->
            Decision.acceptAll(check(check, state, state.requiredFrom()));
        case Check _ -> accept();
      };
    }

    private static List<Event> check(Check check, DutyCoverage state, Instant requiredFrom) {
      List<Event> events = new ArrayList<>();
      Instant at = check.at();
      LocalDate day = at.atZone(check.lead().zone()).toLocalDate();
      Instant looked = state.since() == null ? requiredFrom : state.since();
      Instant from = latest(latest(looked, requiredFrom), check.since());
      Instant nextAt = day.plusDays(1).atStartOfDay(check.lead().zone()).toInstant();
      List<Span> gaps =
          from.isBefore(check.horizon())
              ? Gaps.byDay(
                  Gaps.in(new Span(from, check.horizon()), check.covered()), check.lead().zone())
              : List.of();
      for (Span gap : gaps) {
        Nature nature = nature(gap, at, check.lead());
        if (state.known().stream().noneMatch(k -> tells(k, gap, nature))) {
          events.add(
              new CoverageGapDetected(
                  check.department(),
                  gap.from().atZone(check.lead().zone()).toLocalDate(),
                  gap.from(),
                  gap.until(),
                  nature));
        }
        nextAt = earliest(nextAt, gap.from().minus(check.lead().imminent()), at);
        nextAt = earliest(nextAt, gap.from().plus(Gaps.LEAST), at);
      }
      for (Span told : state.known().stream().map(Known::gap).distinct().toList()) {
        if (told.until().isAfter(at)) {
          Span left = new Span(latest(told.from(), at), told.until());
          if (gaps.stream().noneMatch(left::overlaps)) {
            events.add(new CoverageGapFilled(check.department(), told.from(), told.until(), at));
          }
        }
      }
      for (Shift shift : check.unverified()) {
        if (!state.warned().containsKey(shift.id() + "/" + shift.subjectId())) {
          events.add(
              new DutyHolderContactUnverified(
                  check.department(), shift.id(), shift.subjectId(), shift.from()));
        }
      }
      if (!events.isEmpty() || !nextAt.equals(state.nextAt())) {
        Instant since = day.atStartOfDay(check.lead().zone()).toInstant();
        events.add(new CoverageChecked(check.department(), at, since, nextAt));
      }
      return events;
    }

    /** A gap that has begun counts from its first whole minute on. */
    private static Nature nature(Span gap, Instant at, Lead lead) {
      if (!gap.from().plus(Gaps.LEAST).isAfter(at)) {
        return Nature.FACT;
      }
      return gap.from().minus(lead.imminent()).isAfter(at) ? Nature.FORECAST : Nature.IMMINENT;
    }

    private static boolean tells(Known known, Span gap, Nature nature) {
      return known.nature().compareTo(nature) >= 0
          && !known.gap().from().isAfter(gap.from())
          && !known.gap().until().isBefore(gap.until());
    }

    private static Instant latest(Instant one, Instant other) {
      return one.isAfter(other) ? one : other;
    }

    private static Instant earliest(Instant present, Instant candidate, Instant after) {
      return candidate.isAfter(after) && candidate.isBefore(present) ? candidate : present;
    }

    @Override
    public DutyCoverage evolve(DutyCoverage state, Event event) {
      return switch (event) {
        case DutyRequired(_, var from, var checkAt) ->
            new DutyCoverage(from, state.since(), checkAt, state.known(), state.warned());
        case CoverageGapDetected gap -> {
          Known told = new Known(new Span(gap.from(), gap.until()), gap.nature());
          List<Known> known = new ArrayList<>(state.known());
          known.removeIf(k -> tells(told, k.gap(), k.nature()));
          known.add(told);
          yield new DutyCoverage(
              state.requiredFrom(), state.since(), state.nextAt(), known, state.warned());
        }
        case CoverageGapFilled filled ->
            new DutyCoverage(
                state.requiredFrom(),
                state.since(),
                state.nextAt(),
                filled(state.known(), filled),
                state.warned());
        case DutyHolderContactUnverified warning -> {
          Map<String, Instant> warned = new HashMap<>(state.warned());
          warned.put(warning.shiftId() + "/" + warning.subjectId(), warning.from());
          yield new DutyCoverage(
              state.requiredFrom(), state.since(), state.nextAt(), state.known(), warned);
        }
        case CoverageChecked(_, _, var since, var nextAt) -> {
          Map<String, Instant> warned = new HashMap<>(state.warned());
          warned.values().removeIf(from -> from.isBefore(since));
          yield new DutyCoverage(
              state.requiredFrom(),
              since,
              nextAt,
              state.known().stream().filter(k -> k.gap().until().isAfter(since)).toList(),
              warned);
        }
      };
    }

    /** What had passed of a gap when it was filled stays told. */
    private static List<Known> filled(List<Known> known, CoverageGapFilled filled) {
      List<Known> left = new ArrayList<>();
      for (Known k : known) {
        if (!k.gap().equals(new Span(filled.from(), filled.until()))) {
          left.add(k);
        } else if (filled.at().isAfter(filled.from())) {
          left.add(new Known(new Span(filled.from(), filled.at()), k.nature()));
        }
      }
      return left;
    }
  }
}
