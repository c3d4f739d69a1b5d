package org.vigil.reporting.rule.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Refusal;
import org.vigil.reporting.escalation.domain.ChainRule;
import org.vigil.reporting.escalation.domain.Level;
import org.vigil.reporting.escalation.domain.SignalKind;

/**
 * The table of rules with all its versions: one stream.
 *
 * @param newest the number of the newest version; 0 before the first draft
 * @param draft what waits for its approval; null for nothing
 */
public record SignalRules(int newest, @Nullable Draft draft) {

  /** There is one table. */
  public static final String KEY = "bureau";

  public static final Category<Command, SignalRules, Event> CATEGORY =
      Category.of("signal-rules", new Rules(), Event.class);

  /**
   * A version that nobody has approved yet.
   *
   * @param tried whether it has been run on past events
   */
  public record Draft(int version, String author, Instant effectiveFrom, boolean tried) {}

  /**
   * How one kind goes through the chain.
   *
   * @param ackWithin how long each level may take; null for the parameter of all kinds
   */
  public record KindRule(
      SignalKind kind,
      SignalKind.Severity severity,
      Level entry,
      List<Level> copies,
      @Nullable Duration ackWithin) {
    public KindRule {
      copies = List.copyOf(copies);
    }

    /** The same as the chain wants it. */
    public ChainRule in(int version) {
      return new ChainRule(version, severity, entry, copies, ackWithin);
    }
  }

  /**
   * What a version would have done with a kind's past events.
   *
   * @param raised how many there were; all the others are parts of them
   * @param climbing how many were not taken on in the time in force today
   * @param wouldClimb how many would not have been in the version's time
   */
  public record Trial(
      SignalKind kind,
      int raised,
      SignalKind.Severity severity,
      SignalKind.Severity wouldBeSeverity,
      Level entry,
      Level wouldEnter,
      int climbing,
      int wouldClimb) {}

  /** What can be asked of the table. */
  public sealed interface Command {}

  /** Proposes a new version: the whole table. A draft before it is given up. */
  public record DraftRules(
      List<KindRule> rules, String author, Instant now, Instant effectiveFrom, String reason)
      implements Command {
    public DraftRules {
      rules = List.copyOf(rules);
    }
  }

  /** Keeps what a version would have done. */
  public record KeepTrial(int version, String by, Instant from, Instant to, List<Trial> trials)
      implements Command {
    public KeepTrial {
      trials = List.copyOf(trials);
    }
  }

  /** Puts a version into force. */
  public record ApproveRules(int version, String approver, Instant now) implements Command {}

  /** What happens to the table. */
  public sealed interface Event {}

  /** A version is proposed. */
  @EventType("signal-rules-drafted")
  public record SignalRulesDrafted(
      int version, List<KindRule> rules, String author, Instant effectiveFrom, String reason)
      implements Event {
    public SignalRulesDrafted {
      rules = List.copyOf(rules);
    }
  }

  /** It was run on past events. */
  @EventType("signal-rules-tried")
  public record SignalRulesTried(
      int version, String by, Instant from, Instant to, List<Trial> trials) implements Event {
    public SignalRulesTried {
      trials = List.copyOf(trials);
    }
  }

  /**
   * It holds from an instant on.
   *
   * @param effectiveFrom never before it was approved: what was told was told by the rules of then
   */
  @EventType("signal-rules-approved")
  public record SignalRulesApproved(
      int version, String author, String approver, Instant effectiveFrom) implements Event {}

  /** Refused because … */
  public enum No implements Refusal {
    KIND_NAMED_TWICE,
    LEVEL_COPIED_TO_ITSELF,
    ACK_WITHIN_OUT_OF_RANGE,
    REMINDER_STAYS_WITH_DEPARTMENT,
    RULES_EFFECTIVE_IN_THE_PAST,
    NO_SUCH_DRAFT,
    RULES_NOT_TRIED_YET,
    RULES_APPROVED_BY_THEIR_AUTHOR
  }

