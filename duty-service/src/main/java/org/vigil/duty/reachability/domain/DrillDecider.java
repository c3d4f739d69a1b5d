package org.vigil.duty.reachability.domain;

import static org.vigil.eventsourcing.Decision.accept;
import static org.vigil.eventsourcing.Decision.refuse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vigil.duty.reachability.domain.Drill.Judged;
import org.vigil.duty.reachability.domain.Drill.NotStarted;
import org.vigil.duty.reachability.domain.Drill.Running;
import org.vigil.duty.reachability.domain.Drill.Standing;
import org.vigil.duty.reachability.domain.DrillCommand.Excuse;
import org.vigil.duty.reachability.domain.DrillCommand.LetTimePass;
import org.vigil.duty.reachability.domain.DrillCommand.Line;
import org.vigil.duty.reachability.domain.DrillCommand.Outcome;
import org.vigil.duty.reachability.domain.DrillCommand.RecordCall;
import org.vigil.duty.reachability.domain.DrillCommand.Somebody;
import org.vigil.duty.reachability.domain.DrillCommand.StartDrill;
import org.vigil.duty.reachability.domain.DrillCommand.Target;
import org.vigil.duty.reachability.domain.DrillEvent.DrillExcused;
import org.vigil.duty.reachability.domain.DrillEvent.DrillJudged;
import org.vigil.duty.reachability.domain.DrillEvent.DrillMissed;
import org.vigil.duty.reachability.domain.DrillEvent.DrillStarted;
import org.vigil.duty.reachability.domain.DrillEvent.DutyLineProbed;
import org.vigil.duty.reachability.domain.DrillEvent.DutyLineUnreachable;
import org.vigil.duty.reachability.domain.DrillEvent.MobileProbed;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.DeadlineRule.Change.Schedule;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;

/** The rules of being reachable in a drill (3.1-c, 3.1-f). */
public final class DrillDecider implements Decider<DrillCommand, Drill, DrillEvent> {

  /** The category of the streams; a stream's key is the drill's id. */
  public static final String NAME = "reachability-drill";

  /** A drill is a sample and one stream; this bounds its first event, as a muster's. */
  public static final int MAX_TARGETS = 200;

  public static final Category<DrillCommand, Drill, DrillEvent> CATEGORY =
      new Category<>(
          NAME,
          new DrillDecider(),
          DrillEvent.class,
          DrillDecider::deadlines,
          (_, dueAt) -> new LetTimePass(dueAt));

  private static List<Change> deadlines(DrillEvent event) {
    return event instanceof DrillStarted started
        ? List.of(new Schedule("verdict", started.answerBy()))
        : List.of();
  }

  @Override
  public Drill initialState() {
    return new NotStarted();
  }

  @Override
  public Decision<DrillEvent> decide(DrillCommand command, Drill state) {
    return switch (state) {
      case NotStarted _ ->
          switch (command) {
            case StartDrill(var id, var lines, var mobiles, var schedule, var now, var answerBy) ->
                accept(new DrillStarted(id, lines, mobiles, schedule, now, answerBy));
            case RecordCall _, Excuse _ -> refuse(DrillRefusal.NO_SUCH_DRILL);
            case LetTimePass _ -> accept();
          };
      case Running drill ->
          switch (command) {
            case StartDrill _ -> refuse(DrillRefusal.DRILL_ALREADY_STARTED);
            case LetTimePass(var dueAt) ->
                dueAt.isBefore(drill.answerBy()) ? accept() : Decision.acceptAll(verdict(drill));
            case RecordCall call -> behindVerdict(call.now(), command, drill);
            case Excuse excuse -> behindVerdict(excuse.now(), command, drill);
          };
      case Judged drill -> say(command, drill, true);
    };
  }

  /** What comes after the deadline is said after the verdict, also where that has yet to fire. */
  private static Decision<DrillEvent> behindVerdict(
      Instant now, DrillCommand command, Running drill) {
    boolean over = now.isAfter(drill.answerBy());
    Judged judged = new Judged(drill.drillId(), drill.at(), drill.answerBy(), drill.targets());
    return switch (say(command, judged, over)) {
      case Decision.Refused<DrillEvent> refused -> refused;
      case Decision.Accepted<DrillEvent>(var events) -> {
        List<DrillEvent> all = new ArrayList<>(over ? verdict(drill) : List.of());
        all.addAll(events);
        yield Decision.acceptAll(all);
      }
    };
  }

