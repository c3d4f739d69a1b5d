package org.vigil.reporting.exposure.domain;

import static org.vigil.eventsourcing.Decision.accept;
import static org.vigil.eventsourcing.Decision.refuse;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.Refusal;
import org.vigil.eventsourcing.Upcaster;

/**
 * The health observation of one person. Every report about the person joins it, so that nobody is
 * followed twice and no report is lost. The stream's key is the person's pseudonym.
 */
public sealed interface HealthObservation {

  /** A follow-up answers for a day from its beginning on. */
  Duration DAY = Duration.ofDays(1);

  Category<Command, HealthObservation, Event> CATEGORY =
      new Category<>(
          "observation",
          new Rules(),
          Event.class,
          HealthObservation::deadlines,
          (deadline, _) -> new FindFollowUpMissed(LocalDate.parse(deadline)));

  /** Nobody is observed. */
  record NotBegun() implements HealthObservation {}

  /**
   * @param reports what each report asks for, by its id, in the order in which they joined
   * @param days each day of the observation with the instant at which it ends
   */
  record Running(
      String subjectId,
      String department,
      String name,
      Map<String, Asked> reports,
      Map<LocalDate, Instant> days,
      Set<LocalDate> followedUp,
      Set<LocalDate> missed)
      implements HealthObservation {

    Running with(Set<LocalDate> nowFollowedUp, Set<LocalDate> nowMissed) {
      return new Running(subjectId, department, name, reports, days, nowFollowedUp, nowMissed);
    }

    /** What a report asks for; nothing if it is about somebody else. */
    Set<LocalDate> askedBy(String reportId) {
      Asked asked = reports.get(reportId);
      return asked == null ? Set.of() : asked.days();
    }

    /** Days from one on that nobody has asked after yet and that no other report needs. */
    List<LocalDate> neededOnlyBy(String reportId, LocalDate from) {
      return askedBy(reportId).stream()
          .filter(day -> days.containsKey(day) && !day.isBefore(from))
          .filter(day -> !followedUp.contains(day) && !missed.contains(day))
          .filter(
              day ->
                  reports.entrySet().stream()
                      .noneMatch(
                          other ->
                              !other.getKey().equals(reportId)
                                  && other.getValue().days().contains(day)))
          .sorted()
          .toList();
    }
  }

  /** What one report asks for, and in whose words. */
  record Asked(String department, String name, Set<LocalDate> days) {}

  /** The person turned out to be somebody else, who is observed instead. */
  record Merged() implements HealthObservation {}

  /**
   * A day of the observation.
   *
   * @param dueAt the day's end
   */
  record FollowUpDay(LocalDate day, Instant dueAt) {}

  /** How somebody is. */
  enum Finding {
    WELL,
    SYMPTOMS
  }

  /** What can be asked of it. */
  sealed interface Command {}

  /**
   * A report has come, or was put right; its days may be known already.
   *
   * @param today what was before it stays as it was
   * @param days all that the report asks for from today on
   */
  record Observe(
      String subjectId,
      String department,
      String name,
      String reportId,
      LocalDate today,
      List<FollowUpDay> days)
      implements Command {
    public Observe {
      days = List.copyOf(days);
    }
  }

  /**
   * Somebody has asked the person.
   *
   * @param byItself whether the department that observes says so by its own account
   */
  record FollowUp(
      LocalDate day, Finding finding, @Nullable String note, Instant at, boolean byItself)
      implements Command {}

  /** Sent by a day's end. */
  record FindFollowUpMissed(LocalDate day) implements Command {}

  /** A report turned out to be about somebody else. */
  record WithdrawReport(String reportId, LocalDate today) implements Command {}

  /** It is known now who it is. */
  record MergeInto(String subjectId) implements Command {}

  /** What happens to it. */
  sealed interface Event {}

