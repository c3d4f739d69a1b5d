package org.vigil.reporting.wiring;

import static org.vigil.edge.PolicyDefault.Kind.DURATION;
import static org.vigil.edge.PolicyDefault.Kind.TIME_OF_DAY;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.vigil.edge.Capability;
import org.vigil.edge.Mechanism;
import org.vigil.edge.PolicyDefault;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.reporting.dailyreport.domain.DailyReportDecider;
import org.vigil.reporting.dailyreport.domain.DailyReportExemption;
import org.vigil.reporting.dailyreport.domain.DailyReporting;
import org.vigil.reporting.dailyreport.domain.DailyReporting.OpenDay;
import org.vigil.reporting.dailyreport.domain.Schedule;
import org.vigil.reporting.dailyreport.domain.Schedules;
import org.vigil.reporting.dailyreport.policy.WhenDailyReportContradictedTellWhoOwesReport;
import org.vigil.reporting.dailyreport.policy.WhenDayOpensExpectDailyReport;
import org.vigil.reporting.dailyreport.policy.WhenDepartmentDefinedExpectDailyReports;
import org.vigil.reporting.dailyreport.policy.WhenDepartmentsExemptedExpectNothing;
import org.vigil.reporting.dailyreport.policy.WhenSomebodysHealthIsKnownCheckDailyReport;
import org.vigil.reporting.dailyreport.view.DailyReportView;
import org.vigil.reporting.parameter.domain.Rule;
import org.vigil.reporting.parameter.domain.Rules;
import org.vigil.reporting.staff.view.Staff;

/** What the daily report consists of. */
@ApplicationScoped
class DailyReportParts implements Capability {

  /** Until when a day's report is in time. */
  static final PolicyDefault CUT_OFF =
      new PolicyDefault("reporting.daily-report-cut-off", TIME_OF_DAY, "17:00", "3.11");

  /** How long before the cut-off a department is reminded. */
  static final PolicyDefault REMIND_BEFORE =
      new PolicyDefault("reporting.daily-report-remind-before", DURATION, "PT1H", "3.11");

  /** How long after the cut-off a report that has not come is missed: within the same hour. */
  static final PolicyDefault MISSED_AFTER =
      new PolicyDefault("reporting.daily-report-missed-after", DURATION, "PT30M", "3.11");

  private final AgroalDataSource dataSource;
  private final Rules rules;
  private final ZoneId zone;
  private final InstantSource clock;
  private final Instance<Mechanism> mechanism;

  @Inject
  DailyReportParts(
      AgroalDataSource dataSource,
      Rules rules,
      ZoneId zone,
      InstantSource clock,
      Instance<Mechanism> mechanism) {
    this.dataSource = dataSource;
    this.rules = rules;
    this.zone = zone;
    this.clock = clock;
    this.mechanism = mechanism;
  }

  @Produces
  @Singleton
  Schedules schedules() {
    return day -> {
      Instant begins = begins(day, zone);
      return schedule(
          day,
          zone,
          rules.inForce(CUT_OFF.name(), begins),
          rules.inForce(REMIND_BEFORE.name(), begins).duration(),
          rules.inForce(MISSED_AFTER.name(), begins));
    };
  }

  @Produces
  @Singleton
  Category<DailyReporting.Command, DailyReporting, DailyReporting.Event> reporting() {
    return reporting(schedules(), zone);
  }

  @Override
  public void contribute(EventSourcing.Builder builder) {
    contribute(
        builder,
        dataSource,
        schedules(),
        reporting(),
        stream -> reports(mechanism.get().eventSourcing(), stream),
        zone,
        clock);
  }

  static Category<DailyReporting.Command, DailyReporting, DailyReporting.Event> reporting(
      Schedules schedules, ZoneId zone) {
    return DailyReporting.category(
        dueAt -> {
          LocalDate day = LocalDate.ofInstant(dueAt, zone);
          return new OpenDay(schedules.of(day), begins(day.plusDays(1), zone));
        });
  }

  static Schedule schedule(
      LocalDate day, ZoneId zone, Rule cutOff, Duration remindBefore, Rule missedAfter) {
    Instant dueAt = cutOff.on(day, zone);
    return new Schedule(
        day,
        dueAt.minus(remindBefore),
        dueAt,
        dueAt.plus(missedAfter.duration()),
        cutOff,
        missedAfter);
  }

  private static Instant begins(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant();
  }

  /** All that was said in a report. */
  static List<Recorded<Object>> reports(EventSourcing running, StreamId stream) {
    return running.store().read(stream).stream().map(running.catalog()::read).toList();
  }

  /** Without CDI. */
  static void contribute(
      EventSourcing.Builder builder,
      DataSource dataSource,
      Schedules schedules,
      Category<DailyReporting.Command, DailyReporting, DailyReporting.Event> reporting,
      Function<StreamId, List<Recorded<Object>>> reports,
      ZoneId zone,
      InstantSource clock) {
    builder
        .category(DailyReportDecider.CATEGORY)
        .category(DailyReportExemption.CATEGORY)
        .category(reporting)
        .follow(new DailyReportView())
        .react(new WhenDailyReportContradictedTellWhoOwesReport())
        .react(new WhenDayOpensExpectDailyReport())
        .react(new WhenDepartmentsExemptedExpectNothing(schedules::of))
        .react(new WhenSomebodysHealthIsKnownCheckDailyReport(new Staff(dataSource), reports, zone))
        .reactReceived(new WhenDepartmentDefinedExpectDailyReports(zone, clock));
  }
}
