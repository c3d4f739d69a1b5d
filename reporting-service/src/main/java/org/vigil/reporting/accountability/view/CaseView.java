package org.vigil.reporting.accountability.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.PersonalColumns;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.eventsourcing.projection.SqlBatch;
import org.vigil.reporting.accountability.domain.CaseEvent;
import org.vigil.reporting.accountability.domain.CaseEvent.CaseClosed;
import org.vigil.reporting.accountability.domain.CaseEvent.CaseGroundLost;
import org.vigil.reporting.accountability.domain.CaseEvent.CaseRevealed;
import org.vigil.reporting.accountability.domain.CaseEvent.EvidenceAdded;
import org.vigil.reporting.accountability.domain.CaseEvent.EvidenceSealed;
import org.vigil.reporting.accountability.domain.CaseEvent.FindingDecided;
import org.vigil.reporting.accountability.domain.CaseEvent.FindingReversed;
import org.vigil.reporting.accountability.domain.CaseEvent.LeadDismissed;
import org.vigil.reporting.accountability.domain.CaseEvent.LeadOpened;
import org.vigil.reporting.accountability.domain.CaseEvent.LeadWithdrawn;
import org.vigil.reporting.accountability.domain.CaseEvent.MeasureExecuted;
import org.vigil.reporting.accountability.domain.CaseEvent.NoticeOfCriticismDecided;
import org.vigil.reporting.accountability.domain.CaseEvent.ReferredForDiscipline;
import org.vigil.reporting.accountability.domain.CaseEvent.StatementPeriodEnded;
import org.vigil.reporting.accountability.domain.CaseEvent.StatementRecorded;
import org.vigil.reporting.accountability.domain.CaseEvent.SubjectNotified;
import org.vigil.reporting.accountability.domain.CaseEvent.WrittenSelfCriticismOrdered;
import org.vigil.reporting.accountability.domain.CaseEvent.WrittenSelfCriticismOverdue;
import org.vigil.reporting.accountability.domain.Measure;

/** Writes {@code accountability_case}. */
public final class CaseView implements Projection {

  public static final String NAME = "accountability-case-1";

  private static final String OPENED =
      """
      insert into accountability_case (id, version, position, ground, obligation, department,
        subject_id, subject_name, suspicion, status, by_policy, arisen_at, opened_at, evidence,
        owner, measures, overdue)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'LEAD', ?, ?, ?, ?, ?, '{}', false)
      on conflict (id) do update set version = excluded.version, status = 'LEAD',
        suspicion = excluded.suspicion, owner = excluded.owner, ground_lost_at = null,
        evidence = accountability_case.evidence + excluded.evidence
      where accountability_case.version < excluded.version
      """;
  private static final String ADDED =
      "update accountability_case set evidence = evidence + ?, version = ?"
          + " where id = ? and version < ?";
  private static final String NOTIFIED =
      """
      update accountability_case set status = 'NOTIFIED', subject_id = ?, subject_name = ?,
        due_at = ?, version = ?
      where id = ? and version < ?
      """;
  private static final String FOUND =
      """
      update accountability_case set status = 'FOUND', finding = ?, due_at = null, version = ?
      where id = ? and version < ?
      """;
  private static final String MEASURE =
      """
      update accountability_case set status = 'MEASURE_DECIDED', measures = measures || ?::text,
        due_at = coalesce(?::timestamptz, due_at), version = ?
      where id = ? and version < ?
      """;
  private static final String EXECUTED =
      """
      update accountability_case set status = 'MEASURE_EXECUTED',
        due_at = case when ? then null else due_at end,
        overdue = case when ? then false else overdue end, version = ?
      where id = ? and version < ?
      """;
  private static final String OVERDUE =
      "update accountability_case set overdue = true, version = ? where id = ? and version < ?";
  private static final String STATUS =
      """
      update accountability_case set status = ?, version = ?,
        due_at = null
      where id = ? and version < ?
      """;
  private static final String WITHDRAWN =
      """
      update accountability_case set status = 'WITHDRAWN', ground_lost_at = ?, version = ?
      where id = ? and version < ?
      """;
  private static final String GROUND_LOST =
      "update accountability_case set ground_lost_at = ?, version = ? where id = ? and version < ?";
  private static final String TOUCHED =
      "update accountability_case set version = ? where id = ? and version < ?";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int revision() {
    return 2;
  }

