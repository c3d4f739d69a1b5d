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

/** Who has looked at which department's health, when: writes {@code leader_view}. */
public final class LeaderViewView implements Projection {

  public static final String NAME = "leader-view-1";

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
        if (recorded.event()
            instanceof LeaderViewAccessed(var department, var client, var leader, var at)) {
          batch.add(
              "insert into leader_view (position, department, client, leader, at)"
                  + " values (?, ?, ?, ?, ?) on conflict (position) do nothing",
              recorded.position(),
              department,
              client,
              leader,
              at);
        }
      }
    }
  }
}
