package org.vigil.disinfection.round.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.disinfection.round.domain.ZoneCommand.DefineZone;
import org.vigil.disinfection.round.domain.ZoneCommand.Definition;
import org.vigil.disinfection.round.domain.ZoneCommand.Kind;
import org.vigil.disinfection.round.domain.ZoneCommand.LetTimePass;
import org.vigil.disinfection.round.domain.ZoneCommand.RecordRound;
import org.vigil.disinfection.round.domain.ZoneCommand.VoidRound;
import org.vigil.disinfection.round.domain.ZoneCommand.Work;
import org.vigil.disinfection.round.domain.ZoneDay.Status;
import org.vigil.eventsourcing.Decision;

/** A day as it was known and as it was. The hours are those of one day, told by the decider. */
class ZoneDayTest {

  private static final LocalDate DAY = LocalDate.of(2022, 11, 6);
  private static final CountingRules RULES =
      new CountingRules(ZoneOffset.UTC, 1_440, Duration.ofHours(2), Duration.ofMinutes(30), null);

  private final ZoneDecider decider = new ZoneDecider();
  private final List<ZoneEvent> events = new ArrayList<>();
  private Zone zone = decider.initialState();

  private static Instant at(double hour) {
    return DAY.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds((long) (hour * 3_600));
  }

  private void send(ZoneCommand command) {
    var decision = (Decision.Accepted<ZoneEvent>) decider.decide(command, zone);
    for (ZoneEvent event : decision.events()) {
      events.add(event);
      zone = decider.evolve(zone, event);
    }
  }

  private void round(String id, double finished, double entered) {
    Work work =
        new Work(at(finished - 0.2), at(finished), "ZH", "84", null, null, List.of(), null, null);
    send(new RecordRound(id, work, at(entered), RULES));
  }

  @BeforeEach
  void two_rounds_in_time() {
    Definition lift = new Definition("LIFT", "电梯间", Kind.PUBLIC, List.of(), "ZHGL");
    send(new DefineZone(lift, at(6), RULES));
    round("one", 8, 8);
    round("two", 11, 11);
  }

  private ZoneDay known() {
    return ZoneDay.known(DAY, events).orElseThrow();
  }

  private ZoneDay truly(double hour) {
    return ZoneDay.truly(DAY, at(hour), events).orElseThrow();
  }

  private void assertDay(ZoneDay day, int valid, Status status, int late) {
    assertThat(day.validRounds()).isEqualTo(valid);
    assertThat(day.status()).isEqualTo(status);
    assertThat(day.lateRounds()).isEqualTo(late);
  }

  @Test
  void a_day_that_was_missed_for_a_round_entered_late_was_truly_met() {
    send(new LetTimePass(at(25), RULES));
    assertDay(known(), 2, Status.MISSED, 0);

    round("three", 16, 30);

    assertDay(known(), 2, Status.MISSED, 1);
    assertThat(known().corrected()).isTrue();
    assertDay(truly(15), 2, Status.OPEN, 0);
    assertDay(truly(16), 3, Status.OPEN, 1);
    assertDay(truly(24), 3, Status.MET, 1);
  }

  @Test
  void a_day_that_was_met_by_a_round_that_was_voided_was_truly_missed() {
    round("three", 16, 16);
    send(new LetTimePass(at(25), RULES));
    assertDay(known(), 3, Status.MET, 0);

    send(new VoidRound("one", "未做"));

    assertDay(known(), 2, Status.MET, 0);
    assertDay(truly(12), 1, Status.OPEN, 0);
    assertDay(truly(24), 2, Status.MISSED, 0);
  }

  @Test
  void a_round_counts_from_when_it_was_finished() {
    round("three", 14, 20);

    assertDay(truly(13), 2, Status.OPEN, 0);
    assertDay(truly(14), 3, Status.OPEN, 0);
  }

  @Test
  void a_round_that_came_too_soon_stays_so() {
    round("three", 11.5, 12);

    assertDay(truly(12), 2, Status.OPEN, 0);
  }

  @Test
  void a_day_that_was_not_counted_is_none() {
    assertThat(ZoneDay.known(DAY.plusDays(1), events)).isEmpty();
    assertThat(ZoneDay.truly(DAY, at(5), events)).isEmpty();
  }
}
