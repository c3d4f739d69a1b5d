package org.vigil.reporting.expectation.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Recorded;
import org.vigil.reporting.expectation.domain.ExpectedReportEvent;
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
import org.vigil.reporting.expectation.view.EvidenceRow;

/** A report that was owed as its events tell it, up to any of them. */
final class PastExpectation {

  private ReportExpected expected;
  private final List<Answer.Proof> evidence = new ArrayList<>();
  private Instant dueAt;
  private @Nullable ReportExpectationMet met;
  private boolean withdrawn;
  private @Nullable Instant missedAt;
  private @Nullable Instant suspectedAt;
  private @Nullable Instant knownAt;
  private @Nullable Long provenLateBySeconds;

  private PastExpectation(ReportExpected expected) {
    this.expected = expected;
    this.dueAt = expected.dueAt();
  }

  /** Empty where no report was owed yet. */
  static Optional<PastExpectation> of(List<Recorded<ExpectedReportEvent>> known) {
    if (known.isEmpty() || !(known.getFirst().event() instanceof ReportExpected expected)) {
      return Optional.empty();
    }
    PastExpectation then = new PastExpectation(expected);
    known.forEach(then::apply);
    return Optional.of(then);
  }

  private void apply(Recorded<ExpectedReportEvent> recorded) {
    switch (recorded.event()) {
      case ReportExpected it when withdrawn -> {
        expected = it;
        dueAt = it.dueAt();
        withdrawn = false;
        met = null;
        missedAt = null;
        suspectedAt = null;
      }
      case ReportExpected _ -> {}
      case ReportExpectationMet it -> met = it;
      case ReportExpectationReopened it -> {
        met = null;
        dueAt = it.dueAt();
      }
      case ReportExpectationWithdrawn _ -> withdrawn = true;
      case MissedReportDetected _ -> missedAt = recorded.recordedAt();
      case ConcealmentSuspected _ -> suspectedAt = recorded.recordedAt();
      case DepartmentKnowledgeProven it -> {
        Instant at = it.evidence().at();
        knownAt = knownAt == null || at.isBefore(knownAt) ? at : knownAt;
        add(new Answer.Proof(it.evidence().kind().name(), it.evidence().source(), at));
      }
      case SignalDeniedByDailyReport it ->
          add(new Answer.Proof(Answer.Proof.DENIED, it.dailyReport(), it.saidAt()));
      case FalseReportSuspected it ->
          add(new Answer.Proof(Answer.Proof.CONTRADICTED, it.reportId(), it.saidAt()));
      case FalseReportSuspicionLifted it ->
          evidence.removeIf(
              one ->
                  one.kind().equals(Answer.Proof.CONTRADICTED)
                      && one.source().equals(it.reportId()));
      case LateReportProven it ->
          provenLateBySeconds = it.lateBy().plusNanos(999_999_999).toSeconds();
    }
  }

  /** What shows the same again adds nothing. */
  private void add(Answer.Proof proof) {
    if (evidence.stream()
        .noneMatch(one -> one.kind().equals(proof.kind()) && one.source().equals(proof.source()))) {
      evidence.add(proof);
    }
  }

  String department() {
    return expected.department();
  }

  String status() {
    if (withdrawn) {
      return "WITHDRAWN";
    }
    if (met != null) {
      return "MET";
    }
    if (suspectedAt != null) {
      return "CONCEALMENT_SUSPECTED";
    }
    return missedAt == null ? "OWED" : "MISSED";
  }

  /** As one of many, without the evidence. */
  Answer listed(String id) {
    return shown(id, null);
  }

  Answer shown(String id) {
    return shown(
        id,
        evidence.stream()
            .sorted(Comparator.comparing(Answer.Proof::at).thenComparing(Answer.Proof::source))
            .limit(EvidenceRow.MAX_ROWS)
            .toList());
  }

  private Answer shown(String id, @Nullable List<Answer.Proof> proofs) {
    ReportExpectationMet report = met;
    return new Answer(
        id,
        expected.occasion().name(),
        expected.department(),
        status(),
        expected.visitedDepartment(),
        expected.exit(),
        expected.name(),
        expected.measuredAt(),
        dueAt,
        missedAt,
        report == null ? null : report.reportId(),
        report == null ? null : report.reportedAt(),
        report == null ? null : report.lateBy().toSeconds(),
        knownAt,
        suspectedAt,
        provenLateBySeconds,
        proofs);
  }
}
