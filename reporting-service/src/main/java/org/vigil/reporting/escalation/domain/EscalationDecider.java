package org.vigil.reporting.escalation.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.DeadlineRule.Change.Cancel;
import org.vigil.eventsourcing.DeadlineRule.Change.Schedule;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.reporting.escalation.domain.Escalation.Handing;
import org.vigil.reporting.escalation.domain.Escalation.Matter;
import org.vigil.reporting.escalation.domain.Escalation.NotRaised;
import org.vigil.reporting.escalation.domain.Escalation.Open;
import org.vigil.reporting.escalation.domain.Escalation.Resolved;
import org.vigil.reporting.escalation.domain.Escalation.Snooze;
import org.vigil.reporting.escalation.domain.Escalation.Stand;
import org.vigil.reporting.escalation.domain.EscalationCommand.AcceptTransfer;
import org.vigil.reporting.escalation.domain.EscalationCommand.Acknowledge;
import org.vigil.reporting.escalation.domain.EscalationCommand.ApproveSnooze;
import org.vigil.reporting.escalation.domain.EscalationCommand.AskToSnooze;
import org.vigil.reporting.escalation.domain.EscalationCommand.DeclineTransfer;
import org.vigil.reporting.escalation.domain.EscalationCommand.EndReminder;
import org.vigil.reporting.escalation.domain.EscalationCommand.EndSnooze;
import org.vigil.reporting.escalation.domain.EscalationCommand.LetOfferPass;
import org.vigil.reporting.escalation.domain.EscalationCommand.LetTimePass;
import org.vigil.reporting.escalation.domain.EscalationCommand.OfferTransfer;
import org.vigil.reporting.escalation.domain.EscalationCommand.Outcome;
import org.vigil.reporting.escalation.domain.EscalationCommand.RecordDecision;
import org.vigil.reporting.escalation.domain.EscalationCommand.Resolve;
import org.vigil.reporting.escalation.domain.EscalationCommand.TakeUpAcknowledgement;
import org.vigil.reporting.escalation.domain.EscalationCommand.TakeUpCorrection;
import org.vigil.reporting.escalation.domain.EscalationCommand.TakeUpSignal;
import org.vigil.reporting.escalation.domain.EscalationEvent.BuckPassingSuspected;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationAcknowledged;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationClimbed;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationCorrected;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationRaised;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationReminded;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationResolved;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationSnoozed;
import org.vigil.reporting.escalation.domain.EscalationEvent.MajorDecisionRecorded;
import org.vigil.reporting.escalation.domain.EscalationEvent.SignalAdded;
import org.vigil.reporting.escalation.domain.EscalationEvent.SnoozeAsked;
import org.vigil.reporting.escalation.domain.EscalationEvent.SnoozeEnded;
import org.vigil.reporting.escalation.domain.EscalationEvent.TransferAccepted;
import org.vigil.reporting.escalation.domain.EscalationEvent.TransferFailed;
import org.vigil.reporting.escalation.domain.EscalationEvent.TransferOffered;
import org.vigil.reporting.escalation.domain.EscalationEvent.UnstaffedLevelSkipped;

