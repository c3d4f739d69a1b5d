package org.vigil.reporting.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.past.Moment;
import org.vigil.eventsourcing.past.PastStreams;
import org.vigil.eventsourcing.subject.SubjectDataCommand.EraseSubject;
import org.vigil.eventsourcing.subject.SubjectDataEvent.ErasureReason;
import org.vigil.reporting.health.domain.HealthRecord;
import org.vigil.reporting.health.domain.HealthRecord.MemberState;
import org.vigil.reporting.health.domain.HealthRecord.RecordHealthStates;
import org.vigil.reporting.health.domain.HealthRecord.State;
import org.vigil.reporting.health.domain.LeaderView;
import org.vigil.reporting.health.domain.LeaderView.Look;
import org.vigil.reporting.health.domain.LeaderView.LookBack;
import org.vigil.reporting.health.domain.LeaderView.Viewer;
import org.vigil.reporting.health.view.LeaderViewView;
import org.vigil.reporting.health.view.MemberHealthView;
import org.vigil.reporting.leadinggroup.domain.Leader;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Constitute;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Member;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Role;
import org.vigil.reporting.liaison.domain.ExternalRequest;
import org.vigil.reporting.liaison.domain.ExternalRequest.FulfilRequest;
import org.vigil.reporting.liaison.domain.ExternalRequest.ReceiveRequest;
import org.vigil.reporting.liaison.domain.Guidance;
import org.vigil.reporting.liaison.domain.Guidance.ApproveDecision;
import org.vigil.reporting.liaison.domain.Guidance.ProposeDecision;
import org.vigil.reporting.liaison.domain.Guidance.ReceiveGuidance;
import org.vigil.reporting.liaison.domain.Guidance.Verdict;
import org.vigil.reporting.liaison.domain.HealthLiaison;
import org.vigil.reporting.liaison.domain.HealthLiaison.LogContact;
import org.vigil.reporting.liaison.view.LiaisonItems.Item;
import org.vigil.reporting.liaison.view.LiaisonPast;
import org.vigil.reporting.liaison.view.LiaisonView;
import org.vigil.reporting.notice.domain.Directive;
import org.vigil.reporting.notice.domain.Directive.PublishNotice;
import org.vigil.reporting.notice.domain.Directive.ReceiveDirective;
import org.vigil.reporting.notice.domain.Education;
import org.vigil.reporting.notice.domain.Education.PublishItem;
import org.vigil.reporting.notice.domain.Education.Topic;
import org.vigil.reporting.notice.domain.NoticeReading;
import org.vigil.reporting.notice.domain.NoticeReading.ReadNotice;
import org.vigil.reporting.notice.domain.Rumour;
import org.vigil.reporting.notice.domain.Rumour.ClarifyRumour;
import org.vigil.reporting.notice.domain.Rumour.ReportRumour;
import org.vigil.reporting.notice.domain.SituationDigest;
import org.vigil.reporting.notice.domain.SituationDigest.PublishDigest;
import org.vigil.reporting.notice.view.NoticePast;
import org.vigil.reporting.notice.view.NoticeView;
import org.vigil.reporting.notice.view.TeachingPast;
import org.vigil.reporting.notice.view.TeachingView;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.CloseCase;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.CompleteContactListing;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.CompleteDisinfection;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.ListContact;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.NotifyAuthority;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.OpenCase;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.RecordIsolation;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.RequestDisinfection;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.StepRule;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseDecider;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.Grounds;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.Result;
import org.vigil.reporting.outbreakcase.domain.Step;
import org.vigil.reporting.outbreakcase.view.OutbreakCasePast;
import org.vigil.reporting.outbreakcase.view.OutbreakCaseView;
import org.vigil.reporting.parameter.domain.Rule;
import org.vigil.reporting.person.domain.Person;
import org.vigil.reporting.task.domain.Task;
import org.vigil.reporting.task.domain.Task.AssignTask;
import org.vigil.reporting.task.domain.Task.CompleteTask;
import org.vigil.reporting.task.view.TaskPast;
import org.vigil.reporting.task.view.TaskView;

/** The views of the leading group's own duties: twice is once, and built anew they are the same. */
class GroupViewsOnPostgresTest {

