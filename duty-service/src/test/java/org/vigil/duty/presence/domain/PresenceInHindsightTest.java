package org.vigil.duty.presence.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vigil.duty.presence.domain.PresenceEvent.DutyCheckInMissed;
import org.vigil.duty.presence.domain.PresenceEvent.DutyCheckedIn;
import org.vigil.duty.presence.domain.PresenceEvent.DutyCheckedOut;
import org.vigil.duty.presence.domain.PresenceEvent.Leaving;
import org.vigil.duty.presence.domain.PresenceEvent.PresenceExpected;
import org.vigil.duty.presence.domain.PresenceEvent.ProbeMissed;
import org.vigil.duty.presence.domain.PresenceEvent.ProbeSent;
import org.vigil.eventsourcing.Metadata;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;

/** A shift of twelve hours, of which everything was found two hours late. Times are in minutes. */
class PresenceInHindsightTest {

  private static final String SHIFT = "BGS.DUTY.1";
  private static final Instant T0 = Instant.parse("2022-11-03T00:00:00Z");
  private static final PresenceExpected EXPECTED =
      new PresenceExpected(
          new DutyPlan(
              SHIFT, "BGS", "s1", "王静", at(-60), at(0), at(720), at(10), at(20), at(840), 2));
  private static final DutyCheckInMissed FIRST = new DutyCheckInMissed(SHIFT, "BGS", "s1", "王静", 1);
  private static final DutyCheckInMissed SECOND =
      new DutyCheckInMissed(SHIFT, "BGS", "s1", "王静", 2);
  private static final DutyCheckedIn IN =
      new DutyCheckedIn(SHIFT, "BGS", "s1", at(150), true, at(720));
  private static final ProbeSent SENT = new ProbeSent(SHIFT, "BGS", "s1", "p1", at(310));
  private static final ProbeMissed UNANSWERED = new ProbeMissed(SHIFT, "BGS", "s1", "王静", "p1", 1);
  private static final DutyCheckedOut FORGOTTEN =
      new DutyCheckedOut(SHIFT, "BGS", "s1", at(720), Leaving.FORGOTTEN);

  private final List<Recorded<PresenceEvent>> known = new ArrayList<>();

  private static Instant at(int minute) {
    return T0.plus(Duration.ofMinutes(minute));
  }

  private void recorded(int minute, PresenceEvent event) {
    int version = known.size() + 1;
    known.add(
        new Recorded<>(
            version,
            new StreamId("duty-presence", SHIFT),
            version,
            new UUID(0, version),
            "duty",
            at(minute),
            new Metadata("me", new UUID(0, 0), null, at(minute), at(minute), null),
            event));
  }

  private void givenAShiftThatWasFoundLate() {
    recorded(-600, EXPECTED);
    recorded(140, FIRST);
    recorded(140, SECOND);
    recorded(150, IN);
    recorded(300, SENT);
    recorded(430, UNANSWERED);
    recorded(840, FORGOTTEN);
  }

  private List<PresenceEvent> trueAt(int minute) {
    return PresenceInHindsight.trueAt(at(minute), known);
  }

  @Test
  void what_was_missed_holds_from_when_it_was_due() {
    givenAShiftThatWasFoundLate();

    assertThat(trueAt(9)).containsExactly(EXPECTED);
    assertThat(trueAt(10)).containsExactly(EXPECTED, FIRST);
    assertThat(trueAt(20)).containsExactly(EXPECTED, FIRST, SECOND);
    assertThat(trueAt(309)).containsExactly(EXPECTED, FIRST, SECOND, IN, SENT);
    assertThat(trueAt(310)).containsExactly(EXPECTED, FIRST, SECOND, IN, SENT, UNANSWERED);
  }

  @Test
  void a_forgotten_check_out_holds_from_the_end_of_the_shift() {
    givenAShiftThatWasFoundLate();

    assertThat(trueAt(719)).doesNotContain(FORGOTTEN);
    assertThat(trueAt(720)).endsWith(FORGOTTEN);
  }

  @Test
  void before_a_shift_was_expected_nothing_of_it_held() {
    recorded(15, EXPECTED);
    recorded(16, FIRST);

    assertThat(trueAt(14)).isEmpty();
    assertThat(trueAt(15)).containsExactly(EXPECTED, FIRST);
  }
}