  private static final class Rules implements Decider<Command, SignalRules, Event> {

    private static final Duration MIN = Duration.ofSeconds(1);

    /** A level that may take longer is not one of a chain. */
    private static final Duration MAX = Duration.ofDays(30);

    @Override
    public SignalRules initialState() {
      return new SignalRules(ChainRule.NOBODYS, null);
    }

    @Override
    public Decision<Event> decide(Command command, SignalRules state) {
      return switch (command) {
        case DraftRules draft -> draft(draft, state.newest() + 1);
        case KeepTrial(var version, var by, var from, var to, var trials) ->
            draft(state, version) == null
                ? Decision.refuse(No.NO_SUCH_DRAFT)
                : Decision.accept(new SignalRulesTried(version, by, from, to, trials));
        case ApproveRules approval -> approve(approval, draft(state, approval.version()));
      };
    }

    private static Decision<Event> draft(DraftRules draft, int version) {
      Set<SignalKind> named = new HashSet<>();
      for (KindRule rule : draft.rules()) {
        Map<String, Object> kind = Map.of("kind", rule.kind());
        if (!named.add(rule.kind())) {
          return Decision.refuse(No.KIND_NAMED_TWICE, kind);
        }
        if (rule.copies().contains(rule.entry())) {
          return Decision.refuse(No.LEVEL_COPIED_TO_ITSELF, kind);
        }
        if (!staysWithDepartment(rule)) {
          return Decision.refuse(No.REMINDER_STAYS_WITH_DEPARTMENT, kind);
        }
        Duration within = rule.ackWithin();
        if (within != null && (within.compareTo(MIN) < 0 || within.compareTo(MAX) > 0)) {
          return Decision.refuse(No.ACK_WITHIN_OUT_OF_RANGE, kind);
        }
      }
      if (draft.effectiveFrom().isBefore(draft.now())) {
        return Decision.refuse(No.RULES_EFFECTIVE_IN_THE_PAST);
      }
      return Decision.accept(
          new SignalRulesDrafted(
              version, draft.rules(), draft.author(), draft.effectiveFrom(), draft.reason()));
    }

    /** A reminder is told to the department's head only, and nothing else is made one. */
    private static boolean staysWithDepartment(KindRule rule) {
      boolean reminds = rule.severity() == SignalKind.Severity.REMINDER;
      return rule.kind().isReminder()
          ? reminds && rule.entry() == Level.L1 && rule.copies().isEmpty()
          : !reminds;
    }

    private static Decision<Event> approve(ApproveRules approval, @Nullable Draft draft) {
      if (draft == null) {
        return Decision.refuse(No.NO_SUCH_DRAFT);
      }
      if (!draft.tried()) {
        return Decision.refuse(No.RULES_NOT_TRIED_YET);
      }
      if (draft.author().equals(approval.approver())) {
        return Decision.refuse(No.RULES_APPROVED_BY_THEIR_AUTHOR);
      }
      Instant from =
          draft.effectiveFrom().isBefore(approval.now()) ? approval.now() : draft.effectiveFrom();
      return Decision.accept(
          new SignalRulesApproved(draft.version(), draft.author(), approval.approver(), from));
    }

    private static @Nullable Draft draft(SignalRules state, int version) {
      Draft draft = state.draft();
      return draft != null && draft.version() == version ? draft : null;
    }

    @Override
    public SignalRules evolve(SignalRules state, Event event) {
      return switch (event) {
        case SignalRulesDrafted(var version, _, var author, var from, _) ->
            new SignalRules(version, new Draft(version, author, from, false));
        case SignalRulesTried _ -> {
          Draft draft = state.draft();
          yield draft == null
              ? state
              : new SignalRules(
                  state.newest(),
                  new Draft(draft.version(), draft.author(), draft.effectiveFrom(), true));
        }
        case SignalRulesApproved _ -> new SignalRules(state.newest(), null);
      };
    }
  }
}