  /**
   * A report has begun the observation, or has joined it.
   *
   * @param days the days that the report adds
   * @param asked all days that it asks for, with those that were known already; null where that was
   *     not yet said
   */
  @EventType(
      value = "observation-report-joined",
      version = 2,
      upcasters = SaidOnlyWhatItAdded.class)
  record ObservationReportJoined(
      String subjectId,
      String department,
      @Personal(mask = Mask.NAME) String name,
      String reportId,
      List<FollowUpDay> days,
      @Nullable List<LocalDate> asked)
      implements Event {
    public ObservationReportJoined {
      days = List.copyOf(days);
      asked = asked == null ? null : List.copyOf(asked);
    }
  }

  /**
   * A report was put right, and asks for other days or calls the person otherwise.
   *
   * @param days the days that the report adds
   * @param dropped days that no report needs any more
   * @param asked all days that it asks for now, with those that have passed
   */
  @EventType("observation-report-put-right")
  record ObservationReportPutRight(
      String subjectId,
      String department,
      @Personal(mask = Mask.NAME) String name,
      String reportId,
      List<FollowUpDay> days,
      List<LocalDate> dropped,
      List<LocalDate> asked)
      implements Event {
    public ObservationReportPutRight {
      days = List.copyOf(days);
      dropped = List.copyOf(dropped);
      asked = List.copyOf(asked);
    }
  }

  /**
   * A report turned out to be about somebody else. Days that have passed stay as they were.
   *
   * @param department whoever asks after the person from now on
   * @param dropped days that no report needs any more
   */
  @EventType("observation-report-withdrawn")
  record ObservationReportWithdrawn(
      String subjectId,
      String department,
      @Personal(mask = Mask.NAME) String name,
      String reportId,
      List<LocalDate> dropped)
      implements Event {
    public ObservationReportWithdrawn {
      dropped = List.copyOf(dropped);
    }
  }

  @EventType("observation-followed-up")
  record ObservationFollowedUp(
      String subjectId,
      String department,
      LocalDate day,
      @Personal @Nullable Finding finding,
      @Personal @Nullable String note,
      Instant followedUpAt,
      boolean late)
      implements Event {}

  /**
   * The person has symptoms, and the office must know; what they are is in the follow-up.
   *
   * @param byItself whether the department's own account has said so; false in version 1, of which
   *     nobody knows
   */
  @EventType(value = "observed-person-fell-ill", version = 2, upcasters = FoundByNobodyKnown.class)
  record ObservedPersonFellIll(
      String subjectId,
      String department,
      @Personal(mask = Mask.NAME) String name,
      LocalDate day,
      boolean byItself)
      implements Event {}

  /** The day has ended, and nobody has asked the person. */
  @EventType("observation-follow-up-missed")
  record ObservationFollowUpMissed(String subjectId, String department, LocalDate day)
      implements Event {}

  /** The observation goes on under the person's own pseudonym. */
  @EventType("observation-merged")
  record ObservationMerged(String subjectId, String department, String into) implements Event {}

  /** Refused because … */
  enum No implements Refusal {
    NOBODY_OBSERVED,
    NO_DAY_OF_THE_OBSERVATION,
    DAY_NOT_BEGUN_YET,
    ALREADY_FOLLOWED_UP
  }

  /** Whose account it was went unrecorded. */
  final class FoundByNobodyKnown implements Upcaster {
    @Override
    public Map<String, Object> upcast(Map<String, Object> fields) {
      fields.put("byItself", false);
      return fields;
    }
  }

  /** Which days a report asked for that were known already, nobody said at first. */
  final class SaidOnlyWhatItAdded implements Upcaster {
    @Override
    public Map<String, Object> upcast(Map<String, Object> fields) {
      return fields;
    }
  }

  private static List<Change> deadlines(Event event) {
    return switch (event) {
      case ObservationReportJoined joined -> schedule(joined.days()).toList();
      case ObservationReportPutRight it ->
          Stream.concat(cancel(it.dropped()), schedule(it.days())).toList();
      case ObservationReportWithdrawn it -> cancel(it.dropped()).toList();
      case ObservationFollowedUp it -> List.of(new Change.Cancel(it.day().toString()));
      case ObservationFollowUpMissed _, ObservedPersonFellIll _, ObservationMerged _ -> List.of();
    };
  }

