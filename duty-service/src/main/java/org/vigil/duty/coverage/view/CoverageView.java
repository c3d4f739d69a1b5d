package org.vigil.duty.coverage.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.vigil.duty.coverage.domain.DutyCoverage;
import org.vigil.duty.coverage.domain.DutyCoverage.CoverageGapDetected;
import org.vigil.duty.coverage.domain.DutyCoverage.CoverageGapFilled;
import org.vigil.duty.coverage.domain.DutyCoverage.DutyRequired;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;

/** Since when each department owes duty, and every gap that was told, filled or not. */
public final class CoverageView implements Projection {

  public static final String NAME = "duty-coverage-1";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of("duty_requirement", "coverage_gap");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(DutyCoverage.Event.class);
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    for (Recorded<Object> event : events) {
      // One batch for each event: a gap that comes to be worse is written twice.
      try (SqlBatch rows = new SqlBatch(tx)) {
        apply(event, rows);
      }
    }
  }

  private static void apply(Recorded<Object> event, SqlBatch rows) throws SQLException {
    switch (event.event()) {
      case DutyRequired(var department, var from, _) ->
          rows.add(
              "insert into duty_requirement (department, required_from) values (?, ?) on conflict"
                  + " (department) do update set required_from = excluded.required_from",
              department,
              from);
      case CoverageGapDetected gap ->
          rows.add(
              "insert into coverage_gap (department, starts_at, ends_at, nature, detected_at)"
                  + " values (?, ?, ?, ?, ?) on conflict (department, starts_at) do update set"
                  + " ends_at = excluded.ends_at, nature = excluded.nature, detected_at ="
                  + " excluded.detected_at, filled_at = null",
              gap.department(),
              gap.from(),
              gap.until(),
              gap.nature(),
              event.recordedAt());
      case CoverageGapFilled filled ->
          rows.add(
              "update coverage_gap set filled_at = ? where department = ? and starts_at >= ? and"
                  + " ends_at <= ? and filled_at is null",
              filled.at(),
              filled.department(),
              filled.from(),
              filled.until());
      default -> {}
    }
  }
}
