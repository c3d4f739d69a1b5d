package org.vigil.duty.muster.domain;

import static org.vigil.eventsourcing.Decision.accept;
import static org.vigil.eventsourcing.Decision.refuse;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.vigil.duty.muster.domain.MusterUnit.Gathering;
import org.vigil.duty.muster.domain.MusterUnit.Judged;
import org.vigil.duty.muster.domain.MusterUnit.NotSummoned;
import org.vigil.duty.muster.domain.MusterUnit.Standing;
import org.vigil.duty.muster.domain.MusterUnit.StoodDown;
import org.vigil.duty.muster.domain.MusterUnitCommand.Acknowledge;
import org.vigil.duty.muster.domain.MusterUnitCommand.ConfirmArrival;
import org.vigil.duty.muster.domain.MusterUnitCommand.ExcuseAbsence;
import org.vigil.duty.muster.domain.MusterUnitCommand.LetTimePass;
import org.vigil.duty.muster.domain.MusterUnitCommand.StandDown;
import org.vigil.duty.muster.domain.MusterUnitCommand.SummonDepartment;
import org.vigil.duty.muster.domain.MusterUnitEvent.DepartmentStoodDown;
import org.vigil.duty.muster.domain.MusterUnitEvent.DepartmentSummoned;
import org.vigil.duty.muster.domain.MusterUnitEvent.MusterAbsenceExcused;
import org.vigil.duty.muster.domain.MusterUnitEvent.MusterAbsenceFound;
import org.vigil.duty.muster.domain.MusterUnitEvent.MusterAcknowledged;
import org.vigil.duty.muster.domain.MusterUnitEvent.MusterArrivalConfirmed;
import org.vigil.duty.muster.domain.MusterUnitEvent.MusterDeadlinePassed;
import org.vigil.duty.muster.domain.MusterUnitEvent.MusterUnacknowledged;
import org.vigil.duty.muster.domain.MusterUnitEvent.PeopleSummoned;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.DeadlineRule.Change.Cancel;
import org.vigil.eventsourcing.DeadlineRule.Change.Schedule;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;

