package org.vigil.duty.presence.domain;

import static org.vigil.eventsourcing.Decision.accept;
import static org.vigil.eventsourcing.Decision.refuse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.presence.domain.Duty.Awaited;
import org.vigil.duty.presence.domain.Duty.Handover;
import org.vigil.duty.presence.domain.Duty.Over;
import org.vigil.duty.presence.domain.Duty.Present;
import org.vigil.duty.presence.domain.Duty.Probe;
import org.vigil.duty.presence.domain.Duty.Unknown;
import org.vigil.duty.presence.domain.PresenceCommand.AnswerProbe;
import org.vigil.duty.presence.domain.PresenceCommand.CarryMatters;
import org.vigil.duty.presence.domain.PresenceCommand.CheckIn;
import org.vigil.duty.presence.domain.PresenceCommand.CheckOut;
import org.vigil.duty.presence.domain.PresenceCommand.ExpectPresence;
import org.vigil.duty.presence.domain.PresenceCommand.LetTimePass;
import org.vigil.duty.presence.domain.PresenceCommand.NotePostEmpty;
import org.vigil.duty.presence.domain.PresenceCommand.PlanProbe;
import org.vigil.duty.presence.domain.PresenceCommand.PrepareHandover;
import org.vigil.duty.presence.domain.PresenceCommand.SettleMatter;
import org.vigil.duty.presence.domain.PresenceCommand.SignHandover;
import org.vigil.duty.presence.domain.PresenceCommand.WithdrawDuty;
import org.vigil.duty.presence.domain.PresenceEvent.DutyCheckInMissed;
import org.vigil.duty.presence.domain.PresenceEvent.DutyCheckedIn;
import org.vigil.duty.presence.domain.PresenceEvent.DutyCheckedOut;
import org.vigil.duty.presence.domain.PresenceEvent.DutyPostEmpty;
import org.vigil.duty.presence.domain.PresenceEvent.DutyWithdrawn;
import org.vigil.duty.presence.domain.PresenceEvent.Evidence;
import org.vigil.duty.presence.domain.PresenceEvent.HandoverPrepared;
import org.vigil.duty.presence.domain.PresenceEvent.HandoverSigned;
import org.vigil.duty.presence.domain.PresenceEvent.Leaving;
import org.vigil.duty.presence.domain.PresenceEvent.MatterSettled;
import org.vigil.duty.presence.domain.PresenceEvent.MattersCarried;
import org.vigil.duty.presence.domain.PresenceEvent.PostAbandonmentSuspected;
import org.vigil.duty.presence.domain.PresenceEvent.PresenceExpected;
import org.vigil.duty.presence.domain.PresenceEvent.ProbeAnswered;
import org.vigil.duty.presence.domain.PresenceEvent.ProbeMissed;
import org.vigil.duty.presence.domain.PresenceEvent.ProbePlanned;
import org.vigil.duty.presence.domain.PresenceEvent.ProbeSent;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.DeadlineRule.Change.Cancel;
import org.vigil.eventsourcing.DeadlineRule.Change.Schedule;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;

/** The rules of being on duty (3.1-b). */
public final class PresenceDecider implements Decider<PresenceCommand, Duty, PresenceEvent> {

  /** The category of the streams; a stream's key is the shift's id. */
  public static final String NAME = "duty-shift";

  public static final Category<PresenceCommand, Duty, PresenceEvent> CATEGORY =
      new Category<>(
          NAME,
          new PresenceDecider(),
          PresenceEvent.class,
          PresenceDecider::deadlines,
          LetTimePass::new);

  static final String GRACE = "grace";
  static final String MISSING = "missing";
  static final String FORGOTTEN = "forgotten";
  static final String PROBE = "probe:";
  static final String ANSWER = "answer:";

