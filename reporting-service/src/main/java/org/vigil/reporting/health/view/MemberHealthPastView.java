package org.vigil.reporting.health.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
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
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomReported;

/** Each word of how a person is, so that the newest of any instant can be found. */
public final class MemberHealthPastView implements Projection {

  public static final String NAME = "member-health-past-1";

  private static final String WORD =
      """
      insert into member_health_past (position, subject_id, state, observed_at, recorded_at)
      values (?, ?, ?, ?, ?) on conflict (position, subject_id) do nothing
      """;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of("member_health_past");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(HealthStatesRecorded.class, SymptomReported.class);
  }

  @Override
  public List<PersonalColumns> personalColumns() {
    return List.of(
        new PersonalColumns("member_health_past", "subject_id", Map.of("state", "null")));
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch batch = new SqlBatch(tx)) {
      for (Recorded<Object> recorded : events) {
        switch (recorded.event()) {
          case HealthStatesRecorded(_, var members, var observedAt) -> {
            for (MemberState member : members) {
              word(recorded, member.subjectId(), member.state(), observedAt, batch);
            }
          }
          case SymptomReported report ->
              word(recorded, report.subjectId(), State.SYMPTOMS, recorded.recordedAt(), batch);
          default -> {}
        }
      }
    }
  }

  private static void word(
      Recorded<Object> recorded,
      String subjectId,
      @Nullable State state,
      Instant observedAt,
      SqlBatch batch)
      throws SQLException {
    batch.add(WORD, recorded.position(), subjectId, state, observedAt, recorded.recordedAt());
  }
}
