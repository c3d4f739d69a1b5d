package org.vigil.reporting.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.reporting.CitedRules.decided;
import static org.vigil.reporting.CitedRules.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.reporting.absence.domain.Absence;
import org.vigil.reporting.absence.domain.Absence.FindOutingUnregistered;
import org.vigil.reporting.absence.domain.Absence.NoteAbsence;
import org.vigil.reporting.dispatch.domain.DispatchOrder;
import org.vigil.reporting.dispatch.domain.DispatchOrder.IssueOrder;
import org.vigil.reporting.dispatch.domain.DispatchOrder.RefuseOrder;
import org.vigil.reporting.escalation.domain.EscalationCommand.ApproveSnooze;
import org.vigil.reporting.escalation.domain.EscalationCommand.AskToSnooze;
import org.vigil.reporting.escalation.domain.EscalationCommand.OfferTransfer;
import org.vigil.reporting.escalation.domain.EscalationCommand.Outcome;
import org.vigil.reporting.escalation.domain.EscalationCommand.Resolve;
import org.vigil.reporting.escalation.domain.Staffing;
import org.vigil.reporting.exposure.domain.ContactDegree;
import org.vigil.reporting.exposure.domain.Exposure;
import org.vigil.reporting.exposure.domain.ExposureReportCommand.AcknowledgeExposureReport;
import org.vigil.reporting.exposure.domain.ExposureReportCommand.ReportExposure;
import org.vigil.reporting.exposure.domain.ExposureReportDecider;
import org.vigil.reporting.outing.domain.Destination;
import org.vigil.reporting.outing.domain.OutingCommand.RegisterOuting;
import org.vigil.reporting.outing.domain.OutingDecider;
import org.vigil.reporting.person.domain.Channel;
import org.vigil.reporting.person.domain.Person;
import org.vigil.reporting.symptomreport.domain.Observation;
import org.vigil.reporting.symptomreport.domain.OneIllness.Earlier;
import org.vigil.reporting.symptomreport.domain.Symptom;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand.AcknowledgeReport;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand.CorrectReport;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand.JoinMatter;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand.ReportSymptoms;
import org.vigil.reporting.symptomreport.domain.SymptomReportCommand.StandAlone;
import org.vigil.reporting.symptomreport.domain.SymptomReportDecider;
import org.vigil.testing.SettableClock;

/** The chain as a whole, on a real database, time forwarded. */
class ChainOnPostgresTest {

  private static final Instant NOW = Instant.parse("2022-11-03T06:05:00Z");
  private static final int SIGNALS = 5_000;
  private static final int ITEMS = 25;
  private static final Person PERSON = new Person("张三丰", "A17", "13800005678");

  private final SettableClock clock = new SettableClock(NOW);

  @Test
  @Timeout(240)
  void a_storm_of_five_thousand_signals_becomes_few_ordered_escalations_and_nothing_is_lost() {
    try (ChainOnPostgres chain = new ChainOnPostgres(clock)) {
      chain.storm(SIGNALS, ITEMS, NOW);

      chain.settle();

      assertThat(chain.number("select count(*) from escalation")).isEqualTo(ITEMS);
      assertThat(chain.number("select sum(signals) from escalation")).isEqualTo(SIGNALS);
      assertThat(
              chain.number(
                  "select count(distinct convert_from(data, 'UTF8')::jsonb->>'causeId') from event"
                      + " where type in ('escalation-raised.v2', 'escalation-signal-added.v1')"))
          .isEqualTo(SIGNALS);
      assertThat(chain.number("select count(*) from feed_item where change = 'RAISED'"))
          .isEqualTo(ITEMS);
      assertThat(chain.number("select count(*) from feed_item"))
          .isEqualTo(chain.number("select max(sequence) from feed_item"))
          .isEqualTo(3L * ITEMS);
    }
  }