  private static List<Change> deadlines(PresenceEvent event) {
    return switch (event) {
      case PresenceExpected(var plan) ->
          List.of(
              new Schedule(GRACE, plan.graceAt()),
              new Schedule(MISSING, plan.missingAt()),
              new Schedule(FORGOTTEN, plan.forgottenAt()));
      case DutyWithdrawn _ ->
          List.of(new Cancel(GRACE), new Cancel(MISSING), new Cancel(FORGOTTEN));
      case DutyCheckedIn _ -> List.of(new Cancel(GRACE), new Cancel(MISSING));
      case DutyCheckedOut _ -> List.of(new Cancel(FORGOTTEN));
      case ProbePlanned(_, var id, var at, _) -> List.of(new Schedule(PROBE + id, at));
      case ProbeSent sent -> List.of(new Schedule(ANSWER + sent.probeId(), sent.answerBy()));
      case ProbeAnswered answered -> List.of(new Cancel(ANSWER + answered.probeId()));
      case DutyCheckInMissed _,
          HandoverPrepared _,
          HandoverSigned _,
          MattersCarried _,
          MatterSettled _,
          ProbeMissed _,
          PostAbandonmentSuspected _,
          DutyPostEmpty _ ->
          List.of();
    };
  }

  @Override
  public Duty initialState() {
    return new Unknown();
  }

  @Override
  public Decision<PresenceEvent> decide(PresenceCommand command, Duty state) {
    return switch (state) {
      case Unknown _ ->
          switch (command) {
            case ExpectPresence(var plan) -> accept(new PresenceExpected(plan));
            case WithdrawDuty _, LetTimePass _, PlanProbe _, NotePostEmpty _, CarryMatters _ ->
                accept();
            case CheckIn _,
                CheckOut _,
                PrepareHandover _,
                SignHandover _,
                SettleMatter _,
                AnswerProbe _ ->
                refuse(PresenceRefusal.NO_SUCH_DUTY);
          };
      case Awaited duty -> awaited(command, duty);
      case Present duty -> present(command, duty);
      case Over(var plan, var withdrawn, var leftAt, var empty) ->
          switch (command) {
            case ExpectPresence(var wanted) when withdrawn -> accept(new PresenceExpected(wanted));
            case NotePostEmpty(var now)
                when leftAt != null && leftAt.isBefore(plan.until()) && !empty ->
                accept(
                    suspected(plan, Evidence.LEFT_WITHOUT_RELIEF, leftAt, 0),
                    new DutyPostEmpty(plan.shiftId(), plan.department(), now));
            case ExpectPresence _,
                WithdrawDuty _,
                LetTimePass _,
                PlanProbe _,
                NotePostEmpty _,
                CarryMatters _ ->
                accept();
            case CheckOut(var subject, _) when subject.equals(plan.subjectId()) && !withdrawn ->
                accept();
            case CheckIn _,
                CheckOut _,
                PrepareHandover _,
                SignHandover _,
                SettleMatter _,
                AnswerProbe _ ->
                refuse(PresenceRefusal.DUTY_IS_OVER);
          };
    };
  }

  private static Decision<PresenceEvent> awaited(PresenceCommand command, Awaited duty) {
    DutyPlan plan = duty.plan();
    return switch (command) {
      case ExpectPresence(var wanted) ->
          wanted.equals(plan) ? accept() : accept(new PresenceExpected(wanted));
      case WithdrawDuty(var now) ->
          accept(new DutyWithdrawn(plan.shiftId(), plan.department(), now));
      case CheckIn(var subject, _) when !subject.equals(plan.subjectId()) ->
          refuse(PresenceRefusal.DUTY_OF_SOMEBODY_ELSE);
      case CheckIn(_, var now) when now.isBefore(plan.opensAt()) ->
          refuse(PresenceRefusal.DUTY_NOT_OPEN_YET);
      case CheckIn(_, var now) when !now.isBefore(plan.until()) ->
          refuse(PresenceRefusal.DUTY_IS_OVER);
      case CheckIn(var subject, var now) ->
          accept(
              new DutyCheckedIn(
                  plan.shiftId(),
                  plan.department(),
                  subject,
                  now,
                  now.isAfter(plan.from()),
                  plan.until()));
      case CarryMatters(var from, var matters) -> carry(plan, from, matters, duty.matters());
      case SettleMatter(var id, var now) -> settle(plan, id, now, duty.matters());
      case LetTimePass(_, var dueAt) -> Decision.acceptAll(missed(duty, dueAt));
      case NotePostEmpty(var now) ->
          duty.empty() || duty.missed() == 0
              ? accept()
              : accept(new DutyPostEmpty(plan.shiftId(), plan.department(), now));
      case PlanProbe _ -> accept();
      case CheckOut _, PrepareHandover _, SignHandover _, AnswerProbe _ ->
          refuse(PresenceRefusal.NOT_ON_DUTY);
    };
  }

