package org.vigil.reporting.wiring;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.Recorded;
import org.vigil.reporting.absence.domain.Absence.OutingUnregisteredSuspected;
import org.vigil.reporting.accountability.domain.CaseEvent.WrittenSelfCriticismOverdue;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportContradicted;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportMissed;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportOverdue;
import org.vigil.reporting.dispatch.domain.DispatchOrder.DispatchOrderOverdue;
import org.vigil.reporting.dispatch.domain.DispatchOrder.DispatchOrderRefused;
import org.vigil.reporting.dispatch.domain.DispatchOrder.DispatchOrderUnanswered;
import org.vigil.reporting.escalation.domain.EscalationEvent.BuckPassingSuspected;
import org.vigil.reporting.escalation.domain.SignalKind;
import org.vigil.reporting.escalation.domain.Subject;
import org.vigil.reporting.escalation.policy.WhenSignalArrivesEscalate.Signal;
import org.vigil.reporting.escalation.policy.WhenSignalArrivesEscalate.Signals;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.ConcealmentSuspected;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.FalseReportSuspected;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.LateReportProven;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.MissedReportDetected;
import org.vigil.reporting.expectation.domain.Occasion;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.CloseContactReported;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.EpidemicAreaReturneeReported;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.LateExposureReportDetected;
import org.vigil.reporting.exposure.domain.HealthObservation.ObservationFollowUpMissed;
import org.vigil.reporting.exposure.domain.HealthObservation.ObservedPersonFellIll;
import org.vigil.reporting.feed.domain.FeedConsumer.FeedConsumerFellSilent;
import org.vigil.reporting.obligation.domain.Assignments.ObligationUnassignedDetected;
import org.vigil.reporting.obligation.domain.ObligationHandoverEvent.ObligationHandoverUnanswered;
import org.vigil.reporting.outing.domain.OutingEvent.HighRiskTravelMatched;
import org.vigil.reporting.outing.domain.OutingEvent.OutingReturnOverdue;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.LateReportDetected;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomReportJoined;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomReportSeparated;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomReported;
import org.vigil.reporting.webhook.domain.WebhookEndpoint.WebhookEndpointDied;

/** What reporting-service's own facts tell the leading group. */
final class OwnSignals implements Signals {

  /** 局办公室, where the leading group's office is set up. */
  private static final String OFFICE = "BGS";

  @Override
  public Set<Class<?>> reads() {
    return Set.of(
        SymptomReported.class,
        SymptomReportJoined.class,
        SymptomReportSeparated.class,
        LateReportDetected.class,
        MissedReportDetected.class,
        HighRiskTravelMatched.class,
        ObligationUnassignedDetected.class,
        ObligationHandoverUnanswered.class,
        WrittenSelfCriticismOverdue.class,
        DailyReportOverdue.class,
        DailyReportMissed.class,
        DailyReportContradicted.class,
        CloseContactReported.class,
        EpidemicAreaReturneeReported.class,
        LateExposureReportDetected.class,
        ObservationFollowUpMissed.class,
        ObservedPersonFellIll.class,
        ConcealmentSuspected.class,
        LateReportProven.class,
        FalseReportSuspected.class,
        OutingReturnOverdue.class,
        OutingUnregisteredSuspected.class,
        BuckPassingSuspected.class,
        DispatchOrderUnanswered.class,
        DispatchOrderOverdue.class,
        DispatchOrderRefused.class,
        FeedConsumerFellSilent.class,
        WebhookEndpointDied.class);
  }