  @Test
  void an_offer_that_nobody_answers_becomes_a_lead_of_its_own_and_the_clock_has_run_on() {
    try (ChainOnPostgres chain = new ChainOnPostgres(clock)) {
      String id = raised(chain);
      chain.handle(
          EscalationParts.category(clock, _ -> staffed(), (_, _) -> ChainOnPostgres.WITHIN),
          id,
          new OfferTransfer(
              "YWS",
              "bgs",
              NOW,
              within(Duration.ofMinutes(30)),
              decided("reporting.suspect-after", "3"),
              "不属本科室职责"));
      chain.settle();
      assertThat(chain.texts("select offered_to from escalation")).containsExactly("YWS");

      clock.forward(Duration.ofMinutes(30));
      chain.settle();

      assertThat(chain.texts("select department from escalation where kind = 'STOCK_OUT'"))
          .containsExactly("BGS");
      assertThat(chain.texts("select level from escalation where kind = 'STOCK_OUT'"))
          .containsExactly("L4");
      assertThat(chain.texts("select kind from escalation where obligation = '5-5'"))
          .containsExactly("BUCK_PASSING_SUSPECTED");
    }
  }

  @Test
  void a_rest_ends_by_itself_and_the_matter_climbs_again() {
    try (ChainOnPostgres chain = new ChainOnPostgres(clock)) {
      String id = raised(chain);
      var category =
          EscalationParts.category(clock, _ -> staffed(), (_, _) -> ChainOnPostgres.WITHIN);
      chain.handle(
          category,
          id,
          new AskToSnooze(
              "office", NOW, NOW.plus(Duration.ofHours(2)), Duration.ofDays(7), "等待到货"));
      chain.handle(category, id, new ApproveSnooze("leader", NOW));

      clock.forward(Duration.ofMinutes(119));
      chain.settle();
      assertThat(chain.texts("select status || level from escalation"))
          .containsExactly("SNOOZEDL2");
      clock.forward(Duration.ofMinutes(1));
      chain.settle();
      assertThat(chain.texts("select status || level from escalation")).containsExactly("OPENL2");
      clock.forward(ChainOnPostgres.WITHIN);
      chain.settle();

      assertThat(chain.texts("select change from feed_item order by sequence"))
          .containsSubsequence("RAISED", "SNOOZED", "RETURNED", "CLIMBED");
    }
  }

  @Test
  void an_order_that_nobody_signs_for_goes_to_the_leader_and_a_refusal_opens_a_lead() {
    try (ChainOnPostgres chain = new ChainOnPostgres(clock)) {
      chain.handle(DispatchOrder.CATEGORY, "d-1", order());
      chain.handle(DispatchOrder.CATEGORY, "d-2", order());
      chain.handle(DispatchOrder.CATEGORY, "d-2", new RefuseOrder("yws", "人手不足", null));

      clock.forward(Duration.ofMinutes(30));
      chain.settle();

      assertThat(
              chain.texts(
                  "select subject_id || ' ' || obligation || ' ' || level from escalation"
                      + " order by 1"))
          .containsExactly("d-1 2-c L5", "d-2 5-4 L5");
    }
  }

  @Test
  void obligation_4_2_c_what_the_office_does_not_sign_for_climbs_to_the_leader_without_end() {
    try (ChainOnPostgres chain = new ChainOnPostgres(clock)) {
      report(chain);

      pass(chain, ChainOnPostgres.WITHIN, 3);

      assertThat(chain.texts("select kind || ' ' || status || ' ' || level from escalation"))
          .containsExactly("SYMPTOM_REPORTED OPEN L5");
      assertThat(chain.texts("select change || ' ' || level from feed_item order by sequence"))
          .containsExactly(
              "RAISED L2", "NOTIFIED L1", "NOTIFIED L3", "CLIMBED L3", "CLIMBED L4", "CLIMBED L5");
      pass(chain, Duration.ofMinutes(30), 2);
      assertThat(chain.texts("select change || ' ' || level from feed_item order by sequence"))
          .endsWith("REMINDED L5", "REMINDED L5");
    }
  }

