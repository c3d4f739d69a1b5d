package org.vigil.duty.wiring;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ObjLongConsumer;
import java.util.random.RandomGenerator;
import org.vigil.duty.calendar.domain.Span;
import org.vigil.duty.calendar.domain.WorkingTime;
import org.vigil.duty.calendar.view.WorkingCalendar;
import org.vigil.duty.directory.view.DirectoryView;
import org.vigil.duty.reachability.api.ReachabilityDrills;
import org.vigil.duty.reachability.domain.DrillCommand.StartDrill;
import org.vigil.duty.reachability.domain.DrillDecider;
import org.vigil.duty.reachability.domain.DrillSchedule.CheckSchedule;
import org.vigil.duty.reachability.domain.DrillSchedule.Clockwork;
import org.vigil.duty.reachability.domain.DrillSchedule.ScheduledDrillDue;
import org.vigil.duty.reachability.domain.DrillSchedule.StartScheduled;
import org.vigil.duty.reachability.domain.DrillSchedule.Turn;
import org.vigil.duty.reachability.domain.Mobile;
import org.vigil.duty.reachability.domain.ScheduleKind;
import org.vigil.duty.reachability.policy.WhenScheduledDrillDueStartIt;
import org.vigil.duty.reachability.view.ReachabilityView;
import org.vigil.duty.reachability.view.Targets;
import org.vigil.duty.wiring.PresenceParts.Rules;

/**
 * Chooses when drills start by themselves and whom they try. Nobody is rung up outside of working
 * time, and not on a day of which nobody has said whether it is worked.
 */
final class ScheduledDrills implements Clockwork, WhenScheduledDrillDueStartIt.Starts {

  /** How many mobiles one of them tries. */
  static final String SAMPLE = "duty.scheduled-drill-mobiles";

  private final WorkingCalendar calendar;
  private final Targets targets;
  private final Rules rules;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final ObjLongConsumer<String> caughtUp;

  /**
   * @param random chooses the moments, and who is drawn
   * @param caughtUp waits until a view has come to a position
   */
  ScheduledDrills(
      WorkingCalendar calendar,
      Targets targets,
      Rules rules,
      InstantSource clock,
      RandomGenerator random,
      ObjLongConsumer<String> caughtUp) {
    this.calendar = calendar;
    this.targets = targets;
    this.rules = rules;
    this.clock = clock;
    this.random = random;
    this.caughtUp = caughtUp;
  }

  /** The parameter: how many days pass from one drill to the next at the least; 0 for no drills. */
  static String everyDays(ScheduleKind kind) {
    return switch (kind) {
      case LINES -> "duty.drill-lines-every-days";
      case MOBILES -> "duty.drill-mobiles-every-days";
      case DRAW -> "duty.drill-draw-every-days";
    };
  }

  @Override
  public CheckSchedule check(Instant dueAt) {
    Instant now = clock.instant();
    LocalDate day = day(now);
    Optional<Span> working = calendar.workingTimeLeft(now);
    Duration within = answerWithin(now);
    List<Turn> turns = new ArrayList<>();
    for (ScheduleKind kind : ScheduleKind.values()) {
      int everyDays = rules.number().applyAsInt(everyDays(kind), now);
      if (everyDays > 0) {
        working
            .flatMap(span -> moment(span, within))
            .ifPresent(
                at -> turns.add(new Turn(kind, everyDays, UUID.randomUUID().toString(), at)));
      }
    }
    return new CheckSchedule(
        dueAt, day, day.plusDays(1).atStartOfDay(calendar.zone()).toInstant(), turns);
  }

  /** So that it is over before the working time is; empty where that is too short. */
  private Optional<Instant> moment(Span working, Duration within) {
    long seconds = working.length().minus(within).toSeconds();
    return seconds < 1
        ? Optional.empty()
        : Optional.of(working.from().plusSeconds(random.nextLong(seconds)));
  }

  @Override
  public StartScheduled start(ScheduleKind kind, Instant dueAt) {
    Instant now = clock.instant();
    return new StartScheduled(kind, dueAt, day(now), isWorkingTime(now));
  }

  @Override
  public Optional<StartDrill> of(ScheduledDrillDue due, long position) {
    Instant now = clock.instant();
    if (!isWorkingTime(now)) {
      // Only where the service stood still just then: one drill less is better than one at night.
      return Optional.empty();
    }
    caughtUp.accept(DirectoryView.NAME, position);
    caughtUp.accept(ReachabilityView.NAME, position);
    LocalDate day = day(now);
    int sample = Math.min(rules.number().applyAsInt(SAMPLE, now), DrillDecider.MAX_TARGETS);
    List<String> lines = due.kind() == ScheduleKind.LINES ? targets.linesInTurn() : List.of();
    List<Mobile> mobiles =
        switch (due.kind()) {
          case LINES -> List.of();
          case MOBILES -> targets.mobilesInTurn(day, sample);
          case DRAW -> Targets.drawn(targets.listed(day), sample, random);
        };
    return lines.isEmpty() && mobiles.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new StartDrill(
                due.drillId(), lines, mobiles, due.kind(), now, now.plus(answerWithin(now))));
  }

  private Duration answerWithin(Instant at) {
    return rules.duration().apply(ReachabilityDrills.ANSWER_WITHIN, at);
  }

  private boolean isWorkingTime(Instant at) {
    return calendar.at(at) == WorkingTime.WORKING;
  }

  private LocalDate day(Instant at) {
    return at.atZone(calendar.zone()).toLocalDate();
  }
}