  private static final Instant NOW = Instant.parse("2022-11-03T01:00:00Z");
  private static final Person PERSON = new Person("张三丰", "A0017", "13800005678");
  private static final List<Projection> VIEWS =
      List.of(
          new OutbreakCaseView(),
          new LiaisonView(),
          new NoticeView(),
          new TeachingView(),
          new MemberHealthView(),
          new LeaderViewView(),
          new TaskView());

  private final GroupOnPostgres service = new GroupOnPostgres(NOW);

  @AfterEach
  void stop() {
    service.close();
  }

  private Instant now() {
    return service.clock.instant();
  }

  private static Rule rule(String name) {
    return GroupOnPostgres.RULES.inForce(name, NOW);
  }

  private void outbreak(OutbreakCaseCommand command) {
    service.handle(OutbreakCaseDecider.CATEGORY, "c1", command);
  }

  /** Something of everything, in time and late. */
  private void aVariedWeek() {
    service.department("GWYC", true);
    service.member("s1", "GWYC");
    service.handle(
        LeadingGroup.CATEGORY,
        LeadingGroup.KEY,
        new Constitute(List.of(new Member(Role.LEADER, "s9", "罗文", List.of(), NOW, null)), NOW));
    service.settle();
    received();
    service.forward(Duration.ofDays(4));
    answered();
    service.forward(Duration.ofDays(4));
  }

  private void received() {
    outbreak(
        new OpenCase(
            "s1",
            "GWYC",
            PERSON,
            true,
            Grounds.SUSPECTED,
            null,
            false,
            now(),
            now(),
            Stream.of(Step.values())
                .filter(step -> step != Step.DISINFECTION)
                .map(step -> new StepRule(step, rule(step.parameter())))
                .toList()));
    service.handle(
        HealthLiaison.CATEGORY,
        HealthLiaison.KEY,
        new LogContact(
            HealthLiaison.Channel.PHONE, "区卫健局", "形势", now(), rule(HealthLiaison.CONTACT_EVERY)));
    service.handle(
        Guidance.CATEGORY,
        "g1",
        new ReceiveGuidance("通风", "区疾控", null, "YWS", rule(Guidance.DECIDE_WITHIN), now()));
    service.handle(
        ExternalRequest.CATEGORY,
        "r1",
        new ReceiveRequest(
            "协查",
            "区指挥部",
            null,
            "AQBW",
            null,
            rule(ExternalRequest.ACKNOWLEDGE_WITHIN),
            rule(ExternalRequest.FULFIL_WITHIN),
            now()));
    service.handle(
        Directive.CATEGORY,
        "d1",
        new ReceiveDirective("通知", "市指挥部", null, "JGDW", rule(Directive.CONVEY_WITHIN), now()));
    service.handle(
        Rumour.CATEGORY,
        "u1",
        new ReportRumour("封楼", "工作群", "GWYC", rule(Rumour.CLARIFY_WITHIN), now()));
    service.handle(
        Education.CATEGORY,
        Education.KEY,
        new PublishItem(Topic.MASKS, "口罩", Directive.Channel.WORK_GROUP, now()));
    service.handle(
        Task.CATEGORY,
        "t1",
        new AssignTask("检查", "ZHGL", "s1", "孙成", null, rule(Task.COMPLETE_WITHIN), now()));
    said(State.WELL, now());
    look();
  }

  private void said(State state, Instant observedAt) {
    service.handle(
        HealthRecord.CATEGORY,
        "h-" + state,
        new RecordHealthStates("GWYC", List.of(new MemberState("s1", state)), observedAt, true));
  }

  private void look() {
    Rule same = rule(LeaderView.SAME_LOOK_FOR);
    Viewer viewer = new Viewer("people", true, "d1", "副组长", true);
    service.handle(LeaderView.CATEGORY, "GWYC", new Look("GWYC", viewer, now(), same));
    service.handle(LeaderView.CATEGORY, "GWYC", new LookBack("GWYC", viewer, NOW, now(), same));
  }

