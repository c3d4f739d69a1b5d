package org.vigil.reporting.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.reporting.CitedRules.within;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.Recorded;
import org.vigil.reporting.accountability.Received;
import org.vigil.reporting.escalation.domain.SignalKind;
import org.vigil.reporting.escalation.policy.WhenSignalArrivesEscalate.Signal;
import org.vigil.reporting.exposure.domain.ContactDegree;
import org.vigil.reporting.exposure.domain.Exposure;
import org.vigil.reporting.exposure.domain.ExposureReportCommand.ReportExposure;
import org.vigil.reporting.exposure.domain.ExposureReportDecider;
import org.vigil.reporting.intake.SeparateMealsCancelled;
import org.vigil.reporting.intake.SeparateMealsCorrected;
import org.vigil.reporting.intake.SeparateMealsOrdered;
import org.vigil.reporting.intake.TerminalDisinfectionCancelled;
import org.vigil.reporting.intake.TerminalDisinfectionCorrected;
import org.vigil.reporting.intake.TerminalDisinfectionOrdered;
import org.vigil.reporting.person.domain.Channel;
import org.vigil.reporting.person.domain.Person;
import org.vigil.reporting.symptomreport.domain.Observation;
import org.vigil.reporting.symptomreport.domain.Symptom;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand.ReportSymptoms;
import org.vigil.reporting.symptomreport.domain.SymptomReportDecider;

/** Whoever has somebody kept apart knows of them, and is to report it; on a real PostgreSQL. */
class KeptApartOnPostgresTest {

  private static final Instant NOW = Instant.parse("2022-11-06T01:00:00Z");
  private static final String OWN = "DEPARTMENT";
  private static final String PROVIDER = "PROVIDER";

  private ReportsOnPostgres service;
  private Received received;
  private long arrived;

