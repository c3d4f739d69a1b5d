package org.vigil.reporting.dispatch.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.DeadlineRule.Change.Cancel;
import org.vigil.eventsourcing.DeadlineRule.Change.Schedule;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.Refusal;
import org.vigil.reporting.parameter.domain.CitedNoRule;
import org.vigil.reporting.parameter.domain.CitesRule;
import org.vigil.reporting.parameter.domain.Rule;

/** One order to one department; the stream's key is its id. */
public sealed interface DispatchOrder {

  String NAME = "dispatch-order";

  /** Until when it is to be signed for. */
  String ANSWER = "answer";

  /** Until when it is to be carried out. */
  String COMPLETION = "completion";

  /** There is no such order. */
  record NotIssued() implements DispatchOrder {}

  /**
   * It waits to be signed for.
   *
   * @param unanswered whether its time has passed
   */
  record Issued(Terms terms, boolean unanswered) implements DispatchOrder {}

  /**
   * The department carries it out.
   *
   * @param overdue whether its time has passed
   */
  record Acknowledged(Terms terms, boolean overdue) implements DispatchOrder {}

  /** The department does not carry it out. */
  record Refused(Terms terms) implements DispatchOrder {}

  /** It was carried out. */
  record Completed(Terms terms) implements DispatchOrder {}

  /** It was taken back. */
  record Withdrawn(Terms terms) implements DispatchOrder {}

  /**
   * To whom and until when.
   *
   * @param subjectId whom it concerns; null for nobody
   * @param answerWithin the rule behind the time to answer; null where the order names it
   */
  record Terms(
      String department,
      Instant answerBy,
      Instant completeBy,
      @Nullable String subjectId,
      @Nullable Rule answerWithin) {}

  /** What can be asked of an order. */
  sealed interface Command {}

  /**
   * Orders a department to do something.
   *
   * @param escalationId the matter behind it; null for none
   * @param subjectId whom the matter concerns; null for nobody
   * @param answerWithin the rule behind {@code answerBy}; null where the order names it
   */
  record IssueOrder(
      String department,
      String by,
      Instant now,
      Instant answerBy,
      Instant completeBy,
      String order,
      @Nullable String escalationId,
      @Nullable String subjectId,
      @Nullable Rule answerWithin)
      implements Command {}

  /**
   * Who has said it to the office on the phone.
   *
   * @param subjectId the person's pseudonym
   */
  record Call(String subjectId, String name) {}

  /**
   * Signs for it.
   *
   * @param call null where the department says it itself
   */
  record AcknowledgeOrder(String by, @Nullable Call call) implements Command {}

  /**
   * Does not carry it out, and says why.
   *
   * @param call null where the department says it itself
   */
  record RefuseOrder(String by, String reason, @Nullable Call call) implements Command {}

  /**
   * It is done.
   *
   * @param call null where the department says it itself
   */
  record CompleteOrder(String by, @Nullable String note, @Nullable Call call) implements Command {}

  /** Takes it back. */
  record WithdrawOrder(String by) implements Command {}

  /** The time to sign for it has passed. */
  record LetAnswerPass(Instant dueAt) implements Command {}

  /** The time to carry it out has passed. */
  record LetCompletionPass(Instant dueAt) implements Command {}

  /** What happens to an order. */
  sealed interface Event {}

  /**
   * 调度令下达.
   *
   * @param answerWithin the rule behind {@code answerBy}; null where the order names it, and in
   *     version 1
   */
  @EventType(value = "dispatch-order-issued", version = 2, upcasters = CitedNoRule.class)
  record DispatchOrderIssued(
      String department,
      String by,
      Instant answerBy,
      Instant completeBy,
      @Personal String order,
      @Nullable String escalationId,
      @Nullable String subjectId,
      @Nullable Rule answerWithin)
      implements Event {}

  /** 签收. */
  @EventType("dispatch-order-acknowledged")
  record DispatchOrderAcknowledged(String department, String by, Instant completeBy)
      implements Event {}

  /** 拒收: what the department said about it is a statement, not a finding (5-4). */
  @EventType("dispatch-order-refused")
  record DispatchOrderRefused(
      String department, String by, @Personal String reason, @Nullable String subjectId)
      implements Event {}

