package org.vigil.disinfection.ppe.domain;

import static org.vigil.eventsourcing.Decision.accept;
import static org.vigil.eventsourcing.Decision.acceptAll;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigil.disinfection.ppe.domain.ServiceUnit.Defined;
import org.vigil.disinfection.ppe.domain.ServiceUnit.Definition;
import org.vigil.disinfection.ppe.domain.ServiceUnit.NotDefined;
import org.vigil.disinfection.ppe.domain.ServiceUnit.Shift;
import org.vigil.disinfection.ppe.domain.ServiceUnitCommand.DefineUnit;
import org.vigil.disinfection.ppe.domain.ServiceUnitCommand.LetTimePass;
import org.vigil.disinfection.ppe.domain.ServiceUnitEvent.PpeShiftOpened;
import org.vigil.disinfection.ppe.domain.ServiceUnitEvent.ServiceUnitDefined;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.DeadlineRule.Change.Cancel;
import org.vigil.eventsourcing.DeadlineRule.Change.Schedule;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;

/** Opens each shift of a unit a while before it starts (3.8-c, 3.11-c). */
public final class ServiceUnitDecider
    implements Decider<ServiceUnitCommand, ServiceUnit, ServiceUnitEvent> {

  static final String OPENS = "shift-opens";

  private static final Duration LONGEST = Duration.ofDays(1);

  private final ZoneId zone;

  public ServiceUnitDecider(ZoneId zone) {
    this.zone = zone;
  }

  /**
   * @param zone in which days and the times of shifts are meant
   */
  public static Category<ServiceUnitCommand, ServiceUnit, ServiceUnitEvent> category(ZoneId zone) {
    return new Category<>(
        "service-unit",
        new ServiceUnitDecider(zone),
        ServiceUnitEvent.class,
        ServiceUnitDecider::deadlines,
        (_, dueAt) -> new LetTimePass(dueAt));
  }

  private static List<Change> deadlines(ServiceUnitEvent event) {
    return switch (event) {
      case ServiceUnitDefined(_, _, var next) -> next(next);
      case PpeShiftOpened(_, var next) -> next(next);
    };
  }

  private static List<Change> next(@Nullable Instant at) {
    return List.of(at == null ? new Cancel(OPENS) : new Schedule(OPENS, at));
  }

  @Override
  public ServiceUnit initialState() {
    return new NotDefined();
  }

  @Override
  public Decision<ServiceUnitEvent> decide(ServiceUnitCommand command, ServiceUnit state) {
    return switch (state) {
      case NotDefined _ ->
          switch (command) {
            case DefineUnit(var definition, var now) -> acceptAll(first(definition, now));
            case LetTimePass _ -> accept();
          };
      case Defined unit ->
          switch (command) {
            case DefineUnit(var definition, var now) ->
                definition.equals(unit.definition())
                    ? accept()
                    : acceptAll(again(definition, now, unit));
            case LetTimePass(var dueAt) -> acceptAll(opened(unit, dueAt));
          };
    };
  }

  /** A shift that is running when its unit is registered owes its checks, too. */
  private List<ServiceUnitEvent> first(Definition definition, Instant now) {
    List<ServiceUnitEvent> events = new ArrayList<>();
    events.add(defined(definition, now));
    definition.openings(now.minus(Shift.OPENS_BEFORE).minus(LONGEST), now, zone).stream()
        .filter(shift -> shift.endsAt().isAfter(now))
        .forEach(shift -> events.add(new PpeShiftOpened(shift, next(definition, now))));
    return events;
  }

  /** What should have been opened by the old plan is opened by it. */
  private List<ServiceUnitEvent> again(Definition definition, Instant now, Defined before) {
    List<ServiceUnitEvent> events = new ArrayList<>(opened(before, now));
    events.add(defined(definition, now));
    return events;
  }

  private ServiceUnitEvent defined(Definition definition, Instant now) {
    return new ServiceUnitDefined(definition, now, next(definition, now));
  }

  private @Nullable Instant next(Definition definition, Instant after) {
    return definition.nextOpening(after, zone).orElse(null);
  }

  private List<ServiceUnitEvent> opened(Defined unit, Instant until) {
    Definition definition = unit.definition();
    return definition.openings(unit.openedUntil(), until, zone).stream()
        .<ServiceUnitEvent>map(
            shift -> new PpeShiftOpened(shift, next(definition, shift.opensAt())))
        .toList();
  }

  @Override
  public ServiceUnit evolve(ServiceUnit state, ServiceUnitEvent event) {
    return switch (event) {
      case ServiceUnitDefined(var unit, var at, _) -> new Defined(unit, at);
      case PpeShiftOpened(var shift, _) ->
          switch (state) {
            case NotDefined _ -> state;
            case Defined(var unit, var until) ->
                new Defined(unit, shift.opensAt().isAfter(until) ? shift.opensAt() : until);
          };
    };
  }
}
