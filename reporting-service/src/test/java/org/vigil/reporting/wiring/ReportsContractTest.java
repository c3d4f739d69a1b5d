package org.vigil.reporting.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.reporting.CitedRules.CUT_OFF;
import static org.vigil.reporting.CitedRules.MISSED_AFTER;
import static org.vigil.reporting.CitedRules.within;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.store.EventCatalog;
import org.vigil.reporting.absence.domain.Absence;
import org.vigil.reporting.absence.domain.Absence.AbsenceNoted;
import org.vigil.reporting.absence.domain.Absence.OutingUnregisteredSuspected;
import org.vigil.reporting.dailyreport.domain.Counts;
import org.vigil.reporting.dailyreport.domain.DailyReportCommand.ExemptionKind;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportContradicted;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportCorrected;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportExempted;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportExpected;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportFactNoted;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportFactWithdrawn;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportMissed;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportOverdue;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportReminded;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportSubmitted;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportTakenByPhone;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.ZeroReportSubmitted;
import org.vigil.reporting.dailyreport.domain.DailyReportExemption.DailyReportsExempted;
import org.vigil.reporting.dailyreport.domain.DailyReporting;
import org.vigil.reporting.dailyreport.domain.DailyReporting.DailyReportDayOpened;
import org.vigil.reporting.dailyreport.domain.DailyReporting.DailyReportDeputyNamed;
import org.vigil.reporting.dailyreport.domain.DailyReporting.DailyReportsBegan;
import org.vigil.reporting.dailyreport.domain.DailyReporting.DailyReportsEnded;
import org.vigil.reporting.dailyreport.domain.HealthFact;
import org.vigil.reporting.dailyreport.domain.Signature;
import org.vigil.reporting.expectation.domain.Evidence;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.ConcealmentSuspected;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.DepartmentKnowledgeProven;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.FalseReportSuspected;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.FalseReportSuspicionLifted;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.LateReportProven;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.MissedReportDetected;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.ReportExpectationMet;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.ReportExpectationReopened;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.ReportExpectationWithdrawn;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.ReportExpected;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.SignalDeniedByDailyReport;
import org.vigil.reporting.expectation.domain.Occasion;
import org.vigil.reporting.exposure.domain.ContactDegree;
import org.vigil.reporting.exposure.domain.Exposure;
import org.vigil.reporting.exposure.domain.ExposureReportEvent;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.CloseContactReported;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.EpidemicAreaReturneeReported;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.ExposedPersonIdentified;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.ExposureReportAcknowledged;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.ExposureReportCorrected;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.ExposureReportRevealed;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.LateExposureReportDetected;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.Mistaken;
import org.vigil.reporting.exposure.domain.HealthObservation;
import org.vigil.reporting.exposure.domain.HealthObservation.Finding;
import org.vigil.reporting.exposure.domain.HealthObservation.FollowUpDay;
import org.vigil.reporting.exposure.domain.HealthObservation.ObservationFollowUpMissed;
import org.vigil.reporting.exposure.domain.HealthObservation.ObservationFollowedUp;
import org.vigil.reporting.exposure.domain.HealthObservation.ObservationMerged;
import org.vigil.reporting.exposure.domain.HealthObservation.ObservationReportJoined;
import org.vigil.reporting.exposure.domain.HealthObservation.ObservationReportPutRight;
import org.vigil.reporting.exposure.domain.HealthObservation.ObservationReportWithdrawn;
import org.vigil.reporting.exposure.domain.HealthObservation.ObservedPersonFellIll;
import org.vigil.reporting.outing.domain.Destination;
import org.vigil.reporting.outing.domain.OutingEvent;
import org.vigil.reporting.outing.domain.OutingEvent.HighRiskTravelConfirmed;
import org.vigil.reporting.outing.domain.OutingEvent.HighRiskTravelDismissed;
import org.vigil.reporting.outing.domain.OutingEvent.HighRiskTravelMatched;
import org.vigil.reporting.outing.domain.OutingEvent.HighRiskTravelWithdrawn;
import org.vigil.reporting.outing.domain.OutingEvent.OutingCancelled;
import org.vigil.reporting.outing.domain.OutingEvent.OutingPersonIdentified;
import org.vigil.reporting.outing.domain.OutingEvent.OutingProlonged;
import org.vigil.reporting.outing.domain.OutingEvent.OutingRegistered;
import org.vigil.reporting.outing.domain.OutingEvent.OutingReturnOverdue;
import org.vigil.reporting.outing.domain.OutingEvent.OutingReturned;
import org.vigil.reporting.outing.domain.OutingEvent.OutingRevealed;
import org.vigil.reporting.outing.domain.OutingEvent.OutingStopsChanged;
import org.vigil.reporting.outing.domain.RiskLevel;
import org.vigil.reporting.outing.domain.Stop;
import org.vigil.reporting.person.domain.Channel;
import org.vigil.reporting.person.domain.Person;
import org.vigil.reporting.riskarea.domain.RiskArea;
import org.vigil.reporting.riskarea.domain.RiskAreaEvent;
import org.vigil.reporting.riskarea.domain.RiskAreaEvent.RiskAreaListCameIntoForce;
import org.vigil.reporting.riskarea.domain.RiskAreaEvent.RiskAreaListReplaced;
import org.vigil.reporting.riskarea.domain.RiskAreaEvent.RiskAreasListed;
import org.vigil.reporting.symptomreport.domain.Observation;
import org.vigil.reporting.symptomreport.domain.OneIllness.Earlier;
import org.vigil.reporting.symptomreport.domain.Symptom;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.LateReportDetected;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.ReportAcknowledged;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.ReportCorrected;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.ReportRevealed;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomReportJoined;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomReportSeparated;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomReported;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomaticPersonIdentified;
import org.vigil.testing.Contracts;

