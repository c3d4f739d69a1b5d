package org.vigil.reporting.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.store.EventCatalog;
import org.vigil.reporting.health.domain.HealthRecord.HealthStatesRecorded;
import org.vigil.reporting.health.domain.HealthRecord.MemberState;
import org.vigil.reporting.health.domain.HealthRecord.State;
import org.vigil.reporting.health.domain.HealthWatch;
import org.vigil.reporting.health.domain.HealthWatch.HealthCheckDue;
import org.vigil.reporting.health.domain.HealthWatch.HealthChecked;
import org.vigil.reporting.health.domain.HealthWatch.HealthStateStale;
import org.vigil.reporting.health.domain.HealthWatch.HealthWatchBegun;
import org.vigil.reporting.health.domain.HealthWatch.HealthWatchEnded;
import org.vigil.reporting.health.domain.HealthWatch.StaleMember;
import org.vigil.reporting.health.domain.LeaderView;
import org.vigil.reporting.health.domain.LeaderView.LeaderViewAccessed;
import org.vigil.reporting.health.domain.LeaderView.LeaderViewExpected;
import org.vigil.reporting.health.domain.LeaderView.LeaderViewOverdue;
import org.vigil.reporting.health.domain.LeaderView.PastHealthViewed;
import org.vigil.reporting.liaison.domain.ExternalRequest;
import org.vigil.reporting.liaison.domain.ExternalRequest.ExternalRequestAcknowledged;
import org.vigil.reporting.liaison.domain.ExternalRequest.ExternalRequestFulfilled;
import org.vigil.reporting.liaison.domain.ExternalRequest.ExternalRequestOverdue;
import org.vigil.reporting.liaison.domain.ExternalRequest.ExternalRequestReceived;
import org.vigil.reporting.liaison.domain.ExternalRequest.ExternalRequestUnacknowledged;
import org.vigil.reporting.liaison.domain.Guidance;
import org.vigil.reporting.liaison.domain.Guidance.ControlMeasureRevised;
import org.vigil.reporting.liaison.domain.Guidance.GuidanceDecisionProposed;
import org.vigil.reporting.liaison.domain.Guidance.GuidanceReceived;
import org.vigil.reporting.liaison.domain.Guidance.GuidanceSetAside;
import org.vigil.reporting.liaison.domain.Guidance.GuidanceUndecided;
import org.vigil.reporting.liaison.domain.HealthLiaison;
import org.vigil.reporting.liaison.domain.HealthLiaison.Channel;
import org.vigil.reporting.liaison.domain.HealthLiaison.HealthLiaisonContactLogged;
import org.vigil.reporting.liaison.domain.HealthLiaison.HealthLiaisonExpected;
import org.vigil.reporting.liaison.domain.HealthLiaison.HealthLiaisonSilent;
import org.vigil.reporting.notice.domain.Directive;
import org.vigil.reporting.notice.domain.Directive.DirectiveNotConveyed;
import org.vigil.reporting.notice.domain.Directive.DirectiveReceived;
import org.vigil.reporting.notice.domain.Directive.NoticePublished;
import org.vigil.reporting.notice.domain.Directive.NoticeReadByTooFew;
import org.vigil.reporting.notice.domain.Directive.NoticeReadersCounted;
import org.vigil.reporting.notice.domain.Directive.NoticeReadingEnded;
import org.vigil.reporting.notice.domain.Directive.Readers;
import org.vigil.reporting.notice.domain.Education;
import org.vigil.reporting.notice.domain.Education.EducationFellShort;
import org.vigil.reporting.notice.domain.Education.EducationItemPublished;
import org.vigil.reporting.notice.domain.Education.EducationPeriodFulfilled;
import org.vigil.reporting.notice.domain.Education.EducationPeriodOpened;
import org.vigil.reporting.notice.domain.Education.Topic;
import org.vigil.reporting.notice.domain.NoticeReading.NoticeRead;
import org.vigil.reporting.notice.domain.Rumour;
import org.vigil.reporting.notice.domain.Rumour.RumourClarified;
import org.vigil.reporting.notice.domain.Rumour.RumourReported;
import org.vigil.reporting.notice.domain.Rumour.RumourUnclarified;
import org.vigil.reporting.notice.domain.SituationDigest;
import org.vigil.reporting.notice.domain.SituationDigest.SituationDigestDayEnded;
import org.vigil.reporting.notice.domain.SituationDigest.SituationDigestExpected;
import org.vigil.reporting.notice.domain.SituationDigest.SituationDigestMissing;
import org.vigil.reporting.notice.domain.SituationDigest.SituationDigestPublished;
import org.vigil.reporting.officeduty.domain.OfficeDuty;
import org.vigil.reporting.officeduty.domain.OfficeDuty.OfficeDutyHeldAgain;
import org.vigil.reporting.officeduty.domain.OfficeDuty.OfficeDutyHolderSet;
import org.vigil.reporting.officeduty.domain.OfficeDuty.OfficeDutyLooked;
import org.vigil.reporting.officeduty.domain.OfficeDuty.OfficeDutyUnheld;
import org.vigil.reporting.officeduty.domain.OfficeDuty.Shift;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.AuthorityNotified;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.CaseClosed;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.CaseContactIdentified;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.CaseOpened;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.CasePersonIdentified;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.CaseRevealed;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.CaseStepOverdue;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.Contact;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.ContactListed;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.ContactListingCompleted;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.Grounds;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.Result;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.StepDue;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.SubjectIsolated;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.TerminalDisinfectionCompleted;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.TerminalDisinfectionRequested;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.ZoneDisinfected;
import org.vigil.reporting.outbreakcase.domain.Step;
import org.vigil.reporting.parameter.domain.Rule;
import org.vigil.reporting.person.domain.Person;
import org.vigil.reporting.policygap.domain.PolicyGapReview.PolicyGapsListed;
import org.vigil.reporting.task.domain.Task;
import org.vigil.reporting.task.domain.Task.TaskAssigned;
import org.vigil.reporting.task.domain.Task.TaskCompleted;
import org.vigil.reporting.task.domain.Task.TaskOfLeaderNeglected;
import org.vigil.reporting.task.domain.Task.TaskOfLeaderWatched;
import org.vigil.reporting.task.domain.Task.TaskOverdue;
import org.vigil.reporting.task.domain.Task.TaskWithdrawn;
import org.vigil.testing.Contracts;

