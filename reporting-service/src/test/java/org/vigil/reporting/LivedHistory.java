package org.vigil.reporting;

import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.SubjectIds;
import org.vigil.eventsourcing.CommandContext;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.reporting.intake.CaseZoneDisinfected;
import org.vigil.reporting.intake.DailyQuotaCorrected;
import org.vigil.reporting.intake.DailyQuotaMissed;
import org.vigil.reporting.intake.DepartmentArranged;
import org.vigil.reporting.intake.DepartmentDefined;
import org.vigil.reporting.intake.LeaveCancelled;
import org.vigil.reporting.intake.LeaveRegistered;
import org.vigil.reporting.intake.PersonRegistered;
import org.vigil.reporting.intake.ResponsibilityHandoverAccepted;
import org.vigil.reporting.intake.StockRanOut;
import org.vigil.reporting.webhook.domain.WebhookEndpoint;
import org.vigil.testing.SettableClock;

/**
 * Some weeks of the service's life, with something of everything: what is done in time and what is
 * not, what is corrected and what is taken back.
 */
final class LivedHistory extends HistoryTeller {

  private static final String OFFICE = "office:BG-001";
  private static final String LEADER = "leader:LD-001";

  private final LivedReports reports;

  LivedHistory(
      DataSource dataSource,
      EventSourcing eventSourcing,
      SettableClock clock,
      ZoneId zone,
      SubjectIds ids,
      int port) {
    super(dataSource, eventSourcing, clock, zone, ids, port);
    this.reports = new LivedReports(dataSource, eventSourcing, clock, zone, ids, port);
  }

  void live() throws SQLException {
    staff();
    group();
    rules();
    webhooks();
    settle();
    reports.healthAndReports();
    reports.exposures();
    reports.outings();
    reports.dailyReports();
    chain();
    dispatch();
    ownDuties();
    settle();
    answers();
    accountability();
    forward(Duration.ofHours(2));
    feversTurnOutToBeNone();
    reports.lateReport();
    webhookFailsAndComesBack();
    forward(Duration.ofDays(1));
    nextDay();
    forward(Duration.ofDays(3));
    forward(Duration.ofDays(12));
  }

  // Who is there

  private void department(String code, String name, @Nullable String head) throws SQLException {
    department(code, name, head, true);
  }

  private void department(String code, String name, @Nullable String head, boolean active)
      throws SQLException {
    received.event(
        "duty",
        "department-defined",
        "department/" + code,
        new DepartmentDefined(
            new DepartmentDefined.Definition(
                code,
                name,
                List.of(name + "室"),
                active,
                head == null ? null : new DepartmentDefined.Head(head, "王*"))));
  }

  private void member(String subject, String department) throws SQLException {
    received.event(
        "duty",
        "person-registered",
        "person/" + subject,
        new PersonRegistered(
            new PersonRegistered.Particulars(
                subject, department, "孙*", ids.of("13500001818", null))));
  }

  private void arranged(@Nullable LocalDate until) throws SQLException {
    received.event(
        "duty",
        "department-arranged",
        "department/GWYC",
        new DepartmentArranged(
            new DepartmentArranged.Arrangement(
                "GWYC",
                List.of(
                    new DepartmentArranged.Post(
                        "HEAD", ids.of(HEAD, null), "王*", today().minusDays(30), until)))));
  }

  private void staff() throws SQLException {
    String head = ids.of(HEAD, null);
    String member = ids.of(null, "GW-018");
    department("BGS", "办公室", null);
    department("YWS", "医务", null);
    department("JYGL", "经营管理科", null);
    department("JGH", "工会", null);
    department("ZHGL", "综合管理科", null);
    department("GWYC", "公务员", null);
    department("GWYC", "公务员处", head);
    member(head, "GWYC");
    member(ids.of(null, "YW-001"), "YWS");
    member(member, "ZHGL");
    member(member, "GWYC");
    arranged(null);
    arranged(today().plusDays(30));
    received.event(
        "duty",
        "responsibility-handover-accepted",
        "responsibility-handover/H1",
        new ResponsibilityHandoverAccepted(
            "H1",
            "GWYC",
            "HEAD",
            head,
            new ResponsibilityHandoverAccepted.Receiver(member, "孙*"),
            today().minusDays(30),
            in(Duration.ofDays(1)),
            in(Duration.ofDays(2))));
    for (String leave : List.of("L1", "L2")) {
      received.event(
          "duty",
          "leave-registered",
          "person/" + member,
          new LeaveRegistered(
              member,
              "GWYC",
              leave,
              new LeaveRegistered.Days(today().plusDays(1), today().plusDays(2))));
    }
    received.event(
        "duty", "leave-cancelled", "person/" + member, new LeaveCancelled(member, "GWYC", "L2"));
  }