/** The rules of gathering (3.1-e), for one department's people. */
public final class MusterUnitDecider
    implements Decider<MusterUnitCommand, MusterUnit, MusterUnitEvent> {

  /** The category of the streams; a stream's key is {@link #key}. */
  public static final String NAME = "muster-unit";

  static final String FIRST_WARNING = "first-warning";
  static final String SECOND_WARNING = "second-warning";
  static final String VERDICT = "verdict";

  /** A tenth of what Kafka takes in one message. */
  static final int MAX_PEOPLE_IN_EVENT = 200;

  public static Category<MusterUnitCommand, MusterUnit, MusterUnitEvent> category(
      InstantSource clock) {
    return new Category<>(
        NAME,
        new MusterUnitDecider(),
        MusterUnitEvent.class,
        MusterUnitDecider::deadlines,
        (_, _) -> new LetTimePass(clock.instant()));
  }

  /** The key of a department's part in a muster. */
  public static String key(String musterId, String department) {
    return musterId + "." + department;
  }

  private static List<Change> deadlines(MusterUnitEvent event) {
    return switch (event) {
      case DepartmentSummoned(var call, _, _) ->
          List.of(
              new Schedule(FIRST_WARNING, call.firstWarningAt()),
              new Schedule(SECOND_WARNING, call.secondWarningAt()),
              new Schedule(VERDICT, call.deadlineAt()));
      case DepartmentStoodDown _ ->
          List.of(new Cancel(FIRST_WARNING), new Cancel(SECOND_WARNING), new Cancel(VERDICT));
      case PeopleSummoned _,
          MusterAcknowledged _,
          MusterArrivalConfirmed _,
          MusterAbsenceExcused _,
          MusterUnacknowledged _,
          MusterAbsenceFound _,
          MusterDeadlinePassed _ ->
          List.of();
    };
  }

  @Override
  public MusterUnit initialState() {
    return new NotSummoned();
  }

  @Override
  public Decision<MusterUnitEvent> decide(MusterUnitCommand command, MusterUnit state) {
    return switch (state) {
      case NotSummoned _ ->
          switch (command) {
            case SummonDepartment summon -> Decision.acceptAll(summon(summon));
            case Acknowledge _, ConfirmArrival _, ExcuseAbsence _ ->
                refuse(MusterRefusal.NO_SUCH_MUSTER);
            case LetTimePass _, StandDown _ -> accept();
          };
      case Gathering unit ->
          switch (command) {
            case SummonDepartment _ -> accept();
            case LetTimePass(var now) -> letTimePass(now, unit);
            case Acknowledge(_, _, var now) -> behindVerdict(now, command, unit);
            case ConfirmArrival arrival -> behindVerdict(arrival.now(), command, unit);
            case ExcuseAbsence excuse -> behindVerdict(excuse.now(), command, unit);
            case StandDown(_, var now) -> behindVerdict(now, command, unit);
          };
      case Judged(var call, var department, var people) ->
          report(command, call, department, people, true);
      case StoodDown(var call, var department, var people) ->
          switch (command) {
            case SummonDepartment _, LetTimePass _, StandDown _ -> accept();
            case Acknowledge _, ConfirmArrival _ -> refuse(MusterRefusal.MUSTER_CLOSED);
            case ExcuseAbsence _ -> report(command, call, department, people, true);
          };
    };
  }

  private static List<MusterUnitEvent> summon(SummonDepartment summon) {
    List<MusterUnitEvent> events = new ArrayList<>();
    List<Summoned> people = summon.people();
    String musterId = summon.call().musterId();
    events.add(new DepartmentSummoned(summon.call(), summon.department(), people.size()));
    for (int from = 0; from < people.size(); from += MAX_PEOPLE_IN_EVENT) {
      int to = Math.min(people.size(), from + MAX_PEOPLE_IN_EVENT);
      events.add(new PeopleSummoned(musterId, summon.department(), people.subList(from, to)));
    }
    return events;
  }

  /** What comes after the deadline is judged after it, also where the deadline has yet to fire. */
  private Decision<MusterUnitEvent> behindVerdict(
      Instant now, MusterUnitCommand command, Gathering unit) {
    if (!now.isAfter(unit.call().deadlineAt())) {
      return report(command, unit.call(), unit.department(), unit.people(), false);
    }
    return switch (report(command, unit.call(), unit.department(), unit.people(), true)) {
      case Decision.Refused<MusterUnitEvent> refused -> refused;
      case Decision.Accepted<MusterUnitEvent>(var events) -> {
        List<MusterUnitEvent> all = new ArrayList<>(verdict(unit));
        all.addAll(events);
        yield Decision.acceptAll(all);
      }
    };
  }

  private static Decision<MusterUnitEvent> report(
      MusterUnitCommand command,
      MusterCall call,
      String department,
      Map<String, Standing> people,
      boolean judged) {
    String id = call.musterId();
    return switch (command) {
      case SummonDepartment _, LetTimePass _ -> accept();
      case StandDown(var at, _) -> accept(new DepartmentStoodDown(id, department, at));
      case ExcuseAbsence(var subject, var excuse, var note, _) -> {
        Standing standing = people.get(subject);
        if (standing == null) {
          yield refuse(MusterRefusal.PERSON_NOT_SUMMONED);
        }
        yield standing.excuse() == excuse
            ? accept()
            : accept(new MusterAbsenceExcused(id, department, subject, excuse, note));
      }
      case Acknowledge(var subjects, var manner, var now) ->
          each(
              subjects,
              people,
              standing -> !standing.acknowledged() && !standing.arrived(),
              subject -> new MusterAcknowledged(id, department, subject, manner, now));
      case ConfirmArrival arrival when arrival.at().isBefore(call.calledAt()) ->
          refuse(MusterRefusal.ARRIVAL_BEFORE_CALL);
      case ConfirmArrival(var subjects, var manner, var exit, var at, _) -> {
        boolean late = at.isAfter(call.deadlineAt());
        yield each(
            subjects,
            people,
            standing -> !standing.arrived(),
            subject ->
                new MusterArrivalConfirmed(
                    id, department, subject, manner, exit, at, late, judged && !late));
      }
    };
  }

  /** All or nothing: a list with a stranger in it is a mistake. Who is done already is left out. */
  private static Decision<MusterUnitEvent> each(
      List<String> subjects,
      Map<String, Standing> people,
      Predicate<Standing> open,
      Function<String, MusterUnitEvent> event) {
    Set<String> named = new LinkedHashSet<>(subjects);
    if (!people.keySet().containsAll(named)) {
      named.removeAll(people.keySet());
      return refuse(MusterRefusal.PERSON_NOT_SUMMONED, Map.of("people", named.size()));
    }
    return Decision.acceptAll(
        named.stream().filter(subject -> open.test(people.get(subject))).map(event).toList());
  }

  private static Decision<MusterUnitEvent> letTimePass(Instant now, Gathering unit) {
    MusterCall call = unit.call();
    if (!now.isBefore(call.deadlineAt())) {
      return Decision.acceptAll(verdict(unit));
    }
    int stage = 0;
    if (!now.isBefore(call.secondWarningAt())) {
      stage = 2;
    } else if (!now.isBefore(call.firstWarningAt())) {
      stage = 1;
    }
    if (stage <= unit.warned()) {
      return accept();
    }
    List<Summoned> silent = new ArrayList<>();
    unit.people()
        .forEach(
            (subject, standing) -> {
              if (!standing.acknowledged() && !standing.arrived() && standing.excuse() == null) {
                silent.add(new Summoned(subject, standing.name()));
              }
            });
    List<MusterUnitEvent> events = new ArrayList<>();
    for (int from = 0; from < silent.size(); from += MAX_PEOPLE_IN_EVENT) {
      int to = Math.min(silent.size(), from + MAX_PEOPLE_IN_EVENT);
      events.add(
          new MusterUnacknowledged(
              call.musterId(), call.kind(), unit.department(), stage, silent.subList(from, to)));
    }
    return Decision.acceptAll(events);
  }

  private static List<MusterUnitEvent> verdict(Gathering unit) {
    MusterCall call = unit.call();
    List<MusterUnitEvent> events = new ArrayList<>();
    int arrived = 0;
    int excused = 0;
    for (Map.Entry<String, Standing> person : unit.people().entrySet()) {
      Standing standing = person.getValue();
      if (standing.arrived()) {
        arrived++;
        continue;
      }
      excused += standing.excuse() == null ? 0 : 1;
      events.add(
          new MusterAbsenceFound(
              call.musterId(),
              call.kind(),
              unit.department(),
              person.getKey(),
              standing.name(),
              standing.acknowledged(),
              standing.excuse()));
    }
    int summoned = unit.people().size();
    events.add(
        new MusterDeadlinePassed(
            call.musterId(),
            call.kind(),
            unit.department(),
            call.deadlineAt(),
            summoned,
            arrived,
            excused,
            summoned - arrived - excused));
    return events;
  }

  @Override
  public MusterUnit evolve(MusterUnit state, MusterUnitEvent event) {
    return switch (event) {
      case DepartmentSummoned(var call, var department, _) ->
          new Gathering(call, department, new LinkedHashMap<>(), 0);
      case PeopleSummoned(_, _, var summoned) -> {
        for (Summoned one : summoned) {
          people(state).put(one.subjectId(), new Standing(one.name(), false, false, null));
        }
        yield state;
      }
      case MusterAcknowledged acknowledged ->
          with(
              state,
              acknowledged.subjectId(),
              s -> new Standing(s.name(), true, s.arrived(), s.excuse()));
      case MusterArrivalConfirmed arrival ->
          with(
              state,
              arrival.subjectId(),
              s -> new Standing(s.name(), s.acknowledged(), true, s.excuse()));
      case MusterAbsenceExcused excused ->
          with(
              state,
              excused.subjectId(),
              s -> new Standing(s.name(), s.acknowledged(), s.arrived(), excused.excuse()));
      case MusterUnacknowledged(_, _, _, var stage, _) ->
          state instanceof Gathering g
              ? new Gathering(g.call(), g.department(), g.people(), stage)
              : state;
      case MusterAbsenceFound _ -> state;
      case MusterDeadlinePassed _ ->
          state instanceof Gathering g ? new Judged(g.call(), g.department(), g.people()) : state;
      case DepartmentStoodDown _ ->
          switch (state) {
            case Gathering g -> new StoodDown(g.call(), g.department(), g.people());
            case Judged(var call, var department, var people) ->
                new StoodDown(call, department, people);
            case NotSummoned _, StoodDown _ -> state;
          };
    };
  }

  private static MusterUnit with(MusterUnit state, String subject, UnaryOperator<Standing> change) {
    people(state).computeIfPresent(subject, (_, standing) -> change.apply(standing));
    return state;
  }

  /** A fold owns its state, so a department of thousands is not copied with every event. */
  private static Map<String, Standing> people(MusterUnit state) {
    return switch (state) {
      case NotSummoned _ -> throw new IllegalStateException("nobody was summoned");
      case Gathering g -> g.people();
      case Judged j -> j.people();
      case StoodDown s -> s.people();
    };
  }
}
