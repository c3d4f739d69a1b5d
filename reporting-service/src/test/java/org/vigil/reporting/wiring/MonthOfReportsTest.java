package org.vigil.reporting.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.reporting.CitedRules.CUT_OFF;
import static org.vigil.reporting.CitedRules.MISSED_AFTER;
import static org.vigil.reporting.CitedRules.within;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.reporting.dailyreport.domain.Counts;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.SubmitDailyReport;
import org.vigil.reporting.dailyreport.domain.DailyReportDecider;
import org.vigil.reporting.dailyreport.domain.Signature;
import org.vigil.reporting.expectation.domain.Evidence;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.NoteKnowledge;
import org.vigil.reporting.expectation.domain.ExpectedReportDecider;
import org.vigil.reporting.exposure.domain.ContactDegree;
import org.vigil.reporting.exposure.domain.Exposure;
import org.vigil.reporting.exposure.domain.ExposureReportCommand.ReportExposure;
import org.vigil.reporting.exposure.domain.ExposureReportDecider;
import org.vigil.reporting.exposure.domain.HealthObservation;
import org.vigil.reporting.exposure.domain.HealthObservation.Finding;
import org.vigil.reporting.exposure.domain.HealthObservation.FollowUp;
import org.vigil.reporting.health.domain.HealthRecord;
import org.vigil.reporting.health.domain.HealthRecord.MemberState;
import org.vigil.reporting.health.domain.HealthRecord.RecordHealthStates;
import org.vigil.reporting.health.domain.HealthRecord.State;
import org.vigil.reporting.intake.AttendeeFeverDetected;
import org.vigil.reporting.intake.FeverMeasured;
import org.vigil.reporting.intake.MusterAbsenceExcused;
import org.vigil.reporting.intake.SeparateMealsOrdered;
import org.vigil.reporting.intake.TerminalDisinfectionOrdered;
import org.vigil.reporting.outing.domain.Destination;
import org.vigil.reporting.outing.domain.OutingCommand.ConfirmMatch;
import org.vigil.reporting.outing.domain.OutingCommand.RegisterOuting;
import org.vigil.reporting.outing.domain.OutingDecider;
import org.vigil.reporting.person.domain.Channel;
import org.vigil.reporting.person.domain.Person;
import org.vigil.reporting.riskarea.domain.RiskArea;
import org.vigil.reporting.riskarea.domain.RiskAreaCommand.ReplaceRiskAreas;
import org.vigil.reporting.riskarea.domain.RiskAreaDecider;
import org.vigil.reporting.symptomreport.domain.Observation;
import org.vigil.reporting.symptomreport.domain.Symptom;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand.CorrectReport;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand.ReportSymptoms;
import org.vigil.reporting.symptomreport.domain.SymptomReportDecider;

/**
 * 3.11-a, 3.11-b, 5-6: a month of fifty departments. Among more than ten thousand honest reports
 * some are late, missed, concealed or false, after every kind of signal that makes a report due;
 * each is found as what it is, and nobody else is.
 */
class MonthOfReportsTest {

  private static final int DEPARTMENTS = 50;
  private static final int CONTACTS = 275;
  private static final LocalDate FIRST = LocalDate.of(2022, 11, 1);
  private static final LocalDate LAST = LocalDate.of(2022, 11, 30);
  private static final int CALLERS = 16;
  private static final String OWN = "DEPARTMENT";
  private static final Person PERSON = new Person("张三", null, "13800005678");
  private static final Signature HEAD = new Signature("head", "王五", Signature.As.HEAD);

  private final ReportsOnPostgres service =
      new ReportsOnPostgres(at(FIRST.minusDays(1), LocalTime.NOON));
  private final Map<String, Set<String>> planted = new HashMap<>();
  private final Map<String, Integer> ill = new HashMap<>();
  private final Map<String, Integer> contacts = new HashMap<>();
  private final Set<String> lateDailies = new HashSet<>();
  private int honest;

  private static Instant at(LocalDate day, LocalTime time) {
    return day.atTime(time).atZone(ReportsOnPostgres.ZONE).toInstant();
  }

  private void itIs(LocalDate day, int hour, int minute) {
    Instant then = at(day, LocalTime.of(hour, minute));
    service.clock.forward(Duration.between(service.clock.instant(), then));
  }