/** The shape of what is stored and published, held to the examples in docs/contracts. */
class ReportsContractTest {

  private static final Instant AT = Instant.parse("2022-11-03T06:05:00Z");
  private static final Duration WITHIN = Duration.ofMinutes(30);
  private static final String SUBJECT = "5f0c6e0b9a1d4b7e8c2f3a4b5c6d7e8f";
  private static final Person PERSON = new Person("张三丰", "A0017", "13800005678");
  private static final Observation SEEN =
      new Observation(
          List.of(Symptom.FEVER, Symptom.COUGH),
          382,
          AT.minusSeconds(7_200),
          AT.minusSeconds(2_700),
          "已居家");
  private static final LocalDate DAY = LocalDate.of(2022, 11, 3);
  private static final Signature SIGNATURE = new Signature(SUBJECT, "张三丰", Signature.As.DEPUTY);
  private static final HealthFact FACT =
      new HealthFact(HealthFact.Kind.SYMPTOM, "r1", SUBJECT, AT.minusSeconds(60));
  private static final Evidence KNEW = new Evidence(Evidence.Kind.ACKNOWLEDGED, "aqbw-system", AT);
  private static final Exposure MET =
      new Exposure(Exposure.Kind.CONTACT, ContactDegree.CLOSE, null, null, AT, AT, "与本人同车，已核实");
  private static final Exposure BACK =
      new Exposure(Exposure.Kind.RETURNEE, null, "130102", null, AT, AT, "探亲返回");
  private static final EventCatalog CATALOG =
      EventCatalog.of(
          "reporting",
          List.of(
              SymptomReportEvent.class,
              OutingEvent.class,
              Absence.Event.class,
              RiskAreaEvent.class,
              ExpectedReportEvent.class,
              DailyReportEvent.class,
              DailyReporting.Event.class,
              DailyReportsExempted.class,
              ExposureReportEvent.class,
              HealthObservation.Event.class));
  private static final List<Object> EXAMPLES =
      List.of(
          new SymptomReported(
              SUBJECT,
              "GWYC",
              PERSON,
              true,
              Channel.SYSTEM,
              SEEN,
              AT,
              "visit-17",
              new Earlier("report-16", AT.minusSeconds(3_600), true)),
          new SymptomReportJoined(SUBJECT, "GWYC", "张三丰", "report-16"),
          new SymptomReportSeparated(SUBJECT, "GWYC", "张三丰", "report-16"),
          new LateReportDetected(
              SUBJECT,
              "GWYC",
              "张三丰",
              AT.minusSeconds(2_700),
              AT,
              WITHIN,
              Duration.ofMinutes(15),
              within(WITHIN)),
          new ReportAcknowledged(SUBJECT, "GWYC", "收到，已电话核实"),
          new ReportCorrected(
              SUBJECT,
              "GWYC",
              PERSON,
              SEEN,
              "复测体温",
              "00000000000000000000000000000003",
              true,
              "report-16"),
          new SymptomaticPersonIdentified(
              SUBJECT, "GWYC", PERSON, SEEN, AT, "00000000000000000000000000000001"),
          new ReportRevealed(SUBJECT, "GWYC", "电话核实病情"),
          new OutingRegistered(
              SUBJECT,
              "JGZH",
              PERSON,
              true,
              AT,
              AT.plusSeconds(172_800),
              new Destination("130102", null, "石家庄市长安区某小区"),
              List.of(
                  new Stop(
                      new Destination("110106", null, "北京西站附近某小区"),
                      AT.plusSeconds(3_600),
                      AT.plusSeconds(7_200))),
              "探亲",
              "高铁",
              AT.minusSeconds(86_400)),
          new OutingPersonIdentified(
              SUBJECT,
              "JGZH",
              PERSON,
              new Destination("130102", null, "石家庄市长安区某小区"),
              List.of(new Stop(new Destination("110106", null, "北京西站附近某小区"), AT, null)),
              "00000000000000000000000000000001"),
          new OutingProlonged(SUBJECT, "JGZH", AT.plusSeconds(259_200), "列车停运"),
          new OutingReturned(SUBJECT, "JGZH", AT.plusSeconds(255_000)),
          new OutingReturnOverdue(SUBJECT, "JGZH", "张三丰", AT.plusSeconds(259_200)),
          new AbsenceNoted(SUBJECT, "JGZH", "张三丰", Absence.Source.MUSTER, "m1", AT),
          new OutingUnregisteredSuspected(
              SUBJECT, "JGZH", "张三丰", Absence.Source.SHIFT, "JGZH.DUTY.1667455200", AT),
          new OutingCancelled(SUBJECT, "JGZH", "不去了"),
          new HighRiskTravelMatched(
              1,
              SUBJECT,
              "JGZH",
              "张三丰",
              "130102",
              List.of(1),
              RiskLevel.HIGH,
              List.of("某街道某小区3号楼"),
              List.of("0123456789abcdef"),
              "20221103T000000Z",
              AT,
              AT.plusSeconds(172_800)),
          new OutingStopsChanged(
              SUBJECT,
              "JGZH",
              List.of(new Stop(new Destination("110105", null, "改道某小区"), AT, null)),
              List.of("0123456789abcdef"),
              "本人改乘高铁"),
          new HighRiskTravelWithdrawn(1, SUBJECT, "JGZH", "本人改乘高铁"),
          new HighRiskTravelConfirmed(1, SUBJECT, "JGZH", "本人确认到过"),
          new HighRiskTravelDismissed(1, SUBJECT, "JGZH", "本人未到过该小区"),
          new OutingRevealed(SUBJECT, "JGZH", "核实行程"),
          new RiskAreaListReplaced(AT, 1, "国务院客户端 2022-11-02 24时", 1, "ab".repeat(32)),
          new RiskAreasListed(
              1, 1, List.of(new RiskArea("130102", "某街道某小区3号楼", RiskArea.Level.HIGH))),
          new RiskAreaListCameIntoForce(AT, 1),
          new ReportExpected(
              SUBJECT,
              "AQBW",
              "YWS",
              "中门",
              "张*",
              AT,
              AT.plus(WITHIN),
              WITHIN,
              Occasion.MEASURED_AT_EXIT,
              within(WITHIN)),
          new ReportExpectationMet(
              SUBJECT, "AQBW", "0d5c1f9e-1111-4222-8333-444455556666", AT, Duration.ZERO),
          new ReportExpectationReopened(
              SUBJECT, "AQBW", "r1", AT, AT.plus(WITHIN), Occasion.CASE_CONTACT),
          new ReportExpectationWithdrawn(SUBJECT, "GWYC", AT, Occasion.MEASURED_AT_MEETING),
          new MissedReportDetected(
              SUBJECT,
              "AQBW",
              "YWS",
              "中门",
              "张*",
              AT,
              AT.plus(WITHIN),
              Occasion.MEASURED_AT_EXIT,
              within(WITHIN)),
          new DepartmentKnowledgeProven(SUBJECT, "AQBW", KNEW, AT.plus(WITHIN)),
          new SignalDeniedByDailyReport(SUBJECT, "AQBW", "AQBW:2022-11-03", AT),
          new ConcealmentSuspected(
              SUBJECT,
              "AQBW",
              "张*",
              AT,
              AT.plus(WITHIN),
              List.of(KNEW),
              "AQBW:2022-11-03",
              Occasion.MEASURED_AT_EXIT,
              within(WITHIN)),
          new LateReportProven(
              SUBJECT,
              "AQBW",
              "张*",
              "r1",
              AT,
              AT.plusSeconds(3_600),
              WITHIN,
              Duration.ofMinutes(30),
              List.of(KNEW),
              Occasion.RISK_TRAVEL,
              within(WITHIN)),
          new FalseReportSuspected(
              SUBJECT,
              "AQBW",
              "张*",
              AT,
              "r1",
              AT.plusSeconds(600),
              Occasion.MEASURED_AT_EXIT,
              List.of(
                  "0190f2a0-1111-7222-8333-444455556666", "0190f2a0-1111-7222-8333-444455557777"),
              within(Duration.ofHours(4))),
          new FalseReportSuspicionLifted(SUBJECT, "AQBW", "r1", Occasion.MEASURED_AT_EXIT, true),
          new DailyReportsBegan("GWYC", DAY, AT),
          new DailyReportDayOpened(
              "GWYC", DAY, AT, AT, AT.plus(WITHIN), AT.plusSeconds(86_400), CUT_OFF, MISSED_AFTER),
          new DailyReportsEnded("GWYC"),
          new DailyReportDeputyNamed("GWYC", SUBJECT, "张三丰", AT, AT.plusSeconds(86_400), "本人出差"),
          new DailyReportsExempted(
              List.of("GWYC"), DAY, DAY.plusDays(1), ExemptionKind.HOLIDAY, "国庆放假", AT),
          new DailyReportExpected("GWYC", DAY, AT, AT, AT.plus(WITHIN), CUT_OFF, MISSED_AFTER),
          new DailyReportReminded("GWYC", DAY, AT),
          new DailyReportOverdue("GWYC", DAY, AT, CUT_OFF),
          new DailyReportMissed("GWYC", DAY, AT, CUT_OFF, MISSED_AFTER),
          new DailyReportSubmitted(
              "GWYC", DAY, new Counts(20, 3, 1, 0, 0), SIGNATURE, AT, AT, Duration.ZERO),
          new ZeroReportSubmitted("GWYC", DAY, 21, 2, SIGNATURE, AT, AT, Duration.ofMinutes(5)),
          new DailyReportCorrected(
              SUBJECT, "GWYC", DAY, new Counts(20, 3, 1, 0, 0), SIGNATURE, "复测体温", AT, true),
          new DailyReportTakenByPhone(SUBJECT, "GWYC", DAY, "王五", "office", AT),
          new DailyReportExempted("GWYC", DAY, AT, "x1", ExemptionKind.HOLIDAY),
          new DailyReportFactNoted("GWYC", DAY, FACT),
          new DailyReportFactWithdrawn("GWYC", DAY, FACT, true),
          new DailyReportContradicted("GWYC", DAY, true, AT, List.of(FACT)),
          new CloseContactReported(SUBJECT, "GWYC", PERSON, true, MET, Channel.PHONE, AT, 8),
          new EpidemicAreaReturneeReported(
              SUBJECT, "GWYC", PERSON, true, BACK, Channel.PERSON, AT, 7),
          new LateExposureReportDetected(
              SUBJECT,
              "GWYC",
              "张三丰",
              AT.minusSeconds(2_700),
              AT,
              WITHIN,
              Duration.ofMinutes(15),
              within(WITHIN)),
          new ExposureReportAcknowledged(SUBJECT, "GWYC", "收到，已电话核实"),
          new ExposureReportCorrected(
              SUBJECT,
              "GWYC",
              PERSON,
              MET,
              "复测体温",
              8,
              new Mistaken("00000000000000000000000000000003", true)),
          new ExposedPersonIdentified(
              SUBJECT, "GWYC", PERSON, "00000000000000000000000000000001", AT, 8),
          new ExposureReportRevealed(SUBJECT, "GWYC", "电话核实病情"),
          new ObservationReportJoined(
              SUBJECT,
              "GWYC",
              "张三丰",
              "r1",
              List.of(new FollowUpDay(DAY, AT)),
              List.of(DAY, DAY.plusDays(1))),
          new ObservationReportPutRight(
              SUBJECT,
              "GWYC",
              "张三丰",
              "r1",
              List.of(new FollowUpDay(DAY, AT)),
              List.of(DAY.plusDays(2)),
              List.of(DAY, DAY.plusDays(1))),
          new ObservationReportWithdrawn(SUBJECT, "GWYC", "张三丰", "r1", List.of(DAY.plusDays(1))),
          new ObservationFollowedUp(SUBJECT, "GWYC", DAY, Finding.SYMPTOMS, "咳嗽，已核实", AT, false),
          new ObservedPersonFellIll(SUBJECT, "GWYC", "张三丰", DAY, true),
          new ObservationFollowUpMissed(SUBJECT, "GWYC", DAY),
          new ObservationMerged(SUBJECT, "GWYC", "00000000000000000000000000000002"));

  @Test
  void every_event_is_stored_and_published_as_it_was_agreed() {
    Contracts.hold(CATALOG, EXAMPLES);
  }

  @Test
  void nothing_personal_leaves_the_service() {
    for (Object example : EXAMPLES) {
      String type = CATALOG.typeOf(example);
      String published =
          new String(CATALOG.published(type, EventCatalog.bytes(example)), StandardCharsets.UTF_8);
      assertThat(published)
          .as(type)
          .doesNotContain("张三", "A0017", "1380000", "FEVER", "COUGH", "382", "已居家", "某小区\"")
          .doesNotContain("复测", "核实", "探亲", "高铁", "停运", "不去了", "本人");
    }
  }
}