  @Override
  public Optional<Signal> of(Recorded<Object> event) {
    String id = event.stream().key();
    return switch (event.event()) {
      case SymptomReported fact ->
          signal(
              SignalKind.SYMPTOM_REPORTED,
              fact.department(),
              new Subject(
                  "symptom-report",
                  fact.earlier() == null ? id : fact.earlier().matter(),
                  fact.person().masked().name(),
                  fact.subjectId()),
              "");
      case SymptomReportJoined fact ->
          signal(
              SignalKind.SYMPTOM_REPORTED,
              fact.department(),
              new Subject("symptom-report", fact.matter(), masked(fact.name()), fact.subjectId()),
              "");
      case SymptomReportSeparated fact ->
          signal(
              SignalKind.SYMPTOM_REPORTED,
              fact.department(),
              new Subject("symptom-report", id, masked(fact.name()), fact.subjectId()),
              "");
      case LateReportDetected fact ->
          signal(
              SignalKind.REPORT_LATE,
              fact.department(),
              new Subject("symptom-report", id, masked(fact.name()), fact.subjectId()),
              "");
      case MissedReportDetected fact ->
          signal(
              missed(fact.occasion()),
              fact.department(),
              owed(fact.occasion(), id, fact.name(), fact.subjectId()),
              "");
      case HighRiskTravelMatched fact ->
          signal(
              SignalKind.HIGH_RISK_TRAVEL,
              fact.department(),
              new Subject("outing", id, masked(fact.name()), fact.subjectId()),
              "match-" + fact.match());
      case ObligationUnassignedDetected fact ->
          signal(
              SignalKind.OBLIGATION_UNASSIGNED,
              fact.unit(),
              new Subject("department", fact.unit(), null, null),
              "");
      case ObligationHandoverUnanswered(var handover, _, var department, _, var receiver, _) ->
          signal(
              SignalKind.HANDOVER_UNANSWERED,
              department,
              new Subject(
                  "obligation-handover", handover, masked(receiver.name()), receiver.subjectId()),
              "");
      case WrittenSelfCriticismOverdue fact ->
          signal(
              SignalKind.SELF_CRITICISM_OVERDUE,
              fact.department(),
              new Subject("accountability-case", id, null, null),
              "");
      case DailyReportOverdue fact ->
          signal(SignalKind.DAILY_REPORT_OVERDUE, fact.department(), dailyReport(id), "");
      case DailyReportMissed fact ->
          signal(SignalKind.DAILY_REPORT_MISSED, fact.department(), dailyReport(id), "");
      case DailyReportContradicted fact ->
          signal(SignalKind.DAILY_REPORT_CONTRADICTED, fact.department(), dailyReport(id), "");
      case CloseContactReported fact ->
          signal(
              SignalKind.CONTACT_REPORTED,
              fact.department(),
              new Subject("exposure-report", id, fact.person().masked().name(), fact.subjectId()),
              "");
      case EpidemicAreaReturneeReported fact ->
          signal(
              SignalKind.RETURNEE_REPORTED,
              fact.department(),
              new Subject("exposure-report", id, fact.person().masked().name(), fact.subjectId()),
              "");
      case LateExposureReportDetected fact ->
          signal(
              SignalKind.REPORT_LATE,
              fact.department(),
              new Subject("exposure-report", id, masked(fact.name()), fact.subjectId()),
              "");
      case ObservationFollowUpMissed fact ->
          signal(
              SignalKind.FOLLOW_UP_MISSED,
              fact.department(),
              new Subject("observation", id, null, fact.subjectId()),
              fact.day().toString());
      case ObservedPersonFellIll fact ->
          signal(
              SignalKind.OBSERVED_PERSON_ILL,
              fact.department(),
              new Subject("observation", id, masked(fact.name()), fact.subjectId()),
              fact.day().toString());
      case ConcealmentSuspected fact ->
          signal(
              SignalKind.CONCEALMENT_SUSPECTED,
              fact.department(),
              owed(fact.occasion(), id, fact.name(), fact.subjectId()),
              "");
      case FalseReportSuspected fact ->
          signal(
              SignalKind.FALSE_REPORT_SUSPECTED,
              fact.department(),
              owed(fact.occasion(), id, fact.name(), fact.subjectId()),
              "");
      case LateReportProven fact ->
          signal(
              SignalKind.REPORT_LATE,
              fact.department(),
              owed(fact.occasion(), id, fact.name(), fact.subjectId()),
              "");
      case OutingReturnOverdue fact ->
          signal(
              SignalKind.OUTING_OVERDUE,
              fact.department(),
              new Subject("outing", id, masked(fact.name()), fact.subjectId()),
              fact.dueAt().toString());
      case OutingUnregisteredSuspected fact ->
          signal(
              SignalKind.OUTING_UNREGISTERED,
              fact.department(),
              new Subject("absence", id, masked(fact.name()), fact.subjectId()),
              "");
      case BuckPassingSuspected fact ->
          signal(
              SignalKind.BUCK_PASSING_SUSPECTED,
              fact.department(),
              new Subject("escalation", id, null, null),
              "occurrence-" + fact.occurrence());
      case DispatchOrderUnanswered fact ->
          order(SignalKind.DISPATCH_ORDER_UNANSWERED, fact.department(), id);
      case DispatchOrderOverdue fact ->
          order(SignalKind.DISPATCH_ORDER_OVERDUE, fact.department(), id);
      case DispatchOrderRefused fact ->
          order(SignalKind.DISPATCH_REFUSAL_SUSPECTED, fact.department(), id);
      case FeedConsumerFellSilent fact ->
          office(SignalKind.FEED_CONSUMER_SILENT, "feed-consumer", id, fact.heardAt().toString());
      case WebhookEndpointDied fact ->
          office(SignalKind.WEBHOOK_ENDPOINT_DEAD, "webhook-endpoint", id, fact.since().toString());
      default -> Optional.empty();
    };
  }

  static SignalKind missed(Occasion occasion) {
    return switch (occasion) {
      case MEASURED_AT_EXIT -> SignalKind.REPORT_MISSED;
      case MEASURED_AT_MEETING -> SignalKind.MEETING_FEVER_UNREPORTED;
      case RISK_TRAVEL -> SignalKind.RISK_TRAVEL_UNREPORTED;
      case CASE_CONTACT -> SignalKind.CASE_CONTACT_UNREPORTED;
      case SEPARATE_MEALS -> SignalKind.SEPARATE_MEALS_UNREPORTED;
      case ABSENT_ILL -> SignalKind.ILLNESS_UNREPORTED;
      case SUPPLIES_ISSUED -> SignalKind.SUPPLIES_UNREPORTED;
      case TERMINAL_DISINFECTION -> SignalKind.TERMINAL_DISINFECTION_UNREPORTED;
    };
  }

  static Subject owed(Occasion occasion, String id, @Nullable String name, String subjectId) {
    String kind = occasion == Occasion.MEASURED_AT_EXIT ? "visit" : "expected-report";
    return new Subject(kind, id, masked(name), subjectId);
  }

  private static Subject dailyReport(String id) {
    return new Subject("daily-report", id, null, null);
  }

  private static Optional<Signal> order(SignalKind kind, String department, String id) {
    return signal(kind, department, new Subject("dispatch-order", id, null, null), "");
  }

  /** What concerns the office itself: its own department answers for it (2-f). */
  private static Optional<Signal> office(SignalKind kind, String what, String id, String period) {
    return signal(kind, OFFICE, new Subject(what, id, null, null), period);
  }

  private static Optional<Signal> signal(
      SignalKind kind, String department, Subject subject, String period) {
    return Optional.of(new Signal(kind, department, subject, period));
  }

  static @Nullable String masked(@Nullable String name) {
    return name == null || name.isEmpty() ? null : Mask.NAME.of(name);
  }
}
