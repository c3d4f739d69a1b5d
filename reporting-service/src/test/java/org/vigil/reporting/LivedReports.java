package org.vigil.reporting;

import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import javax.sql.DataSource;
import org.vigil.edge.SubjectIds;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.reporting.intake.AttendeeFeverDetected;
import org.vigil.reporting.intake.AttendeeFeverWithdrawn;
import org.vigil.reporting.intake.FeverMeasured;
import org.vigil.reporting.intake.IssueCorrected;
import org.vigil.reporting.intake.MusterAbsenceFound;
import org.vigil.reporting.intake.SeparateMealsCancelled;
import org.vigil.reporting.intake.SeparateMealsOrdered;
import org.vigil.reporting.intake.StockIssued;
import org.vigil.reporting.intake.VisitorAdmittedDespiteRefusal;
import org.vigil.testing.SettableClock;

/** What {@link LivedHistory} tells of health, of exposure, of outings and of daily reports. */
final class LivedReports extends HistoryTeller {

  LivedReports(
      DataSource dataSource,
      EventSourcing eventSourcing,
      SettableClock clock,
      ZoneId zone,
      SubjectIds ids,
      int port) {
    super(dataSource, eventSourcing, clock, zone, ids, port);
  }

  /** Of somebody whom a department lets in with a fever, leaves out of its report, and reports. */
  private static final String DENIED_PHONE = "13800006666";

  // Health, exposure and travel

  private static final String STRANGER = "{\"name\":\"冯某\",\"phone\":\"13700004444\"}";

  private String symptoms(String person, int knownAgo) {
    return """
    {"department":"GWYC","person":%s,"symptoms":["FEVER"],"temperatureCelsius":38.2,
     "onsetAt":"%s","knownAt":"%s"}
    """
        .formatted(person, ago(knownAgo), ago(knownAgo));
  }

  private void fever(String visit, String subject, String department) throws SQLException {
    received.event(
        "duty",
        "fever-measured",
        "visit/" + visit,
        new FeverMeasured(visit, subject, department, "GWYC", "东门", "张*", clock.instant()));
  }

  private void admitted(String visit, String subject, String department) throws SQLException {
    received.event(
        "duty",
        "visitor-admitted-despite-refusal",
        "visit/" + visit,
        new VisitorAdmittedDespiteRefusal(visit, subject, department, "东门", null));
  }

  void healthAndReports() throws SQLException {
    String report = created("department", "symptom-reports", symptoms(PATIENT, 1));
    created("department", "symptom-reports", symptoms(OTHER, 120));
    settle();
    post("office", "symptom-reports/" + report + "/acknowledgements", "{}");
    post(
        "department",
        "symptom-reports/" + report + "/corrections",
        """
        {"person":%s,"symptoms":["COUGH"],"onsetAt":"%s","knownAt":"%s","reason":"更正"}
        """
            .formatted(PATIENT, ago(5), ago(3)));
    post("office", "symptom-reports/" + report + "/reveals", "{\"purpose\":\"电话核实\"}");
    String zheng = "{\"name\":\"郑某\",\"phone\":\"13600008888\"}";
    String first = created("department", "symptom-reports", symptoms(zheng, 1));
    String unknown = created("department", "symptom-reports", symptoms("{\"name\":\"郑某\"}", 1));
    settle();
    post(
        "department",
        "symptom-reports/" + unknown + "/identifications",
        "{\"person\":%s}".formatted(zheng));
    settle();
    post(
        "department",
        "symptom-reports/" + first + "/corrections",
        """
        {"person":%s,"symptoms":[],"onsetAt":"%s","knownAt":"%s","reason":"更正"}
        """
            .formatted(zheng, ago(1), ago(1)));
    settle();
    fever("V1", ids.of("13800005678", null), "AQBW");
    fever("V2", ids.of("13800009999", null), "AQBW");
    fever("V3", ids.of("13800008888", null), "AQBW");
    admitted("V3", ids.of("13800008888", null), "AQBW");
    fever("V4", ids.of(DENIED_PHONE, null), "GWYC");
    admitted("V4", ids.of(DENIED_PHONE, null), "GWYC");
    fever("V5", ids.of("13700004444", null), "AQBW");
    settle();
    String mistaken = created("department", "symptom-reports", symptoms(STRANGER, 1));
    settle();
    post(
        "department",
        "symptom-reports/" + mistaken + "/corrections",
        """
        {"person":{"name":"吴十","phone":"13600005555"},"symptoms":["FEVER"],"onsetAt":"%s",
         "knownAt":"%s","reason":"认错人"}
        """
            .formatted(ago(1), ago(1)));
    settle();
    fever("V6", ids.of("13700006667", null), "GWYC");
    settle();
    String contrary =
        created(
            "department",
            "symptom-reports",
            symptoms("{\"name\":\"何某\",\"phone\":\"13700006667\"}", 1)
                .replace("38.2", "36.5")
                .replace("FEVER", "COUGH"));
    settle();
    post(
        "department",
        "symptom-reports/" + contrary + "/corrections",
        """
        {"person":{"name":"吕某","phone":"13600005556"},"symptoms":["COUGH"],"onsetAt":"%s",
         "knownAt":"%s","reason":"认错人"}
        """
            .formatted(ago(1), ago(1)));
    settle();
    keptApart();
    for (String reading : List.of("R1", "R2", "R3")) {
      received.event(
          "disinfection",
          "attendee-fever-detected",
          "meeting-attendance/M1",
          new AttendeeFeverDetected(
              reading + ":fever-1", attendee(), "GWYC", "张*", clock.instant()));
    }
    withdrawn("R1");
    for (String state : List.of("WELL", "IN_ISOLATION")) {
      post(
          "department",
          "departments/GWYC/health-states",
          "{\"observedAt\":\"%s\",\"members\":[{\"person\":%s,\"state\":\"%s\"}]}"
              .formatted(clock.instant(), MEMBER, state));
    }
    get("leader:LD-001", "departments/GWYC/health");
    get("leader", "departments/GWYC/health?asOf=" + clock.instant());
    received.event(
        "duty",
        "muster-absence-found",
        "muster-unit/M1",
        new MusterAbsenceFound("M1", "REAL", "GWYC", ids.of(null, "GW-018"), "孙*", null));
  }