  private void answered() {
    outbreak(new RecordIsolation(now(), "定点医院", now()));
    outbreak(new NotifyAuthority(now(), "区疾控中心", null, now()));
    outbreak(
        new ListContact("s2", new Person("李四", null, "13900001111"), true, "GWYC", now(), now()));
    outbreak(new CompleteContactListing(now()));
    outbreak(
        new RequestDisinfection(
            "c1", List.of("HALL-1"), rule(Step.DISINFECTION.parameter()), now()));
    outbreak(new CompleteDisinfection(now(), "消杀组", now()));
    outbreak(new CloseCase(Result.RULED_OUT, null, now()));
    Verdict verdict = Verdict.revise("会前通风", now(), null);
    service.handle(Guidance.CATEGORY, "g1", new ProposeDecision(verdict, "office"));
    service.handle(
        Guidance.CATEGORY,
        "g1",
        new ApproveDecision(1, new Leader("s-leader", new Leader.As(Role.LEADER, false)), now()));
    service.handle(ExternalRequest.CATEGORY, "r1", new FulfilRequest("已提供", now()));
    service.handle(
        Directive.CATEGORY,
        "d1",
        new PublishNotice(
            List.of(Directive.Channel.WORK_GROUP),
            List.of("GWYC"),
            rule(Directive.READ_WITHIN),
            now()));
    service.handle(
        NoticeReading.CATEGORY,
        NoticeReading.key("d1", "s1"),
        new ReadNotice("d1", "s1", "GWYC", now()));
    service.handle(Rumour.CATEGORY, "u1", new ClarifyRumour("照常办公", "通告", now()));
    LocalDate day = LocalDate.ofInstant(now(), GroupOnPostgres.ZONE);
    service.handle(
        SituationDigest.CATEGORY, day.toString(), new PublishDigest(day, "形势", "无新增", now()));
    service.handle(Task.CATEGORY, "t1", new CompleteTask("已检查", now()));
    said(State.IN_ISOLATION, now());
    said(State.AWAY, NOW);
  }

  private List<String> rows(Projection view) {
    return view.tables().stream()
        .sorted()
        .flatMap(
            table ->
                service
                    .rows(
                        "select '"
                            + table
                            + "', row_to_json(t)::text from "
                            + table
                            + " t order by 2")
                    .stream())
        .toList();
  }

  private void apply(Projection view) throws SQLException {
    try (Connection tx = service.dataSource.getConnection()) {
      view.apply(service.eventSourcing.own().after(0, 10_000), tx);
    }
  }

  @Test
  void every_event_twice_changes_nothing_and_rebuilt_rows_are_the_same_rows() throws SQLException {
    aVariedWeek();
    for (Projection view : VIEWS) {
      List<String> live = rows(view);
      for (String table : view.tables()) {
        assertThat(live).as(table).anyMatch(row -> row.startsWith(table + "|"));
      }

      apply(view);
      assertThat(rows(view)).as(view.name() + " twice").isEqualTo(live);

      service.execute("truncate " + String.join(", ", view.tables()));
      apply(view);
      assertThat(rows(view)).as(view.name() + " rebuilt").isEqualTo(live);
    }
  }

  private <C, S, E> List<Recorded<E>> known(Category<C, S, E> category, String key) {
    return new PastStreams(service.eventSourcing.store(), service.eventSourcing.catalog())
        .known(category, key, Moment.NOW);
  }

  /** As a row of the database reads. */
  private static String row(@Nullable Object... columns) {
    return Stream.of(columns)
        .map(column -> column instanceof Boolean yes ? yes ? "t" : "f" : String.valueOf(column))
        .collect(Collectors.joining("|"));
  }

  private void assertRows(String sql, List<String> told) {
    assertThat(told).as(sql).isNotEmpty().isEqualTo(service.rows(sql));
  }

  @Test
  void what_the_events_tell_up_to_the_last_is_what_the_views_say() {
    aVariedWeek();

    assertRows(
        "select status, overdue, late_by_seconds, name from task",
        TaskPast.of(known(Task.CATEGORY, "t1")).stream()
            .map(it -> row(it.status(), it.overdue(), it.lateBySeconds(), it.maskedName()))
            .toList());
    assertRows(
        "select id, status, overdue, late_by_seconds, outcome, approver from liaison_item order by"
            + " 1",
        Stream.of(
                LiaisonPast.guidance(known(Guidance.CATEGORY, "g1"), now()),
                LiaisonPast.request(known(ExternalRequest.CATEGORY, "r1"), now()))
            .map(Optional::orElseThrow)
            .map(
                it ->
                    row(
                        it.id(),
                        it.status(),
                        it.overdue(),
                        it.lateBySeconds(),
                        it.outcome(),
                        it.approver()))
            .toList());
    assertRows(
        "select id, status, overdue, late_by_seconds, outcome, members, readers from notice_item"
            + " order by 1",
        Stream.of(
                NoticePast.directive(known(Directive.CATEGORY, "d1"), now()),
                NoticePast.rumour(known(Rumour.CATEGORY, "u1"), now()))
            .map(Optional::orElseThrow)
            .map(
                it ->
                    row(
                        it.id(),
                        it.status(),
                        it.overdue(),
                        it.lateBySeconds(),
                        it.outcome(),
                        it.members(),
                        it.readers()))
            .toList());
  }