  private static String leads(String role, String name, String staffNo, String supervises) {
    return "{\"role\":\"%s\",\"name\":\"%s\",\"staffNo\":\"%s\",\"supervises\":[%s],\"from\":\"2022-01-01T00:00:00Z\"}"
        .formatted(role, name, staffNo, supervises);
  }

  private void group() throws SQLException {
    String leader = leads("LEADER", "林建华", "LD-001", "");
    String deputy = leads("EXECUTIVE_DEPUTY", "高志远", "LD-002", "");
    put("office", "leading-group", "{\"members\":[%s,%s]}".formatted(leader, deputy));
    settle();
    department("JYGL", "经营管理科", null, false);
    settle();
    put(
        "office",
        "leading-group",
        "{\"members\":[%s,%s,%s,%s]}"
            .formatted(
                leader,
                deputy,
                leads("DEPUTY", "卫东", "GW-001", "\"GWYC\",\"YWS\""),
                leads("OFFICE_DIRECTOR", "王静", "BG-001", "")));
    String away = "{\"role\":\"DEPUTY\",\"staffNo\":\"GW-001\",\"from\":\"%s\"}";
    String gone = away.formatted(ago(1));
    for (int days = 1; days <= 3; days++) {
      String until = "\"until\":\"%s\",\"staffNo\"".formatted(in(Duration.ofDays(days)));
      post("office", "leading-group/absences", gone.replace("\"staffNo\"", until));
    }
    post("office", "leading-group/absences", gone);
    settle();
    post("office", "leading-group/returns", "{\"role\":\"DEPUTY\",\"staffNo\":\"GW-001\"}");
    post(
        "office",
        "leading-group/absences",
        away.formatted(in(Duration.ofDays(2)))
            .replace("DEPUTY", "EXECUTIVE_DEPUTY")
            .replace("GW-001", "LD-002"));
  }

  // The rules

  private void rules() throws SQLException {
    String versions = "policy-parameters/reporting.symptom-report-within/versions";
    for (String value : List.of("PT35M", "PT40M")) {
      Integer number = post("office", versions, version(value)).path("number");
      post("leader:LD-001", versions + "/" + number + "/approvals", "");
    }
    post("office", versions, version("PT45M"));
    post("leader:LD-001", versions, version("PT30M"));
    post("office", versions, version("PT50M"));
    post("office", versions, version("PT55M"));
    for (String from : List.of("2022-10-01T00:00:00Z", "2022-10-15T00:00:00Z")) {
      put(
          "office",
          "obligations/3.3-a/assignments/GWYC",
          "{\"name\":\"钱进\",\"staffNo\":\"Q-1\",\"from\":\"%s\"}".formatted(from));
      put(
          "office",
          "obligations/3.4-b/units",
          """
          {"units":[{"department":"GWYC","leads":false},{"department":"ZHGL","leads":true}],
           "from":"%s"}
          """
              .formatted(from));
    }
    for (String within : List.of("PT5M", "PT10M")) {
      Integer version =
          post(
                  "office",
                  "signal-rules/drafts",
                  """
                  {"rules":[{"kind":"STOCK_LOW","severity":"WARNING","entry":"L1","copies":["L2"],
                   "ackWithin":"%s"}],"effectiveFrom":"%s","reason":"试行一个月"}
                  """
                      .formatted(within, in(Duration.ofHours(1))))
              .path("version");
      settle();
      post("office", "signal-rules/drafts/" + version + "/dry-runs", "");
      post("leader:LD-001", "signal-rules/drafts/" + version + "/approvals", "");
    }
  }

  private String version(String value) {
    return "{\"value\":\"%s\",\"effectiveFrom\":\"%s\",\"source\":\"纪要\"}"
        .formatted(value, ago(60));
  }

  private void webhooks() {
    for (String name : List.of("oa", "gone")) {
      post(
          "office",
          "webhook-endpoints",
          "{\"name\":\"%s\",\"url\":\"https://127.0.0.1/hooks\",\"filter\":{\"change\":\"RAISED\"}}"
              .formatted(name));
    }
    post("office", "webhook-endpoints/oa/secrets", "");
    post("office", "webhook-endpoints/oa/replays", "{\"after\":0}");
    post("office", "webhook-endpoints/gone/removals", "");
  }