  private String attendee() {
    return ids.of("13800007777", null);
  }

  void withdrawn(String reading) throws SQLException {
    received.event(
        "disinfection",
        "attendee-fever-withdrawn",
        "meeting-attendance/M1",
        new AttendeeFeverWithdrawn(reading + ":fever-1", attendee(), "GWYC"));
  }

  private void keptApart() throws SQLException {
    String subject = ids.of("13800007777", null);
    received.event(
        "disinfection",
        "separate-meals-ordered",
        "separate-meals/M1",
        new SeparateMealsOrdered(
            "M1",
            subject,
            "GWYC",
            "DEPARTMENT",
            new SeparateMealsOrdered.Order(new SeparateMealsOrdered.Who("钱*"), true)));
    received.event(
        "disinfection",
        "separate-meals-cancelled",
        "separate-meals/M1",
        new SeparateMealsCancelled("M1", subject, "JYGL", 1, true, List.of()));
    StockIssued.Recipient recipient =
        new StockIssued.Recipient(subject, "GWYC", "DEPARTMENT", new StockIssued.Who("钱*"));
    received.event(
        "supplies", "stock-issued", "stock/KIT", new StockIssued("I1", "KIT", recipient));
    received.event(
        "supplies", "issue-corrected", "stock/KIT", new IssueCorrected("I1", "KIT", null, 1, 1));
  }

  private String contact(String person) {
    return """
    {"department":"GWYC","person":%s,"degree":"CLOSE","lastExposedAt":"%s","knownAt":"%s",
     "channel":"SYSTEM","circumstances":"同车"}
    """
        .formatted(person, ago(60), ago(1));
  }

  void exposures() throws SQLException {
    String known = created("department", "contact-reports", contact(OTHER));
    created(
        "department",
        "contact-reports",
        contact("{\"name\":\"周八\",\"phone\":\"13600008888\"}")
            .replace(ago(1).toString(), ago(50).toString()));
    String unknown = created("department", "contact-reports", contact("{\"name\":\"赵七\"}"));
    created(
        "department",
        "returnee-reports",
        """
        {"department":"GWYC","person":%s,"areaCode":"130102","leftAreaAt":"%s","knownAt":"%s",
         "channel":"PERSON"}
        """
            .formatted(OTHER, ago(60), ago(1)));
    settle();
    created("department", "symptom-reports", symptoms(OTHER, 1));
    post("office", "exposure-reports/" + known + "/acknowledgements", "{}");
    post(
        "department",
        "exposure-reports/" + unknown + "/identifications",
        "{\"person\":{\"name\":\"赵七\",\"phone\":\"13600007777\"}}");
    post(
        "department",
        "exposure-reports/" + known + "/corrections",
        """
        {"person":%s,"degree":"CLOSE","lastExposedAt":"%s","knownAt":"%s","reason":"更正时间"}
        """
            .formatted(OTHER, ago(3 * 24 * 60), ago(1)));
    String mistaken =
        created(
            "department",
            "contact-reports",
            contact("{\"name\":\"吴九\",\"phone\":\"13600006666\"}"));
    settle();
    post(
        "department",
        "exposure-reports/" + mistaken + "/corrections",
        """
        {"person":{"name":"吴十","phone":"13600005555"},"degree":"CLOSE","lastExposedAt":"%s",
         "knownAt":"%s","reason":"认错人"}
        """
            .formatted(ago(60), ago(1)));
    settle();
    post("office", "exposure-reports/" + known + "/reveals", "{\"purpose\":\"电话流调\"}");
  }

