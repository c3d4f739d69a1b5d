package org.vigil.duty.reachability.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.duty.ViewOnPostgres;
import org.vigil.duty.reachability.domain.DrillCommand.Manner;
import org.vigil.duty.reachability.domain.DrillCommand.Outcome;
import org.vigil.duty.reachability.domain.DrillCommand.Reason;
import org.vigil.duty.reachability.domain.DrillEvent;
import org.vigil.duty.reachability.domain.DrillEvent.DrillExcused;
import org.vigil.duty.reachability.domain.DrillEvent.DrillJudged;
import org.vigil.duty.reachability.domain.DrillEvent.DrillMissed;
import org.vigil.duty.reachability.domain.DrillEvent.DrillStarted;
import org.vigil.duty.reachability.domain.DrillEvent.DutyLineProbed;
import org.vigil.duty.reachability.domain.DrillEvent.DutyLineUnreachable;
import org.vigil.duty.reachability.domain.DrillEvent.MobileProbed;
import org.vigil.duty.reachability.domain.Mobile;
import org.vigil.duty.reachability.domain.ScheduleKind;

/** How each line and each mobile of a drill stands, people masked. */
class ReachabilityViewTest {

  private static final Instant T0 = Instant.parse("2022-11-03T06:00:00Z");
  private static final Instant DUE = T0.plus(Duration.ofMinutes(10));

  private final ViewOnPostgres view =
      new ViewOnPostgres(
          new ReachabilityView(), "V300__reachability_drills.sql", "V371__scheduled_drills.sql");

  private void happened(DrillEvent event) {
    view.happened(T0, "reachability-drill", "d1", event);
  }

  private static MobileProbed probed(String person, Outcome outcome, int minute, boolean late) {
    Instant at = T0.plus(Duration.ofMinutes(minute));
    return new MobileProbed("d1", "GWYC", person, outcome, Manner.CLERK, at, late, false);
  }

  @BeforeEach
  void a_drill_of_two_lines_and_two_mobiles_is_judged() {
    happened(
        new DrillStarted(
            "d1",
            List.of("BGS", "GWYC"),
            List.of(new Mobile("s1", "GWYC", "张小明"), new Mobile("s2", "GWYC", "李强")),
            ScheduleKind.DRAW,
            T0,
            DUE));
    happened(new DutyLineProbed("d1", "BGS", Outcome.ANSWERED, Manner.SYSTEM, T0, false, false));
    happened(probed("s1", Outcome.NO_ANSWER, 1, false));
    happened(probed("s2", Outcome.NO_ANSWER, 2, false));
    happened(probed("s2", Outcome.ANSWERED, 3, false));
    happened(new DutyLineUnreachable("d1", "GWYC", null, DUE));
    happened(new DrillMissed("d1", "GWYC", "s1", "张小明", Outcome.NO_ANSWER, DUE));
    happened(new DrillJudged("d1", DUE, 2, 0, 2));
    happened(probed("s1", Outcome.ANSWERED, 12, true));
    happened(new DrillExcused("d1", "GWYC", "s1", "head", Reason.NO_SIGNAL, "在电梯内"));
  }

  @Test
  void each_target_shows_its_last_call_and_the_verdict_stays() {
    assertThat(
            view.rows(
                "select concat_ws(' ', department, person_id, masked_name, last_outcome,"
                    + " case when late then 'late' end, case when missed then 'missed' end, excuse)"
                    + " from reachability_target order by department, person_id"))
        .containsExactly(
            "BGS   ANSWERED",
            "GWYC   missed",
            "GWYC s1 张* ANSWERED late missed NO_SIGNAL",
            "GWYC s2 李* ANSWERED");
    assertThat(
            view.rows(
                "select concat_ws(' ', schedule, judged, reached, excused, missed) from"
                    + " reachability_drill"))
        .containsExactly("DRAW t 2 0 2");
  }

  @Test
  void every_event_twice_changes_nothing() {
    List<String> once = view.everything();

    view.again();

    assertThat(view.everything()).isEqualTo(once).hasSize(5);
  }

  @Test
  void rebuilt_rows_are_the_same_rows() {
    List<String> live = view.everything();

    view.rebuild();

    assertThat(view.everything()).isEqualTo(live).hasSize(5);
  }
}