/** The shape of what is stored and published, held to the examples in docs/contracts. */
class GroupContractTest {

  private static final Instant AT = Instant.parse("2022-11-03T06:05:00Z");
  private static final LocalDate DAY = LocalDate.of(2022, 11, 3);
  private static final String SUBJECT = "5f0c6e0b9a1d4b7e8c2f3a4b5c6d7e8f";
  private static final String OTHER = "5f0c6e0b9a1d4b7e8c2f3a4b5c6d7e90";
  private static final String CASE = "0190f2a0-1111-7222-8333-444455556666";
  private static final Person PERSON = new Person("张三丰", "A0017", "13800005678");
  private static final Rule RULE =
      new Rule("reporting.case-notify-authority-within", "PT2H", AT, "组长", "领导小组会议纪要");
  private static final StepDue DUE =
      new StepDue(Step.AUTHORITY_NOTICE, AT.plusSeconds(7_200), RULE);

  private static final EventCatalog CATALOG =
      EventCatalog.of(
          "reporting",
          List.of(
              OfficeDuty.Event.class,
              PolicyGapsListed.class,
              OutbreakCaseEvent.class,
              HealthLiaison.Event.class,
              Guidance.Event.class,
              ExternalRequest.Event.class,
              Directive.Event.class,
              NoticeRead.class,
              Education.Event.class,
              SituationDigest.Event.class,
              Rumour.Event.class,
              HealthStatesRecorded.class,
              HealthWatch.Event.class,
              LeaderView.Event.class,
              Task.Event.class));

