package org.vigil.reporting.health.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
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

/** The newest that is known of each person, by a round or by a report of symptoms. */
public final class MemberHealthView implements Projection {

  public static final String NAME = "member-health-1";

  private static final String KNOWN =
      """
      insert into member_health (subject_id, department, state, observed_at) values (?, ?, ?, ?)
      on conflict (subject_id) do update set department = excluded.department,
        state = excluded.state, observed_at = excluded.observed_at
      where excluded.observed_at >= member_health.observed_at
      """;

  private record Newest(String department, @Nullable State state, Instant observedAt) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of("member_health");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(HealthStatesRecorded.class, SymptomReported.class);
  }

  @Override
  public List<PersonalColumns> personalColumns() {
    return List.of(new PersonalColumns("member_health", "subject_id", Map.of("state", "null")));
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    Map<String, Newest> newest = new LinkedHashMap<>();
    for (Recorded<Object> recorded : events) {
      switch (recorded.event()) {
        case HealthStatesRecorded(var department, var members, var observedAt) -> {
          for (MemberState member : members) {
            keep(newest, member.subjectId(), new Newest(department, member.state(), observedAt));
          }
        }
        case SymptomReported report ->
            keep(
                newest,
                report.subjectId(),
                new Newest(report.department(), State.SYMPTOMS, recorded.recordedAt()));
        default -> {}
      }
    }
    try (SqlBatch batch = new SqlBatch(tx)) {
      for (Map.Entry<String, Newest> one : newest.entrySet()) {
        Newest known = one.getValue();
        batch.add(KNOWN, one.getKey(), known.department(), known.state(), known.observedAt());
      }
    }
  }

  private static void keep(Map<String, Newest> newest, String subject, Newest known) {
    newest.merge(
        subject,
        known,
        (before, after) -> after.observedAt().isBefore(before.observedAt()) ? before : after);
  }
}