  @Test
  void obligation_4_2_c_what_the_office_has_signed_for_at_the_report_climbs_nowhere() {
    try (ChainOnPostgres chain = new ChainOnPostgres(clock)) {
      report(chain);
      chain.handle(SymptomReportDecider.CATEGORY, "r1", new AcknowledgeReport("已电话核实"));
      chain.handle(ExposureReportDecider.CATEGORY, "x1", exposure(Exposure.Kind.CONTACT));
      chain.handle(ExposureReportDecider.CATEGORY, "x1", new AcknowledgeExposureReport(null));
      chain.handle(ExposureReportDecider.CATEGORY, "x2", exposure(Exposure.Kind.RETURNEE));
      chain.settle();
      chain.handle(ExposureReportDecider.CATEGORY, "x2", new AcknowledgeExposureReport(null));

      pass(chain, ChainOnPostgres.WITHIN, 4);

      assertThat(
              chain.texts(
                  "select subject_id || ' ' || kind || ' ' || status || ' ' || level from"
                      + " escalation order by 1"))
          .containsExactly(
              "r1 SYMPTOM_REPORTED ACKNOWLEDGED L2",
              "x1 CONTACT_REPORTED ACKNOWLEDGED L2",
              "x2 RETURNEE_REPORTED ACKNOWLEDGED L2");
      assertThat(chain.number("select count(*) from feed_item where change = 'CLIMBED'")).isZero();
    }
  }

  @Test
  void obligation_4_2_c_a_signature_is_a_promise_and_comes_back_when_it_is_not_kept() {
    try (ChainOnPostgres chain = new ChainOnPostgres(clock)) {
      report(chain);
      chain.settle();
      pass(chain, ChainOnPostgres.WITHIN, 1);
      chain.handle(SymptomReportDecider.CATEGORY, "r1", new AcknowledgeReport(null));
      chain.settle();
      assertThat(chain.texts("select status || ' ' || level from escalation"))
          .containsExactly("ACKNOWLEDGED L3");

      pass(chain, Duration.ofHours(24), 1);

      assertThat(chain.texts("select status || ' ' || level from escalation"))
          .containsExactly("OPEN L4");
    }
  }

  @Test
  void obligation_3_4_a_no_return_from_an_outing_and_no_outing_behind_an_absence_reach_the_head() {
    try (ChainOnPostgres chain = new ChainOnPostgres(clock)) {
      chain.handle(
          OutingDecider.CATEGORY,
          "o1",
          new RegisterOuting(
              "s1",
              "GWYC",
              PERSON,
              true,
              NOW,
              NOW.plus(Duration.ofHours(4)),
              new Destination("130102", null, "某小区"),
              List.of(),
              "探亲",
              "高铁",
              NOW));
      chain.handle(
          Absence.CATEGORY,
          "a1",
          new NoteAbsence("s2", "GWYC", "李*", Absence.Source.MUSTER, "m1", NOW));
      chain.handle(Absence.CATEGORY, "a1", new FindOutingUnregistered());

      pass(chain, Duration.ofHours(4), 1);

      assertThat(
              chain.texts(
                  "select e.kind || ' ' || f.department || ' ' || f.level from feed_item f"
                      + " join escalation e on e.id = f.escalation_id where f.change = 'RAISED'"
                      + " order by f.sequence"))
          .containsExactly("OUTING_UNREGISTERED GWYC L1", "OUTING_OVERDUE GWYC L1");
    }
  }

  private void report(ChainOnPostgres chain) {
    chain.handle(
        SymptomReportDecider.CATEGORY,
        "r1",
        new ReportSymptoms(
            "s1",
            "GWYC",
            PERSON,
            true,
            Channel.SYSTEM,
            new Observation(List.of(Symptom.FEVER), 382, NOW, NOW, null),
            NOW,
            null,
            within(Duration.ofMinutes(30)),
            null));
  }

  private void reportOf(ChainOnPostgres chain, String id, @Nullable Earlier earlier) {
    chain.handle(
        SymptomReportDecider.CATEGORY,
        id,
        new ReportSymptoms(
            "s1",
            "GWYC",
            PERSON,
            true,
            Channel.SYSTEM,
            new Observation(List.of(Symptom.FEVER), 382, NOW, NOW, null),
            NOW,
            null,
            within(Duration.ofMinutes(30)),
            earlier));
    chain.settle();
  }

  private static List<String> told(ChainOnPostgres chain) {
    return chain.texts(
        "select f.subject_id || ' ' || f.change || ' ' || f.level from feed_item f"
            + " where f.change <> 'NOTIFIED' order by f.sequence");
  }

