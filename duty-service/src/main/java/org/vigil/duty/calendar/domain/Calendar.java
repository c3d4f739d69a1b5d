package org.vigil.duty.calendar.domain;

import static org.vigil.eventsourcing.Decision.accept;
import static org.vigil.eventsourcing.Decision.refuse;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Refusal;

/**
 * The bureau's calendar: the years that the office has published, and the watch that the coming
 * year is known in time. There is one stream, {@link #KEY}.
 *
 * @param awaited the year that is looked at next; null before the watch began
 */
public record Calendar(
    Map<Integer, List<SpecialDay>> published, @Nullable CalendarYearAwaited awaited) {

  /** The one stream's key. */
  public static final String KEY = "bureau";

  private static final String NAME = "working-calendar";
  private static final String CHECK = "calendar-check";

  public Calendar {
    published = Map.copyOf(published);
  }

  /**
   * The category.
   *
   * @param due the command that looks whether the awaited year is known, made of the instant that
   *     it fell due
   */
  public static Category<Command, Calendar, Event> category(
      Category.DueCommand<CheckAwaitedYear> due) {
    return new Category<>(NAME, new Rules(), Event.class, Rules::deadlines, due);
  }

  /** What can be asked of the calendar. */
  public sealed interface Command {}

  /**
   * The office says how a year is worked; it holds from then on instead of what was said before.
   *
   * @param days in the year, or in the December before it
   */
  public record PublishYear(int year, List<SpecialDay> days, String source) implements Command {
    public PublishYear {
      days = List.copyOf(days);
    }
  }

  /**
   * The watch begins, or goes on after a restart.
   *
   * @param year the first year whose check is still to come
   * @param dueAt when that is
   * @param overdue earlier years that should be known by now, as far as they are asked about
   * @param watch how the watch is kept
   */
  public record BeginWatch(int year, Instant dueAt, List<Integer> overdue, Watch watch)
      implements Command {
    public BeginWatch {
      overdue = List.copyOf(overdue);
    }
  }

  /** The moment has come at which the awaited year has to be known. */
  public record CheckAwaitedYear(Instant dueAt, Watch watch) implements Command {}

  /**
   * How the watch is kept.
   *
   * @param statutory the years that the product's own list has
   * @param ahead how long before its first day a year must be known
   * @param department whose matter the calendar is
   */
  public record Watch(Set<Integer> statutory, Duration ahead, ZoneId zone, String department) {
    public Watch {
      statutory = Set.copyOf(statutory);
    }

    /** When a year has to be known. */
    public Instant dueAt(int year) {
      return LocalDate.of(year, 1, 1).atStartOfDay(zone).toInstant().minus(ahead);
    }
  }

  /** What happens to the calendar. */
  public sealed interface Event {}

  /** 工作日历公布: so the year is worked from now on. */
  @EventType("calendar-year-published")
  public record CalendarYearPublished(int year, List<SpecialDay> days, String source)
      implements Event {
    public CalendarYearPublished {
      days = List.copyOf(days);
    }
  }

  /** The year will be looked for at {@code dueAt}. */
  @EventType("calendar-year-awaited")
  public record CalendarYearAwaited(int year, Instant dueAt) implements Event {}

  /** 工作日历缺失: nobody has said how the year is worked, and it begins soon or has begun. */
  @EventType("calendar-year-missing")
  public record CalendarYearMissing(int year, String department, Instant dueAt) implements Event {}

  /** Why a year cannot be published: refused because … */
  public enum CalendarRefusal implements Refusal {
    CALENDAR_DAY_OUTSIDE_YEAR,
    CALENDAR_DAY_TWICE,
    CALENDAR_DAY_IS_ORDINARY
  }

  private static final class Rules implements Decider<Command, Calendar, Event> {

    static List<Change> deadlines(Event event) {
      return event instanceof CalendarYearAwaited(_, var dueAt)
          ? List.of(new Change.Schedule(CHECK, dueAt))
          : List.of();
    }

    @Override
    public Calendar initialState() {
      return new Calendar(Map.of(), null);
    }

    @Override
    public Decision<Event> decide(Command command, Calendar state) {
      return switch (command) {
        case PublishYear publish -> publish(publish, state);
        case BeginWatch begin -> state.awaited() == null ? begin(begin, state) : accept();
        case CheckAwaitedYear check -> check(check, state);
      };
    }

    private static Decision<Event> publish(PublishYear publish, Calendar state) {
      CalendarRefusal wrong = wrongIn(publish);
      if (wrong != null) {
        return refuse(wrong);
      }
      return publish.days().equals(state.published().get(publish.year()))
          ? accept()
          : accept(new CalendarYearPublished(publish.year(), publish.days(), publish.source()));
    }

    private static @Nullable CalendarRefusal wrongIn(PublishYear publish) {
      LocalDate from = LocalDate.of(publish.year() - 1, 12, 1);
      LocalDate to = LocalDate.of(publish.year(), 12, 31);
      Set<LocalDate> dates = new HashSet<>();
      for (SpecialDay day : publish.days()) {
        if (day.date().isBefore(from) || day.date().isAfter(to)) {
          return CalendarRefusal.CALENDAR_DAY_OUTSIDE_YEAR;
        }
        if (!dates.add(day.date())) {
          return CalendarRefusal.CALENDAR_DAY_TWICE;
        }
        if (day.kind() != DayKind.HOLIDAY && day.kind() != DayKind.MAKE_UP_WORKDAY) {
          return CalendarRefusal.CALENDAR_DAY_IS_ORDINARY;
        }
      }
      return null;
    }

    private static Decision<Event> begin(BeginWatch begin, Calendar state) {
      List<Event> events = new ArrayList<>();
      for (int year : begin.overdue()) {
        addIfMissing(year, begin.watch(), state, events);
      }
      events.add(new CalendarYearAwaited(begin.year(), begin.dueAt()));
      return Decision.acceptAll(events);
    }

    private static Decision<Event> check(CheckAwaitedYear check, Calendar state) {
      CalendarYearAwaited awaited = state.awaited();
      if (awaited == null || !awaited.dueAt().equals(check.dueAt())) {
        return accept();
      }
      List<Event> events = new ArrayList<>();
      int next = awaited.year() + 1;
      addIfMissing(awaited.year(), check.watch(), state, events);
      events.add(new CalendarYearAwaited(next, check.watch().dueAt(next)));
      return Decision.acceptAll(events);
    }

    private static void addIfMissing(int year, Watch watch, Calendar state, List<Event> events) {
      if (!watch.statutory().contains(year) && !state.published().containsKey(year)) {
        events.add(new CalendarYearMissing(year, watch.department(), watch.dueAt(year)));
      }
    }

    @Override
    public Calendar evolve(Calendar state, Event event) {
      return switch (event) {
        case CalendarYearPublished(var year, var days, _) -> {
          Map<Integer, List<SpecialDay>> published = new HashMap<>(state.published());
          published.put(year, days);
          yield new Calendar(published, state.awaited());
        }
        case CalendarYearAwaited year -> new Calendar(state.published(), year);
        case CalendarYearMissing _ -> state;
      };
    }
  }
}
