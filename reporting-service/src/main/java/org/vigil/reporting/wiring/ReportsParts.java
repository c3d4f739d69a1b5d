package org.vigil.reporting.wiring;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.vigil.eventsourcing.EventLog;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.eventsourcing.projection.Followers;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.reporting.absence.domain.Absence;
import org.vigil.reporting.absence.policy.LeaveOnRecord;
import org.vigil.reporting.absence.policy.WhenAbsenceNotedLookForOuting;
import org.vigil.reporting.absence.view.AbsenceView;
import org.vigil.reporting.expectation.domain.ExpectedReportDecider;
import org.vigil.reporting.expectation.policy.WhenExposureReportedMeetExpectation;
import org.vigil.reporting.expectation.policy.WhenReportDeniesFeverSuspectFalseReport;
import org.vigil.reporting.expectation.policy.WhenReportExpectedLookForReport;
import org.vigil.reporting.expectation.policy.WhenSymptomReportedMeetExpectation;
import org.vigil.reporting.expectation.view.ExpectedReportView;
import org.vigil.reporting.expectation.view.OwedReports;
import org.vigil.reporting.exposure.view.ExposuresOfSubject;
import org.vigil.reporting.health.policy.WhenHealthStatesRecordedProveKnowledge;
import org.vigil.reporting.intake.AttendeeFeverDetected;
import org.vigil.reporting.intake.AttendeeFeverWithdrawn;
import org.vigil.reporting.intake.FeverMeasured;
import org.vigil.reporting.intake.IssueCorrected;
import org.vigil.reporting.intake.LeaveCancelled;
import org.vigil.reporting.intake.LeaveRegistered;
import org.vigil.reporting.intake.MusterAbsenceExcused;
import org.vigil.reporting.intake.ReachabilityDrillExcused;
import org.vigil.reporting.intake.StockIssued;
import org.vigil.reporting.intake.WhenAttendeeHasFeverExpectReport;
import org.vigil.reporting.intake.WhenFeverMeasuredExpectReport;
import org.vigil.reporting.intake.WhenSomebodyIsAbsentNoteIt;
import org.vigil.reporting.intake.WhenSomebodyIsIllExpectReport;
import org.vigil.reporting.intake.WhenStockIssuedForSomebodyExpectReport;
import org.vigil.reporting.intake.WhoIs;
import org.vigil.reporting.outing.api.OutingResource;
import org.vigil.reporting.outing.domain.OutingDecider;
import org.vigil.reporting.outing.domain.RiskLevel;
import org.vigil.reporting.outing.policy.WhenOutingChangesMatchRiskAreas;
import org.vigil.reporting.outing.policy.WhenRiskAreasComeIntoForceMatchOutings;
import org.vigil.reporting.outing.policy.WhenRiskTravelConfirmedExpectReport;
import org.vigil.reporting.outing.view.ConfirmedTravel;
import org.vigil.reporting.outing.view.OutingView;
import org.vigil.reporting.outing.view.OutingsOfSubject;
import org.vigil.reporting.outing.view.RiskCandidates;
import org.vigil.reporting.parameter.domain.Rule;
import org.vigil.reporting.parameter.domain.Rules;
import org.vigil.reporting.riskarea.domain.RiskAreaDecider;
import org.vigil.reporting.riskarea.view.RiskAreaView;
import org.vigil.reporting.rows.CaughtUp;
import org.vigil.reporting.staff.view.LeaveView;
import org.vigil.reporting.staff.view.Leaves;
import org.vigil.reporting.staff.view.Staff;
import org.vigil.reporting.staff.view.StaffView;
import org.vigil.reporting.symptomreport.api.SymptomReportResource;
import org.vigil.reporting.symptomreport.domain.SymptomReportDecider;
import org.vigil.reporting.symptomreport.policy.WhenSymptomsAreReportedJoinOneIllness;
import org.vigil.reporting.symptomreport.view.ReportsOfSubject;
import org.vigil.reporting.symptomreport.view.SymptomReportView;

/** What reports, outings, risk areas and reports that are owed consist of, without CDI. */
final class ReportsParts {

  /** The time to report from the moment that the department knew. Beyond it is 缓报. */
  static final String SYMPTOM_REPORT_WITHIN = "reporting.symptom-report-within";

  /** The time to report a fever that was measured, at an exit or a meeting. Then 漏报, suspected. */
  static final String FEVER_REPORT_WITHIN = "reporting.fever-report-within";

  /** The time to report a journey that is confirmed to have touched an area of risk. */
  static final String RISK_TRAVEL_REPORT_WITHIN = "reporting.risk-travel-report-within";

  /** How long after its end an outing still matches a new list. */
  static final String OUTING_LOOK_BACK = OutingResource.LOOK_BACK;

  /**
   * How many levels of risk count, from the highest: 2 for 高 and 中, 1 for 高 only, 0 for none. The
   * plan's 中高风险 has meant 高 only since the 二十条, which the leading group decides with a date.
   */
  static final String RISK_LEVELS = "reporting.risk-levels-that-count";

  /** From how many tenths of a degree on the gates take a temperature for a fever. */
  static final String FEVER_THRESHOLD = "duty.fever-threshold-tenths";

