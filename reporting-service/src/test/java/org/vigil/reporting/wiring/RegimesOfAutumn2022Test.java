package org.vigil.reporting.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.reporting.CitedRules.within;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.Outcome;
import org.vigil.reporting.exposure.api.ExposureResource;
import org.vigil.reporting.exposure.domain.ContactDegree;
import org.vigil.reporting.exposure.domain.Exposure;
import org.vigil.reporting.exposure.domain.ExposureReportCommand.ReportExposure;
import org.vigil.reporting.exposure.domain.ExposureReportDecider;
import org.vigil.reporting.exposure.domain.ExposureReportEvent;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.CloseContactReported;
import org.vigil.reporting.outing.domain.Destination;
import org.vigil.reporting.outing.domain.OutingCommand.RegisterOuting;
import org.vigil.reporting.outing.domain.OutingDecider;
import org.vigil.reporting.parameter.domain.Rule;
import org.vigil.reporting.person.domain.Channel;
import org.vigil.reporting.person.domain.Person;
import org.vigil.reporting.riskarea.domain.RiskArea;
import org.vigil.reporting.riskarea.domain.RiskArea.Level;
import org.vigil.reporting.riskarea.domain.RiskAreaCommand.ReplaceRiskAreas;
import org.vigil.reporting.riskarea.domain.RiskAreaDecider;

/**
 * 3.4-b: the three regimes that an autumn and winter of 2022 crosses, each as the office proposed
 * it and the leader approved it. 第九版 of 28 June knows 高 and 中 by village; the 二十条 of 11 November
 * know 高 only, by building, and no contacts of contacts; the 新十条 of 8 December draw 高 by household.
 */
class RegimesOfAutumn2022Test {

  private static final String CHANGAN = "130102";
  private static final String QIAOXI = "130104";
  private static final Person PERSON = new Person("张三", null, "13800005678");

  private static final String NINTH = "新型冠状病毒肺炎防控方案（第九版）";
  private static final String TWENTY = "进一步优化防控工作的二十条措施";
  private static final String TEN = "新十条";

  private final ReportsOnPostgres service = new ReportsOnPostgres(at(6, 28));

  private static Instant at(int month, int day) {
    return LocalDate.of(2022, month, day).atTime(9, 0).atZone(ReportsOnPostgres.ZONE).toInstant();
  }

  private void itIs(int month, int day) {
    service.clock.forward(Duration.between(service.clock.instant(), at(month, day)));
    service.settle();
  }

  /** What the bureau does from today on, and by which document. */
  private void decided(String source, String levels, String secondaryUntil, String closeDays) {
    Instant today =
        LocalDate.ofInstant(service.clock.instant(), ReportsOnPostgres.ZONE)
            .atStartOfDay(ReportsOnPostgres.ZONE)
            .toInstant();
    service.decide(ReportsParts.RISK_LEVELS, levels, today, source);
    service.decide(ExposureResource.SECONDARY_CONTACTS_UNTIL, secondaryUntil, today, source);
    service.decide(ExposureParts.CLOSE_CONTACT_DAYS.name(), closeDays, today, source);
    assertThat(service.inForce(ReportsParts.RISK_LEVELS, service.clock.instant()))
        .isEqualTo(new Rule(ReportsParts.RISK_LEVELS, levels, today, "组长", source));
  }

  private void list(RiskArea... areas) {
    Instant from = service.clock.instant();
    service.handle(
        RiskAreaDecider.CATEGORY,
        RiskAreaDecider.key(from),
        new ReplaceRiskAreas(from, "国务院客户端", List.of(areas)));
    service.settle();
  }

  private void outing(String id, String areaCode, int days) {
    Instant now = service.clock.instant();
    service.handle(
        OutingDecider.CATEGORY,
        id,
        new RegisterOuting(
            "of-" + id,
            "GWYC",
            PERSON,
            true,
            now,
            now.plus(Duration.ofDays(days)),
            new Destination(areaCode, null, "某地"),
            List.of(),
            null,
            null,
            now));
    service.settle();
  }

  private List<String> matches(String outing) {
    return service.rows(
        "select match, level, array_to_string(places, '+') from outing_match where outing_id = '"
            + outing
            + "' order by match");
  }

