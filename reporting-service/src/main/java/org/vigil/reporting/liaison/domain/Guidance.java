package org.vigil.reporting.liaison.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Refusal;
import org.vigil.reporting.leadinggroup.domain.Leader;
import org.vigil.reporting.parameter.domain.CitesRule;
import org.vigil.reporting.parameter.domain.Rule;
import org.vigil.reporting.person.domain.NobodyWasNamed;

/** What the health authority advises, until somebody decides what to do of it (3.6-b). */
public sealed interface Guidance {

  /** The time to decide. */
  String DECIDE_WITHIN = "reporting.guidance-decide-within";

  String DECISION = "decision";

  Category<Command, Guidance, Event> CATEGORY =
      new Category<>(
          "guidance",
          new Rules(),
          Event.class,
          Guidance::deadlines,
          (_, dueAt) -> new DetectUndecided(dueAt));

  private static List<Change> deadlines(Event event) {
    return switch (event) {
      case GuidanceReceived received -> List.of(new Change.Schedule(DECISION, received.dueAt()));
      case ControlMeasureRevised _, GuidanceSetAside _ -> List.of(new Change.Cancel(DECISION));
      case GuidanceDecisionProposed _, GuidanceUndecided _ -> List.of();
    };
  }

  record NotReceived() implements Guidance {}

  /**
   * Nobody has decided.
   *
   * @param newest the number of the newest proposal; 0 before the first
   * @param proposal what waits for a leader; null for nothing
   */
  record Undecided(GuidanceReceived received, int newest, @Nullable Proposal proposal)
      implements Guidance {}

  record Decided(GuidanceReceived received) implements Guidance {}

  /** What may become of it. */
  enum Kind {
    /** 调整措施 */
    REVISE,
    /** 不作调整 */
    SET_ASIDE
  }

  /**
   * What is to become of it.
   *
   * @param text the measure, or why nothing changes
   * @param effectiveFrom null where nothing changes
   * @param parameter the parameter of the plan that changes with it; null for none
   */
  record Verdict(
      Kind kind, String text, @Nullable Instant effectiveFrom, @Nullable String parameter) {

    public static Verdict revise(
        String measure, Instant effectiveFrom, @Nullable String parameter) {
      return new Verdict(Kind.REVISE, measure, effectiveFrom, parameter);
    }

    public static Verdict setAside(String reason) {
      return new Verdict(Kind.SET_ASIDE, reason, null, null);
    }
  }

  /** What the office has proposed and no leader has approved yet. */
  record Proposal(int number, Verdict verdict) {}

  /** What can be asked. */
  sealed interface Command {}

  record ReceiveGuidance(
      String title,
      String institution,
      @Nullable String reference,
      String department,
      Rule within,
      Instant now)
      implements Command {}

  /**
   * The office proposes what is to become of it; what it proposed before is given up.
   *
   * @param by who calls
   */
  record ProposeDecision(Verdict verdict, String by) implements Command {}

  /** A leader decides as is proposed. */
  record ApproveDecision(int number, Leader by, Instant now) implements Command {}

  /** A leader decides without a proposal. */
  record Decide(Verdict verdict, Leader by, Instant now) implements Command {}

  record DetectUndecided(Instant dueAt) implements Command {}

  /**
   * What happens. A text may name people and is about nobody in particular: its {@code subjectId}
   * is null, and it belongs to the stream.
   */
  sealed interface Event {}

  /** 专业指导. */
  @EventType(value = "guidance-received", version = 2, upcasters = NobodyWasNamed.class)
  record GuidanceReceived(
      @Personal String title,
      String institution,
      @Nullable String reference,
      String department,
      Instant receivedAt,
      Instant dueAt,
      Rule within,
      @Nullable String subjectId)
      implements Event {}

  /**
   * The office proposes a decision, which changes nothing yet.
   *
   * @param text the measure, or why nothing changes
   * @param by who called
   */
  @EventType("guidance-decision-proposed")
  record GuidanceDecisionProposed(
      String department,
      int number,
      Kind kind,
      @Personal String text,
      @Nullable Instant effectiveFrom,
      @Nullable String parameter,
      String by,
      @Nullable String subjectId)
      implements Event {}

  /**
   * 措施调整: what changes because of it, and from when.
   *
   * @param approver as what the person has decided, {@code 组长}
   * @param approvedBy the person's pseudonym; null where only the word was recorded, before version
   *     3
   * @param lateBy how long after it was due; zero if it was in time
   */
  @EventType(
      value = "control-measure-revised",
      version = 3,
      upcasters = {NobodyWasNamed.class, NobodySigned.class})
  record ControlMeasureRevised(
      String department,
      @Personal String measure,
      Instant effectiveFrom,
      @Nullable String parameter,
      String approver,
      @Nullable String approvedBy,
      Duration lateBy,
      @Nullable String subjectId)
      implements Event {}

