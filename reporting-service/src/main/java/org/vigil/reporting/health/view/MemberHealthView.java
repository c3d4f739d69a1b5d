package org.vigil.reporting.health.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.PersonalColumns;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;
import org.vigil.reporting.health.domain.HealthRecord.HealthStatesRecorded;
import org.vigil.reporting.health.domain.HealthRecord.MemberState;
import org.vigil.reporting.health.domain.HealthRecord.State;
import org.vigil.reporting.symptomreport.domain.Observation;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.ReportCorrected;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomReported;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomaticPersonIdentified;

/**
 * Each word of how a person is, by a round or by a report of symptoms, so that the newest of any
 * instant can be found; and the newest of each person. A report that is put right to somebody else
 * is a word of that person from then on, and no longer of the other.
 */
public final class MemberHealthView implements Projection {

  public static final String NAME = "member-health-past-1";

  private static final String WORD =
      """
      insert into member_health_past (position, subject_id, state, observed_at, recorded_at,
        report_id)
      values (?, ?, ?, ?, ?, ?) on conflict (position, subject_id) do nothing
      """;
  private static final String WITHDRAWN =
      """
      update member_health_past set withdrawn_position = ?, withdrawn_at = ?
      where report_id = ? and subject_id <> ? and position < ? and withdrawn_position is null
      """;

  /** A correction that leaves the person as it was says nothing new of how that person is. */
  private static final String NOT_SAID_YET =
      """
      insert into member_health_past (position, subject_id, state, observed_at, recorded_at,
        report_id)
      select ?, ?::text, ?::text, ?::timestamptz, ?::timestamptz, ?::text
      where not exists (
        select 1 from member_health_past
        where report_id = ? and subject_id = ? and position < ?
          and (withdrawn_position is null or withdrawn_position > ?))
      on conflict (position, subject_id) do nothing
      """;

  private static final String NEWEST =
      """
      insert into member_health (subject_id, state, observed_at)
      select distinct on (subject_id) subject_id, state, observed_at from member_health_past
      where withdrawn_position is null and (subject_id = any(?) or subject_id in (
        select subject_id from member_health_past where report_id = any(?)))
      order by subject_id, observed_at desc, position desc
      on conflict (subject_id) do update set state = excluded.state,
        observed_at = excluded.observed_at
      """;
  private static final String NO_WORD =
      """
      delete from member_health m
      where m.subject_id in (select subject_id from member_health_past where report_id = any(?))
        and not exists (select 1 from member_health_past w
          where w.subject_id = m.subject_id and w.withdrawn_position is null)
      """;

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
    return Set.of("member_health_past", "member_health");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(
        HealthStatesRecorded.class,
        SymptomReported.class,
        ReportCorrected.class,
        SymptomaticPersonIdentified.class);
  }

  @Override
  public List<PersonalColumns> personalColumns() {
    return List.of(
        new PersonalColumns("member_health_past", "subject_id", Map.of("state", "null")),
        new PersonalColumns("member_health", "subject_id", Map.of("state", "null")));
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    Set<String> persons = new LinkedHashSet<>();
    Set<String> reports = new LinkedHashSet<>();
    try (SqlBatch batch = new SqlBatch(tx)) {
      for (Recorded<Object> recorded : events) {
        switch (recorded.event()) {
          case HealthStatesRecorded(_, var members, var observedAt, _) -> {
            for (MemberState member : members) {
              word(recorded, member.subjectId(), member.state(), observedAt, null, batch);
              persons.add(member.subjectId());
            }
          }
          case SymptomReported it -> {
            String report = recorded.stream().key();
            word(recorded, it.subjectId(), State.SYMPTOMS, recorded.recordedAt(), report, batch);
            reports.add(report);
          }
          case ReportCorrected it -> {
            putRight(recorded, it.subjectId(), it.observation(), recorded.recordedAt(), batch);
            reports.add(recorded.stream().key());
          }
          case SymptomaticPersonIdentified it -> {
            putRight(recorded, it.subjectId(), it.observation(), it.reportedAt(), batch);
            reports.add(recorded.stream().key());
          }
          default -> {}
        }
      }
      if (!persons.isEmpty() || !reports.isEmpty()) {
        batch.add(NEWEST, List.copyOf(persons), List.copyOf(reports));
        batch.add(NO_WORD, List.copyOf(reports));
      }
    }
  }

  private static void word(
      Recorded<Object> recorded,
      String subjectId,
      @Nullable State state,
      Instant observedAt,
      @Nullable String report,
      SqlBatch batch)
      throws SQLException {
    batch.add(
        WORD, recorded.position(), subjectId, state, observedAt, recorded.recordedAt(), report);
  }

  private static void putRight(
      Recorded<Object> recorded,
      String subject,
      Observation seen,
      Instant observedAt,
      SqlBatch batch)
      throws SQLException {
    String report = recorded.stream().key();
    long position = recorded.position();
    Instant at = recorded.recordedAt();
    boolean ill = !seen.symptoms().isEmpty();
    // Without symptoms it is a word of nobody.
    batch.add(WITHDRAWN, position, at, report, ill ? subject : "", position);
    if (ill) {
      batch.add(
          NOT_SAID_YET,
          position,
          subject,
          State.SYMPTOMS,
          observedAt,
          at,
          report,
          report,
          subject,
          position,
          position);
    }
  }
}