  @Test
  void what_a_case_and_the_teaching_tell_up_to_the_last_is_what_the_views_say() {
    aVariedWeek();

    OutbreakCasePast told =
        OutbreakCasePast.of(known(OutbreakCaseDecider.CATEGORY, "c1")).orElseThrow();
    assertRows(
        "select status, result, version from outbreak_case",
        List.of(row(told.summary().status(), told.summary().result(), told.summary().version())));
    assertRows(
        "select step, overdue, late_by_seconds from outbreak_case_step order by due_at, step",
        told.steps().stream()
            .map(step -> row(step.step(), step.overdue(), step.lateBySeconds()))
            .toList());
    assertRows(
        "select name, phone from outbreak_case_contact",
        told.contacts().stream().map(it -> row(it.maskedName(), it.maskedPhone())).toList());
    assertRows(
        "select required, coalesce(published, 0), status from education_period"
            + " order by period_from desc",
        TeachingPast.periods(known(Education.CATEGORY, Education.KEY), 10).stream()
            .map(it -> row(it.required(), it.published(), it.status()))
            .toList());
    assertRows(
        "select day, status, late_by_seconds from situation_digest order by day",
        service.rows("select day from situation_digest order by day").stream()
            .map(day -> TeachingPast.digest(day, known(SituationDigest.CATEGORY, day)))
            .map(Optional::orElseThrow)
            .map(it -> row(it.day(), it.status(), it.lateBySeconds()))
            .toList());
  }

  private void erase(String owner) {
    service.handle(
        service.eventSourcing.subjects(),
        owner,
        new EraseSubject(
            owner,
            "e-" + owner,
            ErasureReason.RETENTION_ENDED,
            "retention",
            "reporting",
            false,
            now()));
  }

  @Test
  void texts_about_nobody_are_kept_encrypted_and_are_gone_with_the_key_of_their_stream()
      throws SQLException {
    aVariedWeek();
    List<String> stored = service.rows("select convert_from(data, 'UTF8') from event");
    LocalDate day = LocalDate.ofInstant(now(), GroupOnPostgres.ZONE).minusDays(4);

    Stream.of(
            "health-liaison:health-authority",
            "guidance:g1",
            "external-request:r1",
            "directive:d1",
            "rumour:u1",
            "education:programme",
            "situation-digest:" + day)
        .forEach(this::erase);
    service.settle();

    assertThat(stored)
        .hasSizeGreaterThan(20)
        .noneMatch(event -> event.matches(".*(通风|协查|已提供|封楼|工作群|照常办公|口罩|无新增|形势).*"));
    assertThat(service.rows("select topic from liaison_contact")).containsOnly(Personal.ERASED);
    assertThat(service.rows("select title, outcome from liaison_item"))
        .containsOnly(row(Personal.ERASED, Personal.ERASED));
    assertThat(service.rows("select id, title, source, outcome from notice_item order by id"))
        .containsExactly(
            row("d1", Personal.ERASED, "市指挥部", "WORK_GROUP"),
            row("u1", Personal.ERASED, Personal.ERASED, Personal.ERASED));
    assertThat(service.rows("select title from education_item")).containsOnly(Personal.ERASED);
    assertThat(
            service.rows("select title, summary from situation_digest where status = 'PUBLISHED'"))
        .containsOnly(row(Personal.ERASED, Personal.ERASED));
    assertThat(LiaisonPast.guidance(known(Guidance.CATEGORY, "g1"), now()).orElseThrow())
        .returns(Personal.ERASED, Item::title)
        .returns(Personal.ERASED, Item::outcome);
    for (Projection view : List.of(new LiaisonView(), new NoticeView(), new TeachingView())) {
      List<String> live = rows(view);
      service.execute("truncate " + String.join(", ", view.tables()));
      apply(view);
      assertThat(rows(view)).as(view.name() + " rebuilt").isEqualTo(live);
    }
  }
}
