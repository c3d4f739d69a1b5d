package org.vigil.reporting.wiring;

import static org.vigil.edge.PolicyDefault.Kind.DURATION;
import static org.vigil.edge.PolicyDefault.Kind.NUMBER;
import static org.vigil.edge.PolicyDefault.Kind.TIME_OF_DAY;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.vigil.edge.PolicyDefault;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.reporting.escalation.domain.Staffing;
import org.vigil.reporting.escalation.policy.WhenSignalArrivesEscalate;
import org.vigil.reporting.escalation.policy.WhenSignalArrivesEscalate.Chain;
import org.vigil.reporting.health.domain.HealthRecord;
import org.vigil.reporting.health.domain.HealthWatch;
import org.vigil.reporting.health.domain.LeaderView;
import org.vigil.reporting.health.policy.WhenCriticalMatterRaisedExpectLeader;
import org.vigil.reporting.health.policy.WhenDepartmentDefinedWatchHealth;
import org.vigil.reporting.health.policy.WhenHealthCheckIsDueLookAtMembers;
import org.vigil.reporting.health.view.LeaderViewView;
import org.vigil.reporting.health.view.MemberHealth;
import org.vigil.reporting.health.view.MemberHealthView;
import org.vigil.reporting.intake.CaseZoneDisinfected;
import org.vigil.reporting.intake.WhenDepartmentDefinedNeedDeputy;
import org.vigil.reporting.leadertask.policy.WhenTaskOverdueWatchLeader;
import org.vigil.reporting.leadertask.view.LeaderMatterView;
import org.vigil.reporting.leadertask.view.LeaderRoles;
import org.vigil.reporting.leadertask.view.LeaderTasks;
import org.vigil.reporting.liaison.domain.ExternalRequest;
import org.vigil.reporting.liaison.domain.Guidance;
import org.vigil.reporting.liaison.domain.HealthLiaison;
import org.vigil.reporting.liaison.policy.WhenGroupConstitutedExpectLiaison;
import org.vigil.reporting.liaison.view.LiaisonView;
import org.vigil.reporting.notice.domain.Directive;
import org.vigil.reporting.notice.domain.Education;
import org.vigil.reporting.notice.domain.NoticeReading;
import org.vigil.reporting.notice.domain.Rumour;
import org.vigil.reporting.notice.domain.SituationDigest;
import org.vigil.reporting.notice.policy.WhenDigestDayEndsExpectNext;
import org.vigil.reporting.notice.policy.WhenEducationPeriodEndsOpenNext;
import org.vigil.reporting.notice.policy.WhenReadingEndsCountReaders;
import org.vigil.reporting.notice.view.NoticeReaders;
import org.vigil.reporting.notice.view.NoticeView;
import org.vigil.reporting.notice.view.TeachingView;
import org.vigil.reporting.officeduty.domain.OfficeDuty;
import org.vigil.reporting.officeduty.policy.WhenGroupConstitutedWatchOfficeDuty;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseDecider;
import org.vigil.reporting.outbreakcase.domain.Step;
import org.vigil.reporting.outbreakcase.policy.WhenCaseOpensHoldItsPeople;
import org.vigil.reporting.outbreakcase.policy.WhenContactListedExpectReport;
import org.vigil.reporting.outbreakcase.policy.WhenZoneOfCaseDisinfectedRecordIt;
import org.vigil.reporting.outbreakcase.view.Drills;
import org.vigil.reporting.outbreakcase.view.OutbreakCaseView;
import org.vigil.reporting.parameter.domain.Rules;
import org.vigil.reporting.policygap.domain.PolicyGapReview;
import org.vigil.reporting.policygap.domain.PolicyGapReview.ListPolicyGaps;
import org.vigil.reporting.policygap.policy.WhenGroupConstitutedListPolicyGaps;
import org.vigil.reporting.rows.CaughtUp;
import org.vigil.reporting.rule.view.ChainRules;
import org.vigil.reporting.staff.view.Staff;
import org.vigil.reporting.task.domain.Task;
import org.vigil.reporting.task.view.TaskView;

/**
 * What the leading group's own duties consist of, without CDI: its coverage and its office's, the
 * register of policy gaps, cases, liaison, notices, and departments' health at a glance.
 */
final class GroupParts {