  private void risk(String... areas) {
    StringBuilder list = new StringBuilder();
    for (String area : areas) {
      list.append(list.isEmpty() ? "" : ",")
          .append("{\"areaCode\":\"%s\",\"text\":\"某小区\",\"level\":\"HIGH\"}".formatted(area));
    }
    put(
        "office",
        "risk-areas",
        "{\"effectiveFrom\":\"%s\",\"source\":\"通告\",\"areas\":[%s]}"
            .formatted(clock.instant(), list));
  }

  private String outing(String areaCode) {
    return created(
        "department",
        "outings",
        """
        {"department":"GWYC","person":%s,"departsAt":"%s","returnsAt":"%s",
         "destination":{"areaCode":"%s","text":"某地"},"purpose":"探亲","transport":"高铁",
         "stops":[{"areaCode":"120102","text":"途经","from":"%s","until":"%s"}]}
        """
            .formatted(OTHER, ago(600), in(Duration.ofHours(20)), areaCode, ago(540), ago(500)));
  }

  void outings() throws SQLException {
    String confirmed = outing("441900");
    String dismissed = outing("110105");
    String changed = outing("110106");
    String cancelled = outing("110101");
    String unknown =
        created(
            "department",
            "outings",
            """
            {"department":"GWYC","person":{"name":"郑某"},"departsAt":"%s","returnsAt":"%s",
             "destination":{"areaCode":"441900","text":"某地"}}
            """
                .formatted(clock.instant(), in(Duration.ofHours(20))));
    post(
        "department",
        "outings/" + unknown + "/identifications",
        "{\"person\":{\"name\":\"郑某\",\"phone\":\"13600008888\"}}");
    risk("120102");
    settle();
    post("office", "outings/" + confirmed + "/matches/1/confirmations", "{\"reason\":\"停留\"}");
    post("office", "outings/" + dismissed + "/matches/1/dismissals", "{\"reason\":\"未下车\"}");
    post(
        "department",
        "outings/" + confirmed + "/prolongations",
        "{\"returnsAt\":\"%s\",\"reason\":\"停运\"}".formatted(in(Duration.ofDays(2))));
    post(
        "department",
        "outings/" + dismissed + "/returns",
        "{\"returnedAt\":\"%s\"}".formatted(clock.instant()));
    post("department", "outings/" + cancelled + "/cancellations", "{\"reason\":\"取消\"}");
    post(
        "department",
        "outings/" + changed + "/stop-corrections",
        "{\"stops\":[],\"reason\":\"改乘直达\"}");
    post("office", "outings/" + confirmed + "/reveals", "{\"purpose\":\"流调\"}");
    clock.forward(Duration.ofMinutes(1));
    risk("130102", "120102");
    settle();
    clock.forward(Duration.ofMinutes(1));
    risk("130102");
    settle();
  }

  /** Of whom the department has long known, and of whom its daily report knew nothing. */
  void lateReport() throws SQLException {
    String late = "{\"name\":\"张四\",\"phone\":\"%s\"}".formatted(DENIED_PHONE);
    created("department", "symptom-reports", symptoms(late, 1));
    settle();
  }

  // Daily reports

  private String daily(LocalDate day, int symptoms) {
    return """
    {"department":"GWYC","day":"%s","counts":%s,"signedBy":{"name":"王五","phone":"%s"}}
    """
        .formatted(day, counts(symptoms), HEAD);
  }

  private static String counts(int symptoms) {
    return "{\"present\":21,\"absent\":2,\"symptoms\":%d,\"contacts\":0,\"returnees\":0}"
        .formatted(symptoms);
  }

  private void corrected(String report, int symptoms) {
    post(
        "department",
        "daily-reports/" + report + "/corrections",
        "{\"counts\":%s,\"signedBy\":{\"name\":\"王五\",\"phone\":\"%s\"},\"reason\":\"更正\"}"
            .formatted(counts(symptoms), HEAD));
  }

  void dailyReports() throws SQLException {
    post(
        "department",
        "daily-report-deputies",
        """
        {"department":"GWYC","person":{"name":"赵六","phone":"13600003333"},"from":"%s",
         "until":"%s","reason":"负责人出差"}
        """
            .formatted(clock.instant(), in(Duration.ofDays(1))));
    post(
        "office",
        "daily-report-exemptions",
        """
        {"departments":["GWYC"],"from":"%s","until":"%s","kind":"HOLIDAY","reason":"放假"}
        """
            .formatted(today().plusDays(3), today().plusDays(3)));
    settle();
    String call =
        daily(today().minusDays(1), 1)
            .replace("{\"department\"", "{\"channel\":\"PHONE\",\"department\"");
    created("office", "daily-reports", call);
    String report = created("department", "daily-reports", daily(today(), 0));
    settle();
    String mistaken = created("department", "symptom-reports", symptoms(MEMBER, 1));
    settle();
    post(
        "department",
        "symptom-reports/" + mistaken + "/corrections",
        """
        {"person":%s,"symptoms":[],"onsetAt":"%s","knownAt":"%s","reason":"误报"}
        """
            .formatted(MEMBER, ago(1), ago(1)));
    settle();
    corrected(report, 2);
    settle();
  }
}