  @Override
  public Set<String> tables() {
    return Set.of("accountability_case");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(CaseEvent.class);
  }

  @Override
  public List<PersonalColumns> personalColumns() {
    return List.of(
        new PersonalColumns(
            "accountability_case",
            "subject_id",
            Map.of("subject_name", PersonalColumns.textIfAny("subject_name"))),
        // Who is notified later does not become whose the words of the lead were.
        new PersonalColumns(
            "accountability_case", "owner", Map.of("suspicion", PersonalColumns.TEXT)));
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch rows = new SqlBatch(tx)) {
      for (Recorded<Object> recorded : events) {
        if (recorded.event() instanceof CaseEvent event) {
          apply(recorded, event, rows);
        }
      }
    }
  }

  private static void apply(Recorded<Object> recorded, CaseEvent event, SqlBatch rows)
      throws SQLException {
    String id = recorded.stream().key();
    int version = recorded.version();
    switch (event) {
      case LeadOpened lead ->
          rows.add(
              OPENED,
              id,
              version,
              recorded.position(),
              lead.ground(),
              lead.obligation(),
              lead.department(),
              lead.subjectId(),
              masked(lead.name()),
              lead.suspicion(),
              lead.openedBy() == null,
              lead.arisenAt(),
              recorded.recordedAt(),
              lead.evidence().size(),
              owner(lead.subjectId(), recorded.stream()));
      case EvidenceAdded(var more, _) -> rows.add(ADDED, more.size(), version, id, version);
      case LeadDismissed _ -> status(rows, "DISMISSED", id, version);
      case LeadWithdrawn _ -> rows.add(WITHDRAWN, recorded.recordedAt(), version, id, version);
      case CaseGroundLost _ -> rows.add(GROUND_LOST, recorded.recordedAt(), version, id, version);
      case EvidenceSealed _ -> status(rows, "EVIDENCE_SEALED", id, version);
      case SubjectNotified notified ->
          rows.add(
              NOTIFIED,
              notified.subjectId(),
              masked(notified.name()),
              notified.statementDueAt(),
              version,
              id,
              version);
      case StatementRecorded _, StatementPeriodEnded _ -> status(rows, "HEARD", id, version);
      case FindingDecided finding -> rows.add(FOUND, finding.finding(), version, id, version);
      case NoticeOfCriticismDecided _ ->
          rows.add(MEASURE, Measure.NOTICE_OF_CRITICISM, null, version, id, version);
      case WrittenSelfCriticismOrdered ordered ->
          rows.add(MEASURE, Measure.WRITTEN_SELF_CRITICISM, ordered.dueAt(), version, id, version);
      case ReferredForDiscipline _ ->
          rows.add(MEASURE, Measure.REFERRAL, null, version, id, version);
      case WrittenSelfCriticismOverdue _ -> rows.add(OVERDUE, version, id, version);
      case MeasureExecuted executed -> {
        boolean selfCriticism = executed.measure() == Measure.WRITTEN_SELF_CRITICISM;
        rows.add(EXECUTED, selfCriticism, selfCriticism, version, id, version);
      }
      case CaseClosed _ -> status(rows, "CLOSED", id, version);
      case FindingReversed _ -> status(rows, "REVERSED", id, version);
      case CaseRevealed _ -> rows.add(TOUCHED, version, id, version);
    }
  }

  private static void status(SqlBatch rows, String status, String id, int version)
      throws SQLException {
    rows.add(STATUS, status, version, id, version);
  }

  private static String owner(@Nullable String subjectId, StreamId stream) {
    return subjectId == null ? PersonalColumns.ofNobody(stream) : subjectId;
  }

  private static @Nullable String masked(@Nullable String name) {
    return name == null ? null : Mask.NAME.of(name);
  }
}
