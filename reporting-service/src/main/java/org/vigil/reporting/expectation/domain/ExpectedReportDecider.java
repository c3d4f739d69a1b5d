package org.vigil.reporting.expectation.domain;

import static org.vigil.eventsourcing.Decision.accept;
import static org.vigil.eventsourcing.Decision.acceptAll;
import static org.vigil.eventsourcing.Decision.refuse;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.reporting.expectation.domain.ExpectedReport.Known;
import org.vigil.reporting.expectation.domain.ExpectedReport.Met;
import org.vigil.reporting.expectation.domain.ExpectedReport.Missed;
import org.vigil.reporting.expectation.domain.ExpectedReport.NotExpected;
import org.vigil.reporting.expectation.domain.ExpectedReport.Owed;
import org.vigil.reporting.expectation.domain.ExpectedReport.Suspected;
import org.vigil.reporting.expectation.domain.ExpectedReport.Withdrawn;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.DetectMissedReport;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.ExpectReport;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.HoldAgainstReport;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.HoldNothingAgainstReport;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.MeetExpectation;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.NoteDenial;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.NoteKnowledge;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.ReopenExpectation;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.ReportCommand;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.SuspectConcealment;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.WithdrawExpectation;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.ConcealmentSuspected;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.DepartmentKnowledgeProven;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.FalseReportSuspected;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.FalseReportSuspicionLifted;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.LateReportProven;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.MissedReportDetected;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.ReportExpectationMet;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.ReportExpectationReopened;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.ReportExpectationWithdrawn;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.ReportExpected;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent.SignalDeniedByDailyReport;