  /** As the sender tells it, which stands still here. */
  private void webhookFailsAndComesBack() throws SQLException {
    for (WebhookEndpoint.Command told :
        List.of(
            new WebhookEndpoint.ReportDead(
                ago(60),
                1,
                WebhookEndpoint.Why.NOT_TAKEN,
                CitedRules.decided("reporting.webhook-dead-after", "PT1H")),
            new WebhookEndpoint.ReportAlive(1))) {
      eventSourcing
          .handler(WebhookEndpoint.CATEGORY)
          .handle("oa", told, CommandContext.of("webhook-sender", UUID.randomUUID()));
    }
    settle();
  }

  // The chain

  private String matter(String kind) {
    return get("office", "escalations?limit=200")
        .path("items.find { it.kind == '" + kind + "' }.id");
  }

  private void chain() throws SQLException {
    received.event("supplies", "stock-ran-out", "item/MASK", new StockRanOut("MASK", "ZHGL"));
    received.event("supplies", "stock-ran-out", "item/MASK", new StockRanOut("MASK", "ZHGL"));
    DailyQuotaMissed missed = new DailyQuotaMissed("LOBBY", "ZHGL", today().minusDays(1), 1, 3);
    received.event("disinfection", "daily-disinfection-quota-missed", "zone-day/LOBBY", missed);
    settle();
    received.event(
        "disinfection",
        "daily-disinfection-quota-corrected",
        "zone-day/LOBBY",
        new DailyQuotaCorrected("LOBBY", "ZHGL", today().minusDays(1), 3, 3));
    settle();
    String one = "escalations/" + matter("SYMPTOM_REPORTED");
    for (String to : List.of("YWS", "JGH", "ZHGL")) {
      post("department", one + "/transfers", "{\"to\":\"%s\",\"reason\":\"不属\"}".formatted(to));
      settle();
      Integer number = get("office", one).path("offer");
      post("department-" + to, one + "/transfers/" + number + "/refusals", "{\"reason\":\"也不属\"}");
    }
    post("department", one + "/transfers", "{\"to\":\"YWS\",\"reason\":\"不属\"}");
    settle();
    Integer last = get("office", one).path("offer");
    post("department-YWS", one + "/transfers/" + last + "/acceptances", "");
    post(LEADER, one + "/decisions", "{\"decision\":\"封控三层\"}");
    post(
        "office",
        one + "/snoozes",
        "{\"until\":\"%s\",\"reason\":\"等待结果\"}".formatted(in(Duration.ofMinutes(60))));
    post("leader", one + "/snoozes/approvals", "");
    settle();
    String done = "escalations/" + matter("STOCK_OUT");
    post("office", done + "/acknowledgements", "{}");
    post("office", done + "/resolutions", "{\"outcome\":\"HANDLED\"}");
    post("office", "escalations/" + matter("REPORT_LATE") + "/acknowledgements", "{}");
    settle();
    received.event("supplies", "stock-ran-out", "item/MASK", new StockRanOut("MASK", "ZHGL"));
  }

  private void order(String id) {
    post(
        LEADER,
        "dispatch-orders",
        """
        {"id":"%s","department":"YWS","order":"派两名医务人员","answerBy":"%s","completeBy":"%s"}
        """
            .formatted(id, in(Duration.ofMinutes(30)), in(Duration.ofHours(4))));
  }

  private void dispatch() {
    for (String id : List.of("done", "refused", "silent", "late", "withdrawn")) {
      order(id);
    }
    post("department-YWS", "dispatch-orders/done/acknowledgements", "");
    post(
        "office",
        "dispatch-orders/done/calls",
        "{\"answer\":\"COMPLETED\",\"calledBy\":{\"name\":\"冯洁\",\"staffNo\":\"YW-001\"}}");
    post("department-YWS", "dispatch-orders/refused/refusals", "{\"reason\":\"人手不足\"}");
    post("department-YWS", "dispatch-orders/late/acknowledgements", "");
    post(LEADER, "dispatch-orders/withdrawn/withdrawals", "");
  }

  // The leading group's own duties

  private String outbreak;
  private String guidance;
  private String request;
  private String directive;
  private String rumour;
  private String task;

