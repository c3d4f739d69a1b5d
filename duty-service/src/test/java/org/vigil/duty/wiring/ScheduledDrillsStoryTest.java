package org.vigil.duty.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.duty.calendar.view.TymeDays;
import org.vigil.duty.calendar.view.WorkingCalendar;
import org.vigil.duty.directory.domain.Department;
import org.vigil.duty.directory.domain.Department.Definition;
import org.vigil.duty.directory.domain.Person;
import org.vigil.duty.directory.domain.Person.Days;
import org.vigil.duty.directory.domain.Person.Particulars;
import org.vigil.duty.directory.domain.Person.TakeLeave;
import org.vigil.duty.directory.view.DirectoryView;
import org.vigil.duty.reachability.domain.DrillSchedule;
import org.vigil.duty.reachability.domain.DrillSchedule.BeginSchedule;
import org.vigil.duty.reachability.domain.ScheduleKind;
import org.vigil.duty.reachability.view.Targets;
import org.vigil.duty.wiring.PresenceParts.Rules;
import org.vigil.eventsourcing.CommandContext;
import org.vigil.eventsourcing.runtime.EventSourcing;

/** Drills that start by themselves, on a real database, with the clock forwarded. */
@Timeout(180)
class ScheduledDrillsStoryTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Duration WITHIN = Duration.ofMinutes(10);

  private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
  private ScheduledDrills scheduled;
  private final DutyOnPostgres duty =
      new DutyOnPostgres(
          local("2022-09-30T20:00"),
          List.of(
              "V100__visitors_and_directory.sql",
              "V105__whose_names.sql",
              "V200__calendar.sql",
              "V205__directory.sql",
              "V300__reachability_drills.sql",
              "V350__responsibility_handovers.sql",
              "V371__scheduled_drills.sql"),
          (builder, self) -> {
            Rules rules = new Rules((_, _) -> WITHIN, (name, _) -> numbers.getOrDefault(name, 0));
            scheduled =
                new ScheduledDrills(
                    new WorkingCalendar(
                        self.dataSource,
                        new TymeDays(),
                        SHANGHAI,
                        new WorkingCalendar.Hours((_, _) -> 8 * 60, (_, _) -> 18 * 60)),
                    new Targets(self.dataSource),
                    rules,
                    self.clock,
                    new Random(20_221_103),
                    (_, _) -> {});
            builder
                .category(Department.CATEGORY)
                .category(Person.CATEGORY)
                .follow(new DirectoryView());
            ReachabilityParts.contribute(builder, rules);
            ReachabilityParts.schedule(builder, scheduled);
          });

  private static Instant local(String at) {
    return LocalDateTime.parse(at).atZone(SHANGHAI).toInstant();
  }

  @BeforeEach
  void two_departments_with_people() {
    for (String code : List.of("BGS", "GWYC")) {
      duty.handle(Department.CATEGORY, code, new Definition(code, code, List.of(), true, null));
    }
    duty.handle(Department.CATEGORY, "OLD", new Definition("OLD", "OLD", List.of(), false, null));
    for (String person : List.of("s1", "s2", "s3", "s4")) {
      duty.handle(
          Person.CATEGORY,
          person,
          new Particulars(person, "GWYC", "张小明", person, "13800000000", null));
    }
    duty.handle(
        Person.CATEGORY,
        "s4",
        new TakeLeave(
            "l1", new Days(LocalDate.parse("2022-09-01"), LocalDate.parse("2022-12-31"))));
    duty.settle();
  }

  @AfterEach
  void stop() {
    duty.close();
  }

  /** What each process does when it starts. */
  private void begin(EventSourcing process) {
    process
        .handler(DrillSchedule.category(scheduled))
        .handle(
            DrillSchedule.KEY,
            new BeginSchedule(duty.clock.instant()),
            CommandContext.of("drill-schedule", UUID.randomUUID()));
  }

  private void every(ScheduleKind kind, int days) {
    numbers.put(ScheduledDrills.everyDays(kind), days);
  }

  private void restart() {
    duty.restart();
    begin(duty.eventSourcing());
    duty.settle();
  }

  private List<String> drills() {
    return duty.rows(
        "select schedule, (started_at at time zone 'Asia/Shanghai')::date from reachability_drill"
            + " order by started_at, schedule");
  }

  @Test
  void obligation_3_1_c_all_lines_are_tried_weekly_in_working_time_whatever_is_restarted() {
    every(ScheduleKind.LINES, 7);
    begin(duty.eventSourcing());
    // The first working day after the holiday is a Saturday.
    for (String day : List.of("2022-10-08", "2022-10-15", "2022-10-17", "2022-10-24")) {
      duty.through(local(day + "T00:00"));
      restart();
    }
    duty.through(local("2022-10-31T00:00"));

    assertThat(drills())
        .containsExactly("LINES|2022-10-08", "LINES|2022-10-17", "LINES|2022-10-24");
    assertThat(
            duty.rows(
                "select count(*) from reachability_drill where (started_at at time zone"
                    + " 'Asia/Shanghai')::time between '08:00' and '17:50' and judged"))
        .containsExactly("3");
    assertThat(
            duty.rows(
                "select department, person_id, count(*) from reachability_target where missed group"
                    + " by 1, 2 order by 1"))
        .containsExactly("BGS||3", "GWYC||3");
    assertThat(duty.count("duty-line-unreachable")).isEqualTo(6);
  }

  @Test
  void nothing_starts_by_itself_until_somebody_decides_so() {
    begin(duty.eventSourcing());
    duty.through(local("2022-10-10T00:00"));
    assertThat(drills()).isEmpty();

    every(ScheduleKind.LINES, 7);
    duty.through(local("2022-10-12T00:00"));

    assertThat(drills()).containsExactly("LINES|2022-10-11");
  }

  @Test
  void obligation_3_1_f_mobiles_come_in_turn_and_who_is_on_leave_is_left_alone() {
    every(ScheduleKind.MOBILES, 1);
    numbers.put(ScheduledDrills.SAMPLE, 2);
    numbers.put(ReachabilityParts.REPEATED, 9);
    duty.clock.set(local("2022-10-10T00:00"));
    begin(duty.eventSourcing());
    duty.through(local("2022-10-13T00:00"));

    assertThat(
            duty.rows(
                "select string_agg(person_id, ' ' order by person_id) from reachability_target t"
                    + " join reachability_drill d on d.id = t.drill group by d.id, started_at"
                    + " order by started_at"))
        .containsExactly("s1 s2", "s1 s3", "s1 s2");
    assertThat(duty.rows("select distinct masked_name from reachability_target"))
        .containsExactly("张*");
  }

  @Test
  void obligation_3_1_g_a_draw_is_of_those_who_are_there_and_is_told_from_one_by_hand() {
    every(ScheduleKind.DRAW, 30);
    numbers.put(ScheduledDrills.SAMPLE, 9);
    numbers.put(ReachabilityParts.REPEATED, 9);
    duty.clock.set(local("2022-10-10T00:00"));
    begin(duty.eventSourcing());
    duty.through(local("2022-10-13T00:00"));

    assertThat(drills()).containsExactly("DRAW|2022-10-10");
    assertThat(duty.rows("select person_id from reachability_target order by person_id"))
        .containsExactly("s1", "s2", "s3");
    assertThat(duty.count("no-answer-recorded")).isEqualTo(3);
  }

  @Test
  void a_process_that_is_killed_behind_the_moment_starts_it_when_it_is_back_and_only_once()
      throws SQLException {
    every(ScheduleKind.LINES, 7);
    duty.clock.set(local("2022-10-10T00:00"));
    begin(duty.eventSourcing());
    duty.settle();
    duty.clock.set(duty.nextDue());
    // The moment has come and is on record; nothing that follows from it has happened.
    duty.eventSourcing().deadlines().fireDue();
    assertThat(duty.count("scheduled-drill-due")).isEqualTo(1);
    assertThat(duty.count("reachability-drill-started")).isZero();

    restart();
    restart();

    assertThat(duty.count("reachability-drill-started")).isEqualTo(1);
    assertThat(drills()).containsExactly("LINES|2022-10-10");
  }

  @Test
  void a_moment_that_passed_while_nobody_ran_is_not_made_up_for_at_night() {
    every(ScheduleKind.LINES, 7);
    duty.clock.set(local("2022-10-10T00:00"));
    begin(duty.eventSourcing());
    duty.settle();

    duty.clock.set(local("2022-10-10T22:00"));
    restart();
    assertThat(duty.count("scheduled-drill-passed-over")).isEqualTo(1);
    assertThat(drills()).isEmpty();

    duty.through(local("2022-10-12T00:00"));
    assertThat(drills()).containsExactly("LINES|2022-10-11");
  }

  @Test
  void two_replicas_start_each_drill_once() throws Exception {
    for (ScheduleKind kind : ScheduleKind.values()) {
      every(kind, 1);
    }
    numbers.put(ScheduledDrills.SAMPLE, 2);
    numbers.put(ReachabilityParts.REPEATED, 9);
    duty.clock.set(local("2022-10-10T00:00"));
    EventSourcing other = duty.replica();
    try (ExecutorService processes = Executors.newFixedThreadPool(2)) {
      bothOf(processes, other, this::begin);
      Instant until = local("2022-10-13T00:00");
      while (!duty.clock.instant().equals(until)) {
        long before;
        do {
          // What one of them records for the other, which has come to rest already, is left to it.
          before = duty.eventSourcing().store().head();
          bothOf(processes, other, ScheduledDrillsStoryTest::drain);
        } while (duty.eventSourcing().store().head() > before);
        Instant due = duty.nextDue();
        duty.clock.set(due.isAfter(until) ? until : due);
      }
    } finally {
      other.close();
    }
    duty.settle();

    assertThat(duty.count("drill-schedule-began")).isEqualTo(1);
    assertThat(duty.count("scheduled-drill-due")).isEqualTo(9);
    assertThat(duty.count("reachability-drill-started")).isEqualTo(9);
    assertThat(
            duty.rows(
                "select schedule, count(*), count(distinct (started_at at time zone"
                    + " 'Asia/Shanghai')::date) from reachability_drill group by 1 order by 1"))
        .containsExactly("DRAW|3|3", "LINES|3|3", "MOBILES|3|3");
  }

  private interface Work {
    void on(EventSourcing process) throws SQLException;
  }

  private static void drain(EventSourcing process) throws SQLException {
    process.drain();
  }

  private void bothOf(ExecutorService processes, EventSourcing other, Work work) throws Exception {
    List<Callable<Void>> both = new ArrayList<>();
    for (EventSourcing process : List.of(duty.eventSourcing(), other)) {
      both.add(
          () -> {
            work.on(process);
            return null;
          });
    }
    for (Future<Void> done : processes.invokeAll(both)) {
      done.get();
    }
  }
}
