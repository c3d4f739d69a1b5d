package org.vigil.reporting.escalation.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.DeadlineRule.Change.Cancel;
import org.vigil.eventsourcing.DeadlineRule.Change.Schedule;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.reporting.escalation.domain.Escalation.NotRaised;
import org.vigil.reporting.escalation.domain.Escalation.Open;
import org.vigil.reporting.escalation.domain.Escalation.Resolved;
import org.vigil.reporting.escalation.domain.EscalationCommand.Acknowledge;
import org.vigil.reporting.escalation.domain.EscalationCommand.LetTimePass;
import org.vigil.reporting.escalation.domain.EscalationCommand.Resolve;
import org.vigil.reporting.escalation.domain.EscalationCommand.TakeUpSignal;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationAcknowledged;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationClimbed;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationRaised;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationReminded;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationResolved;
import org.vigil.reporting.escalation.domain.EscalationEvent.SignalAdded;
import org.vigil.reporting.escalation.domain.EscalationEvent.UnstaffedLevelSkipped;

/** The rules of the chain (section two of the plan, 2-a to 2-f, and 4.2-c). */
public final class EscalationDecider
    implements Decider<EscalationCommand, Escalation, EscalationEvent> {

  /** The category of the streams; a stream's key is {@link #key} of the matter. */
  public static final String NAME = "escalation";

  /** A promise beyond this would only silence the matter. */
  private static final Duration MAX_PROMISE = Duration.ofDays(30);

  private static final String DUE = "due";

  /**
   * @param due makes a {@link LetTimePass} of a deadline: who holds which level and how long they
   *     may take is looked up when it falls due, not when it was set
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
      case EscalationRaised raised -> List.of(new Schedule(DUE, raised.ackDueAt()));
      case EscalationClimbed climbed -> List.of(new Schedule(DUE, climbed.ackDueAt()));
      case EscalationReminded reminded -> List.of(new Schedule(DUE, reminded.ackDueAt()));
      case EscalationAcknowledged taken -> List.of(new Schedule(DUE, taken.resolveBy()));
      case EscalationResolved _ -> List.of(new Cancel(DUE));
      case SignalAdded _, UnstaffedLevelSkipped _ -> List.of();
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
            case TakeUpSignal signal -> Decision.accept(raise(signal, 1));
            case LetTimePass _ -> Decision.accept();
            case Acknowledge _, Resolve _ -> Decision.refuse(EscalationRefusal.NO_SUCH_ESCALATION);
          };
      case Open open ->
          switch (command) {
            case TakeUpSignal signal -> add(signal, open);
            case LetTimePass passed -> climb(passed, open);
            case Acknowledge taken -> acknowledge(taken, open);
            case Resolve(var by, _, var outcome, var note) ->
                Decision.accept(
                    new EscalationResolved(open.level(), by, outcome, note, open.subjectId()));
          };
      case Resolved resolved ->
          switch (command) {
            case TakeUpSignal signal when resolved.causes().contains(signal.causeId()) ->
                Decision.accept();
            case TakeUpSignal signal -> Decision.accept(raise(signal, resolved.occurrence() + 1));
            case LetTimePass _ -> Decision.accept();
            case Acknowledge _, Resolve _ -> Decision.refuse(EscalationRefusal.ALREADY_RESOLVED);
          };
    };
  }

  private static EscalationEvent raise(TakeUpSignal signal, int occurrence) {
    SignalKind kind = signal.kind();
    return new EscalationRaised(
        occurrence,
        kind,
        signal.department(),
        signal.subject(),
        signal.dedupeKey(),
        signal.causeId(),
        signal.since(),
        kind.entry(),
        kind.copies(),
        signal.now().plus(signal.ackWithin()));
  }

  private static Decision<EscalationEvent> add(TakeUpSignal signal, Open open) {
    return open.causes().contains(signal.causeId())
        ? Decision.accept()
        : Decision.accept(new SignalAdded(signal.causeId(), signal.since()));
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
    if (passed.dueAt().isBefore(open.dueAt())) {
      return Decision.accept();
    }
    Instant from = passed.now().isAfter(passed.dueAt()) ? passed.now() : passed.dueAt();
    if (open.level() == Level.L5) {
      Instant next = from.plus(passed.remindEvery());
      return Decision.accept(new EscalationReminded(Level.L5, open.reminders() + 1, next));
    }
    List<EscalationEvent> events = new ArrayList<>();
    Level to = open.level();
    do {
      to = Level.values()[to.ordinal() + 1];
      if (!passed.staffing().has(to, open.department())) {
        events.add(new UnstaffedLevelSkipped(to, open.department()));
      }
    } while (to != Level.L5 && !passed.staffing().has(to, open.department()));
    EscalationClimbed.Why why =
        open.acknowledged()
            ? EscalationClimbed.Why.PROMISE_NOT_KEPT
            : EscalationClimbed.Why.NOT_ACKNOWLEDGED;
    Instant ackDueAt = from.plus(passed.ackWithin());
    events.add(new EscalationClimbed(open.level(), to, why, ackDueAt));
    return Decision.acceptAll(events);
  }

  @Override
  public Escalation evolve(Escalation state, EscalationEvent event) {
    return switch (event) {
      case EscalationRaised raised ->
          new Open(
              raised.occurrence(),
              raised.department(),
              raised.subject().subjectId(),
              raised.level(),
              plus(causes(state), raised.causeId()),
              false,
              raised.ackDueAt(),
              0);
      case SignalAdded(var causeId, _) -> {
        Open open = (Open) state;
        yield new Open(
            open.occurrence(),
            open.department(),
            open.subjectId(),
            open.level(),
            plus(open.causes(), causeId),
            open.acknowledged(),
            open.dueAt(),
            open.reminders());
      }
      case UnstaffedLevelSkipped _ -> state;
      case EscalationClimbed(_, var to, _, var dueAt) -> at((Open) state, to, false, dueAt, 0);
      case EscalationReminded(var level, var count, var dueAt) ->
          at((Open) state, level, false, dueAt, count);
      case EscalationAcknowledged(var level, _, var resolveBy, _, _) ->
          at((Open) state, level, true, resolveBy, 0);
      case EscalationResolved _ -> {
        Open open = (Open) state;
        yield new Resolved(open.occurrence(), open.causes());
      }
    };
  }

  private static Open at(
      Open open, Level level, boolean acknowledged, Instant dueAt, int reminders) {
    return new Open(
        open.occurrence(),
        open.department(),
        open.subjectId(),
        level,
        open.causes(),
        acknowledged,
        dueAt,
        reminders);
  }

  private static Set<String> causes(Escalation state) {
    return switch (state) {
      case NotRaised _ -> Set.of();
      case Open open -> open.causes();
      case Resolved resolved -> resolved.causes();
    };
  }

  private static Set<String> plus(Set<String> causes, String causeId) {
    Set<String> more = new HashSet<>(causes);
    more.add(causeId);
    return more;
  }
}