  /** 不作调整: somebody has decided that nothing changes, and why; who is as with a revision. */
  @EventType(
      value = "guidance-set-aside",
      version = 3,
      upcasters = {NobodyWasNamed.class, NobodySigned.class})
  record GuidanceSetAside(
      String department,
      @Personal String reason,
      String approver,
      @Nullable String approvedBy,
      Duration lateBy,
      @Nullable String subjectId)
      implements Event {}

  /** Nobody has decided in time. */
  @EventType("guidance-undecided")
  record GuidanceUndecided(String department, Instant receivedAt, Instant dueAt, Rule within)
      implements Event, CitesRule {
    @Override
    public Rule rule() {
      return within;
    }
  }

  /** Refused because … */
  enum No implements Refusal {
    GUIDANCE_UNKNOWN,
    GUIDANCE_ALREADY_DECIDED,
    NO_SUCH_PROPOSAL
  }

  /** Received, then decided once; a decision after its time stays late. */
  final class Rules implements Decider<Command, Guidance, Event> {

    @Override
    public Guidance initialState() {
      return new NotReceived();
    }

    @Override
    public Decision<Event> decide(Command command, Guidance state) {
      return switch (state) {
        case NotReceived _ ->
            command instanceof ReceiveGuidance it
                ? Decision.accept(
                    new GuidanceReceived(
                        it.title(),
                        it.institution(),
                        it.reference(),
                        it.department(),
                        it.now(),
                        it.now().plus(it.within().duration()),
                        it.within(),
                        null))
                : Decision.refuse(No.GUIDANCE_UNKNOWN);
        case Undecided(var received, var newest, var proposal) ->
            switch (command) {
              case ReceiveGuidance _ -> Decision.accept();
              case ProposeDecision(var verdict, var by) ->
                  proposal != null && proposal.verdict().equals(verdict)
                      ? Decision.accept()
                      : Decision.accept(proposed(received, newest + 1, verdict, by));
              case ApproveDecision(var number, var by, var now) ->
                  proposal == null || proposal.number() != number
                      ? Decision.refuse(No.NO_SUCH_PROPOSAL)
                      : Decision.accept(decided(received, proposal.verdict(), by, now));
              case Decide(var verdict, var by, var now) ->
                  Decision.accept(decided(received, verdict, by, now));
              case DetectUndecided(var dueAt) ->
                  dueAt.isBefore(received.dueAt())
                      ? Decision.accept()
                      : Decision.accept(
                          new GuidanceUndecided(
                              received.department(),
                              received.receivedAt(),
                              received.dueAt(),
                              received.within()));
            };
        case Decided _ ->
            switch (command) {
              case ReceiveGuidance _, DetectUndecided _ -> Decision.accept();
              case ProposeDecision _, ApproveDecision _, Decide _ ->
                  Decision.refuse(No.GUIDANCE_ALREADY_DECIDED);
            };
      };
    }

    private static Event proposed(
        GuidanceReceived received, int number, Verdict verdict, String by) {
      return new GuidanceDecisionProposed(
          received.department(),
          number,
          verdict.kind(),
          verdict.text(),
          verdict.effectiveFrom(),
          verdict.parameter(),
          by,
          null);
    }

    private static Event decided(
        GuidanceReceived received, Verdict verdict, Leader by, Instant now) {
      Duration lateBy = lateBy(received, now);
      return switch (verdict.kind()) {
        case REVISE ->
            new ControlMeasureRevised(
                received.department(),
                verdict.text(),
                Objects.requireNonNull(verdict.effectiveFrom()),
                verdict.parameter(),
                by.title(),
                by.subjectId(),
                lateBy,
                null);
        case SET_ASIDE ->
            new GuidanceSetAside(
                received.department(), verdict.text(), by.title(), by.subjectId(), lateBy, null);
      };
    }

    private static Duration lateBy(GuidanceReceived received, Instant now) {
      return now.isAfter(received.dueAt())
          ? Duration.between(received.dueAt(), now)
          : Duration.ZERO;
    }

    @Override
    public Guidance evolve(Guidance state, Event event) {
      return switch (event) {
        case GuidanceReceived received -> new Undecided(received, 0, null);
        case GuidanceDecisionProposed it ->
            state instanceof Undecided(var received, _, _)
                ? new Undecided(
                    received,
                    it.number(),
                    new Proposal(
                        it.number(),
                        new Verdict(it.kind(), it.text(), it.effectiveFrom(), it.parameter())))
                : state;
        case GuidanceUndecided _ -> state;
        case ControlMeasureRevised _, GuidanceSetAside _ ->
            state instanceof Undecided(var received, _, _) ? new Decided(received) : state;
      };
    }
  }
}