  private static Stream<Change> schedule(List<FollowUpDay> days) {
    return days.stream().map(it -> new Change.Schedule(it.day().toString(), it.dueAt()));
  }

  private static Stream<Change> cancel(List<LocalDate> days) {
    return days.stream().map(day -> new Change.Cancel(day.toString()));
  }

  /** Each day of the observation is followed up once, or found missed at its end. */
  final class Rules implements Decider<Command, HealthObservation, Event> {

    @Override
    public HealthObservation initialState() {
      return new NotBegun();
    }

    @Override
    public Decision<Event> decide(Command command, HealthObservation state) {
      return switch (state) {
        case NotBegun _ ->
            switch (command) {
              case Observe observe -> accept(joined(observe, observe.days()));
              case FollowUp _ -> refuse(No.NOBODY_OBSERVED);
              case FindFollowUpMissed _, MergeInto _, WithdrawReport _ -> accept();
            };
        case Running running ->
            switch (command) {
              case Observe observe ->
                  running.reports().containsKey(observe.reportId())
                      ? putRight(observe, running)
                      : accept(joined(observe, added(observe, running)));
              case WithdrawReport withdraw -> withdraw(withdraw, running);
              case FollowUp followUp -> followUp(followUp, running);
              case FindFollowUpMissed(var day) -> miss(day, running);
              case MergeInto(var into) ->
                  accept(new ObservationMerged(running.subjectId(), running.department(), into));
            };
        case Merged _ ->
            switch (command) {
              case FollowUp _ -> refuse(No.NOBODY_OBSERVED);
              case Observe _, FindFollowUpMissed _, MergeInto _, WithdrawReport _ -> accept();
            };
      };
    }

    private static List<FollowUpDay> added(Observe observe, Running running) {
      return observe.days().stream().filter(it -> !running.days().containsKey(it.day())).toList();
    }

    private static Event joined(Observe observe, List<FollowUpDay> days) {
      return new ObservationReportJoined(
          observe.subjectId(),
          observe.department(),
          observe.name(),
          observe.reportId(),
          days,
          observe.days().stream().map(FollowUpDay::day).toList());
    }

    /** The days from today on are those that it asks for now; what was before stays. */
    private static Decision<Event> putRight(Observe observe, Running running) {
      String report = observe.reportId();
      Set<LocalDate> now =
          observe.days().stream()
              .map(FollowUpDay::day)
              .collect(Collectors.toCollection(TreeSet::new));
      List<LocalDate> dropped =
          running.neededOnlyBy(report, observe.today()).stream()
              .filter(day -> !now.contains(day))
              .toList();
      running.askedBy(report).stream()
          .filter(day -> day.isBefore(observe.today()))
          .forEach(now::add);
      return now.equals(running.askedBy(report)) && observe.name().equals(running.name())
          ? accept()
          : accept(
              new ObservationReportPutRight(
                  running.subjectId(),
                  running.department(),
                  observe.name(),
                  report,
                  added(observe, running),
                  dropped,
                  List.copyOf(now)));
    }

    /** Whoever has reported the person otherwise goes on; of several the last. */
    private static Decision<Event> withdraw(WithdrawReport it, Running running) {
      if (!running.reports().containsKey(it.reportId())) {
        return accept();
      }
      Asked last = null;
      for (Map.Entry<String, Asked> other : running.reports().entrySet()) {
        last = other.getKey().equals(it.reportId()) ? last : other.getValue();
      }
      return accept(
          new ObservationReportWithdrawn(
              running.subjectId(),
              last == null ? running.department() : last.department(),
              last == null ? running.name() : last.name(),
              it.reportId(),
              running.neededOnlyBy(it.reportId(), it.today())));
    }

