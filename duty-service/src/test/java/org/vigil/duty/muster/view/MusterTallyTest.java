package org.vigil.duty.muster.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vigil.duty.muster.domain.MusterCall;
import org.vigil.duty.muster.domain.MusterKind;
import org.vigil.duty.muster.domain.MusterUnitCommand.Manner;
import org.vigil.duty.muster.domain.MusterUnitEvent;
import org.vigil.duty.muster.domain.MusterUnitEvent.DepartmentSummoned;
import org.vigil.duty.muster.domain.MusterUnitEvent.MusterAbsenceFound;
import org.vigil.duty.muster.domain.MusterUnitEvent.MusterAcknowledged;
import org.vigil.duty.muster.domain.MusterUnitEvent.MusterArrivalConfirmed;
import org.vigil.duty.muster.domain.MusterUnitEvent.MusterDeadlinePassed;
import org.vigil.duty.muster.domain.MusterUnitEvent.PeopleSummoned;
import org.vigil.duty.muster.domain.MustersInHindsight;
import org.vigil.duty.muster.domain.Summoned;
import org.vigil.duty.muster.view.MusterBoard.Count;
import org.vigil.duty.muster.view.MusterBoard.Verdict;
import org.vigil.eventsourcing.Metadata;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;

/** How a muster stood at an instant, by what is known since. */
class MusterTallyTest {

  private static final MusterKind REAL = MusterKind.REAL;
  private static final Instant T0 = Instant.parse("2022-11-03T06:05:00Z");
  private static final Instant DEADLINE = T0.plus(Duration.ofMinutes(60));

  /** The second's arrival in time is entered after the verdict, the third comes late. */
  private static final List<Recorded<MusterUnitEvent>> KNOWN =
      recorded(
          new DepartmentSummoned(
              new MusterCall(
                  "m1",
                  REAL,
                  "封控",
                  "大厅",
                  "BGS",
                  List.of("GWYC"),
                  T0,
                  T0.plus(Duration.ofMinutes(15)),
                  T0.plus(Duration.ofMinutes(30)),
                  DEADLINE),
              "GWYC",
              4),
          new PeopleSummoned(
              "m1",
              "GWYC",
              IntStream.rangeClosed(1, 4).mapToObj(i -> new Summoned("s" + i, "张小明")).toList()),
          new MusterAcknowledged("m1", "GWYC", "s1", Manner.SELF, minute(5)),
          arrives("s1", minute(20), false, false),
          new MusterAbsenceFound("m1", REAL, "GWYC", "s2", "张小明", false, null),
          new MusterAbsenceFound("m1", REAL, "GWYC", "s3", "张小明", false, null),
          new MusterAbsenceFound("m1", REAL, "GWYC", "s4", "张小明", false, null),
          new MusterDeadlinePassed("m1", REAL, "GWYC", DEADLINE, 4, 1, 0, 3),
          arrives("s3", minute(70), true, false),
          arrives("s2", minute(50), false, true));

  @Test
  void before_the_call_nobody_was_summoned_and_at_the_call_everybody_is_silent() {
    assertThat(at(-1)).isNull();
    assertThat(at(0)).isEqualTo(new Count("GWYC", 4, 0, 0, 0, 0, 0, 4, null));
  }

  @Test
  void in_the_hour_who_acknowledged_is_coming_and_who_came_is_there_whenever_it_was_entered() {
    assertThat(at(10)).isEqualTo(new Count("GWYC", 4, 0, 0, 0, 0, 1, 3, null));
    assertThat(at(50)).isEqualTo(new Count("GWYC", 4, 2, 0, 0, 0, 0, 2, null));
  }

  @Test
  void the_verdict_holds_from_the_deadline_and_stands_as_it_was_given() {
    assertThat(at(60)).isEqualTo(new Count("GWYC", 4, 2, 0, 0, 2, 0, 0, new Verdict(1, 0, 3)));
    assertThat(at(70)).isEqualTo(new Count("GWYC", 4, 2, 1, 0, 1, 0, 0, new Verdict(1, 0, 3)));
  }

  private static Count at(int minute) {
    return MusterTally.of(MustersInHindsight.unit(minute(minute), KNOWN)).orElse(null);
  }

  private static MusterArrivalConfirmed arrives(
      String who, Instant at, boolean late, boolean lateEntered) {
    return new MusterArrivalConfirmed("m1", "GWYC", who, Manner.HEAD, null, at, late, lateEntered);
  }

  private static Instant minute(int minute) {
    return T0.plus(Duration.ofMinutes(minute));
  }

  private static List<Recorded<MusterUnitEvent>> recorded(MusterUnitEvent... events) {
    Instant evening = minute(600);
    return IntStream.range(0, events.length)
        .mapToObj(
            i ->
                new Recorded<>(
                    i + 1L,
                    new StreamId("muster-unit", "m1.GWYC"),
                    i + 1,
                    new UUID(0, i),
                    "duty",
                    evening,
                    new Metadata("test", new UUID(0, 2), null, evening, evening, null),
                    events[i]))
        .toList();
  }
}
