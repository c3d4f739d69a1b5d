package org.vigil.reporting.wiring;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Recorded;
import org.vigil.reporting.escalation.domain.SignalKind;
import org.vigil.reporting.escalation.domain.Subject;
import org.vigil.reporting.escalation.policy.WhenSignalArrivesEscalate.Signal;
import org.vigil.reporting.escalation.policy.WhenSignalArrivesEscalate.Signals;
import org.vigil.reporting.health.domain.HealthWatch.HealthStateStale;
import org.vigil.reporting.health.domain.LeaderView.LeaderViewOverdue;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.DepartmentUnsupervised;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.LeadingGroupRoleVacant;
import org.vigil.reporting.liaison.domain.ExternalRequest.ExternalRequestOverdue;
import org.vigil.reporting.liaison.domain.ExternalRequest.ExternalRequestUnacknowledged;
import org.vigil.reporting.liaison.domain.Guidance.GuidanceUndecided;
import org.vigil.reporting.liaison.domain.HealthLiaison.HealthLiaisonSilent;
import org.vigil.reporting.notice.domain.Directive.DirectiveNotConveyed;
import org.vigil.reporting.notice.domain.Directive.NoticeReadByTooFew;
import org.vigil.reporting.notice.domain.Education.EducationFellShort;
import org.vigil.reporting.notice.domain.Rumour.RumourUnclarified;
import org.vigil.reporting.notice.domain.SituationDigest.SituationDigestMissing;
import org.vigil.reporting.officeduty.domain.OfficeDuty.OfficeDutyUnheld;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.CaseOpened;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.CaseStepOverdue;
import org.vigil.reporting.outbreakcase.domain.Step;
import org.vigil.reporting.policygap.domain.PolicyGapReview.PolicyGapsListed;
import org.vigil.reporting.task.domain.Task.TaskOfLeaderNeglected;
import org.vigil.reporting.task.domain.Task.TaskOverdue;

/** What the leading group's own duties tell it; a drill tells nothing. */
final class GroupSignals implements Signals {

  private final String office;

  /**
   * @param office the department that answers for what no other does
   */
  GroupSignals(String office) {
    this.office = office;
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(
        LeadingGroupRoleVacant.class,
        DepartmentUnsupervised.class,
        OfficeDutyUnheld.class,
        PolicyGapsListed.class,
        CaseOpened.class,
        CaseStepOverdue.class,
        HealthLiaisonSilent.class,
        GuidanceUndecided.class,
        ExternalRequestUnacknowledged.class,
        ExternalRequestOverdue.class,
        DirectiveNotConveyed.class,
        NoticeReadByTooFew.class,
        EducationFellShort.class,
        SituationDigestMissing.class,
        RumourUnclarified.class,
        HealthStateStale.class,
        LeaderViewOverdue.class,
        TaskOverdue.class,
        TaskOfLeaderNeglected.class);
  }

  @Override
  public Optional<Signal> of(Recorded<Object> event) {
    String id = event.stream().key();
    return switch (event.event()) {
      case LeadingGroupRoleVacant(var role) ->
          signal(SignalKind.ROLE_VACANT, office, thing("role", role.name()), "");
      case DepartmentUnsupervised(var department, _) ->
          signal(SignalKind.SUPERVISION_MISSING, department, thing("department", department), "");
      case OfficeDutyUnheld _ ->
          signal(SignalKind.OFFICE_UNMANNED, office, thing("office-duty", id), "");
      case PolicyGapsListed listed when !listed.isEmpty() ->
          signal(SignalKind.POLICY_GAPS, office, thing("policy-gaps", id), "");
      case CaseOpened opened when !opened.drill() ->
          signal(
              SignalKind.CASE_OPENED,
              opened.department(),
              person(id, opened.person().name(), opened.subjectId()),
              "");
      case CaseStepOverdue late when !late.drill() ->
          signal(
              late.step() == Step.AUTHORITY_NOTICE
                  ? SignalKind.CASE_AUTHORITY_NOT_TOLD
                  : SignalKind.CASE_STEP_LATE,
              late.department(),
              person(id, late.name(), late.subjectId()),
              late.step().name());
      case HealthLiaisonSilent _ ->
          signal(SignalKind.LIAISON_SILENT, office, thing("health-liaison", id), "");
      case GuidanceUndecided late ->
          signal(SignalKind.GUIDANCE_UNDECIDED, late.department(), thing("guidance", id), "");
      case ExternalRequestUnacknowledged late ->
          signal(
              SignalKind.EXTERNAL_REQUEST_LATE,
              late.department(),
              thing("external-request", id),
              "acknowledgement");
      case ExternalRequestOverdue late ->
          signal(
              SignalKind.EXTERNAL_REQUEST_LATE,
              late.department(),
              thing("external-request", id),
              "fulfilment");
      case DirectiveNotConveyed late ->
          signal(SignalKind.DIRECTIVE_LATE, late.department(), thing("directive", id), "");
      case NoticeReadByTooFew few ->
          signal(
              SignalKind.NOTICE_UNREAD, few.department(), thing("directive", id), few.department());
      case EducationFellShort fell ->
          signal(
              SignalKind.EDUCATION_SHORT, office, thing("education", id), fell.from().toString());
      case SituationDigestMissing _ ->
          signal(SignalKind.DIGEST_MISSING, office, thing("situation-digest", id), "");
      case RumourUnclarified late ->
          signal(SignalKind.RUMOUR_UNANSWERED, late.department(), thing("rumour", id), "");
      case HealthStateStale stale ->
          signal(SignalKind.HEALTH_STALE, stale.department(), thing("department", id), "");
      case LeaderViewOverdue late ->
          signal(SignalKind.LEADER_UNREAD, late.department(), thing("department", id), "");
      case TaskOverdue late ->
          signal(
              SignalKind.TASK_OVERDUE,
              late.department(),
              new Subject("task", id, OwnSignals.masked(late.name()), late.subjectId()),
              "");
      case TaskOfLeaderNeglected late ->
          signal(
              SignalKind.LEADER_TASK_NEGLECTED,
              late.department(),
              new Subject("task", id, OwnSignals.masked(late.name()), late.subjectId()),
              "");
      default -> Optional.empty();
    };
  }

  private static Subject person(String caseId, String name, @Nullable String subjectId) {
    return new Subject("outbreak-case", caseId, OwnSignals.masked(name), subjectId);
  }

  private static Subject thing(String kind, String id) {
    return new Subject(kind, id, null, null);
  }

  private static Optional<Signal> signal(
      SignalKind kind, String department, Subject subject, String period) {
    return Optional.of(new Signal(kind, department, subject, period));
  }
}
