package org.vigil.reporting.riskarea.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;
import org.vigil.reporting.riskarea.domain.RiskArea;
import org.vigil.reporting.riskarea.domain.RiskAreaEvent;
import org.vigil.reporting.riskarea.domain.RiskAreaEvent.RiskAreaListCameIntoForce;
import org.vigil.reporting.riskarea.domain.RiskAreaEvent.RiskAreaListReplaced;
import org.vigil.reporting.riskarea.domain.RiskAreaEvent.RiskAreasListed;

/** Writes {@code risk_area_list} and {@code risk_area_entry}. */
public final class RiskAreaView implements Projection {

  public static final String NAME = "risk-area-1";

  private static final String REPLACED =
      """
      insert into risk_area_list (id, version, position, effective_from, revision, source,
        area_count)
      values (?, ?, ?, ?, ?, ?, ?)
      on conflict (id) do update set version = excluded.version, revision = excluded.revision,
        source = excluded.source, area_count = excluded.area_count
      where risk_area_list.version < excluded.version
      """;

  /** Entries of a revision that has been overtaken already are not brought back. */
  private static final String LISTED =
      """
      insert into risk_area_entry (list_id, revision, entry_id, area_code, level, text)
      select id, ?, ?, ?, ?, ? from risk_area_list where id = ? and in_force_revision <= ?
      on conflict do nothing
      """;

  private static final String VERSION =
      "update risk_area_list set version = ? where id = ? and version < ?";
  private static final String IN_FORCE =
      """
      update risk_area_list set in_force_revision = ?, version = ? where id = ? and version < ?
      """;
  private static final String FORGET =
      "delete from risk_area_entry where list_id = ? and revision < ?";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of("risk_area_list", "risk_area_entry");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(RiskAreaEvent.class);
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch batch = new SqlBatch(tx)) {
      for (Recorded<Object> recorded : events) {
        if (recorded.event() instanceof RiskAreaEvent event) {
          apply(recorded, event, batch);
        }
      }
    }
  }

  private static void apply(Recorded<Object> recorded, RiskAreaEvent event, SqlBatch batch)
      throws SQLException {
    String id = recorded.stream().key();
    int version = recorded.version();
    switch (event) {
      case RiskAreaListReplaced(var effectiveFrom, int revision, var source, int count, _) ->
          batch.add(
              REPLACED, id, version, recorded.position(), effectiveFrom, revision, source, count);
      case RiskAreasListed(int revision, _, var areas) -> {
        for (RiskArea area : areas) {
          batch.add(
              LISTED,
              revision,
              area.entryId(),
              area.areaCode(),
              area.level(),
              area.text(),
              id,
              revision);
        }
        batch.add(VERSION, version, id, version);
      }
      case RiskAreaListCameIntoForce(_, int revision) -> {
        batch.add(IN_FORCE, revision, version, id, version);
        batch.add(FORGET, id, revision);
      }
    }
  }
}