  private static List<PresenceEvent> missed(Awaited duty, Instant dueAt) {
    DutyPlan plan = duty.plan();
    int stage = 0;
    if (!dueAt.isBefore(plan.missingAt())) {
      stage = 2;
    } else if (!dueAt.isBefore(plan.graceAt())) {
      stage = 1;
    }
    return stage > duty.missed()
        ? List.of(
            new DutyCheckInMissed(
                plan.shiftId(), plan.department(), plan.subjectId(), plan.name(), stage))
        : List.of();
  }

  private static Decision<PresenceEvent> present(PresenceCommand command, Present duty) {
    DutyPlan plan = duty.plan();
    String id = plan.shiftId();
    String department = plan.department();
    Handover handover = duty.handover();
    return switch (command) {
      case ExpectPresence _, NotePostEmpty _ -> accept();
      case WithdrawDuty _ -> accept();
      case CheckIn(var subject, _) ->
          refuse(
              subject.equals(plan.subjectId())
                  ? PresenceRefusal.ALREADY_ON_DUTY
                  : PresenceRefusal.DUTY_OF_SOMEBODY_ELSE);
      case CheckOut(var subject, _) when !subject.equals(plan.subjectId()) ->
          refuse(PresenceRefusal.DUTY_OF_SOMEBODY_ELSE);
      case CheckOut(_, var now) -> Decision.acceptAll(leave(duty, now));
      case PrepareHandover prepare when !prepare.subjectId().equals(plan.subjectId()) ->
          refuse(PresenceRefusal.DUTY_OF_SOMEBODY_ELSE);
      case PrepareHandover _ when handover != null && handover.signed() ->
          refuse(PresenceRefusal.HANDOVER_ALREADY_SIGNED);
      case PrepareHandover prepare -> {
        List<Matter> all = new ArrayList<>(duty.matters().values());
        all.addAll(prepare.matters());
        yield accept(
            new HandoverPrepared(
                id, department, plan.subjectId(), prepare.nextShiftId(), all, prepare.now()));
      }
      case SignHandover _ when handover == null -> refuse(PresenceRefusal.HANDOVER_NOT_PREPARED);
      case SignHandover _ when handover.signed() -> refuse(PresenceRefusal.HANDOVER_ALREADY_SIGNED);
      case SignHandover(var subject, _) when subject.equals(plan.subjectId()) ->
          refuse(PresenceRefusal.NOBODY_SIGNS_FOR_BOTH);
      case SignHandover(var subject, var now) ->
          accept(
              new HandoverSigned(
                  id,
                  department,
                  plan.subjectId(),
                  handover.nextShiftId(),
                  subject,
                  handover.matters(),
                  now));
      case CarryMatters(var from, var matters) -> carry(plan, from, matters, duty.matters());
      case SettleMatter(var matter, var now) -> settle(plan, matter, now, duty.matters());
      case PlanProbe(var probe, var at, var answerBy) ->
          duty.probes().containsKey(probe)
              ? accept()
              : accept(new ProbePlanned(id, probe, at, answerBy));
      case AnswerProbe(var subject, _) when !subject.equals(plan.subjectId()) ->
          refuse(PresenceRefusal.DUTY_OF_SOMEBODY_ELSE);
      case AnswerProbe(var subject, var now) ->
          openProbe(duty, now)
              .<Decision<PresenceEvent>>map(
                  probe -> accept(new ProbeAnswered(id, department, subject, probe, now)))
              .orElseGet(() -> refuse(PresenceRefusal.NO_PROBE_TO_ANSWER));
      case LetTimePass(var deadline, var dueAt) ->
          Decision.acceptAll(timePassed(duty, deadline, dueAt));
    };
  }