  /**
   * 电话代录: the answer before was not given by the department's system, but to the office on the
   * phone.
   *
   * @param subjectId of who has given it, a member of the department
   * @param takenBy the client that has taken it down
   */
  @EventType("dispatch-order-answer-taken-by-phone")
  record DispatchOrderAnswerTakenByPhone(
      String subjectId, String department, @Personal(mask = Mask.NAME) String name, String takenBy)
      implements Event {}

  /** Nobody has signed for it in time. */
  @EventType(value = "dispatch-order-unanswered", version = 2, upcasters = CitedNoRule.class)
  record DispatchOrderUnanswered(String department, Instant answerBy, @Nullable Rule rule)
      implements Event, CitesRule {}

  /** It was signed for and not carried out in time. */
  @EventType("dispatch-order-overdue")
  record DispatchOrderOverdue(String department, Instant completeBy) implements Event {}

  /** 完成. */
  @EventType("dispatch-order-completed")
  record DispatchOrderCompleted(
      String department, String by, @Personal @Nullable String note, @Nullable String subjectId)
      implements Event {}

  /** Taken back by who gave it. */
  @EventType("dispatch-order-withdrawn")
  record DispatchOrderWithdrawn(String department, String by) implements Event {}

  /** Refused because … */
  enum No implements Refusal {
    DISPATCH_ORDER_EXISTS,
    DISPATCH_ORDER_UNKNOWN,
    DISPATCH_ORDER_NOT_ACKNOWLEDGED,
    DISPATCH_ORDER_ANSWERED,
    DISPATCH_ORDER_CLOSED,
    DISPATCH_TIMES_OUT_OF_ORDER
  }

  Category<Command, DispatchOrder, Event> CATEGORY =
      new Category<>(
          NAME,
          new Rules(),
          Event.class,
          DispatchOrder::deadlines,
          (name, dueAt) ->
              name.equals(ANSWER) ? new LetAnswerPass(dueAt) : new LetCompletionPass(dueAt));

  private static List<Change> deadlines(Event event) {
    return switch (event) {
      case DispatchOrderIssued issued -> List.of(new Schedule(ANSWER, issued.answerBy()));
      case DispatchOrderAcknowledged taken ->
          List.of(new Cancel(ANSWER), new Schedule(COMPLETION, taken.completeBy()));
      case DispatchOrderRefused _, DispatchOrderCompleted _, DispatchOrderWithdrawn _ ->
          List.of(new Cancel(ANSWER), new Cancel(COMPLETION));
      case DispatchOrderUnanswered _, DispatchOrderOverdue _, DispatchOrderAnswerTakenByPhone _ ->
          List.of();
    };
  }

  /** The rules of an order. */
  final class Rules implements Decider<Command, DispatchOrder, Event> {

    @Override
    public DispatchOrder initialState() {
      return new NotIssued();
    }

