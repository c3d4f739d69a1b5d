package org.vigil.duty.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.duty.muster.domain.Muster;
import org.vigil.duty.muster.domain.Muster.CallMuster;
import org.vigil.duty.muster.domain.Muster.CloseMuster;
import org.vigil.duty.muster.domain.MusterCall;
import org.vigil.duty.muster.domain.MusterKind;
import org.vigil.duty.muster.domain.MusterUnit;
import org.vigil.duty.muster.domain.MusterUnitCommand;
import org.vigil.duty.muster.domain.MusterUnitCommand.Acknowledge;
import org.vigil.duty.muster.domain.MusterUnitCommand.ConfirmArrival;
import org.vigil.duty.muster.domain.MusterUnitCommand.Manner;
import org.vigil.duty.muster.domain.MusterUnitDecider;
import org.vigil.duty.muster.domain.MusterUnitEvent;
import org.vigil.duty.muster.domain.Summoned;
import org.vigil.duty.muster.view.MusterBoard;
import org.vigil.duty.muster.view.MusterBoard.Count;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Outcome;

/** 3.1-e over its hour, on a real database, with the clock forwarded. */
@Timeout(180)
class MusterStoryTest {

  private static final System.Logger LOG = System.getLogger(MusterStoryTest.class.getName());
  private static final Instant T0 = Instant.parse("2022-11-03T06:05:00Z");
  private static final Instant DEADLINE = T0.plus(Duration.ofMinutes(60));
  private static final String ID = "7c0e7a2e-0000-4000-8000-000000000001";

  private int perDepartment = 4;
  private Category<MusterUnitCommand, MusterUnit, MusterUnitEvent> units;
  private final DutyOnPostgres duty =
      new DutyOnPostgres(
          T0,
          List.of("V250__musters.sql"),
          (builder, self) -> {
            units = MusterUnitDecider.category(self.clock);
            MusterParts.contribute(builder, units, (department, _) -> members(department));
          });

  @AfterEach
  void stop() {
    duty.close();
  }

  @Test
  void obligation_3_1_e_an_hour_from_the_call_to_the_verdict_over_a_restart() {
    call(MusterKind.REAL, List.of("BGS", "GWYC"));
    arrive("BGS", List.of("BGS-0", "BGS-1", "BGS-2", "BGS-3"), Manner.HEAD);
    acknowledge("GWYC", "GWYC-0");

    duty.at(minute(15).minusMillis(1));
    assertThat(duty.count("muster-unacknowledged")).isZero();
    duty.at(minute(15));
    assertThat(duty.count("muster-unacknowledged")).isEqualTo(1);
    duty.at(minute(30));
    assertThat(duty.count("muster-unacknowledged")).isEqualTo(2);
    duty.restart();
    duty.clock.set(DEADLINE);
    arrive("GWYC", List.of("GWYC-0"), Manner.GATE);
    duty.at(DEADLINE);

    assertThat(count("GWYC").verdict()).isEqualTo(new MusterBoard.Verdict(1, 0, 3));
    assertThat(count("BGS").verdict()).isEqualTo(new MusterBoard.Verdict(4, 0, 0));
    assertThat(board().people(ID, "GWYC", "ABSENT", null, 10))
        .extracting(MusterBoard.Person::maskedName)
        .containsExactly("员*", "员*", "员*");
    assertThat(duty.count("muster-absence-found")).isEqualTo(3);
  }

  @Test
  void a_deadline_that_passed_while_nothing_ran_is_judged_as_of_the_deadline() {
    call(MusterKind.REAL, List.of("BGS"));
    duty.eventSourcing().close();

    duty.clock.set(DEADLINE.plus(Duration.ofMinutes(10)));
    duty.restart();
    arrive("BGS", List.of("BGS-0"), Manner.SELF);
    duty.settle();

    assertThat(count("BGS").verdict()).isEqualTo(new MusterBoard.Verdict(0, 0, 4));
    assertThat(count("BGS")).extracting(Count::late, Count::absent).containsExactly(1, 3);
    assertThat(duty.count("muster-deadline-passed")).isEqualTo(1);
    assertThat(duty.count("muster-unacknowledged")).isZero();
  }