  private void ownDuties() {
    outbreak =
        created(
            "office",
            "outbreak-cases",
            "{\"department\":\"GWYC\",\"person\":%s,\"grounds\":\"SUSPECTED\",\"knownAt\":\"%s\"}"
                .formatted(PATIENT, clock.instant()));
    post(
        "office",
        "liaison-contacts",
        "{\"channel\":\"PHONE\",\"institution\":\"区卫健局\",\"topic\":\"形势\",\"at\":\"%s\"}"
            .formatted(clock.instant()));
    for (int i = 0; i < 3; i++) {
      guidance =
          created(
              "department-YWS",
              "guidances",
              "{\"department\":\"YWS\",\"institution\":\"区疾控\",\"title\":\"通风\"}");
      request =
          created(
              "office",
              "external-requests",
              "{\"department\":\"GWYC\",\"institution\":\"区指挥部\",\"title\":\"协查\"}");
      directive =
          created(
              "department-JGDW",
              "directives",
              "{\"department\":\"JGDW\",\"issuer\":\"市指挥部\",\"title\":\"通知\"}");
      rumour =
          created(
              "department",
              "rumours",
              "{\"department\":\"GWYC\",\"content\":\"大楼封闭\",\"heardIn\":\"工作群\"}");
      task =
          created(
              "leader",
              "tasks",
              "{\"title\":\"检查\",\"department\":\"GWYC\",\"assignee\":%s}"
                  .formatted(i == 1 ? "{\"name\":\"高志远\",\"staffNo\":\"LD-002\"}" : MEMBER));
      if (i == 0) {
        post("leader", "tasks/" + task + "/withdrawals", "{\"reason\":\"合并\"}");
        post("office", "guidances/" + guidance + "/settings-aside", "{\"reason\":\"不适用\"}");
        post(LEADER, "guidances/" + guidance + "/proposals/1/approvals", "");
      }
    }
    for (String topic : List.of("MASKS", "HANDS", "STAY_IN")) {
      post(
          "office",
          "education-items",
          "{\"topic\":\"%s\",\"title\":\"科普\",\"channel\":\"WORK_GROUP\"}".formatted(topic));
    }
    post(
        "office",
        "situation-digests",
        "{\"day\":\"%s\",\"title\":\"形势\",\"summary\":\"无新增\"}".formatted(today()));
  }

  private void unknownPeopleOfACase() throws SQLException {
    String one =
        "outbreak-cases/"
            + created(
                "office",
                "outbreak-cases",
                "{\"department\":\"GWYC\",\"person\":{\"name\":\"郑某\"},\"grounds\":\"SUSPECTED\",\"knownAt\":\"%s\",\"drill\":true}"
                    .formatted(clock.instant()));
    post(
        "office",
        one + "/contacts",
        "{\"department\":\"GWYC\",\"person\":{\"name\":\"钱某\"},\"lastContactAt\":\"%s\"}"
            .formatted(ago(600)));
    settle();
    post(
        "office",
        one
            + "/contacts/"
            + get("office", one).<String>path("contacts[0].contactId")
            + "/identifications",
        "{\"person\":{\"name\":\"钱某\",\"phone\":\"13600009191\"}}");
    post(
        "office",
        one + "/identifications",
        "{\"person\":{\"name\":\"郑某\",\"phone\":\"13600008888\"}}");
  }

  private void answers() throws SQLException {
    String one = "outbreak-cases/" + outbreak;
    String now = clock.instant().toString();
    post("office", one + "/isolations", "{\"at\":\"%s\",\"place\":\"医院\"}".formatted(now));
    post(
        "office",
        one + "/contacts",
        "{\"department\":\"GWYC\",\"person\":%s,\"lastContactAt\":\"%s\"}"
            .formatted(OTHER, ago(600)));
    unknownPeopleOfACase();
    post("office", one + "/contact-listings", "{}");
    post("office", one + "/disinfection-requests", "{\"zones\":[\"HALL-1\"]}");
    post("office", one + "/disinfections", "{\"at\":\"%s\",\"by\":\"消杀组\"}".formatted(now));
    received.event(
        "disinfection",
        "case-zone-disinfected",
        "terminal-disinfection/OF-CASE",
        new CaseZoneDisinfected(outbreak, "HALL-1", "ZHGL", clock.instant()));
    post("office", one + "/reveals", "{\"purpose\":\"电话核实\"}");
    post(
        LEADER,
        "guidances/" + guidance + "/measure-revisions",
        "{\"measure\":\"会前通风\",\"effectiveFrom\":\"%s\"}".formatted(now));
    post("department", "external-requests/" + request + "/acknowledgements", "{}");
    post("department", "external-requests/" + request + "/fulfilments", "{\"how\":\"已提供\"}");
    post(
        "department-JGDW",
        "directives/" + directive + "/publications",
        "{\"channels\":[\"WORK_GROUP\"],\"audience\":[\"GWYC\",\"YWS\"]}");
    post(
        "department",
        "directives/" + directive + "/readings",
        "{\"department\":\"GWYC\",\"person\":%s}".formatted(MEMBER));
    post(
        "department-JGDW",
        "rumours/" + rumour + "/clarifications",
        "{\"clarification\":\"照常办公\",\"source\":\"通告\"}");
    post("department", "tasks/" + task + "/completions", "{\"result\":\"合格\"}");
    settle();
  }