    @Override
    public Decision<Event> decide(Command command, DispatchOrder state) {
      return switch (state) {
        case NotIssued _ ->
            switch (command) {
              case IssueOrder issue -> issue(issue);
              case LetAnswerPass _, LetCompletionPass _ -> Decision.accept();
              case AcknowledgeOrder _, RefuseOrder _, CompleteOrder _, WithdrawOrder _ ->
                  Decision.refuse(No.DISPATCH_ORDER_UNKNOWN);
            };
        case Issued(var terms, var unanswered) ->
            switch (command) {
              case IssueOrder _ -> Decision.refuse(No.DISPATCH_ORDER_EXISTS);
              case AcknowledgeOrder(var by, var call) ->
                  said(
                      new DispatchOrderAcknowledged(terms.department(), by, terms.completeBy()),
                      terms,
                      by,
                      call);
              case RefuseOrder(var by, var reason, var call) ->
                  said(
                      new DispatchOrderRefused(terms.department(), by, reason, terms.subjectId()),
                      terms,
                      by,
                      call);
              case CompleteOrder _ -> Decision.refuse(No.DISPATCH_ORDER_NOT_ACKNOWLEDGED);
              case WithdrawOrder(var by) ->
                  Decision.accept(new DispatchOrderWithdrawn(terms.department(), by));
              case LetAnswerPass(var dueAt) ->
                  unanswered || dueAt.isBefore(terms.answerBy())
                      ? Decision.accept()
                      : Decision.accept(
                          new DispatchOrderUnanswered(
                              terms.department(), terms.answerBy(), terms.answerWithin()));
              case LetCompletionPass _ -> Decision.accept();
            };
        case Acknowledged(var terms, var overdue) ->
            switch (command) {
              case IssueOrder _ -> Decision.refuse(No.DISPATCH_ORDER_EXISTS);
              case AcknowledgeOrder _ -> Decision.accept();
              case RefuseOrder _ -> Decision.refuse(No.DISPATCH_ORDER_ANSWERED);
              case CompleteOrder(var by, var note, var call) ->
                  said(
                      new DispatchOrderCompleted(terms.department(), by, note, terms.subjectId()),
                      terms,
                      by,
                      call);
              case WithdrawOrder(var by) ->
                  Decision.accept(new DispatchOrderWithdrawn(terms.department(), by));
              case LetAnswerPass _ -> Decision.accept();
              case LetCompletionPass(var dueAt) ->
                  overdue || dueAt.isBefore(terms.completeBy())
                      ? Decision.accept()
                      : Decision.accept(
                          new DispatchOrderOverdue(terms.department(), terms.completeBy()));
            };
        case Refused _, Completed _, Withdrawn _ ->
            switch (command) {
              case IssueOrder _ -> Decision.refuse(No.DISPATCH_ORDER_EXISTS);
              case LetAnswerPass _, LetCompletionPass _ -> Decision.accept();
              case AcknowledgeOrder _, RefuseOrder _, CompleteOrder _, WithdrawOrder _ ->
                  Decision.refuse(No.DISPATCH_ORDER_CLOSED);
            };
      };
    }

    /** The department's word, and how it came where the department has not given it itself. */
    private static Decision<Event> said(Event word, Terms terms, String by, @Nullable Call call) {
      return call == null
          ? Decision.accept(word)
          : Decision.accept(
              word,
              new DispatchOrderAnswerTakenByPhone(
                  call.subjectId(), terms.department(), call.name(), by));
    }

    private static Decision<Event> issue(IssueOrder issue) {
      boolean ordered =
          issue.answerBy().isAfter(issue.now()) && !issue.completeBy().isBefore(issue.answerBy());
      return ordered
          ? Decision.accept(
              new DispatchOrderIssued(
                  issue.department(),
                  issue.by(),
                  issue.answerBy(),
                  issue.completeBy(),
                  issue.order(),
                  issue.escalationId(),
                  issue.subjectId(),
                  issue.answerWithin()))
          : Decision.refuse(No.DISPATCH_TIMES_OUT_OF_ORDER);
    }

    @Override
    public DispatchOrder evolve(DispatchOrder state, Event event) {
      return switch (event) {
        case DispatchOrderIssued issued ->
            new Issued(
                new Terms(
                    issued.department(),
                    issued.answerBy(),
                    issued.completeBy(),
                    issued.subjectId(),
                    issued.answerWithin()),
                false);
        case DispatchOrderUnanswered _ -> new Issued(terms(state), true);
        case DispatchOrderAcknowledged _ -> new Acknowledged(terms(state), false);
        case DispatchOrderOverdue _ -> new Acknowledged(terms(state), true);
        case DispatchOrderAnswerTakenByPhone _ -> state;
        case DispatchOrderRefused _ -> new Refused(terms(state));
        case DispatchOrderCompleted _ -> new Completed(terms(state));
        case DispatchOrderWithdrawn _ -> new Withdrawn(terms(state));
      };
    }

    private static Terms terms(DispatchOrder state) {
      return switch (state) {
        case NotIssued _ -> throw new IllegalStateException("an order that was never issued");
        case Issued(var terms, _) -> terms;
        case Acknowledged(var terms, _) -> terms;
        case Refused(var terms) -> terms;
        case Completed(var terms) -> terms;
        case Withdrawn(var terms) -> terms;
      };
    }
  }
}
