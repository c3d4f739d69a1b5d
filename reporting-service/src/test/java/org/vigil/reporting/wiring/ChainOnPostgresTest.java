package org.vigil.reporting.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.reporting.dispatch.domain.DispatchOrder;
import org.vigil.reporting.dispatch.domain.DispatchOrder.IssueOrder;
import org.vigil.reporting.dispatch.domain.DispatchOrder.RefuseOrder;
import org.vigil.reporting.escalation.domain.EscalationCommand.ApproveSnooze;
import org.vigil.reporting.escalation.domain.EscalationCommand.AskToSnooze;
import org.vigil.reporting.escalation.domain.EscalationCommand.OfferTransfer;
import org.vigil.reporting.escalation.domain.Staffing;
import org.vigil.testing.SettableClock;

/** The chain as a whole, on a real database, time forwarded. */
class ChainOnPostgresTest {

  private static final Instant NOW = Instant.parse("2022-11-03T06:05:00Z");
  private static final int SIGNALS = 5_000;
  private static final int ITEMS = 25;

  private final SettableClock clock = new SettableClock(NOW);

  @Test
  @Timeout(240)
  void a_storm_of_five_thousand_signals_becomes_few_ordered_escalations_and_nothing_is_lost() {
    try (ChainOnPostgres chain = new ChainOnPostgres(clock)) {
      chain.storm(SIGNALS, ITEMS, NOW);

      chain.settle();

      assertThat(chain.number("select count(*) from escalation")).isEqualTo(ITEMS);
      assertThat(chain.number("select sum(signals) from escalation")).isEqualTo(SIGNALS);
      assertThat(
              chain.number(
                  "select count(distinct convert_from(data, 'UTF8')::jsonb->>'causeId') from event"
                      + " where type in ('escalation-raised.v2', 'escalation-signal-added.v1')"))
          .isEqualTo(SIGNALS);
      assertThat(chain.number("select count(*) from feed_item where change = 'RAISED'"))
          .isEqualTo(ITEMS);
      assertThat(chain.number("select count(*) from feed_item"))
          .isEqualTo(chain.number("select max(sequence) from feed_item"))
          .isEqualTo(3L * ITEMS);
    }
  }

  @Test
  void an_offer_that_nobody_answers_becomes_a_lead_of_its_own_and_the_clock_has_run_on() {
    try (ChainOnPostgres chain = new ChainOnPostgres(clock)) {
      String id = raised(chain);
      chain.handle(
          EscalationParts.category(clock, _ -> staffed(), (_, _) -> ChainOnPostgres.WITHIN),
          id,
          new OfferTransfer("YWS", "bgs", NOW, Duration.ofMinutes(30), 3, "不属本科室职责"));
      chain.settle();
      assertThat(chain.texts("select offered_to from escalation")).containsExactly("YWS");

      clock.forward(Duration.ofMinutes(30));
      chain.settle();

      assertThat(chain.texts("select department from escalation where kind = 'STOCK_OUT'"))
          .containsExactly("BGS");
      assertThat(chain.texts("select level from escalation where kind = 'STOCK_OUT'"))
          .containsExactly("L4");
      assertThat(chain.texts("select kind from escalation where obligation = '5-5'"))
          .containsExactly("BUCK_PASSING_SUSPECTED");
    }
  }

  @Test
  void a_rest_ends_by_itself_and_the_matter_climbs_again() {
    try (ChainOnPostgres chain = new ChainOnPostgres(clock)) {
      String id = raised(chain);
      var category =
          EscalationParts.category(clock, _ -> staffed(), (_, _) -> ChainOnPostgres.WITHIN);
      chain.handle(
          category,
          id,
          new AskToSnooze(
              "office", NOW, NOW.plus(Duration.ofHours(2)), Duration.ofDays(7), "等待到货"));
      chain.handle(category, id, new ApproveSnooze("leader", NOW));

      clock.forward(Duration.ofMinutes(119));
      chain.settle();
      assertThat(chain.texts("select status || level from escalation"))
          .containsExactly("SNOOZEDL2");
      clock.forward(Duration.ofMinutes(1));
      chain.settle();
      assertThat(chain.texts("select status || level from escalation")).containsExactly("OPENL2");
      clock.forward(ChainOnPostgres.WITHIN);
      chain.settle();

      assertThat(chain.texts("select change from feed_item order by sequence"))
          .containsSubsequence("RAISED", "SNOOZED", "RETURNED", "CLIMBED");
    }
  }

  @Test
  void an_order_that_nobody_signs_for_goes_to_the_leader_and_a_refusal_opens_a_lead() {
    try (ChainOnPostgres chain = new ChainOnPostgres(clock)) {
      chain.handle(DispatchOrder.CATEGORY, "d-1", order());
      chain.handle(DispatchOrder.CATEGORY, "d-2", order());
      chain.handle(DispatchOrder.CATEGORY, "d-2", new RefuseOrder("yws", "人手不足", null));

      clock.forward(Duration.ofMinutes(30));
      chain.settle();

      assertThat(
              chain.texts(
                  "select subject_id || ' ' || obligation || ' ' || level from escalation"
                      + " order by 1"))
          .containsExactly("d-1 2-c L5", "d-2 5-4 L5");
    }
  }

  private IssueOrder order() {
    return new IssueOrder(
        "YWS",
        "leader",
        NOW,
        NOW.plus(Duration.ofMinutes(30)),
        NOW.plus(Duration.ofHours(4)),
        "派两名医务人员到东门",
        null,
        null);
  }

  private String raised(ChainOnPostgres chain) {
    chain.storm(1, 1, NOW);
    chain.settle();
    return chain.texts("select id from escalation").getFirst();
  }

  private static Staffing staffed() {
    return new Staffing(Set.of("BGS"), true, true);
  }
}
