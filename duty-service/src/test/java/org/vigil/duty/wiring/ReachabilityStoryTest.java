package org.vigil.duty.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.duty.AtOnce;
import org.vigil.duty.reachability.domain.DrillCommand.Excuse;
import org.vigil.duty.reachability.domain.DrillCommand.Line;
import org.vigil.duty.reachability.domain.DrillCommand.Manner;
import org.vigil.duty.reachability.domain.DrillCommand.Outcome;
import org.vigil.duty.reachability.domain.DrillCommand.Reason;
import org.vigil.duty.reachability.domain.DrillCommand.RecordCall;
import org.vigil.duty.reachability.domain.DrillCommand.Somebody;
import org.vigil.duty.reachability.domain.DrillCommand.StartDrill;
import org.vigil.duty.reachability.domain.DrillDecider;
import org.vigil.duty.reachability.domain.Mobile;
import org.vigil.duty.wiring.PresenceParts.Rules;
import org.vigil.eventsourcing.Outcome.Done;

/** 3.1-c, 3.1-f and 3.1-g on a real database, with the clock forwarded. */
@Timeout(180)
class ReachabilityStoryTest {

  private static final Instant T0 = Instant.parse("2022-11-03T06:00:00Z");
  private static final Duration WITHIN = Duration.ofMinutes(10);

  private final DutyOnPostgres duty =
      new DutyOnPostgres(
          T0,
          List.of("V300__reachability_drills.sql", "V371__scheduled_drills.sql"),
          (builder, _) ->
              ReachabilityParts.contribute(
                  builder, new Rules((_, _) -> Duration.ofDays(30), (_, _) -> 2)));

  @AfterEach
  void stop() {
    duty.close();
  }

  @Test
  void obligation_3_1_c_a_line_that_nobody_answers_is_unreachable_at_the_deadline_over_a_restart() {
    start("d1", T0);
    answered("d1", "BGS");

    duty.at(T0.plus(WITHIN).minusMillis(1));
    assertThat(duty.count("duty-line-unreachable")).isZero();
    duty.restart();
    duty.at(T0.plus(WITHIN));

    assertThat(duty.count("duty-line-unreachable")).isEqualTo(1);
    assertThat(
            duty.rows(
                "select department, missed from reachability_target where person_id = '' order by"
                    + " department"))
        .containsExactly("BGS|f", "GWYC|t");
    assertThat(duty.rows("select judged, reached, missed from reachability_drill"))
        .containsExactly("t|1|2");
  }

  @Test
  void obligation_3_1_g_two_misses_in_the_window_are_a_repetition_and_an_excused_one_is_not() {
    start("d1", T0);
    duty.at(T0.plus(WITHIN));
    duty.handle(
        DrillDecider.CATEGORY,
        "d1",
        new Excuse("s1", "head", Reason.NO_SIGNAL, null, duty.clock.instant()));
    duty.settle();
    Instant second = T0.plus(Duration.ofDays(1));
    duty.at(second);
    start("d2", second);
    duty.at(second.plus(WITHIN));
    assertThat(duty.count("repeated-no-answer-found")).isZero();

    Instant third = T0.plus(Duration.ofDays(2));
    duty.at(third);
    start("d3", third);
    duty.at(third.plus(WITHIN));

    assertThat(duty.count("reachability-drill-missed")).isEqualTo(3);
    assertThat(duty.count("repeated-no-answer-found")).isEqualTo(1);
    assertThat(
            duty.rows(
                "select drill, masked_name, missed, excuse from reachability_target where"
                    + " person_id = 's1' order by drill"))
        .containsExactly("d1|张*|t|NO_SIGNAL", "d2|张*|t|null", "d3|张*|t|null");
  }

  @Test
  void two_hundred_who_answer_twice_as_the_verdict_falls_are_each_reached_or_missed_once()
      throws Exception {
    List<Mobile> people =
        IntStream.range(0, DrillDecider.MAX_TARGETS)
            .mapToObj(i -> new Mobile("p" + i, "GWYC", "张小明"))
            .toList();
    Instant deadline = T0.plus(WITHIN);
    duty.handle(
        DrillDecider.CATEGORY, "d1", new StartDrill("d1", List.of(), people, null, T0, deadline));
    duty.clock.set(deadline);
    int all = people.size();

    // One of the callers is the deadline; the answers are in time by the word of who enters them.
    List<Boolean> answers =
        AtOnce.callers(
            2 * all + 1,
            i ->
                i == all
                    ? judged()
                    : duty.handle(DrillDecider.CATEGORY, "d1", answer("p" + i % all, deadline))
                        instanceof Done);
    duty.settle();

    assertThat(answers).containsOnly(true);
    assertThat(duty.count("mobile-probed")).isEqualTo(all);
    assertThat(duty.count("reachability-drill-judged")).isEqualTo(1);
    assertThat(
            duty.rows(
                "select judged, reached + missed, missed = (select count(*) from"
                    + " reachability_target where missed), missed = (select count(*) from"
                    + " reachability_target where late_entered) from reachability_drill"))
        .containsExactly("t|" + all + "|t|t");
    assertThat(duty.count("no-answer-recorded")).isEqualTo(duty.count("reachability-drill-missed"));
  }

  private boolean judged() {
    duty.settle();
    return true;
  }

  private static RecordCall answer(String person, Instant at) {
    return new RecordCall(new Somebody(person), Outcome.ANSWERED, Manner.SELF, at, at);
  }

  private void start(String id, Instant now) {
    duty.handle(
        DrillDecider.CATEGORY,
        id,
        new StartDrill(
            id,
            List.of("BGS", "GWYC"),
            List.of(new Mobile("s1", "GWYC", "张小明")),
            null,
            now,
            now.plus(WITHIN)));
    duty.settle();
  }

  private void answered(String id, String line) {
    Instant now = duty.clock.instant();
    duty.handle(
        DrillDecider.CATEGORY,
        id,
        new RecordCall(new Line(line), Outcome.ANSWERED, Manner.SYSTEM, now, now));
  }
}
