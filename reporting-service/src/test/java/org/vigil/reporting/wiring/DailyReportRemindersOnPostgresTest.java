package org.vigil.reporting.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.reporting.CitedRules.CUT_OFF;
import static org.vigil.reporting.CitedRules.MISSED_AFTER;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vigil.reporting.dailyreport.domain.Counts;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.ExemptDay;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.ExemptionKind;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.ExpectDailyReport;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.SubmitDailyReport;
import org.vigil.reporting.dailyreport.domain.DailyReportDecider;
import org.vigil.reporting.dailyreport.domain.Schedule;
import org.vigil.reporting.dailyreport.domain.Signature;
import org.vigil.reporting.escalation.domain.EscalationCommand.Acknowledge;
import org.vigil.reporting.escalation.domain.SignalKind;
import org.vigil.reporting.escalation.domain.Staffing;
import org.vigil.reporting.obligation.view.Weight;
import org.vigil.testing.SettableClock;
import org.vigil.testing.infra.PooledPostgres;

/** 3.11-a: a department is reminded of its daily report, and nobody else is told of it. */
class DailyReportRemindersOnPostgresTest {

  private static final LocalDate DAY = LocalDate.of(2022, 11, 3);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Staffing STAFFED = new Staffing(Set.of("GWYC"), true, true);
  private static final Signature HEAD = new Signature("h1", "王五", Signature.As.HEAD);
  private static final String REMINDERS =
      "select status || ' ' || level || ' ' || severity || ' ' || department from escalation"
          + " where kind = 'DAILY_REPORT_REMINDED' order by subject_id";
  private static final String FEED =
      "select change || ' ' || level from feed_item where severity = 'REMINDER' order by sequence";

  private final SettableClock clock = new SettableClock(schedule(DAY).remindAt().minus(HOUR));
  private ChainOnPostgres chain =
      new ChainOnPostgres(PooledPostgres.to(ChainOnPostgres.database()), clock, STAFFED);

  @AfterEach
  void stop() {
    chain.close();
  }

  private static Schedule schedule(LocalDate day) {
    return DailyReportParts.schedule(day, ReportsOnPostgres.ZONE, CUT_OFF, HOUR, MISSED_AFTER);
  }

  private void expect(LocalDate day) {
    chain.handle(
        DailyReportDecider.CATEGORY,
        DailyReportDecider.key("GWYC", day),
        new ExpectDailyReport("GWYC", schedule(day)));
  }

  private void submit(LocalDate day, int symptoms) {
    chain.handle(
        DailyReportDecider.CATEGORY,
        DailyReportDecider.key("GWYC", day),
        new SubmitDailyReport(
            "GWYC", schedule(day), new Counts(20, 2, symptoms, 0, 0), HEAD, clock.instant(), null));
    chain.settle();
  }

  private void itIs(Instant instant) {
    clock.forward(Duration.between(clock.instant(), instant));
    chain.settle();
  }

  private void reminded() {
    expect(DAY);
    itIs(schedule(DAY).remindAt());
  }

  @Test
  void obligation_3_11_a_a_reminder_stays_with_the_head_until_the_report_has_come() {
    reminded();
    List<String> told = chain.texts(REMINDERS);
    itIs(schedule(DAY).dueAt().minusSeconds(60));
    List<String> stillTold = chain.texts(REMINDERS);

    submit(DAY, 0);

    assertThat(told).containsExactly("OPEN L1 REMINDER GWYC");
    assertThat(stillTold).isEqualTo(told);
    assertThat(chain.texts(REMINDERS)).containsExactly("RESOLVED L1 REMINDER GWYC");
    assertThat(chain.texts(FEED)).containsExactly("RAISED L1", "RESOLVED L1");
    assertThat(chain.number("select count(*) from feed_item")).isEqualTo(2);
  }

  @Test
  void a_report_that_is_late_ends_the_reminder_and_not_what_it_missed() {
    reminded();
    itIs(schedule(DAY).missedAt());

    submit(DAY, 1);

    assertThat(chain.texts(REMINDERS)).containsExactly("RESOLVED L1 REMINDER GWYC");
    assertThat(chain.texts("select kind from escalation where status <> 'RESOLVED' order by kind"))
        .containsExactly("DAILY_REPORT_MISSED", "DAILY_REPORT_OVERDUE");
  }

  @Test
  void who_has_reported_is_not_reminded() {
    expect(DAY);
    submit(DAY, 0);
    itIs(schedule(DAY).dueAt());

    assertThat(chain.number("select count(*) from escalation")).isZero();
  }

  @Test
  void a_day_that_is_excused_after_the_reminder_ends_it() {
    reminded();
    chain.handle(
        DailyReportDecider.CATEGORY,
        DailyReportDecider.key("GWYC", DAY),
        new ExemptDay("GWYC", schedule(DAY), "x1", ExemptionKind.HOLIDAY, clock.instant()));
    chain.settle();

    assertThat(chain.texts(REMINDERS)).containsExactly("RESOLVED L1 REMINDER GWYC");
  }

  @Test
  void where_no_head_is_named_a_reminder_goes_to_the_department_and_no_higher() {
    chain.close();
    chain =
        new ChainOnPostgres(
            PooledPostgres.to(ChainOnPostgres.database()),
            clock,
            new Staffing(Set.of(), true, true));
    reminded();

    assertThat(chain.texts(REMINDERS)).containsExactly("OPEN L1 REMINDER GWYC");
    assertThat(chain.texts(FEED)).containsExactly("RAISED L1");
  }

  @Test
  void a_reminder_that_is_acknowledged_and_not_kept_does_not_climb_either() {
    reminded();
    chain.handle(
        EscalationParts.category(clock, _ -> STAFFED, (_, _) -> ChainOnPostgres.WITHIN),
        chain.texts("select id from escalation").getFirst(),
        new Acknowledge("gwyc", clock.instant(), clock.instant().plusSeconds(60), null));
    itIs(schedule(DAY).dueAt().minusSeconds(60));

    assertThat(chain.texts("select level from escalation")).containsExactly("L1");
  }

  @Test
  void a_fortnight_of_reminders_that_are_followed_is_no_miss_in_any_rate() {
    DAY.datesUntil(DAY.plusDays(14))
        .forEach(
            day -> {
              expect(day);
              itIs(schedule(day).remindAt().plusSeconds(1_200));
              submit(day, 0);
            });

    assertThat(chain.texts(REMINDERS)).hasSize(14).containsOnly("RESOLVED L1 REMINDER GWYC");
    assertThat(chain.number("select count(*) from escalation")).isEqualTo(14);
    assertThat(chain.number("select count(*) from escalation_times")).isZero();
    assertThat(Weight.of(SignalKind.DAILY_REPORT_REMINDED)).isEqualTo(Weight.WARNING);
  }
}
