package org.vigil.reporting.dailyreport.domain;

import static org.vigil.eventsourcing.Decision.accept;
import static org.vigil.eventsourcing.Decision.refuse;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.Refusal;
import org.vigil.reporting.parameter.domain.CitedNoRule;
import org.vigil.reporting.parameter.domain.Rule;

/**
 * Whether a department owes a report every day, and who may sign for its head. The stream's key is
 * the department; each day's opening sets the deadline for the next, so no day is left out by a
 * restart.
 */
public sealed interface DailyReporting {

  /** The category of the streams. */
  String NAME = "daily-reporting";

  /** Nothing is owed: not yet, or no longer. */
  record Idle() implements DailyReporting {}

  /**
   * @param nextDay the day that opens next
   */
  record Running(String department, LocalDate nextDay) implements DailyReporting {}

  /** What can be asked of it. */
  sealed interface Command {}

  /**
   * The department exists.
   *
   * @param firstDay the first whole day, so that the day on which it was defined counts for no rate
   */
  record BeginDailyReports(String department, LocalDate firstDay, Instant opensAt)
      implements Command {}

  /** The department is no longer active. */
  record EndDailyReports(String department) implements Command {}

  /** Sent by the deadline at the day's beginning. */
  record OpenDay(Schedule schedule, Instant nextOpensAt) implements Command {}

  /** The department names who may sign in the head's place, for a time. */
  record NameDeputy(
      String department, String subjectId, String name, Instant from, Instant until, String reason)
      implements Command {}

  /** What happens to it. */
  sealed interface Event {}

  @EventType("daily-reports-began")
  record DailyReportsBegan(String department, LocalDate firstDay, Instant opensAt)
      implements Event {}

  @EventType("daily-reports-ended")
  record DailyReportsEnded(String department) implements Event {}

  /**
   * The day has begun in the bureau's time zone, by the parameters in force at that instant.
   *
   * @param cutOff by which {@code dueAt} is; null in version 1, as is the one that follows
   * @param missedAfter by which {@code missedAt} is
   */
  @EventType(value = "daily-report-day-opened", version = 2, upcasters = CitedNoRule.class)
  record DailyReportDayOpened(
      String department,
      LocalDate day,
      Instant remindAt,
      Instant dueAt,
      Instant missedAt,
      Instant nextOpensAt,
      @Nullable Rule cutOff,
      @Nullable Rule missedAfter)
      implements Event {}

  /** Somebody may sign in the head's place from an instant until another. */
  @EventType("daily-report-deputy-named")
  record DailyReportDeputyNamed(
      String department,
      String subjectId,
      @Personal(mask = Mask.NAME) String name,
      Instant validFrom,
      Instant validUntil,
      @Personal String reason)
      implements Event {}

  /** Refused because … */
  enum No implements Refusal {
    DEPUTY_ENDS_BEFORE_IT_BEGINS
  }

  /**
   * @param opening the schedule of the day that begins at an instant, and when the next one does
   */
  static Category<Command, DailyReporting, Event> category(Function<Instant, OpenDay> opening) {
    return new Category<>(
        NAME,
        new Rules(),
        Event.class,
        DailyReporting::deadlines,
        (_, dueAt) -> opening.apply(dueAt));
  }

  private static List<Change> deadlines(Event event) {
    return switch (event) {
      case DailyReportsBegan began -> List.of(new Change.Schedule("day-opens", began.opensAt()));
      case DailyReportDayOpened day -> List.of(new Change.Schedule("day-opens", day.nextOpensAt()));
      case DailyReportsEnded _ -> List.of(new Change.Cancel("day-opens"));
      case DailyReportDeputyNamed _ -> List.of();
    };
  }

  /** A day opens once, in order, and only while the department is active. */
  final class Rules implements Decider<Command, DailyReporting, Event> {

    @Override
    public DailyReporting initialState() {
      return new Idle();
    }

    @Override
    public Decision<Event> decide(Command command, DailyReporting state) {
      return switch (command) {
        case BeginDailyReports(var department, var firstDay, var opensAt) ->
            state instanceof Running
                ? accept()
                : accept(new DailyReportsBegan(department, firstDay, opensAt));
        case EndDailyReports(var department) ->
            state instanceof Running ? accept(new DailyReportsEnded(department)) : accept();
        case OpenDay(var it, var nextOpensAt) ->
            state instanceof Running(var department, var nextDay) && nextDay.equals(it.day())
                ? accept(
                    new DailyReportDayOpened(
                        department,
                        it.day(),
                        it.remindAt(),
                        it.dueAt(),
                        it.missedAt(),
                        nextOpensAt,
                        it.cutOff(),
                        it.missedAfter()))
                : accept();
        case NameDeputy it ->
            it.until().isAfter(it.from())
                ? accept(
                    new DailyReportDeputyNamed(
                        it.department(),
                        it.subjectId(),
                        it.name(),
                        it.from(),
                        it.until(),
                        it.reason()))
                : refuse(No.DEPUTY_ENDS_BEFORE_IT_BEGINS);
      };
    }

    @Override
    public DailyReporting evolve(DailyReporting state, Event event) {
      return switch (event) {
        case DailyReportsBegan began -> new Running(began.department(), began.firstDay());
        case DailyReportDayOpened opened ->
            new Running(opened.department(), opened.day().plusDays(1));
        case DailyReportsEnded _ -> new Idle();
        case DailyReportDeputyNamed _ -> state;
      };
    }
  }
}