  private static final List<Object> EXAMPLES =
      List.of(
          new OfficeDutyHolderSet(List.of(new Shift(SUBJECT, "张三丰", AT, AT.plusSeconds(43_200)))),
          new OfficeDutyUnheld(AT),
          new OfficeDutyHeldAgain(AT),
          new OfficeDutyLooked(AT, AT.plusSeconds(43_200)),
          new PolicyGapsListed(
              List.of("reporting.case-close-within"),
              List.of("3.2-a"),
              AT,
              AT.plusSeconds(604_800),
              RULE),
          new CaseOpened(
              SUBJECT, "GWYC", PERSON, true, Grounds.SUSPECTED, CASE, false, AT, AT, List.of(DUE)),
          new SubjectIsolated(SUBJECT, "GWYC", AT, "定点医院三楼", Duration.ZERO),
          new AuthorityNotified(SUBJECT, "GWYC", AT, "区疾控中心", "1103-07", Duration.ofMinutes(5)),
          new CasePersonIdentified(SUBJECT, "GWYC", PERSON, "00000000000000000000000000000001"),
          new ContactListed(SUBJECT, new Contact(OTHER, "GWYC", PERSON, AT), true),
          new CaseContactIdentified(
              SUBJECT, new Contact(OTHER, "GWYC", PERSON, AT), "00000000000000000000000000000002"),
          new ContactListingCompleted(SUBJECT, "GWYC", 1, AT, Duration.ZERO),
          new TerminalDisinfectionRequested(
              CASE,
              "GWYC",
              List.of("HALL-1"),
              false,
              AT,
              Duration.ZERO,
              new StepDue(Step.DISINFECTION, AT.plusSeconds(86_400), RULE)),
          new ZoneDisinfected("HALL-1", "ZHGL", AT),
          new TerminalDisinfectionCompleted("GWYC", AT, "综合管理科消杀组", Duration.ZERO),
          new CaseClosed(
              SUBJECT, "GWYC", Result.RULED_OUT, "两次核酸阴性", List.of(OTHER), AT, Duration.ZERO),
          new CaseStepOverdue(
              SUBJECT, "GWYC", "张三丰", false, Step.AUTHORITY_NOTICE, DUE.dueAt(), RULE),
          new CaseRevealed(SUBJECT, "GWYC", "电话核实病情"),
          new HealthLiaisonExpected(AT, RULE),
          new HealthLiaisonContactLogged(
              Channel.PHONE, "区卫生健康局", "通报疫情形势", AT, AT.plusSeconds(259_200), RULE, null),
          new HealthLiaisonSilent(AT, AT.plusSeconds(259_200), RULE),
          new GuidanceReceived(
              "调整会议室通风要求", "区疾控中心", "〔2022〕17号", "YWS", AT, AT.plusSeconds(86_400), RULE, null),
          new ControlMeasureRevised(
              "YWS",
              "会前通风30分钟",
              AT,
              "disinfection.round-spacing",
              "常务副组长",
              OTHER,
              Duration.ZERO,
              null),
          new GuidanceSetAside("YWS", "本局无此类场所", "副组长", OTHER, Duration.ZERO, null),
          new GuidanceDecisionProposed(
              "YWS",
              1,
              Guidance.Kind.REVISE,
              "会议室会前通风30分钟",
              AT,
              "disinfection.round-spacing",
              "office",
              null),
          new GuidanceUndecided("YWS", AT, AT.plusSeconds(86_400), RULE),
          new ExternalRequestReceived(
              "协查来访情况", "区指挥部", "〔2022〕3号", "AQBW", AT, AT, RULE, AT, RULE, null),
          new ExternalRequestAcknowledged("AQBW", Duration.ZERO),
          new ExternalRequestFulfilled("AQBW", "已提供", Duration.ZERO, null),
          new ExternalRequestUnacknowledged("AQBW", AT, RULE),
          new ExternalRequestOverdue("AQBW", AT, RULE),
          new DirectiveReceived("关于加强秋冬季防控的通知", "市指挥部", "〔2022〕42号", "JGDW", AT, AT, RULE, null),
          new NoticePublished(
              "JGDW",
              List.of(Directive.Channel.OFFICIAL_ACCOUNT),
              List.of("GWYC"),
              AT,
              Duration.ZERO,
              AT.plusSeconds(172_800),
              RULE),
          new DirectiveNotConveyed("JGDW", AT, RULE),
          new NoticeReadingEnded(List.of("GWYC"), AT),
          new NoticeReadersCounted(List.of(new Readers("GWYC", 10, 8)), RULE),
          new NoticeReadByTooFew("GWYC", 10, 8, RULE),
          new NoticeRead(CASE, SUBJECT, "GWYC", AT),
          new EducationPeriodOpened(AT, AT.plusSeconds(604_800), RULE, RULE),
          new EducationItemPublished(
              Topic.MASKS, "口罩佩戴", Directive.Channel.OFFICIAL_ACCOUNT, AT, null),
          new EducationPeriodFulfilled(AT, AT.plusSeconds(604_800), 3),
          new EducationFellShort(AT, AT.plusSeconds(604_800), 2, RULE),
          new SituationDigestExpected(DAY, AT, RULE),
          new SituationDigestPublished(DAY, "当日形势", "全市无新增", AT, Duration.ZERO, null),
          new SituationDigestDayEnded(DAY),
          new SituationDigestMissing(DAY, AT, RULE),
          new RumourReported("传言大楼封闭", "工作群", "GWYC", AT, AT, RULE, null),
          new RumourClarified("GWYC", "照常办公", "局办公室通告", Duration.ZERO, null),
          new RumourUnclarified("GWYC", AT, RULE),
          new HealthStatesRecorded(
              "GWYC", List.of(new MemberState(SUBJECT, State.IN_ISOLATION)), AT, true),
          new HealthWatchBegun("GWYC", AT),
          new HealthWatchEnded("GWYC"),
          new HealthCheckDue("GWYC", AT),
          new HealthStateStale("GWYC", 10, 1, List.of(SUBJECT), RULE),
          new HealthChecked("GWYC", 10, List.of(new StaleMember(SUBJECT, AT)), AT),
          new LeaderViewAccessed("GWYC", "people", true, AT, SUBJECT, "副组长", true),
          new LeaderViewExpected("GWYC", CASE, AT, AT.plusSeconds(7_200), RULE),
          new LeaderViewOverdue("GWYC", CASE, AT, AT.plusSeconds(7_200), RULE),
          new PastHealthViewed("GWYC", "people", true, AT.minusSeconds(7_200), AT, SUBJECT, "副组长"),
          new TaskAssigned("落实检查", "ZHGL", SUBJECT, "张三丰", AT, AT.plusSeconds(86_400), RULE),
          new TaskCompleted("ZHGL", SUBJECT, "核实合格", Duration.ZERO),
          new TaskWithdrawn("ZHGL", SUBJECT, "核实后合并"),
          new TaskOverdue("ZHGL", SUBJECT, "张三丰", AT, RULE),
          new TaskOfLeaderWatched("ZHGL", SUBJECT, "DEPUTY", AT.plusSeconds(86_400), RULE),
          new TaskOfLeaderNeglected("ZHGL", SUBJECT, "张三丰", "DEPUTY", AT, RULE));

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
          .doesNotContain(
              "张三", "A0017", "1380000", "SUSPECTED", "RULED_OUT", "IN_ISOLATION", "三楼", "核酸", "核实");
    }
  }
}