  // Accountability

  private String lead(String event) {
    return created(
        OFFICE,
        "accountability-cases",
        """
        {"ground":"NEGLECT","obligation":"3.1-b","department":"GWYC","suspicion":"疑似失职",
         "arisenAt":"%s","evidence":["%s"]}
        """
            .formatted(ago(10), event));
  }

  private void notified(String id, List<String> evidence) throws SQLException {
    settle();
    String one = "accountability-cases/" + id;
    post(
        OFFICE,
        one + "/evidence-seals",
        "{\"evidence\":[\"" + String.join("\",\"", evidence) + "\"]}");
    post(OFFICE, one + "/notifications", "{\"person\":{\"name\":\"卫东\",\"staffNo\":\"GW-001\"}}");
  }

  private void heard(String id, List<String> evidence) throws SQLException {
    notified(id, evidence);
    String one = "accountability-cases/" + id;
    post("department", one + "/statements", "{\"statement\":\"当时在送同事就医\"}");
    post(
        LEADER,
        one + "/findings",
        """
        {"finding":"UPHELD","seriousConsequences":true,"cited":["%s"],"reasons":"查证属实"}
        """
            .formatted(evidence.getFirst()));
  }

  private void measure(String id, String measure) {
    post(
        LEADER,
        "accountability-cases/" + id + "/measures",
        "{\"measure\":\"%s\"}".formatted(measure));
  }

  private void executed(String id, String measure) {
    post(
        OFFICE,
        "accountability-cases/" + id + "/executions",
        "{\"measure\":\"%s\",\"record\":\"文号-17\"}".formatted(measure));
  }

  private void accountability() throws SQLException {
    List<String> events =
        Sql.list(
            dataSource, "select id from event order by position limit 3", row -> row.getString(1));
    String closed = lead(events.get(0));
    post(
        OFFICE,
        "accountability-cases/" + closed + "/evidence",
        "{\"evidence\":[\"%s\"]}".formatted(events.get(1)));
    heard(closed, events.subList(0, 2));
    for (String measure : List.of("NOTICE_OF_CRITICISM", "WRITTEN_SELF_CRITICISM", "REFERRAL")) {
      measure(closed, measure);
      executed(closed, measure);
    }
    String one = "accountability-cases/" + closed;
    post(OFFICE, one + "/reveals", "{\"purpose\":\"核实\"}");
    post(OFFICE, one + "/closures", "{\"reasons\":\"结案\"}");
    post(LEADER, one + "/reversals", "{\"reasons\":\"新证据\"}");
    String overdue = lead(events.get(2));
    heard(overdue, events.subList(2, 3));
    measure(overdue, "WRITTEN_SELF_CRITICISM");
    notified(lead(events.get(0)), events.subList(0, 1));
    String dismissed = lead(events.get(1));
    post(LEADER, "accountability-cases/" + dismissed + "/dismissals", "{\"reasons\":\"不成立\"}");
    settle();
  }

  /** Two fevers of meetings that nobody reported; somebody has taken one of the leads up. */
  private void feversTurnOutToBeNone() throws SQLException {
    List<String> leads =
        get("auditor", "accountability-cases?ground=REPORTING_BREACH&limit=200")
            .path("items.findAll { it.obligation == '3.9-d' }.id");
    String event =
        Sql.list(dataSource, "select id from event limit 1", row -> row.getString(1)).getFirst();
    post(
        OFFICE,
        "accountability-cases/" + leads.getFirst() + "/evidence",
        "{\"evidence\":[\"%s\"]}".formatted(event));
    reports.withdrawn("R2");
    reports.withdrawn("R3");
    settle();
  }

  // What comes of what was not done, and of what goes on

  private void followedUp(String subject, String finding) {
    post(
        "department",
        "observations/" + subject + "/follow-ups",
        "{\"day\":\"%s\",\"finding\":\"%s\"}".formatted(today(), finding));
  }

  private void nextDay() throws SQLException {
    List<String> due =
        get("department", "observations?day=" + today())
            .path("items.findAll { it.status == 'DUE' }.subjectId");
    followedUp(due.getFirst(), "WELL");
    followedUp(due.getLast(), "SYMPTOMS");
    post(
        "office",
        "outbreak-cases/" + outbreak + "/authority-notices",
        "{\"at\":\"%s\",\"authority\":\"区疾控\"}".formatted(clock.instant()));
    post("office", "outbreak-cases/" + outbreak + "/closures", "{\"result\":\"RULED_OUT\"}");
    settle();
  }
}