  @Test
  void a_muster_that_is_closed_is_neither_warned_of_nor_judged() {
    call(MusterKind.DRILL, List.of("BGS"));
    duty.handle(Muster.CATEGORY, ID, new CloseMuster(minute(5)));
    duty.at(DEADLINE);

    assertThat(duty.count("muster-unacknowledged")).isZero();
    assertThat(duty.count("muster-deadline-passed")).isZero();
    assertThat(duty.rows("select count(*) from deadline")).containsExactly("0");
  }

  @Test
  void three_thousand_people_and_sixty_four_callers_lose_and_double_nothing() throws Exception {
    perDepartment = 60;
    List<String> departments = IntStream.range(0, 50).mapToObj(i -> "D" + (10 + i)).toList();
    long began = System.nanoTime();
    call(MusterKind.REAL, departments);
    long summoned = System.nanoTime();
    assertThat(duty.rows("select count(*) from muster_person")).containsExactly("3000");

    List<Callable<Outcome<MusterUnitEvent>>> calls = new ArrayList<>();
    for (int i = 0; i < perDepartment; i++) {
      for (String department : departments) {
        String person = department + "-" + i;
        calls.add(() -> acknowledge(department, person));
        // Some are counted twice: by themselves and at the gate.
        calls.add(() -> arrive(department, List.of(person), Manner.SELF));
        if (i % 10 == 0) {
          calls.add(() -> arrive(department, List.of(person), Manner.GATE));
        }
      }
    }
    try (ExecutorService callers = Executors.newFixedThreadPool(64)) {
      for (Future<Outcome<MusterUnitEvent>> answer : callers.invokeAll(calls)) {
        assertThat(answer.get()).isInstanceOf(Outcome.Done.class);
      }
    }
    long reported = System.nanoTime();
    duty.at(DEADLINE);
    long judged = System.nanoTime();
    List<Count> counts = board().counts(ID, null);
    long counted = System.nanoTime();
    LOG.log(
        System.Logger.Level.INFO,
        "3,000 people: summoned {0} ms, {1} reports {2} ms, judged {3} ms, counted {4} ms",
        (summoned - began) / 1_000_000,
        calls.size(),
        (reported - summoned) / 1_000_000,
        (judged - reported) / 1_000_000,
        (counted - judged) / 1_000_000);

    assertThat(counts).hasSize(50).allMatch(count -> count.arrived() == 60);
    assertThat(duty.count("muster-arrival-confirmed")).isEqualTo(3_000);
    assertThat(duty.count("muster-deadline-passed")).isEqualTo(50);
    assertThat(
            duty.rows(
                "select max(n) from (select count(*) n from event where type ="
                    + " 'muster-acknowledged.v1' group by data) each_once"))
        .containsExactly("1");
  }

  private void call(MusterKind kind, List<String> departments) {
    MusterCall call =
        new MusterCall(
            ID,
            kind,
            "封控应急",
            "大厅",
            departments.getFirst(),
            departments,
            T0,
            minute(15),
            minute(30),
            DEADLINE);
    duty.handle(Muster.CATEGORY, ID, new CallMuster(call));
    duty.settle();
  }

  private Outcome<MusterUnitEvent> acknowledge(String department, String person) {
    return duty.handle(
        units,
        MusterUnitDecider.key(ID, department),
        new Acknowledge(List.of(person), Manner.SELF, duty.clock.instant()));
  }

  private Outcome<MusterUnitEvent> arrive(String department, List<String> people, Manner manner) {
    Instant now = duty.clock.instant();
    return duty.handle(
        units,
        MusterUnitDecider.key(ID, department),
        new ConfirmArrival(people, manner, manner == Manner.GATE ? "EAST" : null, now, now));
  }

  private List<Summoned> members(String department) {
    return IntStream.range(0, perDepartment)
        .mapToObj(i -> new Summoned(department + "-" + i, "员工" + i))
        .toList();
  }

  private MusterBoard board() {
    return new MusterBoard(duty.dataSource);
  }

  private Count count(String department) {
    return board().counts(ID, department).getFirst();
  }

  private static Instant minute(int minutes) {
    return T0.plus(Duration.ofMinutes(minutes));
  }
}