  private static Decision<DrillEvent> say(DrillCommand command, Judged drill, boolean judged) {
    return switch (command) {
      case StartDrill _ -> refuse(DrillRefusal.DRILL_ALREADY_STARTED);
      case LetTimePass _ -> accept();
      case RecordCall call -> {
        Standing standing = drill.targets().get(call.target());
        yield standing == null
            ? refuse(DrillRefusal.NOT_DRILLED)
            : called(call, drill, standing, judged);
      }
      case Excuse excuse -> {
        Standing standing = drill.targets().get(new Somebody(excuse.subjectId()));
        if (standing == null) {
          yield refuse(DrillRefusal.NOT_DRILLED);
        }
        // The first reason stands; who has answered in time needs none.
        boolean settled =
            standing.excuse() != null
                || (standing.last() == Outcome.ANSWERED && !standing.missed());
        yield settled
            ? accept()
            : accept(
                new DrillExcused(
                    drill.drillId(),
                    standing.department(),
                    excuse.subjectId(),
                    excuse.by(),
                    excuse.reason(),
                    excuse.note()));
      }
    };
  }

  private static Decision<DrillEvent> called(
      RecordCall call, Judged drill, Standing standing, boolean judged) {
    if (call.at().isBefore(drill.at())) {
      return refuse(DrillRefusal.CALL_BEFORE_DRILL);
    }
    if (standing.last() == Outcome.ANSWERED || standing.last() == call.outcome()) {
      return accept();
    }
    if (judged && call.outcome() != Outcome.ANSWERED) {
      return refuse(DrillRefusal.DRILL_IS_OVER);
    }
    boolean late = call.at().isAfter(drill.answerBy());
    boolean lateEntered = judged && !late;
    return accept(
        switch (call.target()) {
          case Line(var department) ->
              new DutyLineProbed(
                  drill.drillId(),
                  department,
                  call.outcome(),
                  call.manner(),
                  call.at(),
                  late,
                  lateEntered);
          case Somebody(var subject) ->
              new MobileProbed(
                  drill.drillId(),
                  standing.department(),
                  subject,
                  call.outcome(),
                  call.manner(),
                  call.at(),
                  late,
                  lateEntered);
        });
  }

  private static List<DrillEvent> verdict(Running drill) {
    List<DrillEvent> events = new ArrayList<>();
    int reached = 0;
    int excused = 0;
    for (Map.Entry<Target, Standing> target : drill.targets().entrySet()) {
      Standing standing = target.getValue();
      if (standing.last() == Outcome.ANSWERED) {
        reached++;
      } else if (standing.excuse() != null) {
        excused++;
      } else {
        events.add(
            switch (target.getKey()) {
              case Line(var department) ->
                  new DutyLineUnreachable(
                      drill.drillId(), department, standing.last(), drill.answerBy());
              case Somebody(var subject) ->
                  new DrillMissed(
                      drill.drillId(),
                      standing.department(),
                      subject,
                      standing.name(),
                      standing.last(),
                      drill.answerBy());
            });
      }
    }
    int missed = events.size();
    events.add(new DrillJudged(drill.drillId(), drill.answerBy(), reached, excused, missed));
    return events;
  }

  @Override
  public Drill evolve(Drill state, DrillEvent event) {
    return switch (event) {
      case DrillStarted(var id, var lines, var mobiles, _, var at, var answerBy) -> {
        Map<Target, Standing> targets = new LinkedHashMap<>();
        lines.forEach(
            line -> targets.put(new Line(line), new Standing(line, "", null, null, false)));
        mobiles.forEach(
            mobile ->
                targets.put(
                    new Somebody(mobile.subjectId()),
                    new Standing(mobile.department(), mobile.name(), null, null, false)));
        yield new Running(id, at, answerBy, targets);
      }
      case DutyLineProbed probed -> tried(state, new Line(probed.department()), probed.outcome());
      case MobileProbed probed -> tried(state, new Somebody(probed.subjectId()), probed.outcome());
      case DrillExcused excused -> {
        targets(state)
            .computeIfPresent(
                new Somebody(excused.subjectId()),
                (_, s) ->
                    new Standing(s.department(), s.name(), s.last(), excused.reason(), s.missed()));
        yield state;
      }
      case DutyLineUnreachable missed -> found(state, new Line(missed.department()));
      case DrillMissed missed -> found(state, new Somebody(missed.subjectId()));
      case DrillJudged _ ->
          state instanceof Running(var id, var at, var answerBy, var targets)
              ? new Judged(id, at, answerBy, targets)
              : state;
    };
  }

  private static Drill tried(Drill state, Target target, Outcome outcome) {
    targets(state)
        .computeIfPresent(
            target,
            (_, s) -> new Standing(s.department(), s.name(), outcome, s.excuse(), s.missed()));
    return state;
  }

  private static Drill found(Drill state, Target target) {
    targets(state).computeIfPresent(target, (_, s) -> s.found());
    return state;
  }

  /** A fold owns its state, so the targets are not copied with every event. */
  private static Map<Target, Standing> targets(Drill state) {
    return switch (state) {
      case NotStarted _ -> throw new IllegalStateException("nothing was started");
      case Running running -> running.targets();
      case Judged judged -> judged.targets();
    };
  }
}