    private static Decision<Event> followUp(FollowUp it, Running running) {
      Instant dueAt = running.days().get(it.day());
      if (dueAt == null) {
        return refuse(No.NO_DAY_OF_THE_OBSERVATION);
      }
      if (it.at().isBefore(dueAt.minus(DAY))) {
        return refuse(No.DAY_NOT_BEGUN_YET);
      }
      if (running.followedUp().contains(it.day())) {
        return refuse(No.ALREADY_FOLLOWED_UP);
      }
      Event done =
          new ObservationFollowedUp(
              running.subjectId(),
              running.department(),
              it.day(),
              it.finding(),
              it.note(),
              it.at(),
              it.at().isAfter(dueAt));
      return it.finding() == Finding.SYMPTOMS
          ? accept(
              done,
              new ObservedPersonFellIll(
                  running.subjectId(),
                  running.department(),
                  running.name(),
                  it.day(),
                  it.byItself()))
          : accept(done);
    }

    private static Decision<Event> miss(LocalDate day, Running running) {
      return !running.days().containsKey(day)
              || running.followedUp().contains(day)
              || running.missed().contains(day)
          ? accept()
          : accept(new ObservationFollowUpMissed(running.subjectId(), running.department(), day));
    }

    @Override
    public HealthObservation evolve(HealthObservation state, Event event) {
      return switch (event) {
        case ObservationReportJoined it -> {
          Running before =
              state instanceof Running running
                  ? running
                  : new Running(
                      it.subjectId(),
                      it.department(),
                      it.name(),
                      Map.of(),
                      Map.of(),
                      Set.of(),
                      Set.of());
          Map<LocalDate, Instant> days = days(before, it.days(), List.of());
          List<LocalDate> said = it.asked();
          // Of one that did not say, any day may be its own; no correction of another drops it.
          Set<LocalDate> asked = Set.copyOf(said == null ? days.keySet() : said);
          yield new Running(
              it.subjectId(),
              it.department(),
              it.name(),
              plus(before, it.reportId(), new Asked(it.department(), it.name(), asked)),
              days,
              before.followedUp(),
              before.missed());
        }
        case ObservationReportPutRight it -> {
          if (!(state instanceof Running running)) {
            yield state;
          }
          Asked before = running.reports().get(it.reportId());
          String department = before == null ? it.department() : before.department();
          yield new Running(
              it.subjectId(),
              it.department(),
              it.name(),
              plus(
                  running, it.reportId(), new Asked(department, it.name(), Set.copyOf(it.asked()))),
              days(running, it.days(), it.dropped()),
              running.followedUp(),
              running.missed());
        }
        case ObservationReportWithdrawn it -> {
          if (!(state instanceof Running running)) {
            yield state;
          }
          Map<String, Asked> reports = new LinkedHashMap<>(running.reports());
          reports.remove(it.reportId());
          yield new Running(
              it.subjectId(),
              it.department(),
              it.name(),
              reports,
              days(running, List.of(), it.dropped()),
              running.followedUp(),
              running.missed());
        }
        case ObservationFollowedUp it ->
            state instanceof Running running
                ? running.with(plus(running.followedUp(), it.day()), running.missed())
                : state;
        case ObservationFollowUpMissed it ->
            state instanceof Running running
                ? running.with(running.followedUp(), plus(running.missed(), it.day()))
                : state;
        case ObservedPersonFellIll _ -> state;
        case ObservationMerged _ -> new Merged();
      };
    }

    private static Map<LocalDate, Instant> days(
        Running running, List<FollowUpDay> added, List<LocalDate> dropped) {
      Map<LocalDate, Instant> days = new TreeMap<>(running.days());
      added.forEach(day -> days.put(day.day(), day.dueAt()));
      dropped.forEach(days::remove);
      return days;
    }

    private static Map<String, Asked> plus(Running running, String reportId, Asked asked) {
      Map<String, Asked> reports = new LinkedHashMap<>(running.reports());
      reports.put(reportId, asked);
      return reports;
    }

    private static Set<LocalDate> plus(Set<LocalDate> days, LocalDate day) {
      return Stream.concat(days.stream(), Stream.of(day)).collect(Collectors.toUnmodifiableSet());
    }
  }
}