  static final List<PolicyDefault> PARAMETERS =
      List.of(
          new PolicyDefault(PolicyGapReview.EVERY, DURATION, "P7D", "2"),
          new PolicyDefault(Step.ISOLATION.parameter(), DURATION, "PT1H", "3.6"),
          new PolicyDefault(Step.AUTHORITY_NOTICE.parameter(), DURATION, "PT2H", "3.6"),
          new PolicyDefault(Step.CONTACT_LISTING.parameter(), DURATION, "PT24H", "3.6"),
          new PolicyDefault(Step.DISINFECTION_REQUEST.parameter(), DURATION, "PT4H", "3.6"),
          new PolicyDefault(Step.DISINFECTION.parameter(), DURATION, "PT24H", "3.6"),
          new PolicyDefault(Step.CLOSURE.parameter(), DURATION, "P21D", "3.6"),
          new PolicyDefault(WhenContactListedExpectReport.REPORT_WITHIN, DURATION, "PT2H", "3.11"),
          new PolicyDefault(HealthLiaison.CONTACT_EVERY, DURATION, "P3D", "3.6"),
          new PolicyDefault(Guidance.DECIDE_WITHIN, DURATION, "PT24H", "3.6"),
          new PolicyDefault(ExternalRequest.ACKNOWLEDGE_WITHIN, DURATION, "PT2H", "3.6"),
          new PolicyDefault(ExternalRequest.FULFIL_WITHIN, DURATION, "P2D", "3.6"),
          new PolicyDefault(Directive.CONVEY_WITHIN, DURATION, "PT4H", "3.5"),
          new PolicyDefault(Directive.READ_WITHIN, DURATION, "P2D", "3.5"),
          new PolicyDefault(Directive.READ_PERCENT, NUMBER, "90", "3.5"),
          new PolicyDefault(Education.PERIOD, DURATION, "P7D", "3.5"),
          new PolicyDefault(Education.ITEMS, NUMBER, "3", "3.5"),
          new PolicyDefault(SituationDigest.PUBLISH_BY, TIME_OF_DAY, "18:00", "3.5"),
          new PolicyDefault(Rumour.CLARIFY_WITHIN, DURATION, "PT12H", "3.5"),
          new PolicyDefault(HealthWatch.VALID_FOR, DURATION, "P1D", "4.2"),
          new PolicyDefault(HealthWatch.LOOK_EVERY, DURATION, "PT1H", "4.2"),
          new PolicyDefault(LeaderView.LOOK_WITHIN, DURATION, "PT2H", "4.1"),
          new PolicyDefault(LeaderView.SAME_LOOK_FOR, DURATION, "PT5M", "4.1"),
          new PolicyDefault(Task.COMPLETE_WITHIN, DURATION, "P3D", "2"),
          new PolicyDefault(Task.LEADER_OVERDUE_WITHIN, DURATION, "P1D", "4.1"),
          new PolicyDefault(LeaderTasks.DECIDE_WITHIN, DURATION, "PT24H", "2"));

  private GroupParts() {}

  /**
   * What it needs around it.
   *
   * @param caughtUp waits for a view of its own service
   * @param rules the version of a parameter in force at an instant
   * @param gaps the parameters that nobody has decided at an instant
   * @param staffing which levels of the chain somebody holds
   * @param office the department that runs the leading group's office
   */
  record Surroundings(
      DataSource dataSource,
      CaughtUp caughtUp,
      Rules rules,
      Function<Instant, List<String>> gaps,
      Function<Instant, Staffing> staffing,
      String office,
      ZoneId zone) {

    ListPolicyGaps listGaps(Instant at) {
      return new ListPolicyGaps(gaps.apply(at), rules.inForce(PolicyGapReview.EVERY, at), at);
    }
  }

  static void contribute(EventSourcing.Builder builder, Surroundings around) {
    Chain chain =
        new Chain(
            at -> around.rules().inForce(Parameters.ACK_WITHIN, at).duration(),
            at -> around.rules().inForce(Parameters.RESOLVE_WITHIN, at).duration(),
            new ChainRules(around.dataSource())::of,
            around.staffing());
    builder
        .category(OfficeDuty.CATEGORY)
        .category(PolicyGapReview.category((_, dueAt) -> around.listGaps(dueAt)))
        .category(OutbreakCaseDecider.CATEGORY)
        .category(HealthLiaison.CATEGORY)
        .category(Guidance.CATEGORY)
        .category(ExternalRequest.CATEGORY)
        .category(Directive.CATEGORY)
        .category(NoticeReading.CATEGORY)
        .category(Education.CATEGORY)
        .category(SituationDigest.CATEGORY)
        .category(Rumour.CATEGORY)
        .category(HealthRecord.CATEGORY)
        .category(HealthWatch.CATEGORY)
        .category(LeaderView.CATEGORY)
        .category(Task.CATEGORY)
        .follow(new OutbreakCaseView())
        .follow(new LiaisonView())
        .follow(new NoticeView())
        .follow(new TeachingView())
        .follow(new MemberHealthView())
        .follow(new LeaderViewView())
        .follow(new TaskView())
        .follow(new LeaderMatterView())
        .react(
            new WhenTaskOverdueWatchLeader(
                new LeaderRoles(around.dataSource()), around.caughtUp(), around.rules()))
        .react(new WhenGroupConstitutedWatchOfficeDuty())
        .react(new WhenGroupConstitutedListPolicyGaps(around::listGaps))
        .react(new WhenCaseOpensHoldItsPeople(new Staff(around.dataSource())))
        .react(
            new WhenContactListedExpectReport(
                new Drills(around.dataSource()),
                new Staff(around.dataSource()),
                around.caughtUp(),
                around.rules()))
        .react(new WhenGroupConstitutedExpectLiaison(around.rules()))
        .react(new WhenEducationPeriodEndsOpenNext(around.rules()))
        .react(new WhenDigestDayEndsExpectNext(around.rules(), around.zone()))
        .react(
            new WhenReadingEndsCountReaders(
                new NoticeReaders(around.dataSource()), around.caughtUp(), around.rules()))
        .react(
            new WhenHealthCheckIsDueLookAtMembers(
                new MemberHealth(around.dataSource()), around.caughtUp(), around.rules()))
        .react(new WhenCriticalMatterRaisedExpectLeader(around.rules()))
        .reads("disinfection", CaseZoneDisinfected.class)
        .reactReceived(new WhenZoneOfCaseDisinfectedRecordIt())
        .reactReceived(new WhenDepartmentDefinedNeedDeputy())
        .reactReceived(new WhenDepartmentDefinedWatchHealth(around.rules()))
        .react(
            new WhenSignalArrivesEscalate(
                "when-signal-of-the-group-arrives-escalate",
                new GroupSignals(around.office()),
                WhenSignalArrivesEscalate.NONE,
                WhenSignalArrivesEscalate.UNSIGNED,
                chain));
  }
}
