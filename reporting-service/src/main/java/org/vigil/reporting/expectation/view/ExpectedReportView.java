package org.vigil.reporting.expectation.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigil.eventsourcing.PersonalColumns;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;
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

/** Writes {@code expected_report}. */
public final class ExpectedReportView implements Projection {

  public static final String NAME = "expected-report-3";

  private static final String EXPECTED =
      """
      insert into expected_report (id, version, position, department, visited_department, exit,
        subject_id, name, measured_at, due_at, occasion, status)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'OWED') on conflict (id) do update
        set status = 'OWED', measured_at = excluded.measured_at, due_at = excluded.due_at,
          missed_at = null, suspected_at = null, report_id = null, met_at = null,
          late_by_seconds = null, version = excluded.version
        where expected_report.status = 'WITHDRAWN' and expected_report.version < excluded.version
      """;
  private static final String MISSED =
      """
      update expected_report set status = 'MISSED', missed_at = ?, version = ?
      where id = ? and version < ?
      """;
  private static final String KNOWN =
      """
      update expected_report set known_at = least(known_at, ?), version = ?
      where id = ? and version < ?
      """;
  private static final String EVIDENCE =
      """
      insert into expected_report_evidence (report_id, kind, source, at) values (?, ?, ?, ?)
      on conflict do nothing
      """;
  private static final String NO_EVIDENCE =
      """
      delete from expected_report_evidence
      where report_id = ? and kind = 'CONTRADICTED_BY_REPORT' and source = ?
      """;
  private static final String CONCEALED =
      """
      update expected_report set status = 'CONCEALMENT_SUSPECTED', suspected_at = ?, version = ?
      where id = ? and version < ?
      """;
  private static final String PROVEN_LATE =
      """
      update expected_report set proven_late_by_seconds = ?, version = ? where id = ? and version < ?
      """;
  private static final String SEEN =
      "update expected_report set version = ? where id = ? and version < ?";
  private static final String MET =
      """
      update expected_report set status = 'MET', report_id = ?, met_at = ?, late_by_seconds = ?,
        version = ?
      where id = ? and version < ?
      """;
  private static final String WITHDRAWN =
      """
      update expected_report set status = 'WITHDRAWN', version = ? where id = ? and version < ?
      """;
  private static final String REOPENED =
      """
      update expected_report set report_id = null, met_at = null, late_by_seconds = null, due_at = ?,
        status = case when suspected_at is not null then 'CONCEALMENT_SUSPECTED'
          when missed_at is not null then 'MISSED' else 'OWED' end, version = ?
      where id = ? and version < ?
      """;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of("expected_report", "expected_report_evidence");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(ExpectedReportEvent.class);
  }

  @Override
  public List<PersonalColumns> personalColumns() {
    return List.of(
        new PersonalColumns(
            "expected_report", "subject_id", Map.of("name", PersonalColumns.textIfAny("name"))));
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch batch = new SqlBatch(tx)) {
      for (Recorded<Object> recorded : events) {
        if (recorded.event() instanceof ExpectedReportEvent event) {
          apply(recorded, event, batch);
        }
      }
    }
  }

  private static void apply(Recorded<Object> recorded, ExpectedReportEvent event, SqlBatch batch)
      throws SQLException {
    String id = recorded.stream().key();
    int version = recorded.version();
    switch (event) {
      case ReportExpected expected ->
          batch.add(
              EXPECTED,
              id,
              version,
              recorded.position(),
              expected.department(),
              expected.visitedDepartment(),
              expected.exit(),
              expected.subjectId(),
              expected.name(),
              expected.measuredAt(),
              expected.dueAt(),
              expected.occasion());
      case MissedReportDetected _ -> batch.add(MISSED, recorded.recordedAt(), version, id, version);
      case DepartmentKnowledgeProven(_, _, var evidence, _) -> {
        batch.add(KNOWN, evidence.at(), version, id, version);
        batch.add(EVIDENCE, id, evidence.kind(), evidence.source(), evidence.at());
      }
      case SignalDeniedByDailyReport denied -> {
        batch.add(EVIDENCE, id, "DENIED_BY_DAILY_REPORT", denied.dailyReport(), denied.saidAt());
        batch.add(SEEN, version, id, version);
      }
      case FalseReportSuspected it -> {
        batch.add(EVIDENCE, id, "CONTRADICTED_BY_REPORT", it.reportId(), it.saidAt());
        batch.add(SEEN, version, id, version);
      }
      case FalseReportSuspicionLifted it -> {
        batch.add(NO_EVIDENCE, id, it.reportId());
        batch.add(SEEN, version, id, version);
      }
      case ConcealmentSuspected _ ->
          batch.add(CONCEALED, recorded.recordedAt(), version, id, version);
      case ReportExpectationReopened again ->
          batch.add(REOPENED, again.dueAt(), version, id, version);
      case ReportExpectationWithdrawn _ -> batch.add(WITHDRAWN, version, id, version);
      case LateReportProven late ->
          batch.add(
              PROVEN_LATE, late.lateBy().plusNanos(999_999_999).toSeconds(), version, id, version);
      case ReportExpectationMet met ->
          batch.add(
              MET,
              met.reportId(),
              met.reportedAt(),
              met.lateBy().toSeconds(),
              version,
              id,
              version);
    }
  }
}