  private static String department(int number) {
    return "D" + (100 + number);
  }

  private void plant(String event, String stream) {
    planted.computeIfAbsent(event, _ -> new HashSet<>()).add(stream);
  }

  private Set<String> found(String event) {
    return Set.copyOf(
        service.rows("select distinct stream from event where type like '" + event + ".v%'"));
  }

  private static void all(List<Callable<Void>> calls) {
    try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
      for (Future<Void> done : callers.invokeAll(calls)) {
        done.get();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void reportSymptoms(String id, String subject, String department, Duration knownFor) {
    Instant now = service.clock.instant();
    service.handle(
        SymptomReportDecider.CATEGORY,
        id,
        new ReportSymptoms(
            subject,
            department,
            PERSON,
            true,
            Channel.SYSTEM,
            new Observation(
                List.of(Symptom.COUGH), null, now.minus(knownFor), now.minus(knownFor), null),
            now,
            null,
            within(ReportsOnPostgres.REPORT_WITHIN),
            null));
    ill.merge(department, 1, Integer::sum);
  }

  /** The report as it is now; without symptoms it was a mistake. */
  private void putRight(String id, Instant knownAt, Symptom... symptoms) {
    service.handle(
        SymptomReportDecider.CATEGORY,
        id,
        new CorrectReport(
            "of-" + id,
            "u1",
            PERSON,
            new Observation(List.of(symptoms), null, knownAt, knownAt, null),
            "更正",
            within(ReportsOnPostgres.REPORT_WITHIN)));
  }

  private void fever(String visit, String department) {
    service.receive(
        new FeverMeasured(
            visit, "of-" + visit, department, null, "中门", "张*", service.clock.instant()));
  }

  private void acknowledge(String signal) {
    know(signal, Evidence.Kind.ACKNOWLEDGED);
  }

  private void know(String signal, Evidence.Kind how) {
    service.handle(
        ExpectedReportDecider.CATEGORY,
        signal,
        new NoteKnowledge(new Evidence(how, "system", service.clock.instant())));
  }

  private Callable<Void> daily(String department, LocalDate day, int symptoms) {
    Counts counts = new Counts(20, 2, symptoms, contacts.getOrDefault(department, 0), 0);
    return () -> {
      service.handle(
          DailyReportDecider.CATEGORY,
          DailyReportDecider.key(department, day),
          new SubmitDailyReport(
              department,
              DailyReportParts.schedule(
                  day, ReportsOnPostgres.ZONE, CUT_OFF, Duration.ofHours(1), MISSED_AFTER),
              counts,
              HEAD,
              service.clock.instant(),
              null));
      return null;
    };
  }

  /** Every contact of the first day is asked after each day for the rest of the month. */
  private void contactsAreReported() {
    List<Callable<Void>> calls = new ArrayList<>();
    Instant now = service.clock.instant();
    for (int n = 0; n < CONTACTS; n++) {
      String subject = "c" + n;
      String own = department(n % DEPARTMENTS);
      contacts.merge(own, 1, Integer::sum);
      calls.add(
          () -> {
            service.handle(
                ExposureReportDecider.CATEGORY,
                "exposure-" + subject,
                new ReportExposure(
                    subject,
                    own,
                    PERSON,
                    true,
                    new Exposure(
                        Exposure.Kind.CONTACT, ContactDegree.CLOSE, null, null, now, now, null),
                    Channel.SYSTEM,
                    now,
                    within(ReportsOnPostgres.REPORT_WITHIN),
                    29,
                    ReportsOnPostgres.SECONDARY_UNTIL));
            return null;
          });
    }
    all(calls);
    honest += calls.size();
  }

  /** Some fall ill: one department counts them, the other does not. */
  private void contactsAreFollowedUp(LocalDate day) {
    List<Callable<Void>> calls = new ArrayList<>();
    boolean someAreIll = day.getDayOfMonth() % 5 == 4;
    for (int n = 0; n < CONTACTS; n++) {
      String subject = "c" + n;
      boolean isIll = someAreIll && (n == 44 || n == 45);
      calls.add(
          () -> {
            service.handle(
                HealthObservation.CATEGORY,
                subject,
                new FollowUp(
                    day,
                    isIll ? Finding.SYMPTOMS : Finding.WELL,
                    null,
                    service.clock.instant(),
                    true));
            return null;
          });
    }
    all(calls);
    honest += calls.size();
    if (someAreIll) {
      ill.merge(department(44), 1, Integer::sum);
      plant("daily-report-contradicted", "daily-report/" + department(45) + ":" + day);
    }
  }

  private void recorded(String record, String department, String... ill) {
    service.handle(
        HealthRecord.CATEGORY,
        record,
        new RecordHealthStates(
            department,
            Stream.of(ill).map(subject -> new MemberState(subject, State.SYMPTOMS)).toList(),
            service.clock.instant(),
            true));
  }

  /**
   * A zero although the department itself has recorded somebody as ill, or has had meals brought.
   */
  private void zerosAgainstOwnRecords(LocalDate day) {
    int date = day.getDayOfMonth();
    recorded("ill-" + date, department(46), "ill-" + date);
    plant("daily-report-contradicted", "daily-report/" + department(46) + ":" + day);
    service.receiveTogether(List.of(meals("zero-" + date, 47, OWN)));
    plant("daily-report-contradicted", "daily-report/" + department(47) + ":" + day);
    plant("concealment-suspected", "expected-report/zero-" + date + ":meals-1");
    // The same by somebody who tells the office, and counts.
    recorded("honest-ill-" + date, department(43), "honest-ill-" + date);
    reportSymptoms("honest-ill-" + date, "honest-ill-" + date, department(43), Duration.ZERO);
    honest += 2;
  }

  private static SeparateMealsOrdered meals(String order, int department, String by) {
    return new SeparateMealsOrdered(
        order,
        "of-" + order,
        department(department),
        by,
        new SeparateMealsOrdered.Order(new SeparateMealsOrdered.Who("张*"), true));
  }

  private static TerminalDisinfectionOrdered disinfection(String order, int department, String by) {
    return new TerminalDisinfectionOrdered(
        order,
        "of-" + order,
        department(department),
        by,
        new TerminalDisinfectionOrdered.Order(new TerminalDisinfectionOrdered.Who("张*")));
  }

  private AttendeeFeverDetected atMeeting(String signal, int department) {
    return new AttendeeFeverDetected(
        signal, "of-" + signal, department(department), "张*", service.clock.instant());
  }

  private static MusterAbsenceExcused illAtMuster(String muster, int department) {
    return new MusterAbsenceExcused(muster, department(department), "of-" + muster, "ILLNESS");
  }

  /** The places to which some will have been are areas of risk all month. */
  private void placesAreRisky() {
    Instant now = service.clock.instant();
    service.handle(
        RiskAreaDecider.CATEGORY,
        RiskAreaDecider.key(now),
        new ReplaceRiskAreas(
            now, "通告", List.of(new RiskArea("130102", "某小区3号楼", RiskArea.Level.HIGH))));
  }

  private void travels(String outing, int department) {
    Instant now = service.clock.instant();
    service.handle(
        OutingDecider.CATEGORY,
        outing,
        new RegisterOuting(
            "of-" + outing,
            department(department),
            PERSON,
            true,
            now,
            at(LAST.plusDays(9), LocalTime.NOON),
            new Destination("130102", null, "某地"),
            List.of(),
            "探亲",
            null,
            now));
  }

  private void wasThere(String outing) {
    service.handle(OutingDecider.CATEGORY, outing, new ConfirmMatch(1, "本人确认到过"));
  }

  private void returneeReported(String id, String subject, int department) {
    Instant now = service.clock.instant();
    service.handle(
        ExposureReportDecider.CATEGORY,
        id,
        new ReportExposure(
            subject,
            department(department),
            PERSON,
            true,
            new Exposure(Exposure.Kind.RETURNEE, null, "130102", null, now, now, null),
            Channel.SYSTEM,
            now,
            within(ReportsOnPostgres.REPORT_WITHIN),
            0,
            ReportsOnPostgres.SECONDARY_UNTIL));
  }

  /**
   * After the daily reports each kind of signal arises three times: nobody knows and nobody
   * reports; the department is shown to know and does not report; and it reports in time.
   */
  private void everyKindOfSignalArises(int date) {
    String missed = "missed-" + date;
    String silent = "silent-" + date;
    String answered = "answered-" + date;
    service.receiveTogether(
        List.of(
            new FeverMeasured(
                missed, "of-" + missed, department(6), null, "中门", "张*", service.clock.instant()),
            new FeverMeasured(
                silent, "of-" + silent, department(7), null, "中门", "张*", service.clock.instant()),
            atMeeting(missed + "-meeting", 10),
            illAtMuster(missed + "-muster", 12),
            meals(missed, 13, "PROVIDER"),
            disinfection(missed, 14, "PROVIDER"),
            atMeeting(silent + "-meeting", 15),
            illAtMuster(silent + "-muster", 17),
            meals(silent, 18, OWN),
            disinfection(silent, 19, OWN),
            atMeeting(answered + "-meeting", 20),
            illAtMuster(answered + "-muster", 22),
            meals(answered, 23, OWN),
            disinfection(answered, 24, OWN)));
    for (String outing : List.of(missed, silent, answered)) {
      wasThere(outing + "-outing");
    }
    service.settle();
    for (String signal :
        List.of(
            missed,
            missed + "-meeting",
            missed + "-muster:ill-of-" + missed + "-muster",
            missed + ":meals-1",
            missed + ":terminal-1",
            missed + "-outing:match-1")) {
      plant("missed-report-detected", "expected-report/" + signal);
    }
    for (String signal :
        List.of(
            silent,
            silent + "-meeting",
            silent + "-muster:ill-of-" + silent + "-muster",
            silent + ":meals-1",
            silent + ":terminal-1",
            silent + "-outing:match-1")) {
      plant("concealment-suspected", "expected-report/" + signal);
    }
    acknowledge(silent);
    know(silent + "-meeting", Evidence.Kind.VIEWED_BY_HEAD);
    acknowledge(silent + "-outing:match-1");
    recorded(silent, department(17), "of-" + silent + "-muster");
    itIs(FIRST.withDayOfMonth(date), 16, 25);
    reportSymptoms(answered + "-1", "of-" + answered + "-meeting", department(20), Duration.ZERO);
    reportSymptoms(answered + "-2", "of-" + answered + "-muster", department(22), Duration.ZERO);
    reportSymptoms(answered + "-3", "of-" + answered, department(23), Duration.ZERO);
    returneeReported(answered + "-4", "of-" + answered + "-outing", 21);
    honest += 4;
  }

  /** A report that says there is no fever, where the gate has just measured one. */
  private void denied(int date) {
    for (String visit : List.of("false-" + date, "true-" + date)) {
      fever(visit, department(40));
    }
    service.settle();
    report("false-" + date, 366, Symptom.COUGH);
    report("true-" + date, 381, Symptom.FEVER);
    ill.merge(department(40), 2, Integer::sum);
    honest++;
    plant("false-report-suspected", "expected-report/false-" + date);
  }

  private void report(String visit, int tenths, Symptom symptom) {
    Instant now = service.clock.instant();
    service.handle(
        SymptomReportDecider.CATEGORY,
        "of-" + visit,
        new ReportSymptoms(
            "of-" + visit,
            department(40),
            PERSON,
            true,
            Channel.SYSTEM,
            new Observation(List.of(symptom), tenths, now, now, null),
            now,
            visit,
            within(ReportsOnPostgres.REPORT_WITHIN),
            null));
  }

  private void aDay(LocalDate day) {
    int date = day.getDayOfMonth();
    ill.clear();
    contacts.clear();
    itIs(day, 9, 0);
    if (day.equals(FIRST)) {
      placesAreRisky();
      contactsAreReported();
    } else {
      contactsAreFollowedUp(day);
    }
    for (int n = 0; n < 12; n++) {
      String id = "honest-" + date + "-" + n;
      reportSymptoms(
          id, "of-" + id, department((date * 7 + n) % DEPARTMENTS), Duration.ofMinutes(5));
      honest++;
    }
    // An honest fever, and one that is admitted to be known and never reported nor counted.
    if (date % 5 == 0) {
      fever("honest-fever-" + date, department(1));
      fever("denied-" + date, department(2));
      service.settle();
      reportSymptoms("answer-" + date, "of-honest-fever-" + date, department(1), Duration.ZERO);
      honest++;
      acknowledge("denied-" + date);
      plant("concealment-suspected", "expected-report/denied-" + date);
      plant("daily-report-contradicted", "daily-report/" + department(2) + ":" + day);
    }
    if (date % 5 == 4) {
      zerosAgainstOwnRecords(day);
    }
    if (date % 10 == 5) {
      denied(date);
    }
    if (date % 10 == 0) {
      travels("missed-" + date + "-outing", 11);
      travels("silent-" + date + "-outing", 16);
      travels("answered-" + date + "-outing", 21);
    }
    if (date % 4 == 0) {
      reportSymptoms("late-" + date, "of-late-" + date, department(3), Duration.ofMinutes(31));
      plant("late-report-detected", "symptom-report/late-" + date);
    }
    // A mistake, taken back before the daily report; in one department it turns out to be none.
    Instant known = service.clock.instant();
    String mistake = "mistake-" + date;
    if (date % 5 == 2 || date % 5 == 3) {
      String own = department(date % 5 == 2 ? 8 : 9);
      reportSymptoms(mistake, "of-" + mistake, own, Duration.ZERO);
      service.settle();
      putRight(mistake, known);
      ill.merge(own, -1, Integer::sum);
      honest += 2;
    }
    itIs(day, 16, 0);
    service.settle();
    List<Callable<Void>> dailies = new ArrayList<>();
    for (int n = 0; n < DEPARTMENTS; n++) {
      String own = department(n);
      int symptoms = ill.getOrDefault(own, 0);
      boolean late = n == 4 && date % 3 == 0;
      boolean missed = n == 5 && date % 6 == 0;
      // Reported like everybody else's, and then left out of the daily report.
      boolean falseZero = n == (date * 7) % DEPARTMENTS && date % 5 == 1 && n != 4 && n != 5;
      if (late) {
        lateDailies.add(own + ":" + day);
      }
      if (missed) {
        plant("daily-report-overdue", "daily-report/" + own + ":" + day);
        plant("daily-report-missed", "daily-report/" + own + ":" + day);
      }
      if (falseZero) {
        plant("daily-report-contradicted", "daily-report/" + own + ":" + day);
      }
      if (!late && !missed) {
        dailies.add(daily(own, day, falseZero ? 0 : symptoms));
        honest += falseZero ? 0 : 1;
      }
    }
    all(dailies);
    if (date % 5 == 3) {
      itIs(day, 16, 10);
      putRight(mistake, known, Symptom.FEVER);
      plant("daily-report-contradicted", "daily-report/" + department(9) + ":" + day);
    }
    if (date % 10 == 0) {
      itIs(day, 16, 20);
      everyKindOfSignalArises(date);
    }
    itIs(day, 17, 10);
    if (date % 3 == 0) {
      all(List.of(daily(department(4), day, ill.getOrDefault(department(4), 0))));
    }
  }

  @Test
  @Timeout(value = 900, unit = TimeUnit.SECONDS)
  void all_that_is_late_missed_or_concealed_is_found_and_nobody_honest_is_suspected() {
    try (service) {
      service.define(
          IntStream.range(0, DEPARTMENTS).mapToObj(MonthOfReportsTest::department).toList(),
          "head");
      service.settle();

      FIRST.datesUntil(LAST.plusDays(1)).forEach(this::aDay);
      itIs(LAST, 18, 0);
      service.settle();

      assertThat(honest).isGreaterThanOrEqualTo(10_000);
      planted.forEach((event, streams) -> assertThat(found(event)).as(event).isEqualTo(streams));
      assertThat(planted).hasSize(7);
      assertThat(
              service.rows("select distinct occasion from expected_report where status = 'MISSED'"))
          .hasSize(6);
      assertThat(
              service.rows(
                  "select distinct occasion from expected_report where suspected_at is not null"))
          .hasSize(6);
      assertThat(service.rows("select id from daily_report where late_by_seconds > 0"))
          .containsExactlyInAnyOrderElementsOf(lateDailies);
      assertThat(found("observation-follow-up-missed")).isEmpty();
      assertThat(found("late-exposure-report-detected")).isEmpty();
      assertThat(found("late-report-proven")).isEmpty();
      assertThat(service.rows("select count(*) from daily_report where owed"))
          .containsExactly(String.valueOf(DEPARTMENTS * 30));
    }
  }
}