  /** As the resource does it, by what is in force when the department knows. */
  private Outcome<ExposureReportEvent> report(ContactDegree degree, String id) {
    Instant now = service.clock.instant();
    LocalDate until =
        LocalDate.parse(service.inForce(ExposureResource.SECONDARY_CONTACTS_UNTIL, now).value());
    return service.handle(
        ExposureReportDecider.CATEGORY,
        id,
        new ReportExposure(
            "of-" + id,
            "GWYC",
            PERSON,
            true,
            new Exposure(Exposure.Kind.CONTACT, degree, null, null, now, now, null),
            Channel.SYSTEM,
            now,
            within(ReportsOnPostgres.REPORT_WITHIN),
            service.inForce(ExposureParts.CLOSE_CONTACT_DAYS.name(), now).number(),
            until.atStartOfDay(ReportsOnPostgres.ZONE).toInstant()));
  }

  private boolean isTaken(ContactDegree degree, String id) {
    return report(degree, id) instanceof Outcome.Done<ExposureReportEvent>;
  }

  /** How many days a close contact is asked after. */
  private int daysOfACloseContact(String id) {
    return switch (report(ContactDegree.CLOSE, id)) {
      case Outcome.Done<ExposureReportEvent> done ->
          ((CloseContactReported) done.events().getFirst().event()).observeDays();
      default -> 0;
    };
  }

  @Test
  void each_list_counts_by_the_rules_of_its_own_day() {
    try (service) {
      // 第九版: 高 and 中 by village; a village that comes down to 中 after seven days is news.
      decided(NINTH, "2", "2099-12-31", "10");
      assertThat(daysOfACloseContact("summer")).isEqualTo(10);
      itIs(10, 20);
      outing("october", CHANGAN, 20);
      list(new RiskArea(CHANGAN, "某村", Level.HIGH), new RiskArea(QIAOXI, "其余", Level.LOW));
      itIs(10, 27);
      list(new RiskArea(CHANGAN, "某村", Level.MEDIUM));
      outing("medium", CHANGAN, 2);
      outing("low", QIAOXI, 2);
      assertThat(matches("october")).containsExactly("1|HIGH|某村", "2|MEDIUM|某村");
      assertThat(matches("medium")).containsExactly("1|MEDIUM|某村");
      assertThat(matches("low")).isEmpty();
      itIs(11, 10);
      assertThat(isTaken(ContactDegree.SECONDARY, "last-day")).isTrue();

      // 二十条: a row that a list still calls 中 is kept and counts for nobody; 高 is a building.
      itIs(11, 11);
      decided(TWENTY, "1", "2022-11-11", "8");
      assertThat(daysOfACloseContact("november-contact")).isEqualTo(8);
      outing("november", CHANGAN, 5);
      assertThat(matches("november")).as("by the list of October").hasSize(1);
      list(new RiskArea(CHANGAN, "某街道", Level.MEDIUM), new RiskArea(QIAOXI, "某小区3号楼", Level.HIGH));
      outing("relic", CHANGAN, 2);
      outing("building", QIAOXI, 2);
      assertThat(service.rows("select count(*) from risk_area_entry where text = '某街道'"))
          .containsExactly("1");
      assertThat(matches("relic")).isEmpty();
      assertThat(matches("november")).hasSize(1);
      assertThat(matches("building")).containsExactly("1|HIGH|某小区3号楼");
      assertThat(isTaken(ContactDegree.SECONDARY, "too-late")).isFalse();
      assertThat(isTaken(ContactDegree.CLOSE, "still-known")).isTrue();

      // After five days without news the building is off the list, and a new outing is free of it.
      itIs(11, 16);
      list();
      outing("free", QIAOXI, 2);
      assertThat(matches("free")).isEmpty();

      // 新十条: 高 by unit and household; the words tell a person what to confirm.
      itIs(12, 8);
      decided(TEN, "1", "2022-11-11", "5");
      assertThat(daysOfACloseContact("december-contact")).isEqualTo(5);
      assertThat(isTaken(ContactDegree.SECONDARY, "never-again")).isFalse();
      list(new RiskArea(QIAOXI, "某小区3号楼2单元301户", Level.HIGH));
      outing("december", QIAOXI, 2);
      assertThat(matches("december")).containsExactly("1|HIGH|某小区3号楼2单元301户");
      // What was decided later changes nothing of what held before.
      assertThat(service.inForce(ReportsParts.RISK_LEVELS, at(11, 10)).source()).isEqualTo(NINTH);
      assertThat(service.inForce(ReportsParts.RISK_LEVELS, at(12, 7)).source()).isEqualTo(TWENTY);
      assertThat(service.story("policy-parameter/" + ReportsParts.RISK_LEVELS))
          .containsSubsequence(
              "policy-parameter-proposed.v1",
              "policy-parameter-approved.v1",
              "policy-parameter-decided.v1");
    }
  }
}