  /** In time is up to and including the moment by which the answer is due. */
  private static Optional<String> openProbe(Present duty, Instant now) {
    return duty.probes().entrySet().stream()
        .filter(probe -> probe.getValue().sent() && !now.isAfter(probe.getValue().answerBy()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static List<PresenceEvent> leave(Present duty, Instant now) {
    DutyPlan plan = duty.plan();
    Handover handover = duty.handover();
    Leaving leaving;
    if (handover != null && handover.signed()) {
      leaving = Leaving.HANDED_OVER;
    } else if (now.isBefore(plan.until())) {
      leaving = Leaving.EARLY_WITHOUT_RELIEF;
    } else {
      leaving = Leaving.WITHOUT_HANDOVER;
    }
    return List.of(
        new DutyCheckedOut(plan.shiftId(), plan.department(), plan.subjectId(), now, leaving));
  }

  private static PostAbandonmentSuspected suspected(
      DutyPlan plan, Evidence evidence, Instant lastSeenAt, int missed) {
    return new PostAbandonmentSuspected(
        plan.shiftId(),
        plan.department(),
        plan.subjectId(),
        plan.name(),
        evidence,
        lastSeenAt,
        missed);
  }

  private static List<PresenceEvent> timePassed(Present duty, String deadline, Instant dueAt) {
    DutyPlan plan = duty.plan();
    if (deadline.equals(FORGOTTEN)) {
      return dueAt.isBefore(plan.forgottenAt())
          ? List.of()
          : List.of(
              new DutyCheckedOut(
                  plan.shiftId(),
                  plan.department(),
                  plan.subjectId(),
                  plan.until(),
                  Leaving.FORGOTTEN));
    }
    if (deadline.startsWith(PROBE)) {
      String id = deadline.substring(PROBE.length());
      Probe probe = duty.probes().get(id);
      // Behind the end there is nothing to look for: the next one is on duty.
      return probe == null || probe.sent() || !dueAt.isBefore(plan.until())
          ? List.of()
          : List.of(
              new ProbeSent(
                  plan.shiftId(), plan.department(), plan.subjectId(), id, probe.answerBy()));
    }
    if (deadline.startsWith(ANSWER)) {
      String id = deadline.substring(ANSWER.length());
      return duty.probes().containsKey(id) ? unanswered(duty, id) : List.of();
    }
    return List.of();
  }

  private static List<PresenceEvent> unanswered(Present duty, String probe) {
    DutyPlan plan = duty.plan();
    int inARow = duty.missedInARow() + 1;
    List<PresenceEvent> events = new ArrayList<>();
    events.add(
        new ProbeMissed(
            plan.shiftId(), plan.department(), plan.subjectId(), plan.name(), probe, inARow));
    if (inARow == plan.probesForLead()) {
      events.add(suspected(plan, Evidence.PROBES_UNANSWERED, duty.lastSeenAt(), inARow));
    }
    return events;
  }

  private static Decision<PresenceEvent> carry(
      DutyPlan plan, String from, List<Matter> matters, Map<String, Matter> known) {
    List<Matter> added =
        matters.stream().filter(matter -> !known.containsKey(matter.id())).toList();
    return added.isEmpty()
        ? accept()
        : accept(new MattersCarried(plan.shiftId(), plan.department(), from, added));
  }

  private static Decision<PresenceEvent> settle(
      DutyPlan plan, String id, Instant now, Map<String, Matter> open) {
    return open.containsKey(id)
        ? accept(new MatterSettled(plan.shiftId(), plan.department(), id, now))
        : refuse(PresenceRefusal.NO_SUCH_OPEN_MATTER);
  }

  @Override
  public Duty evolve(Duty state, PresenceEvent event) {
    return switch (event) {
      case PresenceExpected(var plan) -> new Awaited(plan, 0, false, matters(state));
      case DutyWithdrawn _ -> new Over(plan(state), true, null, false);
      case DutyCheckedIn in -> new Present(plan(state), in.at(), Map.of(), 0, null, matters(state));
      case DutyCheckInMissed missed ->
          state instanceof Awaited a
              ? new Awaited(a.plan(), missed.stage(), a.empty(), a.matters())
              : state;
      case DutyCheckedOut out -> new Over(plan(state), false, out.at(), false);
      case HandoverPrepared prepared ->
          handover(state, new Handover(prepared.nextShiftId(), prepared.matters(), false));
      case HandoverSigned signed ->
          handover(state, new Handover(signed.nextShiftId(), signed.matters(), true));
      case MattersCarried carried -> {
        Map<String, Matter> all = new LinkedHashMap<>(matters(state));
        carried.matters().forEach(matter -> all.put(matter.id(), matter));
        yield withMatters(state, all);
      }
      case MatterSettled settled -> {
        Map<String, Matter> all = new LinkedHashMap<>(matters(state));
        all.remove(settled.matterId());
        yield withMatters(state, all);
      }
      case ProbePlanned(_, var id, var at, var answerBy) ->
          probe(state, id, new Probe(at, answerBy, false));
      case ProbeSent sent -> {
        Probe planned = state instanceof Present p ? p.probes().get(sent.probeId()) : null;
        yield planned == null
            ? state
            : probe(state, sent.probeId(), new Probe(planned.at(), planned.answerBy(), true));
      }
      case ProbeAnswered answered -> closed(state, answered.probeId(), answered.at(), 0);
      case ProbeMissed missed -> closed(state, missed.probeId(), null, missed.inARow());
      case PostAbandonmentSuspected _ -> state;
      case DutyPostEmpty _ ->
          switch (state) {
            case Awaited a -> new Awaited(a.plan(), a.missed(), true, a.matters());
            case Over o -> new Over(o.plan(), o.withdrawn(), o.leftAt(), true);
            case Unknown _, Present _ -> state;
          };
    };
  }

  private static Duty probe(Duty state, String id, Probe probe) {
    if (!(state instanceof Present p)) {
      return state;
    }
    Map<String, Probe> probes = new LinkedHashMap<>(p.probes());
    probes.put(id, probe);
    return new Present(
        p.plan(), p.lastSeenAt(), probes, p.missedInARow(), p.handover(), p.matters());
  }

  private static Duty closed(Duty state, String id, @Nullable Instant seenAt, int missedInARow) {
    if (!(state instanceof Present p)) {
      return state;
    }
    Map<String, Probe> probes = new LinkedHashMap<>(p.probes());
    probes.remove(id);
    return new Present(
        p.plan(),
        seenAt == null ? p.lastSeenAt() : seenAt,
        probes,
        missedInARow,
        p.handover(),
        p.matters());
  }

  private static Duty handover(Duty state, Handover handover) {
    return state instanceof Present p
        ? new Present(p.plan(), p.lastSeenAt(), p.probes(), p.missedInARow(), handover, p.matters())
        : state;
  }

  private static Duty withMatters(Duty state, Map<String, Matter> matters) {
    return switch (state) {
      case Unknown _, Over _ -> state;
      case Awaited a -> new Awaited(a.plan(), a.missed(), a.empty(), matters);
      case Present p ->
          new Present(
              p.plan(), p.lastSeenAt(), p.probes(), p.missedInARow(), p.handover(), matters);
    };
  }

  private static DutyPlan plan(Duty state) {
    return switch (state) {
      case Unknown _ -> throw new IllegalStateException("nobody is on duty");
      case Awaited a -> a.plan();
      case Present p -> p.plan();
      case Over o -> o.plan();
    };
  }

  private static Map<String, Matter> matters(Duty state) {
    return switch (state) {
      case Unknown _, Over _ -> Map.of();
      case Awaited a -> a.matters();
      case Present p -> p.matters();
    };
  }
}