  private ReportsParts() {}

  /**
   * @param rules what is in force
   * @param number the number in force under a name at an instant
   * @param received what has come in from the other services, once it is there
   * @param streams what has been said in a stream, oldest first
   */
  static void contribute(
      EventSourcing.Builder builder,
      DataSource dataSource,
      CaughtUp caughtUp,
      Rules rules,
      BiFunction<String, Instant, Integer> number,
      Supplier<EventLog> received,
      Function<StreamId, List<Recorded<Object>>> streams,
      ZoneId zone,
      InstantSource clock) {
    Function<Instant, Duration> lookBack = at -> rules.inForce(OUTING_LOOK_BACK, at).duration();
    Function<Instant, Rule> feverReportWithin = at -> rules.inForce(FEVER_REPORT_WITHIN, at);
    Function<Instant, Rule> travelReportWithin = at -> rules.inForce(RISK_TRAVEL_REPORT_WITHIN, at);
    Staff staff = new Staff(dataSource);
    Leaves leaves = new Leaves(dataSource, zone);
    LeaveOnRecord leaveOnRecord =
        (subjectId, at) -> {
          EventLog log = received.get();
          caughtUp.await(Followers.name(LeaveView.NAME, log), log.head());
          return leaves.cover(subjectId, at);
        };
    WhoIs whoIs =
        (subjectId, event) -> {
          caughtUp.await(Followers.name(StaffView.NAME, received.get()), event.position());
          return staff.whoIs(subjectId, event.recordedAt());
        };
    OwedReports owed = new OwedReports(dataSource);
    ExposuresOfSubject exposures = new ExposuresOfSubject(dataSource);
    RiskCandidates candidates =
        new RiskCandidates(dataSource, at -> levels(number.apply(RISK_LEVELS, at)));
    builder
        .category(SymptomReportDecider.CATEGORY)
        .category(OutingDecider.CATEGORY)
        .category(Absence.CATEGORY)
        .category(RiskAreaDecider.CATEGORY)
        .category(ExpectedReportDecider.CATEGORY)
        .reads("duty", FeverMeasured.class, LeaveRegistered.class, LeaveCancelled.class)
        .reads("duty", MusterAbsenceExcused.class, ReachabilityDrillExcused.class)
        .reads("disinfection", AttendeeFeverDetected.class, AttendeeFeverWithdrawn.class)
        .reads("supplies", StockIssued.class, IssueCorrected.class)
        .follow(new AbsenceView())
        .follow(new SymptomReportView())
        .follow(new OutingView())
        .follow(new RiskAreaView())
        .follow(new ExpectedReportView())
        .react(new WhenOutingChangesMatchRiskAreas(candidates, caughtUp, lookBack))
        .react(new WhenRiskAreasComeIntoForceMatchOutings(candidates, caughtUp, lookBack))
        .react(
            new WhenRiskTravelConfirmedExpectReport(
                new ConfirmedTravel(dataSource), caughtUp, travelReportWithin))
        .react(
            new WhenAbsenceNotedLookForOuting(
                new OutingsOfSubject(dataSource), leaveOnRecord, caughtUp))
        .react(
            new WhenSymptomsAreReportedJoinOneIllness(
                new ReportsOfSubject(dataSource),
                caughtUp,
                at -> rules.inForce(SymptomReportResource.ONE_ILLNESS, at).duration(),
                clock))
        .react(new WhenSymptomReportedMeetExpectation(owed, caughtUp))
        .react(new WhenHealthStatesRecordedProveKnowledge(owed, caughtUp))
        .react(
            new WhenReportDeniesFeverSuspectFalseReport(
                owed,
                new ReportsOfSubject(dataSource),
                caughtUp,
                streams,
                at -> number.apply(FEVER_THRESHOLD, at),
                at -> rules.inForce(WhenReportDeniesFeverSuspectFalseReport.WITHIN, at)))
        .react(new WhenExposureReportedMeetExpectation(owed, exposures, caughtUp))
        .react(
            new WhenReportExpectedLookForReport(
                new ReportsOfSubject(dataSource), exposures, caughtUp))
        .followReceived(new LeaveView())
        .reactReceived(new WhenFeverMeasuredExpectReport(whoIs, feverReportWithin))
        .reactReceived(new WhenAttendeeHasFeverExpectReport(whoIs, feverReportWithin))
        .reactReceived(
            new WhenSomebodyIsIllExpectReport(
                (subject, at) -> staff.member(subject, at).map(Staff.Member::name),
                at -> rules.inForce(WhenSomebodyIsIllExpectReport.REPORT_WITHIN, at),
                clock))
        .reactReceived(
            new WhenStockIssuedForSomebodyExpectReport(
                whoIs,
                at -> rules.inForce(WhenStockIssuedForSomebodyExpectReport.REPORT_WITHIN, at)))
        .reactReceived(new WhenSomebodyIsAbsentNoteIt());
    KeptApartParts.contribute(builder, whoIs, rules);
  }

  static Set<RiskLevel> levels(int howMany) {
    return Stream.of(RiskLevel.HIGH, RiskLevel.MEDIUM)
        .limit(howMany)
        .collect(Collectors.toUnmodifiableSet());
  }
}
