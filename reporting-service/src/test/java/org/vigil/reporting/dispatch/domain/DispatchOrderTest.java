package org.vigil.reporting.dispatch.domain;

import static org.vigil.reporting.CitedRules.within;
import static org.vigil.testing.DeciderSpecification.given;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.vigil.reporting.dispatch.domain.DispatchOrder.AcknowledgeOrder;
import org.vigil.reporting.dispatch.domain.DispatchOrder.CompleteOrder;
import org.vigil.reporting.dispatch.domain.DispatchOrder.DispatchOrderAcknowledged;
import org.vigil.reporting.dispatch.domain.DispatchOrder.DispatchOrderCompleted;
import org.vigil.reporting.dispatch.domain.DispatchOrder.DispatchOrderIssued;
import org.vigil.reporting.dispatch.domain.DispatchOrder.DispatchOrderOverdue;
import org.vigil.reporting.dispatch.domain.DispatchOrder.DispatchOrderRefused;
import org.vigil.reporting.dispatch.domain.DispatchOrder.DispatchOrderUnanswered;
import org.vigil.reporting.dispatch.domain.DispatchOrder.DispatchOrderWithdrawn;
import org.vigil.reporting.dispatch.domain.DispatchOrder.IssueOrder;
import org.vigil.reporting.dispatch.domain.DispatchOrder.LetAnswerPass;
import org.vigil.reporting.dispatch.domain.DispatchOrder.LetCompletionPass;
import org.vigil.reporting.dispatch.domain.DispatchOrder.No;
import org.vigil.reporting.dispatch.domain.DispatchOrder.RefuseOrder;
import org.vigil.reporting.dispatch.domain.DispatchOrder.Rules;
import org.vigil.reporting.dispatch.domain.DispatchOrder.WithdrawOrder;
import org.vigil.reporting.parameter.domain.Rule;

class DispatchOrderTest {

  private static final Rules RULES = new Rules();
  private static final Instant NOW = Instant.parse("2022-11-03T06:05:00Z");
  private static final Instant ANSWER_BY = NOW.plus(Duration.ofMinutes(30));
  private static final Instant COMPLETE_BY = NOW.plus(Duration.ofHours(4));
  private static final Rule RULE = within(Duration.ofMinutes(30));
  private static final DispatchOrderIssued ISSUED =
      new DispatchOrderIssued(
          "YWS", "leader", ANSWER_BY, COMPLETE_BY, "派两名医务人员到东门", null, null, RULE);
  private static final DispatchOrderAcknowledged TAKEN =
      new DispatchOrderAcknowledged("YWS", "yws", COMPLETE_BY);
  private static final DispatchOrderUnanswered SILENCE =
      new DispatchOrderUnanswered("YWS", ANSWER_BY, RULE);

  private static IssueOrder order(Instant answerBy, Instant completeBy) {
    return new IssueOrder(
        "YWS", "leader", NOW, answerBy, completeBy, "派两名医务人员到东门", null, null, RULE);
  }

  @Test
  void an_order_is_signed_for_and_carried_out() {
    given(RULES).when(order(ANSWER_BY, COMPLETE_BY)).then(ISSUED);
    given(RULES, ISSUED).when(new AcknowledgeOrder("yws", null)).then(TAKEN);
    given(RULES, ISSUED, TAKEN)
        .when(new CompleteOrder("yws", "已到岗", null))
        .then(new DispatchOrderCompleted("YWS", "yws", "已到岗", null));
  }

  @Test
  void its_times_follow_each_other() {
    given(RULES).when(order(NOW, COMPLETE_BY)).thenRefused(No.DISPATCH_TIMES_OUT_OF_ORDER);
    given(RULES)
        .when(order(ANSWER_BY, ANSWER_BY.minusSeconds(1)))
        .thenRefused(No.DISPATCH_TIMES_OUT_OF_ORDER);
  }

  @Test
  void silence_is_told_once_and_it_may_still_be_signed_for() {
    given(RULES, ISSUED).when(new LetAnswerPass(ANSWER_BY)).then(SILENCE);
    given(RULES, ISSUED, SILENCE).when(new LetAnswerPass(ANSWER_BY)).thenNothingHappened();
    given(RULES, ISSUED, SILENCE).when(new AcknowledgeOrder("yws", null)).then(TAKEN);
    given(RULES, ISSUED, TAKEN).when(new LetAnswerPass(ANSWER_BY)).thenNothingHappened();
  }

  @Test
  void a_refusal_is_a_statement_with_a_reason_and_ends_it() {
    DispatchOrderRefused refused = new DispatchOrderRefused("YWS", "yws", "人手不足", null);
    given(RULES, ISSUED).when(new RefuseOrder("yws", "人手不足", null)).then(refused);
    given(RULES, ISSUED, refused)
        .when(new AcknowledgeOrder("yws", null))
        .thenRefused(No.DISPATCH_ORDER_CLOSED);
  }

  @Test
  void what_was_signed_for_is_no_longer_refused_and_what_was_not_is_not_completed() {
    given(RULES, ISSUED, TAKEN)
        .when(new RefuseOrder("yws", "人手不足", null))
        .thenRefused(No.DISPATCH_ORDER_ANSWERED);
    given(RULES, ISSUED)
        .when(new CompleteOrder("yws", null, null))
        .thenRefused(No.DISPATCH_ORDER_NOT_ACKNOWLEDGED);
  }

  @Test
  void what_was_signed_for_and_not_done_in_time_is_told_once() {
    DispatchOrderOverdue overdue = new DispatchOrderOverdue("YWS", COMPLETE_BY);
    given(RULES, ISSUED, TAKEN).when(new LetCompletionPass(COMPLETE_BY)).then(overdue);
    given(RULES, ISSUED, TAKEN, overdue)
        .when(new LetCompletionPass(COMPLETE_BY))
        .thenNothingHappened();
  }

  @Test
  void an_order_that_was_taken_back_is_waited_for_no_longer() {
    DispatchOrderWithdrawn withdrawn = new DispatchOrderWithdrawn("YWS", "leader");
    given(RULES, ISSUED).when(new WithdrawOrder("leader")).then(withdrawn);
    given(RULES, ISSUED, withdrawn).when(new LetAnswerPass(ANSWER_BY)).thenNothingHappened();
  }

  @Test
  void what_the_office_was_told_on_the_phone_is_recorded_as_that() {
    given(RULES, ISSUED)
        .when(new AcknowledgeOrder("office", new DispatchOrder.Call("f1", "冯洁")))
        .then(
            new DispatchOrderAcknowledged("YWS", "office", TAKEN.completeBy()),
            new DispatchOrder.DispatchOrderAnswerTakenByPhone("f1", "YWS", "冯洁", "office"));
  }
}
