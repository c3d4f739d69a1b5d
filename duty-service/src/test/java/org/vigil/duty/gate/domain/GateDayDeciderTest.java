package org.vigil.duty.gate.domain;

import static org.vigil.testing.DeciderSpecification.given;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.vigil.duty.gate.domain.GateDayCommand.CompareWithRegister;
import org.vigil.duty.gate.domain.GateDayCommand.LetTimePass;
import org.vigil.duty.gate.domain.GateDayCommand.ReportGateCount;
import org.vigil.duty.gate.domain.GateDayEvent.EntriesUnregisteredSuspected;
import org.vigil.duty.gate.domain.GateDayEvent.GateCountCompared;
import org.vigil.duty.gate.domain.GateDayEvent.GateCountSettled;
import org.vigil.duty.gate.domain.GateDayEvent.GateCounted;
import org.vigil.duty.gate.domain.GateDayEvent.UnregisteredEntriesAccountedFor;

class GateDayDeciderTest {

  private static final GateDayDecider DECIDER = new GateDayDecider();
  private static final Instant NINE = Instant.parse("2022-11-03T01:00:00Z");
  private static final Instant TEN = NINE.plusSeconds(3600);
  private static final Instant COMPARED = TEN.plusSeconds(1800);
  private static final GateDayEvent COUNTED =
      new GateCounted("EAST", "AQBW", NINE, TEN, 12, "GATE-1", COMPARED);
  private static final GateDayEvent SETTLED = new GateCountSettled("EAST", "AQBW", NINE, TEN);

  @Test
  void a_gate_reports_what_it_has_counted() {
    given(DECIDER).when(report(NINE, TEN, 12)).then(COUNTED);
  }

  @Test
  void a_period_is_counted_once() {
    given(DECIDER, COUNTED)
        .when(report(NINE, TEN, 13))
        .thenRefused(GateRefusal.GATE_PERIOD_ALREADY_COUNTED);
  }

  @Test
  void periods_do_not_overlap_and_may_touch() {
    given(DECIDER, COUNTED)
        .when(report(NINE.plusSeconds(60), TEN.plusSeconds(60), 1))
        .thenRefused(GateRefusal.GATE_PERIODS_OVERLAP);
    given(DECIDER, COUNTED)
        .when(report(TEN, TEN.plusSeconds(3600), 12))
        .then(new GateCounted("EAST", "AQBW", TEN, TEN.plusSeconds(3600), 12, "GATE-1", COMPARED));
  }

  @Test
  void a_count_settles_when_its_latecomers_had_their_time_and_once() {
    given(DECIDER, COUNTED).when(new LetTimePass(COMPARED.minusSeconds(1))).thenNothingHappened();
    given(DECIDER, COUNTED).when(new LetTimePass(COMPARED)).then(SETTLED);
    given(DECIDER, COUNTED, SETTLED).when(new LetTimePass(COMPARED)).thenNothingHappened();
  }

  @Test
  void more_counted_than_registered_is_a_suspicion_with_the_difference() {
    given(DECIDER, COUNTED, SETTLED)
        .when(new CompareWithRegister(NINE, 9))
        .then(
            new GateCountCompared("EAST", "AQBW", NINE, TEN, 12, 9),
            new EntriesUnregisteredSuspected("EAST", "AQBW", NINE, TEN, 12, 9, 3));
  }

  @Test
  void as_many_or_fewer_counted_is_none() {
    given(DECIDER, COUNTED, SETTLED)
        .when(new CompareWithRegister(NINE, 12))
        .then(new GateCountCompared("EAST", "AQBW", NINE, TEN, 12, 12));
    given(DECIDER, COUNTED, SETTLED)
        .when(new CompareWithRegister(NINE, 20))
        .then(new GateCountCompared("EAST", "AQBW", NINE, TEN, 12, 20));
  }

  @Test
  void a_period_is_compared_once_and_not_before_it_is_settled() {
    given(DECIDER, COUNTED).when(new CompareWithRegister(NINE, 9)).thenNothingHappened();
    given(DECIDER, COUNTED, SETTLED, new GateCountCompared("EAST", "AQBW", NINE, TEN, 12, 9))
        .when(new CompareWithRegister(NINE, 8))
        .thenNothingHappened();
  }

  @Test
  void who_is_written_down_after_the_suspicion_still_counts_until_nobody_is_missing() {
    GateDayEvent nine = new GateCountCompared("EAST", "AQBW", NINE, TEN, 12, 9);
    GateDayEvent eleven = new GateCountCompared("EAST", "AQBW", NINE, TEN, 12, 11);
    GateDayEvent twelve = new GateCountCompared("EAST", "AQBW", NINE, TEN, 12, 12);
    GateDayEvent suspected = new EntriesUnregisteredSuspected("EAST", "AQBW", NINE, TEN, 12, 9, 3);
    GateDayEvent accounted = new UnregisteredEntriesAccountedFor("EAST", "AQBW", NINE, TEN, 12, 12);
    given(DECIDER, COUNTED, SETTLED, nine, suspected)
        .when(new CompareWithRegister(NINE, 11))
        .then(eleven);
    given(DECIDER, COUNTED, SETTLED, nine, suspected, eleven)
        .when(new CompareWithRegister(NINE, 12))
        .then(twelve, accounted);
    given(DECIDER, COUNTED, SETTLED, nine, suspected, eleven, twelve, accounted)
        .when(new CompareWithRegister(NINE, 13))
        .thenNothingHappened();
  }

  @Test
  void a_day_holds_a_bounded_number_of_periods() {
    GateDayEvent[] full = new GateDayEvent[GateDayDecider.MAX_PERIODS];
    for (int i = 0; i < full.length; i++) {
      Instant from = TEN.plusSeconds(i);
      full[i] = new GateCounted("EAST", "AQBW", from, from.plusSeconds(1), 0, "GATE-1", COMPARED);
    }
    given(DECIDER, full).when(report(NINE, TEN, 1)).thenRefused(GateRefusal.GATE_DAY_FULL);
  }

  private static ReportGateCount report(Instant from, Instant until, int counted) {
    return new ReportGateCount("EAST", "AQBW", from, until, counted, "GATE-1", COMPARED);
  }
}
