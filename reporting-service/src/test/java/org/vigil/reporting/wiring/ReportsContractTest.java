package org.vigil.reporting.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.store.EventCatalog;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.MissedReportDetected;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.ReportExpectationMet;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.ReportExpected;
import org.vigil.reporting.outing.domain.Destination;
import org.vigil.reporting.outing.domain.OutingEvent;
import org.vigil.reporting.outing.domain.OutingEvent.HighRiskTravelConfirmed;
import org.vigil.reporting.outing.domain.OutingEvent.HighRiskTravelDismissed;
import org.vigil.reporting.outing.domain.OutingEvent.HighRiskTravelMatched;
import org.vigil.reporting.outing.domain.OutingEvent.OutingCancelled;
import org.vigil.reporting.outing.domain.OutingEvent.OutingProlonged;
import org.vigil.reporting.outing.domain.OutingEvent.OutingRegistered;
import org.vigil.reporting.outing.domain.OutingEvent.OutingReturned;
import org.vigil.reporting.outing.domain.OutingEvent.OutingRevealed;
import org.vigil.reporting.outing.domain.RiskLevel;
import org.vigil.reporting.person.domain.Person;
import org.vigil.reporting.riskarea.domain.RiskArea;
import org.vigil.reporting.riskarea.domain.RiskAreaEvent;
import org.vigil.reporting.riskarea.domain.RiskAreaEvent.RiskAreaListCameIntoForce;
import org.vigil.reporting.riskarea.domain.RiskAreaEvent.RiskAreaListReplaced;
import org.vigil.reporting.riskarea.domain.RiskAreaEvent.RiskAreasListed;
import org.vigil.reporting.symptomreport.domain.Observation;
import org.vigil.reporting.symptomreport.domain.Symptom;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.LateReportDetected;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.ReportAcknowledged;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.ReportCorrected;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.ReportRevealed;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomReported;
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
  private static final EventCatalog CATALOG =
      EventCatalog.of(
          "reporting",
          List.of(
              SymptomReportEvent.class,
              OutingEvent.class,
              RiskAreaEvent.class,
              ExpectedReportEvent.class));
  private static final List<Object> EXAMPLES =
      List.of(
          new SymptomReported(SUBJECT, "GWYC", PERSON, SEEN, AT, "visit-17"),
          new LateReportDetected(
              SUBJECT, "GWYC", "张三丰", AT.minusSeconds(2_700), AT, WITHIN, Duration.ofMinutes(15)),
          new ReportAcknowledged(SUBJECT, "GWYC", "收到，已电话核实"),
          new ReportCorrected(SUBJECT, "GWYC", PERSON, SEEN, "复测体温"),
          new ReportRevealed(SUBJECT, "GWYC", "电话核实病情"),
          new OutingRegistered(
              SUBJECT,
              "JGZH",
              PERSON,
              AT,
              AT.plusSeconds(172_800),
              new Destination("130102", null, "石家庄市长安区某小区"),
              "探亲",
              "高铁",
              AT.minusSeconds(86_400)),
          new OutingProlonged(SUBJECT, "JGZH", AT.plusSeconds(259_200), "列车停运"),
          new OutingReturned(SUBJECT, "JGZH", AT.plusSeconds(255_000)),
          new OutingCancelled(SUBJECT, "JGZH", "不去了"),
          new HighRiskTravelMatched(
              1,
              SUBJECT,
              "JGZH",
              "张三丰",
              "130102",
              RiskLevel.HIGH,
              List.of("某街道某小区3号楼"),
              List.of("0123456789abcdef"),
              "20221103T000000Z",
              AT,
              AT.plusSeconds(172_800)),
          new HighRiskTravelConfirmed(1, SUBJECT, "JGZH", "本人确认到过"),
          new HighRiskTravelDismissed(1, SUBJECT, "JGZH", "本人未到过该小区"),
          new OutingRevealed(SUBJECT, "JGZH", "核实行程"),
          new RiskAreaListReplaced(AT, 1, "国务院客户端 2022-11-02 24时", 1, "ab".repeat(32)),
          new RiskAreasListed(
              1, 1, List.of(new RiskArea("130102", "某街道某小区3号楼", RiskArea.Level.HIGH))),
          new RiskAreaListCameIntoForce(AT, 1),
          new ReportExpected(SUBJECT, "AQBW", "YWS", "中门", "张*", AT, AT.plus(WITHIN), WITHIN),
          new ReportExpectationMet(
              SUBJECT, "AQBW", "0d5c1f9e-1111-4222-8333-444455556666", AT, Duration.ZERO),
          new MissedReportDetected(SUBJECT, "AQBW", "YWS", "中门", "张*", AT, AT.plus(WITHIN)));

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
