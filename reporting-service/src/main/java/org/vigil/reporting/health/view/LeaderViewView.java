package org.vigil.reporting.health.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;
import org.vigil.reporting.health.domain.LeaderView;
import org.vigil.reporting.health.domain.LeaderView.LeaderViewAccessed;
import org.vigil.reporting.health.domain.LeaderView.PastHealthViewed;

/** Who has looked at which department's health, when: writes {@code leader_view}. */
public final class LeaderViewView implements Projection {

  public static final String NAME = "leader-view-1";

  private static final String LOOKED =
      """
      insert into leader_view (position, department, client, leader, at, as_of, subject_id, title)
      values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (position) do nothing
      """;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of("leader_view");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(LeaderView.Event.class);
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch batch = new SqlBatch(tx)) {
      for (Recorded<Object> recorded : events) {
        long position = recorded.position();
        switch (recorded.event()) {
          case LeaderViewAccessed it ->
              batch.add(
                  LOOKED,
                  position,
                  it.department(),
                  it.client(),
                  it.leader(),
                  it.at(),
                  null,
                  it.subjectId(),
                  it.title());
          case PastHealthViewed it ->
              batch.add(
                  LOOKED,
                  position,
                  it.department(),
                  it.client(),
                  it.leader(),
                  it.at(),
                  it.asOf(),
                  it.subjectId(),
                  it.title());
          default -> {}
        }
      }
    }
  }
}
