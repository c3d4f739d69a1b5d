package org.vigil.duty.gate.domain;

import static org.vigil.eventsourcing.Decision.accept;
import static org.vigil.eventsourcing.Decision.refuse;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.gate.domain.GateDay.Count;
import org.vigil.duty.gate.domain.GateDayCommand.CompareWithRegister;
import org.vigil.duty.gate.domain.GateDayCommand.LetTimePass;
import org.vigil.duty.gate.domain.GateDayCommand.ReportGateCount;
import org.vigil.duty.gate.domain.GateDayEvent.EntriesUnregisteredSuspected;
import org.vigil.duty.gate.domain.GateDayEvent.GateCountCompared;
import org.vigil.duty.gate.domain.GateDayEvent.GateCountSettled;
import org.vigil.duty.gate.domain.GateDayEvent.GateCounted;
import org.vigil.duty.gate.domain.GateDayEvent.UnregisteredEntriesAccountedFor;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.DeadlineRule.Change.Schedule;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;

/** The rules of counting at the gate (3.3-c): each moment is counted once. */
public final class GateDayDecider implements Decider<GateDayCommand, GateDay, GateDayEvent> {

  public static final String NAME = "gate-day";

  /** A counter that reports every five minutes. */
  static final int MAX_PERIODS = 288;

  public static final Category<GateDayCommand, GateDay, GateDayEvent> CATEGORY =
      new Category<>(
          NAME,
          new GateDayDecider(),
          GateDayEvent.class,
          GateDayDecider::deadlines,
          (_, dueAt) -> new LetTimePass(dueAt));

  /** The stream's key of the day on which a period begins. */
  public static String key(String exit, Instant from, ZoneId zone) {
    return exit + "." + from.atZone(zone).toLocalDate();
  }

  private static List<Change> deadlines(GateDayEvent event) {
    return switch (event) {
      case GateCounted counted ->
          List.of(new Schedule("compare-" + counted.from().getEpochSecond(), counted.compareAt()));
      case GateCountSettled _,
          GateCountCompared _,
          EntriesUnregisteredSuspected _,
          UnregisteredEntriesAccountedFor _ ->
          List.of();
    };
  }

  @Override
  public GateDay initialState() {
    return new GateDay(List.of());
  }

  @Override
  public Decision<GateDayEvent> decide(GateDayCommand command, GateDay day) {
    return switch (command) {
      case ReportGateCount report -> report(report, day);
      case LetTimePass(var dueAt) ->
          Decision.acceptAll(
              day.counts().stream()
                  .filter(count -> !count.settled() && !dueAt.isBefore(count.compareAt()))
                  .map(GateDayDecider::settled)
                  .toList());
      case CompareWithRegister(var from, var registered) ->
          Decision.acceptAll(
              day.from(from)
                  .filter(Count::settled)
                  .map(count -> compare(count, registered))
                  .orElse(List.of()));
    };
  }

  private static Decision<GateDayEvent> report(ReportGateCount r, GateDay day) {
    if (day.counts().stream()
        .anyMatch(c -> c.from().equals(r.from()) && c.until().equals(r.until()))) {
      return refuse(GateRefusal.GATE_PERIOD_ALREADY_COUNTED);
    }
    if (day.counts().stream().anyMatch(count -> count.overlaps(r.from(), r.until()))) {
      return refuse(GateRefusal.GATE_PERIODS_OVERLAP);
    }
    if (day.counts().size() >= MAX_PERIODS) {
      return refuse(GateRefusal.GATE_DAY_FULL);
    }
    return accept(
        new GateCounted(
            r.exit(),
            r.department(),
            r.from(),
            r.until(),
            r.counted(),
            r.countedBy(),
            r.compareAt()));
  }

  private static GateDayEvent settled(Count count) {
    return new GateCountSettled(count.exit(), count.department(), count.from(), count.until());
  }

  private static List<GateDayEvent> compare(Count count, int registered) {
    Integer before = count.registered();
    return before == null ? compared(count, registered) : again(count, before, registered);
  }

  /** While some are missing, whoever is written down late counts, also after the suspicion. */
  private static List<GateDayEvent> again(Count count, int before, int registered) {
    if (before >= count.counted() || registered <= before) {
      return List.of();
    }
    List<GateDayEvent> events = new ArrayList<>();
    events.add(comparison(count, registered));
    if (registered >= count.counted()) {
      events.add(
          new UnregisteredEntriesAccountedFor(
              count.exit(),
              count.department(),
              count.from(),
              count.until(),
              count.counted(),
              registered));
    }
    return events;
  }

  private static GateDayEvent comparison(Count count, int registered) {
    return new GateCountCompared(
        count.exit(), count.department(), count.from(), count.until(), count.counted(), registered);
  }

  private static List<GateDayEvent> compared(Count count, int registered) {
    List<GateDayEvent> events = new ArrayList<>();
    events.add(comparison(count, registered));
    if (count.counted() > registered) {
      events.add(
          new EntriesUnregisteredSuspected(
              count.exit(),
              count.department(),
              count.from(),
              count.until(),
              count.counted(),
              registered,
              count.counted() - registered));
    }
    return events;
  }

  @Override
  public GateDay evolve(GateDay day, GateDayEvent event) {
    return switch (event) {
      case GateCounted c -> {
        List<Count> counts = new ArrayList<>(day.counts());
        counts.add(
            new Count(
                c.exit(),
                c.department(),
                c.from(),
                c.until(),
                c.counted(),
                c.compareAt(),
                false,
                null));
        yield new GateDay(counts);
      }
      case GateCountSettled settled ->
          with(day, settled.from(), count -> changed(count, count.registered()));
      case GateCountCompared compared ->
          with(day, compared.from(), count -> changed(count, compared.registered()));
      case EntriesUnregisteredSuspected _, UnregisteredEntriesAccountedFor _ -> day;
    };
  }

  private static GateDay with(GateDay day, Instant from, UnaryOperator<Count> change) {
    return new GateDay(
        day.counts().stream()
            .map(count -> count.from().equals(from) ? change.apply(count) : count)
            .toList());
  }

  private static Count changed(Count count, @Nullable Integer registered) {
    return new Count(
        count.exit(),
        count.department(),
        count.from(),
        count.until(),
        count.counted(),
        count.compareAt(),
        true,
        registered);
  }
}