  @Test
  void obligation_3_11_b_a_second_report_of_an_illness_is_added_to_the_first_and_rings_no_more() {
    try (ChainOnPostgres chain = new ChainOnPostgres(clock)) {
      reportOf(chain, "r1", null);

      reportOf(chain, "r2", new Earlier("r1", NOW, false));

      assertThat(told(chain)).containsExactly("r1 RAISED L2", "r1 ADDED L2");
      assertThat(chain.texts("select signals from escalation")).containsExactly("2");
    }
  }

  @Test
  void what_was_told_of_a_report_before_it_was_joined_ends_as_a_duplicate() {
    try (ChainOnPostgres chain = new ChainOnPostgres(clock)) {
      reportOf(chain, "r1", null);
      reportOf(chain, "r2", null);

      chain.handle(SymptomReportDecider.CATEGORY, "r2", new JoinMatter("r1"));
      chain.settle();

      // Two matters are two streams, and the commands to them go side by side.
      assertThat(told(chain))
          .containsExactlyInAnyOrder(
              "r1 RAISED L2", "r2 RAISED L2", "r1 ADDED L2", "r2 RESOLVED L2")
          .startsWith("r1 RAISED L2", "r2 RAISED L2");
    }
  }

  @Test
  void a_second_report_of_an_illness_that_was_done_with_rings_again() {
    try (ChainOnPostgres chain = new ChainOnPostgres(clock)) {
      reportOf(chain, "r1", null);
      chain.handle(
          EscalationParts.category(clock, _ -> staffed(), (_, _) -> ChainOnPostgres.WITHIN),
          chain.texts("select id from escalation").getFirst(),
          new Resolve("office", NOW, Outcome.HANDLED, null));

      reportOf(chain, "r2", new Earlier("r1", NOW, false));

      assertThat(told(chain)).containsExactly("r1 RAISED L2", "r1 RESOLVED L2", "r1 RAISED L2");
    }
  }

  @Test
  void a_report_that_is_a_matter_of_its_own_after_all_is_told_and_its_correction_as_well() {
    try (ChainOnPostgres chain = new ChainOnPostgres(clock)) {
      reportOf(chain, "r1", null);
      reportOf(chain, "r2", new Earlier("r1", NOW, false));

      chain.handle(
          SymptomReportDecider.CATEGORY,
          "r2",
          new CorrectReport(
              "s2",
              "u1",
              new Person("李四", null, "13900001111"),
              new Observation(List.of(Symptom.COUGH), 382, NOW, NOW, null),
              "认错人",
              within(Duration.ofMinutes(30))));
      chain.settle();
      chain.handle(SymptomReportDecider.CATEGORY, "r2", new StandAlone());
      chain.settle();

      assertThat(told(chain))
          .containsExactly("r1 RAISED L2", "r1 ADDED L2", "r1 CORRECTED L2", "r2 RAISED L2");
      assertThat(chain.texts("select subject_name from escalation order by subject_id"))
          .containsExactly("张*", "李*");
    }
  }

  private static ReportExposure exposure(Exposure.Kind kind) {
    return new ReportExposure(
        "s2",
        "GWYC",
        PERSON,
        true,
        new Exposure(
            kind,
            kind == Exposure.Kind.CONTACT ? ContactDegree.CLOSE : null,
            null,
            null,
            NOW,
            NOW,
            null),
        Channel.SYSTEM,
        NOW,
        within(Duration.ofMinutes(30)),
        8,
        NOW.plus(Duration.ofDays(8)));
  }

  /** So many times the time passes and all that it brings happens. */
  private void pass(ChainOnPostgres chain, Duration time, int times) {
    chain.settle();
    for (int i = 0; i < times; i++) {
      clock.forward(time);
      chain.settle();
    }
  }

  private IssueOrder order() {
    return new IssueOrder(
        "YWS",
        "leader",
        NOW,
        NOW.plus(Duration.ofMinutes(30)),
        NOW.plus(Duration.ofHours(4)),
        "派两名医务人员到东门",
        null,
        null,
        null);
  }

  private String raised(ChainOnPostgres chain) {
    chain.storm(1, 1, NOW);
    chain.settle();
    return chain.texts("select id from escalation").getFirst();
  }

  private static Staffing staffed() {
    return new Staffing(Set.of("BGS"), true, true);
  }
}