/** The rules of a report that is owed (3.3-d, 3.11-b, 5-6). */
public final class ExpectedReportDecider
    implements Decider<ExpectedReportCommand, ExpectedReport, ExpectedReportEvent> {

  public static final Category<ExpectedReportCommand, ExpectedReport, ExpectedReportEvent>
      CATEGORY =
          new Category<>(
              "expected-report",
              new ExpectedReportDecider(),
              ExpectedReportEvent.class,
              ExpectedReportDecider::deadlines,
              (deadline, dueAt) ->
                  deadline.equals("report-due")
                      ? new DetectMissedReport(dueAt)
                      : new SuspectConcealment());

  /** A later report of the same person is about something else, unless it names the signal. */
  public static final Duration COUNTS_AFTER = Duration.ofDays(14);

  private static final String DUE = "report-due";
  private static final String KNOWLEDGE_DUE = "who-knew-is-due";

  private static List<Change> deadlines(ExpectedReportEvent event) {
    return switch (event) {
      case ReportExpected expected -> List.of(new Change.Schedule(DUE, expected.dueAt()));
      case DepartmentKnowledgeProven proven ->
          List.of(new Change.Schedule(KNOWLEDGE_DUE, proven.reportDueAt()));
      // The one opens a lead if nothing shows that anybody knew, the other if something does.
      case ReportExpectationReopened it ->
          List.of(
              new Change.Schedule(DUE, it.dueAt()), new Change.Schedule(KNOWLEDGE_DUE, it.dueAt()));
      case ReportExpectationMet _, ConcealmentSuspected _, ReportExpectationWithdrawn _ ->
          List.of(new Change.Cancel(DUE), new Change.Cancel(KNOWLEDGE_DUE));
      case MissedReportDetected _,
          SignalDeniedByDailyReport _,
          LateReportProven _,
          FalseReportSuspected _,
          FalseReportSuspicionLifted _ ->
          List.of();
    };
  }

  @Override
  public ExpectedReport initialState() {
    return new NotExpected();
  }

  /** What a report says against a measurement is the same in every stage. */
  @Override
  public Decision<ExpectedReportEvent> decide(ExpectedReportCommand command, ExpectedReport state) {
    return switch (command) {
      case HoldAgainstReport report -> holdAgainst(report, state);
      case HoldNothingAgainstReport(var reportId) -> lift(reportId, state);
      case ReportCommand report -> decide(report, state);
    };
  }

  private static Decision<ExpectedReportEvent> decide(ReportCommand command, ExpectedReport state) {
    return switch (state) {
      case NotExpected _ ->
          switch (command) {
            case ExpectReport expect -> expect(expect);
            case MeetExpectation _ -> refuse(ExpectedReportRefusal.NO_REPORT_EXPECTED);
            case ReopenExpectation _,
                WithdrawExpectation _,
                DetectMissedReport _,
                NoteKnowledge _,
                NoteDenial _,
                SuspectConcealment _ ->
                accept();
          };
      case Owed(var expected, var known) ->
          switch (command) {
            case ExpectReport _, ReopenExpectation _ -> accept();
            case WithdrawExpectation _ -> accept(withdrawn(expected));
            case MeetExpectation report -> meet(report, expected, known);
            // Who is shown to have known has the whole time from then; SuspectConcealment ends it.
            case DetectMissedReport(var dueAt) ->
                dueAt.isBefore(expected.dueAt()) || known.since().isPresent()
                    ? accept()
                    : accept(miss(expected));
            case NoteKnowledge(var evidence) -> note(evidence, expected, known);
            case NoteDenial denial -> deny(denial, expected, known);
            case SuspectConcealment _ -> suspect(expected, known);
          };
      case Missed(var expected, var known) ->
          switch (command) {
            case ExpectReport _, ReopenExpectation _, DetectMissedReport _ -> accept();
            case WithdrawExpectation _ -> accept(withdrawn(expected));
            case MeetExpectation report -> meet(report, expected, known);
            case NoteKnowledge(var evidence) -> note(evidence, expected, known);
            case NoteDenial denial -> deny(denial, expected, known);
            case SuspectConcealment _ -> suspect(expected, known);
          };
      case Suspected(var expected, var known) ->
          switch (command) {
            case WithdrawExpectation _ -> accept(withdrawn(expected));
            case MeetExpectation report -> meet(report, expected, known);
            case ExpectReport _,
                ReopenExpectation _,
                DetectMissedReport _,
                NoteKnowledge _,
                NoteDenial _,
                SuspectConcealment _ ->
                accept();
          };
      case Met met ->
          switch (command) {
            case ReopenExpectation reopen -> reopen(reopen, met);
            // Else a report that moves to another person would reopen what was a mistake.
            case WithdrawExpectation _ ->
                met.before()
                    .waiting()
                    .map(it -> Decision.<ExpectedReportEvent>accept(withdrawn(it)))
                    .orElseGet(Decision::accept);
            case ExpectReport _,
                MeetExpectation _,
                DetectMissedReport _,
                NoteKnowledge _,
                NoteDenial _,
                SuspectConcealment _ ->
                accept();
          };
      case Withdrawn _ ->
          switch (command) {
            // What was put right may be put right once more.
            case ExpectReport expect -> expect(expect);
            case MeetExpectation _,
                ReopenExpectation _,
                WithdrawExpectation _,
                DetectMissedReport _,
                NoteKnowledge _,
                NoteDenial _,
                SuspectConcealment _ ->
                accept();
          };
    };
  }

  /**
   * Once for each report, and only where whoever reports can be shown to have known of the fever.
   */
  private static Decision<ExpectedReportEvent> holdAgainst(
      HoldAgainstReport it, ExpectedReport state) {
    return state
        .expectation()
        .filter(expected -> !state.known().contrary().contains(it.reportId()))
        .filter(expected -> isContrary(it, expected, state.known()))
        .map(
            expected ->
                Decision.<ExpectedReportEvent>accept(
                    new FalseReportSuspected(
                        expected.subjectId(),
                        expected.department(),
                        expected.name(),
                        expected.measuredAt(),
                        it.reportId(),
                        it.saidAt(),
                        expected.occasion(),
                        it.facts(),
                        it.within())))
        .orElseGet(Decision::accept);
  }

  private static boolean isContrary(HoldAgainstReport it, ReportExpected expected, Known known) {
    Duration after = Duration.between(expected.measuredAt(), it.saidAt());
    boolean inTime = !after.isNegative() && after.compareTo(it.within().duration()) <= 0;
    boolean knew =
        it.named()
            || expected.occasion() == Occasion.MEASURED_AT_EXIT
            || known.since().filter(since -> !since.isAfter(it.saidAt())).isPresent();
    return inTime
        && knew
        && expected.occasion().isFever()
        && it.department().equals(expected.department());
  }

  private static Decision<ExpectedReportEvent> lift(String reportId, ExpectedReport state) {
    return state
        .expectation()
        .filter(_ -> state.known().contrary().contains(reportId))
        .map(
            expected ->
                Decision.<ExpectedReportEvent>accept(
                    new FalseReportSuspicionLifted(
                        expected.subjectId(),
                        expected.department(),
                        reportId,
                        expected.occasion(),
                        state.known().contrary().size() == 1)))
        .orElseGet(Decision::accept);
  }

  private static ExpectedReportEvent withdrawn(ReportExpected expected) {
    return new ReportExpectationWithdrawn(
        expected.subjectId(), expected.department(), expected.measuredAt(), expected.occasion());
  }

  private static Decision<ExpectedReportEvent> note(
      Evidence evidence, ReportExpected expected, Known known) {
    if (known.evidence().contains(evidence) || !isProof(evidence, expected, known)) {
      return accept();
    }
    Known now = known.plus(evidence);
    List<ExpectedReportEvent> events = new ArrayList<>();
    events.add(
        new DepartmentKnowledgeProven(
            expected.subjectId(),
            expected.department(),
            evidence,
            now.since().orElseThrow().plus(expected.reportWithin())));
    addKnowingDenial(events, expected, now);
    return acceptAll(events);
  }

  /** Who is known to know proves nothing by looking; and symptoms say not where somebody was. */
  private static boolean isProof(Evidence evidence, ReportExpected expected, Known known) {
    return switch (evidence.kind()) {
      case VIEWED_BY_HEAD -> known.evidence().isEmpty();
      case ENTERED_HEALTH_STATE -> expected.occasion().isAnsweredBy(ReportKind.SYMPTOM);
      case ACKNOWLEDGED,
          ADMITTED_DESPITE_REFUSAL,
          ORDERED_SEPARATE_MEALS,
          ORDERED_TERMINAL_DISINFECTION,
          ISSUED_SUPPLIES ->
          true;
    };
  }

  /** Only the department that owes the report can deny what it owes. */
  private static Decision<ExpectedReportEvent> deny(
      NoteDenial it, ReportExpected expected, Known known) {
    SignalDeniedByDailyReport denial =
        new SignalDeniedByDailyReport(
            expected.subjectId(), expected.department(), it.dailyReport(), it.saidAt());
    if (!it.department().equals(expected.department()) || known.denials().contains(denial)) {
      return accept();
    }
    List<ExpectedReportEvent> events = new ArrayList<>();
    events.add(denial);
    addKnowingDenial(events, expected, known.plus(denial));
    return acceptAll(events);
  }

  private static void addKnowingDenial(
      List<ExpectedReportEvent> events, ReportExpected expected, Known known) {
    known
        .knowingDenial()
        .ifPresent(denial -> events.add(concealment(expected, known, denial.dailyReport())));
  }

  private static Decision<ExpectedReportEvent> suspect(ReportExpected expected, Known known) {
    return known.since().isPresent() ? accept(concealment(expected, known, null)) : accept();
  }

  private static ExpectedReportEvent concealment(
      ReportExpected expected, Known known, @Nullable String deniedBy) {
    return new ConcealmentSuspected(
        expected.subjectId(),
        expected.department(),
        expected.name(),
        expected.measuredAt(),
        expected.dueAt(),
        known.evidence(),
        deniedBy,
        expected.occasion(),
        expected.rule());
  }

  private static Decision<ExpectedReportEvent> expect(ExpectReport expect) {
    return accept(
        new ReportExpected(
            expect.subjectId(),
            expect.department(),
            expect.visitedDepartment(),
            expect.exit(),
            expect.name(),
            expect.measuredAt(),
            expect.recordedAt().plus(expect.reportWithin().duration()),
            expect.reportWithin().duration(),
            expect.occasion(),
            expect.reportWithin()));
  }

  private static Decision<ExpectedReportEvent> meet(
      MeetExpectation report, ReportExpected expected, Known known) {
    if (!isAbout(report, expected)) {
      return refuse(ExpectedReportRefusal.REPORT_IS_ABOUT_SOMETHING_ELSE);
    }
    List<ExpectedReportEvent> events = new ArrayList<>();
    events.add(
        new ReportExpectationMet(
            expected.subjectId(),
            expected.department(),
            report.reportId(),
            report.reportedAt(),
            positive(Duration.between(expected.dueAt(), report.reportedAt()))));
    known
        .since()
        .ifPresent(
            since -> {
              Duration lateBy =
                  Duration.between(since, report.reportedAt()).minus(expected.reportWithin());
              if (lateBy.isPositive()) {
                events.add(
                    new LateReportProven(
                        expected.subjectId(),
                        expected.department(),
                        expected.name(),
                        report.reportId(),
                        since,
                        report.reportedAt(),
                        expected.reportWithin(),
                        lateBy,
                        known.evidence(),
                        expected.occasion(),
                        expected.rule()));
              }
            });
    return acceptAll(events);
  }

  /** Until the correction the department could take its report for the one that it owed. */
  private static Decision<ExpectedReportEvent> reopen(ReopenExpectation it, Met met) {
    return met.before()
        .waiting()
        .filter(_ -> it.reportId().equals(met.reportId()))
        .map(
            expected -> {
              Instant anew = it.at().plus(expected.reportWithin());
              return Decision.<ExpectedReportEvent>accept(
                  new ReportExpectationReopened(
                      expected.subjectId(),
                      expected.department(),
                      it.reportId(),
                      expected.measuredAt(),
                      anew.isAfter(expected.dueAt()) ? anew : expected.dueAt(),
                      expected.occasion()));
            })
        .orElseGet(Decision::accept);
  }

  private static Duration positive(Duration duration) {
    return duration.isPositive() ? duration : Duration.ZERO;
  }

  /** By its own word, if it comes from who owes it or is about the same person; else by person. */
  private static boolean isAbout(MeetExpectation report, ReportExpected expected) {
    boolean samePerson = report.subjectId().equals(expected.subjectId());
    boolean tooEarly =
        report
            .reportedAt()
            .isBefore(expected.measuredAt().minus(expected.occasion().countsBefore()));
    boolean tooLate = report.reportedAt().isAfter(expected.measuredAt().plus(COUNTS_AFTER));
    if (tooEarly) {
      return false;
    }
    return report.named()
        ? samePerson || report.department().equals(expected.department())
        : samePerson && !tooLate && expected.occasion().isAnsweredBy(report.kind());
  }

  private static ExpectedReportEvent miss(ReportExpected expected) {
    return new MissedReportDetected(
        expected.subjectId(),
        expected.department(),
        expected.visitedDepartment(),
        expected.exit(),
        expected.name(),
        expected.measuredAt(),
        expected.dueAt(),
        expected.occasion(),
        expected.rule());
  }

  @Override
  public ExpectedReport evolve(ExpectedReport state, ExpectedReportEvent event) {
    return switch (event) {
      case ReportExpected expected -> new Owed(expected, Known.NOTHING);
      case MissedReportDetected _ ->
          state instanceof Owed(var expected, var known) ? new Missed(expected, known) : state;
      case DepartmentKnowledgeProven it -> knowing(state, known -> known.plus(it.evidence()));
      case SignalDeniedByDailyReport it -> knowing(state, known -> known.plus(it));
      case ConcealmentSuspected _ ->
          switch (state) {
            case Owed(var expected, var known) -> new Suspected(expected, known);
            case Missed(var expected, var known) -> new Suspected(expected, known);
            case NotExpected _, Suspected _, Met _, Withdrawn _ -> state;
          };
      case ReportExpectationMet it -> new Met(it.reportId(), state);
      case ReportExpectationReopened it ->
          state instanceof Met met ? due(met.before(), it.dueAt()) : state;
      case ReportExpectationWithdrawn _ -> new Withdrawn();
      case FalseReportSuspected it -> whatever(state, known -> known.against(it.reportId()));
      case FalseReportSuspicionLifted it ->
          whatever(state, known -> known.notAgainst(it.reportId()));
      case LateReportProven _ -> state;
    };
  }

  private static ExpectedReport whatever(ExpectedReport state, UnaryOperator<Known> more) {
    return switch (state) {
      case Suspected(var expected, var known) -> new Suspected(expected, more.apply(known));
      case Met(var reportId, var before) -> new Met(reportId, whatever(before, more));
      case Owed _, Missed _ -> knowing(state, more);
      case NotExpected _, Withdrawn _ -> state;
    };
  }

  private static ExpectedReport due(ExpectedReport state, Instant dueAt) {
    return switch (state) {
      case Owed(var expected, var known) ->
          new Owed(expected.dueAt(dueAt), answered(known, expected, dueAt));
      case Missed(var expected, var known) ->
          new Missed(expected.dueAt(dueAt), answered(known, expected, dueAt));
      case Suspected(var expected, var known) ->
          new Suspected(expected.dueAt(dueAt), answered(known, expected, dueAt));
      case NotExpected _, Met _, Withdrawn _ -> state;
    };
  }

  private static Known answered(Known known, ReportExpected expected, Instant dueAt) {
    return known.answeredUntil(dueAt.minus(expected.reportWithin()));
  }

  private static ExpectedReport knowing(ExpectedReport state, UnaryOperator<Known> more) {
    return switch (state) {
      case Owed(var expected, var known) -> new Owed(expected, more.apply(known));
      case Missed(var expected, var known) -> new Missed(expected, more.apply(known));
      case NotExpected _, Suspected _, Met _, Withdrawn _ -> state;
    };
  }
}