  @BeforeEach
  void start() {
    service = new ReportsOnPostgres(NOW);
    received = new Received(service.dataSource, service.clock);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private void receive(String type, String stream, Object event) {
    try {
      received.event("disinfection", type, stream, event);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    long position = ++arrived;
    // The log looks into the database only now and then when nobody tells it of an arrival.
    Awaitility.await()
        .until(() -> !service.eventSourcing.received().after(position - 1, 1).isEmpty());
    service.settle();
  }

  private static SeparateMealsOrdered.Order meals(boolean toBeReported) {
    return new SeparateMealsOrdered.Order(new SeparateMealsOrdered.Who("张*"), toBeReported);
  }

  private void mealsOrdered(String by, boolean toBeReported) {
    receive(
        "separate-meals-ordered",
        "separate-meals/o1",
        new SeparateMealsOrdered("o1", "s1", "GWYC", by, meals(toBeReported)));
  }

  private void mealsCorrected(String subject, int person, @Nullable String former) {
    receive(
        "separate-meals-corrected",
        "separate-meals/o1",
        new SeparateMealsCorrected("o1", subject, "GWYC", OWN, person, former, meals(true)));
  }

  private void mealsCancelled(boolean mistaken) {
    receive(
        "separate-meals-cancelled",
        "separate-meals/o1",
        new SeparateMealsCancelled("o1", "s1", "JYGL", 1, mistaken, List.of()));
  }

  private void contactReported(String id, String subject) {
    service.handle(
        ExposureReportDecider.CATEGORY,
        id,
        new ReportExposure(
            subject,
            "GWYC",
            new Person("张三丰", "GW-017", null),
            true,
            new Exposure(
                Exposure.Kind.CONTACT, ContactDegree.SECONDARY, null, null, NOW, NOW, null),
            Channel.SYSTEM,
            service.clock.instant(),
            within(ReportsOnPostgres.REPORT_WITHIN),
            7,
            ReportsOnPostgres.SECONDARY_UNTIL));
    service.settle();
  }

  private void untilItIsDue() {
    service.clock.forward(ReportsOnPostgres.REPORT_WITHIN);
    service.settle();
  }

  private List<String> owed() {
    return service.rows(
        "select id, occasion, department, name, status, report_id from expected_report order by"
            + " id");
  }

  /** What the leading group is told of all that has happened, as the chain would be. */
  private List<SignalKind> told() {
    OwnSignals signals = new OwnSignals();
    return service.eventSourcing.own().after(0, 1_000).stream()
        .map(signals::of)
        .flatMap(Optional::stream)
        .map(Signal::kind)
        .toList();
  }

  @Test
  void obligation_3_8_f_meals_that_the_canteen_enters_and_nobody_reports_are_a_missed_report() {
    mealsOrdered(PROVIDER, true);
    service.clock.forward(ReportsOnPostgres.REPORT_WITHIN.minusMillis(1));
    service.settle();
    List<String> before = owed();
    service.clock.forward(Duration.ofMillis(1));

    service.settle();

    assertThat(before).containsExactly("o1:meals-1|SEPARATE_MEALS|GWYC|张*|OWED|null");
    assertThat(owed()).containsExactly("o1:meals-1|SEPARATE_MEALS|GWYC|张*|MISSED|null");
    assertThat(service.facts("expected-report/o1:meals-1"))
        .containsExactly("report-expected", "missed-report-detected");
    assertThat(told()).containsExactly(SignalKind.SEPARATE_MEALS_UNREPORTED);
  }

  @Test
  void obligation_3_8_f_a_department_that_orders_meals_itself_and_stays_silent_is_suspected() {
    mealsOrdered(OWN, true);

    untilItIsDue();

    assertThat(owed())
        .containsExactly("o1:meals-1|SEPARATE_MEALS|GWYC|张*|CONCEALMENT_SUSPECTED|null");
    assertThat(service.rows("select report_id, kind, source from expected_report_evidence"))
        .containsExactly("o1:meals-1|ORDERED_SEPARATE_MEALS|o1");
    assertThat(told()).containsExactly(SignalKind.CONCEALMENT_SUSPECTED);
  }

  @Test
  void another_reason_than_an_illness_proves_no_knowledge_of_one() {
    mealsOrdered(OWN, false);

    untilItIsDue();

    assertThat(owed()).containsExactly("o1:meals-1|SEPARATE_MEALS|GWYC|张*|MISSED|null");
  }

  @Test
  void obligation_3_8_f_a_contact_who_was_reported_before_the_meals_is_owed_no_more() {
    contactReported("r1", "s1");
    service.clock.forward(Duration.ofDays(3));
    mealsOrdered(OWN, true);

    untilItIsDue();

    assertThat(owed()).containsExactly("o1:meals-1|SEPARATE_MEALS|GWYC|张*|MET|r1");
    assertThat(told())
        .doesNotContain(SignalKind.SEPARATE_MEALS_UNREPORTED, SignalKind.CONCEALMENT_SUSPECTED);
  }

  @Test
  void obligation_3_8_f_a_report_of_somebody_else_leaves_it_owed() {
    mealsOrdered(OWN, true);

    contactReported("r1", "s2");

    assertThat(owed()).containsExactly("o1:meals-1|SEPARATE_MEALS|GWYC|张*|OWED|null");
  }

  @Test
  void obligation_3_8_f_a_mistaken_order_takes_back_what_was_owed() {
    mealsOrdered(OWN, true);
    mealsCancelled(true);

    untilItIsDue();

    assertThat(owed()).containsExactly("o1:meals-1|SEPARATE_MEALS|GWYC|张*|WITHDRAWN|null");
    assertThat(told()).isEmpty();
  }

  @Test
  void obligation_3_8_f_that_no_more_meals_are_needed_takes_nothing_back() {
    mealsOrdered(OWN, true);
    mealsCancelled(false);

    untilItIsDue();

    assertThat(told()).containsExactly(SignalKind.CONCEALMENT_SUSPECTED);
  }

  @Test
  void an_order_for_somebody_else_owes_a_report_of_the_right_person_only() {
    mealsOrdered(OWN, true);
    mealsCorrected("s2", 2, "s1");
    mealsCorrected("s2", 2, null);
    contactReported("r1", "s2");

    untilItIsDue();

    assertThat(owed())
        .containsExactly(
            "o1:meals-1|SEPARATE_MEALS|GWYC|张*|WITHDRAWN|null",
            "o1:meals-2|SEPARATE_MEALS|GWYC|张*|MET|r1");
  }

  @Test
  void who_was_told_of_a_lead_is_told_that_the_order_was_a_mistake() {
    mealsOrdered(PROVIDER, true);
    untilItIsDue();
    mealsCancelled(true);
    List<Recorded<Object>> story =
        service.eventSourcing.own().after(0, 1_000).stream()
            .filter(event -> event.stream().key().equals("o1:meals-1"))
            .toList();

    String lead = new OwnSignals().of(story.get(1)).orElseThrow().dedupeKey();
    List<Signal> corrected = new OwnCorrections().of(story.getLast());

    assertThat(service.facts("expected-report/o1:meals-1"))
        .containsExactly(
            "report-expected", "missed-report-detected", "report-expectation-withdrawn");
    assertThat(corrected).extracting(Signal::dedupeKey).contains(lead).hasSize(4);
    assertThat(service.rows("select status, missed_at is not null from expected_report"))
        .containsExactly("WITHDRAWN|t");
  }

  private void disinfectionOrdered(String by, @Nullable String name, String subject) {
    receive(
        "terminal-disinfection-ordered",
        "terminal-disinfection/t1",
        new TerminalDisinfectionOrdered(
            "t1",
            subject,
            "GWYC",
            by,
            new TerminalDisinfectionOrdered.Order(
                name == null ? null : new TerminalDisinfectionOrdered.Who(name))));
  }

  private void symptomsReported(String id, String subject, @Nullable String signal) {
    Instant now = service.clock.instant();
    service.handle(
        SymptomReportDecider.CATEGORY,
        id,
        new ReportSymptoms(
            subject,
            "GWYC",
            new Person("张三丰", "GW-017", null),
            true,
            Channel.SYSTEM,
            new Observation(List.of(Symptom.FEVER), 382, now, now, null),
            now,
            signal,
            within(ReportsOnPostgres.REPORT_WITHIN),
            null));
    service.settle();
  }

  @Test
  void obligation_3_6_d_a_department_that_has_a_place_disinfected_and_stays_silent_is_suspected() {
    disinfectionOrdered(OWN, "张*", "s1");

    untilItIsDue();

    assertThat(owed())
        .containsExactly("t1:terminal-1|TERMINAL_DISINFECTION|GWYC|张*|CONCEALMENT_SUSPECTED|null");
    assertThat(told()).containsExactly(SignalKind.CONCEALMENT_SUSPECTED);
  }

  @Test
  void obligation_3_6_d_a_disinfection_because_of_nobody_named_is_a_missed_report_of_somebody() {
    disinfectionOrdered(PROVIDER, null, "fresh");

    untilItIsDue();

    assertThat(owed()).containsExactly("t1:terminal-1|TERMINAL_DISINFECTION|GWYC|null|MISSED|null");
    assertThat(told()).containsExactly(SignalKind.TERMINAL_DISINFECTION_UNREPORTED);
  }

  @Test
  void obligation_3_6_d_a_report_that_names_the_signal_answers_for_nobody_named() {
    disinfectionOrdered(OWN, null, "fresh");
    symptomsReported("r1", "s1", "t1:terminal-1");

    untilItIsDue();

    assertThat(owed()).containsExactly("t1:terminal-1|TERMINAL_DISINFECTION|GWYC|null|MET|r1");
  }

  @Test
  void obligation_3_6_d_who_is_named_later_is_owed_a_report_of_and_nobody_is_no_more() {
    disinfectionOrdered(OWN, null, "fresh");
    receive(
        "terminal-disinfection-corrected",
        "terminal-disinfection/t1",
        new TerminalDisinfectionCorrected(
            "t1",
            "s1",
            "GWYC",
            OWN,
            2,
            "fresh",
            new TerminalDisinfectionOrdered.Order(new TerminalDisinfectionOrdered.Who("张*"))));

    untilItIsDue();

    assertThat(owed())
        .containsExactly(
            "t1:terminal-1|TERMINAL_DISINFECTION|GWYC|null|WITHDRAWN|null",
            "t1:terminal-2|TERMINAL_DISINFECTION|GWYC|张*|CONCEALMENT_SUSPECTED|null");
  }

  @Test
  void obligation_3_6_d_a_disinfection_that_was_asked_for_by_mistake_owes_nothing() {
    disinfectionOrdered(OWN, "张*", "s1");
    receive(
        "terminal-disinfection-cancelled",
        "terminal-disinfection/t1",
        new TerminalDisinfectionCancelled("t1", "s1", "ZHGL", 1, true));

    untilItIsDue();

    assertThat(owed())
        .containsExactly("t1:terminal-1|TERMINAL_DISINFECTION|GWYC|张*|WITHDRAWN|null");
    assertThat(told()).isEmpty();
  }

  private List<String> contradicted() {
    return service.rows("select id from daily_report where contradicted_at is not null");
  }

  @Test
  void obligation_5_6_a_zero_against_the_departments_own_order_is_contradicted_and_a_denial() {
    mealsOrdered(OWN, true);
    service.clock.forward(Duration.ofMinutes(1));

    service.nobodyIsReported("GWYC");

    assertThat(contradicted()).containsExactly("GWYC:2022-11-06");
    assertThat(owed())
        .containsExactly("o1:meals-1|SEPARATE_MEALS|GWYC|张*|CONCEALMENT_SUSPECTED|null");
    assertThat(told())
        .containsExactlyInAnyOrder(
            SignalKind.DAILY_REPORT_CONTRADICTED, SignalKind.CONCEALMENT_SUSPECTED);
  }

  @Test
  void obligation_5_6_a_zero_against_an_order_that_was_a_mistake_is_lifted() {
    disinfectionOrdered(OWN, null, "fresh");
    service.nobodyIsReported("GWYC");
    List<String> before = contradicted();

    receive(
        "terminal-disinfection-cancelled",
        "terminal-disinfection/t1",
        new TerminalDisinfectionCancelled("t1", "fresh", "ZHGL", 1, true));

    assertThat(before).containsExactly("GWYC:2022-11-06");
    assertThat(contradicted()).isEmpty();
  }

  @Test
  void obligation_5_6_an_order_of_others_or_of_another_reason_or_after_the_report_is_no_lead() {
    mealsOrdered(OWN, false);
    disinfectionOrdered(PROVIDER, "张*", "s1");
    service.nobodyIsReported("GWYC");
    service.clock.forward(Duration.ofMinutes(1));
    receive(
        "separate-meals-ordered",
        "separate-meals/o2",
        new SeparateMealsOrdered("o2", "s2", "GWYC", OWN, meals(true)));

    assertThat(contradicted()).isEmpty();
  }

  @Test
  void obligation_5_6_meals_for_who_was_reported_days_before_contradict_no_zero() {
    contactReported("r1", "s1");
    service.clock.forward(Duration.ofDays(3));
    mealsOrdered(OWN, true);
    service.clock.forward(Duration.ofMinutes(1));

    service.nobodyIsReported("GWYC");

    assertThat(contradicted()).isEmpty();
    assertThat(told()).doesNotContain(SignalKind.DAILY_REPORT_CONTRADICTED);
  }
}
