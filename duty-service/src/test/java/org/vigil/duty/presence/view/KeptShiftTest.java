package org.vigil.duty.presence.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigil.duty.ViewOnPostgres;
import org.vigil.duty.presence.domain.DutyPlan;
import org.vigil.duty.presence.domain.Matter;
import org.vigil.duty.presence.domain.PresenceEvent;
import org.vigil.duty.presence.domain.PresenceEvent.DutyCheckInMissed;
import org.vigil.duty.presence.domain.PresenceEvent.DutyCheckedIn;
import org.vigil.duty.presence.domain.PresenceEvent.DutyCheckedOut;
import org.vigil.duty.presence.domain.PresenceEvent.DutyPostEmpty;
import org.vigil.duty.presence.domain.PresenceEvent.DutyWithdrawn;
import org.vigil.duty.presence.domain.PresenceEvent.Evidence;
import org.vigil.duty.presence.domain.PresenceEvent.HandoverPrepared;
import org.vigil.duty.presence.domain.PresenceEvent.HandoverSigned;
import org.vigil.duty.presence.domain.PresenceEvent.Leaving;
import org.vigil.duty.presence.domain.PresenceEvent.PostAbandonmentSuspected;
import org.vigil.duty.presence.domain.PresenceEvent.PresenceExpected;
import org.vigil.duty.presence.domain.PresenceEvent.ProbeAnswered;
import org.vigil.duty.presence.domain.PresenceEvent.ProbeMissed;
import org.vigil.duty.presence.domain.PresenceEvent.ProbePlanned;
import org.vigil.duty.presence.domain.PresenceEvent.ProbeSent;

/** What is told of a shift from its events is what its row says. */
class KeptShiftTest {

  private static final String SHIFT = "BGS.DUTY.1";
  private static final Instant T0 = Instant.parse("2022-11-03T00:00:00Z");

  private static Instant at(int minute) {
    return T0.plus(Duration.ofMinutes(minute));
  }

  private static PresenceExpected expected(String person, String name) {
    return new PresenceExpected(
        new DutyPlan(
            SHIFT, "BGS", person, name, at(-60), at(0), at(720), at(10), at(20), at(840), 2));
  }

  @Test
  void after_every_event_the_row_and_the_fold_are_the_same() {
    List<PresenceEvent> story =
        List.of(
            expected("s1", "王静"),
            new DutyWithdrawn(SHIFT, "BGS", at(-30)),
            expected("s2", "李明"),
            new DutyCheckInMissed(SHIFT, "BGS", "s2", "李明", 1),
            new DutyCheckInMissed(SHIFT, "BGS", "s2", "李明", 2),
            new DutyPostEmpty(SHIFT, "BGS", at(20)),
            new DutyCheckedIn(SHIFT, "BGS", "s2", at(25), true, at(720)),
            new ProbePlanned(SHIFT, "p1", at(60), at(70)),
            new ProbeSent(SHIFT, "BGS", "s2", "p1", at(70)),
            new ProbeAnswered(SHIFT, "BGS", "s2", "p1", at(65)),
            new ProbeSent(SHIFT, "BGS", "s2", "p2", at(100)),
            new ProbeMissed(SHIFT, "BGS", "s2", "李明", "p2", 1),
            new PostAbandonmentSuspected(
                SHIFT, "BGS", "s2", "李明", Evidence.PROBES_UNANSWERED, at(65), 2),
            new HandoverPrepared(SHIFT, "BGS", "s2", "BGS.DUTY.2", List.of(), at(700)),
            new HandoverSigned(
                SHIFT,
                "BGS",
                "s2",
                "BGS.DUTY.2",
                "s3",
                List.of(new Matter("m1", null, "灯未修")),
                at(710)),
            new ProbeSent(SHIFT, "BGS", "s2", "p3", at(719)),
            new DutyCheckedOut(SHIFT, "BGS", "s2", at(720), Leaving.HANDED_OVER));
    ViewOnPostgres view = new ViewOnPostgres(new PresenceView(), "V270__duty_shifts.sql");
    List<PresenceEvent> so = new ArrayList<>();
    for (PresenceEvent event : story) {
      view.happened(T0, "duty-presence", SHIFT, event);
      so.add(event);

      assertThat(view.query("select * from duty_shift", KeptShift::row))
          .as(event.toString())
          .containsExactly(KeptShift.of(so).orElseThrow());
    }
  }

  @Test
  void of_no_events_there_is_no_shift() {
    assertThat(KeptShift.of(List.of())).isEmpty();
  }
}
