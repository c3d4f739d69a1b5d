package org.vigil.reporting.dailyreport.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.PersonalColumns;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;
import org.vigil.reporting.dailyreport.domain.Counts;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportContradicted;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportCorrected;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportExempted;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportExpected;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportFactNoted;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportFactWithdrawn;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportMissed;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportOverdue;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportReminded;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportSubmitted;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.DailyReportTakenByPhone;
import org.vigil.reporting.dailyreport.domain.DailyReportEvent.ZeroReportSubmitted;
import org.vigil.reporting.dailyreport.domain.DailyReportExemption.DailyReportsExempted;
import org.vigil.reporting.dailyreport.domain.DailyReporting.DailyReportDeputyNamed;
import org.vigil.reporting.dailyreport.domain.HealthFact;
import org.vigil.reporting.dailyreport.domain.Signature;

/** Writes {@code daily_report} and what belongs to it. */
public final class DailyReportView implements Projection {

  public static final String NAME = "daily-report-1";

  private static final String ROW =
      """
      insert into daily_report (id, version, position, department, day)
      values (?, 0, ?, ?, ?) on conflict (id) do nothing
      """;
  private static final String EXPECTED =
      """
      update daily_report set owed = true, due_at = ?, version = ?,
        status = case when status = 'NOT_OWED' then 'OWED' else status end
      where id = ? and version < ?
      """;
  private static final String SEEN =
      "update daily_report set version = ? where id = ? and version < ?";
  private static final String OVERDUE =
      "update daily_report set status = 'OVERDUE', version = ? where id = ? and version < ?";
  private static final String MISSED =
      """
      update daily_report set status = 'MISSED', missed = true, version = ?
      where id = ? and version < ?
      """;
  private static final String SUBMITTED =
      """
      update daily_report set status = 'SUBMITTED', submitted_at = ?, due_at = ?,
        late_by_seconds = ?, present = ?, absent = ?, symptoms = ?, contacts = ?, returnees = ?,
        signer_id = ?, signer_name = ?, signed_as = ?, taken_by_phone = false, version = ?
      where id = ? and version < ?
      """;
  private static final String CORRECTED =
      """
      update daily_report set present = ?, absent = ?, symptoms = ?, contacts = ?, returnees = ?,
        signer_id = ?, signer_name = ?, signed_as = ?, taken_by_phone = false,
        corrections = corrections + 1,
        corrected_after_cut_off = corrected_after_cut_off or ?, version = ?
      where id = ? and version < ?
      """;
  private static final String TAKEN =
      "update daily_report set taken_by_phone = true, version = ? where id = ? and version < ?";
  private static final String EXEMPTED =
      """
      update daily_report set status = 'EXEMPT', owed = false, due_at = ?, exemption = ?,
        exemption_kind = ?, version = ?
      where id = ? and version < ?
      """;
  private static final String FACT =
      """
      insert into daily_report_fact (report_id, kind, fact_id, known_at) values (?, ?, ?, ?)
      on conflict (report_id, kind, fact_id) do update set known_at = excluded.known_at
      """;
  private static final String WITHDRAWN =
      "delete from daily_report_fact where report_id = ? and kind = ? and fact_id = ?";
  private static final String AGREES =
      "update daily_report set contradicted_at = null, version = ? where id = ? and version < ?";
  private static final String HOLDS_NOTHING =
      "update daily_report_fact set contradicts = false where report_id = ?";
  private static final String CONTRADICTED =
      """
      update daily_report set contradicted_at = coalesce(contradicted_at, ?), version = ?
      where id = ? and version < ?
      """;
  private static final String EVIDENCE =
      """
      update daily_report_fact set contradicts = true
      where report_id = ? and kind = ? and fact_id = ?
      """;
  private static final String DEPUTY =
      """
      insert into daily_report_deputy (department, subject_id, name, valid_from, valid_until,
        position)
      values (?, ?, ?, ?, ?, ?) on conflict (position) do nothing
      """;
  private static final String EXEMPTION =
      """
      insert into daily_report_exemption (id, position, departments, from_day, until_day, kind,
        reason, decided_at)
      values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing
      """;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of(
        "daily_report", "daily_report_fact", "daily_report_deputy", "daily_report_exemption");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(DailyReportEvent.class, DailyReportDeputyNamed.class, DailyReportsExempted.class);
  }

  @Override
  public List<PersonalColumns> personalColumns() {
    return List.of(
        new PersonalColumns(
            "daily_report",
            "signer_id",
            Map.of("signer_name", PersonalColumns.textIfAny("signer_name"))),
        new PersonalColumns(
            "daily_report_deputy", "subject_id", Map.of("name", PersonalColumns.TEXT)));
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch batch = new SqlBatch(tx)) {
      for (Recorded<Object> recorded : events) {
        switch (recorded.event()) {
          case DailyReportEvent event -> apply(recorded, event, batch);
          case DailyReportDeputyNamed it ->
              batch.add(
                  DEPUTY,
                  it.department(),
                  it.subjectId(),
                  Mask.NAME.of(it.name()),
                  it.validFrom(),
                  it.validUntil(),
                  recorded.position());
          case DailyReportsExempted it ->
              batch.add(
                  EXEMPTION,
                  recorded.stream().key(),
                  recorded.position(),
                  it.departments(),
                  it.from(),
                  it.until(),
                  it.kind(),
                  it.reason(),
                  it.decidedAt());
          default -> {}
        }
      }
    }
  }

  private static void apply(Recorded<Object> recorded, DailyReportEvent event, SqlBatch batch)
      throws SQLException {
    String id = recorded.stream().key();
    int version = recorded.version();
    if (version == 1) {
      batch.add(ROW, id, recorded.position(), event.department(), event.day());
    }
    switch (event) {
      case DailyReportExpected it -> batch.add(EXPECTED, it.dueAt(), version, id, version);
      case DailyReportReminded _ -> batch.add(SEEN, version, id, version);
      case DailyReportOverdue _ -> batch.add(OVERDUE, version, id, version);
      case DailyReportMissed _ -> batch.add(MISSED, version, id, version);
      case DailyReportSubmitted it ->
          submitted(
              batch,
              recorded,
              it.counts(),
              it.signature(),
              it.submittedAt(),
              it.dueAt(),
              it.lateBy());
      case ZeroReportSubmitted it ->
          submitted(
              batch,
              recorded,
              it.counts(),
              it.signature(),
              it.submittedAt(),
              it.dueAt(),
              it.lateBy());
      case DailyReportCorrected it ->
          batch.add(
              CORRECTED,
              it.counts().present(),
              it.counts().absent(),
              it.counts().symptoms(),
              it.counts().contacts(),
              it.counts().returnees(),
              it.signature().subjectId(),
              Mask.NAME.of(it.signature().name()),
              it.signature().as(),
              it.afterCutOff(),
              version,
              id,
              version);
      case DailyReportTakenByPhone _ -> batch.add(TAKEN, version, id, version);
      case DailyReportExempted it ->
          batch.add(EXEMPTED, it.dueAt(), it.exemption(), it.kind(), version, id, version);
      case DailyReportFactNoted(_, _, var fact) -> {
        batch.add(FACT, id, fact.kind(), fact.id(), fact.knownAt());
        batch.add(SEEN, version, id, version);
      }
      case DailyReportFactWithdrawn(_, _, var fact, boolean agrees) -> {
        batch.add(WITHDRAWN, id, fact.kind(), fact.id());
        if (agrees) {
          batch.add(HOLDS_NOTHING, id);
        }
        batch.add(agrees ? AGREES : SEEN, version, id, version);
      }
      case DailyReportContradicted it -> {
        batch.add(CONTRADICTED, recorded.recordedAt(), version, id, version);
        for (HealthFact fact : it.facts()) {
          batch.add(EVIDENCE, id, fact.kind(), fact.id());
        }
      }
    }
  }

  private static void submitted(
      SqlBatch batch,
      Recorded<Object> recorded,
      Counts counts,
      Signature signature,
      Instant submittedAt,
      Instant dueAt,
      Duration lateBy)
      throws SQLException {
    batch.add(
        SUBMITTED,
        submittedAt,
        dueAt,
        // Rounded up: the fraction of a second that makes a report late must not make it in time.
        lateBy.plusNanos(999_999_999).toSeconds(),
        counts.present(),
        counts.absent(),
        counts.symptoms(),
        counts.contacts(),
        counts.returnees(),
        signature.subjectId(),
        Mask.NAME.of(signature.name()),
        signature.as(),
        recorded.version(),
        recorded.stream().key(),
        recorded.version());
  }
}
