package org.vigil.reporting.exposure.domain;

import static org.vigil.eventsourcing.Decision.accept;
import static org.vigil.eventsourcing.Decision.refuse;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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
   * @param days each day of the observation with the instant at which it ends
   */
  record Running(
      String subjectId,
      String department,
      String name,
      Set<String> reports,
      Map<LocalDate, Instant> days,
      Set<LocalDate> followedUp,
      Set<LocalDate> missed)
      implements HealthObservation {

    Running with(Set<LocalDate> nowFollowedUp, Set<LocalDate> nowMissed) {
      return new Running(subjectId, department, name, reports, days, nowFollowedUp, nowMissed);
    }
  }

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

  /** A report has come; its days may be known already. */
  record Observe(
      String subjectId, String department, String name, String reportId, List<FollowUpDay> days)
      implements Command {
    public Observe {
      days = List.copyOf(days);
    }
  }

  /** Somebody has asked the person. */
  record FollowUp(LocalDate day, Finding finding, @Nullable String note, Instant at)
      implements Command {}

  /** Sent by a day's end. */
  record FindFollowUpMissed(LocalDate day) implements Command {}

  /** It is known now who it is. */
  record MergeInto(String subjectId) implements Command {}

  /** What happens to it. */
  sealed interface Event {}

  /**
   * A report has begun the observation, or has joined it.
   *
   * @param days the days that the report adds
   */
  @EventType("observation-report-joined")
  record ObservationReportJoined(
      String subjectId,
      String department,
      @Personal(mask = Mask.NAME) String name,
      String reportId,
      List<FollowUpDay> days)
      implements Event {
    public ObservationReportJoined {
      days = List.copyOf(days);
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

  /** The person has symptoms, and the office must know; what they are is in the follow-up. */
  @EventType("observed-person-fell-ill")
  record ObservedPersonFellIll(
      String subjectId, String department, @Personal(mask = Mask.NAME) String name, LocalDate day)
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

  private static List<Change> deadlines(Event event) {
    return switch (event) {
      case ObservationReportJoined joined ->
          joined.days().stream()
              .<Change>map(it -> new Change.Schedule(it.day().toString(), it.dueAt()))
              .toList();
      case ObservationFollowedUp it -> List.of(new Change.Cancel(it.day().toString()));
      case ObservationFollowUpMissed _, ObservedPersonFellIll _, ObservationMerged _ -> List.of();
    };
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
              case FindFollowUpMissed _, MergeInto _ -> accept();
            };
        case Running running ->
            switch (command) {
              case Observe observe -> join(observe, running);
              case FollowUp followUp -> followUp(followUp, running);
              case FindFollowUpMissed(var day) -> miss(day, running);
              case MergeInto(var into) ->
                  accept(new ObservationMerged(running.subjectId(), running.department(), into));
            };
        case Merged _ ->
            switch (command) {
              case FollowUp _ -> refuse(No.NOBODY_OBSERVED);
              case Observe _, FindFollowUpMissed _, MergeInto _ -> accept();
            };
      };
    }

    private static Decision<Event> join(Observe observe, Running running) {
      List<FollowUpDay> added =
          observe.days().stream().filter(it -> !running.days().containsKey(it.day())).toList();
      return added.isEmpty() && running.reports().contains(observe.reportId())
          ? accept()
          : accept(joined(observe, added));
    }

    private static Event joined(Observe observe, List<FollowUpDay> days) {
      return new ObservationReportJoined(
          observe.subjectId(), observe.department(), observe.name(), observe.reportId(), days);
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
                  running.subjectId(), running.department(), running.name(), it.day()))
          : accept(done);
    }

    private static Decision<Event> miss(LocalDate day, Running running) {
      return running.followedUp().contains(day) || running.missed().contains(day)
          ? accept()
          : accept(new ObservationFollowUpMissed(running.subjectId(), running.department(), day));
    }

    @Override
    public HealthObservation evolve(HealthObservation state, Event event) {
      return switch (event) {
        case ObservationReportJoined it -> {
          Map<LocalDate, Instant> days = new TreeMap<>();
          Set<String> reports = new TreeSet<>(Set.of(it.reportId()));
          Set<LocalDate> followedUp = Set.of();
          Set<LocalDate> missed = Set.of();
          if (state instanceof Running running) {
            days.putAll(running.days());
            reports.addAll(running.reports());
            followedUp = running.followedUp();
            missed = running.missed();
          }
          it.days().forEach(day -> days.put(day.day(), day.dueAt()));
          yield new Running(
              it.subjectId(), it.department(), it.name(), reports, days, followedUp, missed);
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

    private static Set<LocalDate> plus(Set<LocalDate> days, LocalDate day) {
      return Stream.concat(days.stream(), Stream.of(day)).collect(Collectors.toUnmodifiableSet());
    }
  }
}
