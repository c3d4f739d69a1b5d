package org.vigil.duty.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.duty.gate.domain.GateDayCommand.ReportGateCount;
import org.vigil.duty.gate.domain.GateDayDecider;
import org.vigil.duty.visitor.domain.FeverRule;
import org.vigil.duty.visitor.domain.VisitCommand.RecordDeparture;
import org.vigil.duty.visitor.domain.VisitCommand.RegisterVisitor;
import org.vigil.duty.visitor.domain.VisitDecider;
import org.vigil.duty.visitor.domain.VisitDecider.Ask;
import org.vigil.duty.visitor.domain.Visitor;
import org.vigil.duty.visitor.view.VisitView;

/** 3.3-c over a day: who has not left when the building closes, and who was not written down. */
@Timeout(120)
class VisitorStoryTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Instant NINE = local("2022-11-03T09:00");
  private static final Instant TEN = local("2022-11-03T10:00");
  private static final Instant CLOSING = local("2022-11-03T20:00");

  private final DutyOnPostgres duty =
      new DutyOnPostgres(
          local("2022-11-03T08:00"),
          List.of(
              "V100__visitors_and_directory.sql",
              "V105__whose_names.sql",
              "V340__visits_over_time.sql",
              "V345__gate_counts.sql"),
          (builder, self) -> {
            builder.category(VisitDecider.CATEGORY).follow(new VisitView());
            GateParts.contribute(
                builder,
                self.dataSource,
                SHANGHAI,
                (view, position) -> CaughtUp.await(self.eventSourcing(), view, position));
          });

  @AfterEach
  void stop() {
    duty.close();
  }

  @Test
  void obligation_3_3_c_who_is_not_signed_out_by_closing_time_is_told_once_over_a_restart() {
    comes("v1", NINE, true);
    comes("v2", NINE, true);
    comes("v3", NINE, false);
    duty.at(TEN);
    leaves("v2", TEN);
    duty.at(CLOSING.minusSeconds(1));
    assertThat(duty.count("visitor-not-signed-out")).isZero();

    duty.clock.set(CLOSING.plusSeconds(7200));
    duty.restart();
    duty.settle();
    duty.settle();

    assertThat(visits()).containsExactly("v1|INSIDE|t", "v2|GONE|f", "v3|TURNED_AWAY|f");
    assertThat(duty.count("visitor-not-signed-out")).isEqualTo(1);
  }

  @Test
  void obligation_3_3_c_who_is_signed_out_later_stays_on_record_as_late() {
    comes("v1", NINE, true);
    duty.at(CLOSING);

    // The guard says that the visitor had left at ten; nobody had said so by the closing.
    leaves("v1", TEN);
    duty.settle();

    assertThat(visits()).containsExactly("v1|GONE|t");
  }

  @Test
  void obligation_3_3_c_more_counted_than_registered_is_told_once_with_the_difference() {
    comes("v1", NINE, true);
    comes("v2", TEN.minusSeconds(1), true);
    comes("v3", TEN.minusSeconds(1), false);
    comes("v4", TEN, true);
    duty.at(TEN);
    counts(5);
    duty.at(TEN.plusSeconds(1799));
    assertThat(suspicions()).isEmpty();

    duty.at(TEN.plusSeconds(1800));
    duty.restart();
    duty.at(CLOSING);

    // Who was turned away did not go through the gate; who came at ten is of the next period.
    assertThat(suspicions()).containsExactly("EAST|5|2|3");
    assertThat(duty.rows("select exit, counted, registered from gate_count"))
        .containsExactly("EAST|5|2");
  }

  @Test
  void obligation_3_3_c_a_visitor_who_is_written_down_within_the_grace_is_not_missing() {
    comes("v1", NINE, true);
    duty.at(TEN);
    counts(2);
    duty.at(TEN.plusSeconds(600));
    comes("v2", TEN.minusSeconds(60), true);

    duty.at(CLOSING);

    assertThat(suspicions()).isEmpty();
    assertThat(duty.rows("select counted, registered from gate_count")).containsExactly("2|2");
  }

  @Test
  void obligation_3_3_c_who_is_written_down_after_the_suspicion_takes_it_back_and_once() {
    comes("v1", NINE, true);
    duty.at(TEN);
    counts(3);
    duty.at(TEN.plusSeconds(1800));
    assertThat(suspicions()).containsExactly("EAST|3|1|2");
    comes("v2", NINE.plusSeconds(60), true);
    assertThat(duty.count("unregistered-entries-accounted-for")).isZero();

    comes("v3", TEN.minusSeconds(1), true);
    comes("v4", TEN.minusSeconds(1), true);
    comes("v5", TEN, true);
    duty.restart();
    duty.at(CLOSING);

    assertThat(suspicions()).hasSize(1);
    assertThat(duty.count("unregistered-entries-accounted-for")).isEqualTo(1);
    assertThat(duty.rows("select counted, registered from gate_count")).containsExactly("3|3");
  }

  private void comes(String id, Instant at, boolean mask) {
    duty.handle(
        VisitDecider.CATEGORY,
        id,
        new Ask(
            id,
            new RegisterVisitor(
                "s-" + id,
                "EAST",
                "AQBW",
                new Visitor("秦女士", "13900000002", null, null),
                "BGS",
                null,
                365,
                new FeverRule(373, FeverRule.Comparison.AT_OR_ABOVE),
                "AB-011",
                null,
                mask,
                at,
                false,
                CLOSING,
                null)));
    duty.settle();
  }

  private void leaves(String id, Instant at) {
    duty.handle(VisitDecider.CATEGORY, id, new Ask(id, new RecordDeparture(at)));
  }

  private void counts(int counted) {
    duty.handle(
        GateDayDecider.CATEGORY,
        "EAST.2022-11-03",
        new ReportGateCount("EAST", "AQBW", NINE, TEN, counted, "GATE-1", TEN.plusSeconds(1800)));
  }

  private List<String> visits() {
    return duty.rows("select id, status, overdue from visit order by id");
  }

  private List<String> suspicions() {
    return duty.rows(
        "select d ->> 'exit', d ->> 'counted', d ->> 'registered', d ->> 'missing' from (select"
            + " convert_from(data, 'UTF8')::jsonb d from event where type ="
            + " 'entries-unregistered-suspected.v1') e");
  }

  private static Instant local(String text) {
    return LocalDateTime.parse(text).atZone(SHANGHAI).toInstant();
  }
}