/** The rules of the chain (section two of the plan, 2-a to 2-f, and 4.2-c). */
public final class EscalationDecider
    implements Decider<EscalationCommand, Escalation, EscalationEvent> {

  /** The category of the streams; a stream's key is {@link #key} of the matter. */
  public static final String NAME = "escalation";

  /** A promise beyond this would only silence the matter. */
  private static final Duration MAX_PROMISE = Duration.ofDays(30);

  /** The deadline of a level. */
  public static final String DUE = "due";

  /** The deadline of an offer to another department. */
  public static final String OFFER = "offer";

  /** The end of a rest. */
  public static final String SNOOZE = "snooze";

  /**
   * @param due makes a {@link LetTimePass}, {@link LetOfferPass} or {@link EndSnooze} of a deadline
   *     by its name: who holds which level and how long they may take is looked up when it falls
   *     due, not when it was set
   */
  public static Category<EscalationCommand, Escalation, EscalationEvent> category(
      Category.DueCommand<EscalationCommand> due) {
    return new Category<>(
        NAME, new EscalationDecider(), EscalationEvent.class, EscalationDecider::deadlines, due);
  }

  /** The stream's key of a matter: signals about the same thing meet in one stream. */
  public static String key(String dedupeKey) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(dedupeKey.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Change> deadlines(EscalationEvent event) {
    return switch (event) {
      case EscalationRaised raised ->
          raised.kind().isReminder() ? List.of() : List.of(new Schedule(DUE, raised.ackDueAt()));
      case EscalationClimbed climbed -> List.of(new Schedule(DUE, climbed.ackDueAt()));
      case EscalationReminded reminded -> List.of(new Schedule(DUE, reminded.ackDueAt()));
      case EscalationAcknowledged taken -> List.of(new Schedule(DUE, taken.resolveBy()));
      case EscalationResolved _ -> List.of(new Cancel(DUE), new Cancel(OFFER), new Cancel(SNOOZE));
      case TransferOffered offered -> List.of(new Schedule(OFFER, offered.acceptBy()));
      case TransferAccepted _, TransferFailed _ -> List.of(new Cancel(OFFER));
      case EscalationSnoozed rest -> List.of(new Cancel(DUE), new Schedule(SNOOZE, rest.until()));
      case SnoozeEnded back -> List.of(new Schedule(DUE, back.ackDueAt()));
      case SignalAdded _,
          UnstaffedLevelSkipped _,
          EscalationCorrected _,
          BuckPassingSuspected _,
          SnoozeAsked _,
          MajorDecisionRecorded _ ->
          List.of();
    };
  }

  @Override
  public Escalation initialState() {
    return new NotRaised();
  }

  @Override
  public Decision<EscalationEvent> decide(EscalationCommand command, Escalation state) {
    return switch (state) {
      case NotRaised _ ->
          switch (command) {
            case TakeUpSignal signal -> raise(signal, 1);
            case TakeUpCorrection _,
                TakeUpAcknowledgement _,
                EndReminder _,
                LetTimePass _,
                LetOfferPass _,
                EndSnooze _ ->
                Decision.accept();
            case Acknowledge _,
                Resolve _,
                OfferTransfer _,
                AcceptTransfer _,
                DeclineTransfer _,
                AskToSnooze _,
                ApproveSnooze _,
                RecordDecision _ ->
                Decision.refuse(EscalationRefusal.NO_SUCH_ESCALATION);
          };
      case Open open -> decide(command, open);
      case Resolved resolved ->
          switch (command) {
            case TakeUpSignal signal when resolved.evidence().contains(signal.causeId()) ->
                Decision.accept();
            case TakeUpSignal signal -> raise(signal, resolved.occurrence() + 1);
            case TakeUpCorrection correction -> correct(correction, resolved.evidence());
            case TakeUpAcknowledgement _,
                EndReminder _,
                LetTimePass _,
                LetOfferPass _,
                EndSnooze _ ->
                Decision.accept();
            case Acknowledge _,
                Resolve _,
                OfferTransfer _,
                AcceptTransfer _,
                DeclineTransfer _,
                AskToSnooze _,
                ApproveSnooze _,
                RecordDecision _ ->
                Decision.refuse(EscalationRefusal.ALREADY_RESOLVED);
          };
    };
  }

  private static Decision<EscalationEvent> decide(EscalationCommand command, Open open) {
    return switch (command) {
      case TakeUpSignal signal -> add(signal, open);
      case TakeUpCorrection correction -> correct(correction, open.evidence());
      case EndReminder(var by) ->
          open.matter().reminder()
              ? Decision.accept(
                  new EscalationResolved(open.level(), by, Outcome.HANDLED, null, open.subjectId()))
              : Decision.accept();
      case LetTimePass passed -> climb(passed, open);
      case Acknowledge taken -> acknowledge(taken, open);
      case TakeUpAcknowledgement(var by, var resolveBy) ->
          open.stand().acknowledged() || open.asleep()
              ? Decision.accept()
              : Decision.accept(
                  new EscalationAcknowledged(open.level(), by, resolveBy, null, open.subjectId()));
      case Resolve(var by, _, var outcome, var note) ->
          Decision.accept(
              new EscalationResolved(open.level(), by, outcome, note, open.subjectId()));
      case OfferTransfer offer -> Transfers.offer(offer, open);
      case AcceptTransfer accepted -> Transfers.accept(accepted, open);
      case DeclineTransfer declined -> Transfers.decline(declined, open);
      case LetOfferPass passed -> Transfers.lapse(passed, open);
      case AskToSnooze asked -> askToSnooze(asked, open);
      case ApproveSnooze approved -> approve(approved, open);
      case EndSnooze ended -> wake(ended, open);
      case RecordDecision(var by, var text) ->
          Decision.accept(
              new MajorDecisionRecorded(
                  open.decisions() + 1, open.level(), by, text, open.subjectId()));
    };
  }

  /**
   * At the rule's level, or the next one up that somebody holds; a reminder goes to the department
   * and to nobody else.
   */
  private static Decision<EscalationEvent> raise(TakeUpSignal signal, int occurrence) {
    ChainRule rule = signal.rule();
    Duration within = rule.ackWithin() == null ? signal.ackWithin() : rule.ackWithin();
    List<EscalationEvent> skipped = new ArrayList<>();
    Level level = rule.entry();
    while (!signal.kind().isReminder() && level != Level.L5 && !held(signal, level)) {
      skipped.add(new UnstaffedLevelSkipped(level, signal.department()));
      level = above(level);
    }
    Level landed = level;
    List<EscalationEvent> events = new ArrayList<>();
    events.add(
        new EscalationRaised(
            occurrence,
            signal.kind(),
            signal.department(),
            signal.subject(),
            signal.dedupeKey(),
            signal.causeId(),
            signal.since(),
            landed,
            rule.copies().stream().filter(copy -> copy != landed).toList(),
            signal.now().plus(within),
            rule.severity(),
            rule.version(),
            rule.ackWithin()));
    events.addAll(skipped);
    return Decision.acceptAll(events);
  }

  private static boolean held(TakeUpSignal signal, Level level) {
    Staffing staffing = signal.staffing();
    return staffing == null || staffing.has(level, signal.department());
  }

  private static Level above(Level level) {
    return Level.values()[level.ordinal() + 1];
  }

  private static Decision<EscalationEvent> add(TakeUpSignal signal, Open open) {
    return open.evidence().contains(signal.causeId())
        ? Decision.accept()
        : Decision.accept(new SignalAdded(signal.causeId(), signal.since()));
  }

  private static Decision<EscalationEvent> correct(TakeUpCorrection correction, Evidence known) {
    return known.contains(correction.causeId())
        ? Decision.accept()
        : Decision.accept(new EscalationCorrected(correction.causeId(), correction.subject()));
  }

  private static Decision<EscalationEvent> askToSnooze(AskToSnooze asked, Open open) {
    if (open.asleep()) {
      return Decision.refuse(EscalationRefusal.ALREADY_SNOOZED);
    }
    if (!asked.until().isAfter(asked.now())) {
      return Decision.refuse(EscalationRefusal.SNOOZE_IN_THE_PAST);
    }
    if (asked.until().isAfter(asked.now().plus(asked.atMost()))) {
      return Decision.refuse(
          EscalationRefusal.SNOOZE_TOO_LONG, Map.of("hours", asked.atMost().toHours()));
    }
    return Decision.accept(
        new SnoozeAsked(asked.by(), asked.until(), asked.reason(), open.subjectId()));
  }

  private static Decision<EscalationEvent> approve(ApproveSnooze approved, Open open) {
    Snooze asked = open.snooze();
    if (asked == null) {
      return Decision.refuse(EscalationRefusal.NO_SNOOZE_ASKED_FOR);
    }
    if (asked.approved()) {
      return Decision.refuse(EscalationRefusal.ALREADY_SNOOZED);
    }
    if (asked.by().equals(approved.approver())) {
      return Decision.refuse(EscalationRefusal.SNOOZE_APPROVED_BY_ITS_ASKER);
    }
    if (!asked.until().isAfter(approved.now())) {
      return Decision.refuse(EscalationRefusal.SNOOZE_IN_THE_PAST);
    }
    return Decision.accept(
        new EscalationSnoozed(open.level(), asked.by(), approved.approver(), asked.until()));
  }

  private static Decision<EscalationEvent> wake(EndSnooze ended, Open open) {
    Snooze rest = open.snooze();
    if (rest == null || !rest.approved() || ended.dueAt().isBefore(rest.until())) {
      return Decision.accept();
    }
    Duration within =
        open.matter().ackWithin() == null ? ended.ackWithin() : open.matter().ackWithin();
    return Decision.accept(
        new SnoozeEnded(open.level(), later(ended.now(), ended.dueAt()).plus(within)));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Decision<EscalationEvent> acknowledge(Acknowledge taken, Open open) {
    if (!taken.resolveBy().isAfter(taken.now())) {
      return Decision.refuse(EscalationRefusal.PROMISE_IN_THE_PAST);
    }
    if (taken.resolveBy().isAfter(taken.now().plus(MAX_PROMISE))) {
      return Decision.refuse(
          EscalationRefusal.PROMISE_TOO_FAR_AWAY, Map.of("days", MAX_PROMISE.toDays()));
    }
    return Decision.accept(
        new EscalationAcknowledged(
            open.level(), taken.by(), taken.resolveBy(), taken.note(), open.subjectId()));
  }

  /** Up to the next level that somebody holds; at the top there is nobody left but to remind. */
  private static Decision<EscalationEvent> climb(LetTimePass passed, Open open) {
    if (open.matter().reminder() || open.asleep() || passed.dueAt().isBefore(open.dueAt())) {
      return Decision.accept();
    }
    Instant from = later(passed.now(), passed.dueAt());
    if (open.level() == Level.L5) {
      Instant next = from.plus(passed.remindEvery());
      return Decision.accept(new EscalationReminded(Level.L5, open.stand().reminders() + 1, next));
    }
    List<EscalationEvent> events = new ArrayList<>();
    Level to = open.level();
    do {
      to = above(to);
      if (!passed.staffing().has(to, open.department())) {
        events.add(new UnstaffedLevelSkipped(to, open.department()));
      }
    } while (to != Level.L5 && !passed.staffing().has(to, open.department()));
    EscalationClimbed.Why why =
        open.stand().acknowledged()
            ? EscalationClimbed.Why.PROMISE_NOT_KEPT
            : EscalationClimbed.Why.NOT_ACKNOWLEDGED;
    Duration own = open.matter().ackWithin();
    Instant ackDueAt = from.plus(own == null ? passed.ackWithin() : own);
    events.add(new EscalationClimbed(open.level(), to, why, ackDueAt));
    return Decision.acceptAll(events);
  }

  @Override
  public Escalation evolve(Escalation state, EscalationEvent event) {
    return switch (event) {
      case EscalationRaised raised -> raised(raised, state);
      case SignalAdded(var causeId, _) -> {
        Open open = (Open) state;
        yield open.with(open.evidence().plus(causeId));
      }
      case EscalationCorrected(var causeId, _) -> corrected(state, causeId);
      case UnstaffedLevelSkipped _ -> state;
      case EscalationClimbed(_, var to, _, var dueAt) -> ((Open) state).at(to, false, dueAt, 0);
      case EscalationReminded(var level, var count, var dueAt) ->
          ((Open) state).at(level, false, dueAt, count);
      case EscalationAcknowledged(var level, _, var resolveBy, _, _) ->
          ((Open) state).at(level, true, resolveBy, 0);
      case SnoozeEnded(var level, var dueAt) -> ((Open) state).at(level, false, dueAt, 0);
      case SnoozeAsked(var by, var until, _, _) ->
          ((Open) state).with(new Snooze(by, until, false));
      case EscalationSnoozed(_, var by, _, var until) ->
          ((Open) state).with(new Snooze(by, until, true));
      case TransferOffered offered -> {
        Open open = (Open) state;
        yield open.with(Transfers.offered(open.handing(), offered));
      }
      case TransferAccepted accepted -> answered((Open) state, accepted.to());
      case TransferFailed failed -> answered((Open) state, failed.from());
      case BuckPassingSuspected lead -> {
        Open open = (Open) state;
        yield open.with(Transfers.suspected(open.handing(), lead));
      }
      case MajorDecisionRecorded decided -> ((Open) state).decided(decided.number());
      case EscalationResolved _ -> {
        Open open = (Open) state;
        yield new Resolved(open.matter().occurrence(), open.evidence(), open.subjectId());
      }
    };
  }

  private static Open answered(Open open, String department) {
    return open.with(Transfers.answered(open.handing(), department));
  }

  private static Open raised(EscalationRaised raised, Escalation before) {
    return new Open(
        new Matter(
            raised.occurrence(),
            raised.kind().obligation(),
            raised.subject().subjectId(),
            raised.ackWithin(),
            raised.kind().isReminder()),
        evidence(before).plus(raised.causeId()),
        new Stand(raised.level(), false, raised.ackDueAt(), 0),
        new Handing(raised.department(), 0, null, List.of(raised.department()), null, List.of()),
        null,
        0);
  }

  private static Escalation corrected(Escalation state, String causeId) {
    return switch (state) {
      case NotRaised none -> none;
      case Open open -> open.with(open.evidence().plus(causeId));
      case Resolved(var occurrence, var evidence, var subjectId) ->
          new Resolved(occurrence, evidence.plus(causeId), subjectId);
    };
  }

  private static Evidence evidence(Escalation state) {
    return switch (state) {
      case NotRaised _ -> Evidence.NONE;
      case Open open -> open.evidence();
      case Resolved resolved -> resolved.evidence();
    };
  }
}
