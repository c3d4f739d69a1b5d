package org.vigil.reporting.rule.domain;

import static org.vigil.testing.DeciderSpecification.given;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.Decider;
import org.vigil.reporting.escalation.domain.Level;
import org.vigil.reporting.escalation.domain.SignalKind;
import org.vigil.reporting.escalation.domain.SignalKind.Severity;
import org.vigil.reporting.rule.domain.SignalRules.ApproveRules;
import org.vigil.reporting.rule.domain.SignalRules.Command;
import org.vigil.reporting.rule.domain.SignalRules.DraftRules;
import org.vigil.reporting.rule.domain.SignalRules.Event;
import org.vigil.reporting.rule.domain.SignalRules.KeepTrial;
import org.vigil.reporting.rule.domain.SignalRules.KindRule;
import org.vigil.reporting.rule.domain.SignalRules.No;
import org.vigil.reporting.rule.domain.SignalRules.SignalRulesApproved;
import org.vigil.reporting.rule.domain.SignalRules.SignalRulesDrafted;
import org.vigil.reporting.rule.domain.SignalRules.SignalRulesTried;

class SignalRulesTest {

  private static final Decider<Command, SignalRules, Event> RULES = SignalRules.CATEGORY.decider();
  private static final Instant NOW = Instant.parse("2022-11-03T06:05:00Z");
  private static final Instant FROM = NOW.plus(Duration.ofDays(1));
  private static final KindRule STOCK =
      new KindRule(SignalKind.STOCK_LOW, Severity.CRITICAL, Level.L2, List.of(Level.L1), null);
  private static final SignalRulesDrafted DRAFTED =
      new SignalRulesDrafted(1, List.of(STOCK), "office", FROM, "库存告急");
  private static final SignalRulesTried TRIED =
      new SignalRulesTried(1, "office", NOW.minus(Duration.ofDays(30)), NOW, List.of());

  private static DraftRules draft(Instant effectiveFrom, KindRule... rules) {
    return new DraftRules(List.of(rules), "office", NOW, effectiveFrom, "库存告急");
  }

  private static KeepTrial trial() {
    return new KeepTrial(1, "office", NOW.minus(Duration.ofDays(30)), NOW, List.of());
  }

  @Test
  void a_version_is_drafted_tried_and_approved_by_somebody_else() {
    given(RULES).when(draft(FROM, STOCK)).then(DRAFTED);
    given(RULES, DRAFTED).when(trial()).then(TRIED);
    given(RULES, DRAFTED, TRIED)
        .when(new ApproveRules(1, "leader", NOW))
        .then(new SignalRulesApproved(1, "office", "leader", FROM));
  }

  @Test
  void what_was_not_tried_is_not_approved() {
    given(RULES, DRAFTED)
        .when(new ApproveRules(1, "leader", NOW))
        .thenRefused(No.RULES_NOT_TRIED_YET);
  }

  @Test
  void nobody_approves_their_own() {
    given(RULES, DRAFTED, TRIED)
        .when(new ApproveRules(1, "office", NOW))
        .thenRefused(No.RULES_APPROVED_BY_THEIR_AUTHOR);
  }

  @Test
  void a_new_draft_takes_the_place_of_one_that_waits() {
    SignalRulesDrafted second = new SignalRulesDrafted(2, List.of(STOCK), "office", FROM, "库存告急");
    given(RULES, DRAFTED, TRIED).when(draft(FROM, STOCK)).then(second);
    given(RULES, DRAFTED, TRIED, second)
        .when(new ApproveRules(1, "leader", NOW))
        .thenRefused(No.NO_SUCH_DRAFT);
    given(RULES, DRAFTED, TRIED, second)
        .when(new ApproveRules(2, "leader", NOW))
        .thenRefused(No.RULES_NOT_TRIED_YET);
  }

  @Test
  void rules_never_reach_back() {
    given(RULES)
        .when(draft(NOW.minusSeconds(1), STOCK))
        .thenRefused(No.RULES_EFFECTIVE_IN_THE_PAST);
    Instant late = FROM.plusSeconds(60);
    given(RULES, DRAFTED, TRIED)
        .when(new ApproveRules(1, "leader", late))
        .then(new SignalRulesApproved(1, "office", "leader", late));
  }

  @Test
  void a_table_makes_sense_or_is_refused() {
    given(RULES).when(draft(FROM, STOCK, STOCK)).thenRefused(No.KIND_NAMED_TWICE);
    given(RULES)
        .when(
            draft(
                FROM,
                new KindRule(
                    SignalKind.STOCK_LOW, Severity.CRITICAL, Level.L2, List.of(Level.L2), null)))
        .thenRefused(No.LEVEL_COPIED_TO_ITSELF);
    given(RULES)
        .when(
            draft(
                FROM,
                new KindRule(
                    SignalKind.STOCK_LOW, Severity.CRITICAL, Level.L2, List.of(), Duration.ZERO)))
        .thenRefused(No.ACK_WITHIN_OUT_OF_RANGE);
  }

  @Test
  void a_reminder_stays_with_the_department_and_nothing_else_becomes_one() {
    SignalKind reminder = SignalKind.DAILY_REPORT_REMINDED;
    KindRule shorter =
        new KindRule(reminder, Severity.REMINDER, Level.L1, List.of(), Duration.ofMinutes(5));
    given(RULES)
        .when(draft(FROM, shorter))
        .then(new SignalRulesDrafted(1, List.of(shorter), "office", FROM, "库存告急"));
    for (KindRule wrong :
        List.of(
            new KindRule(reminder, Severity.WARNING, Level.L1, List.of(), null),
            new KindRule(reminder, Severity.REMINDER, Level.L2, List.of(), null),
            new KindRule(reminder, Severity.REMINDER, Level.L1, List.of(Level.L2), null),
            new KindRule(
                SignalKind.STOCK_LOW, Severity.REMINDER, Level.L1, List.of(Level.L2), null))) {
      given(RULES).when(draft(FROM, wrong)).thenRefused(No.REMINDER_STAYS_WITH_DEPARTMENT);
    }
  }
}
