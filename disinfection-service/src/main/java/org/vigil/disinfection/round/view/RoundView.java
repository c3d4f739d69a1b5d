package org.vigil.disinfection.round.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.vigil.disinfection.round.domain.ZoneEvent;
import org.vigil.disinfection.round.domain.ZoneEvent.DailyQuotaCorrected;
import org.vigil.disinfection.round.domain.ZoneEvent.DailyQuotaMet;
import org.vigil.disinfection.round.domain.ZoneEvent.DailyQuotaMissed;
import org.vigil.disinfection.round.domain.ZoneEvent.DayOpened;
import org.vigil.disinfection.round.domain.ZoneEvent.DayReplanned;
import org.vigil.disinfection.round.domain.ZoneEvent.QuotaAtRisk;
import org.vigil.disinfection.round.domain.ZoneEvent.RoundCompleted;
import org.vigil.disinfection.round.domain.ZoneEvent.RoundVoided;
import org.vigil.disinfection.round.domain.ZoneEvent.ZoneDefined;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;

/** Zones, their rounds, and how each of their days stands. */
public final class RoundView implements Projection {

  public static final String NAME = "rounds-1";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of("zone", "round", "quota_day");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(ZoneEvent.class);
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch rows = new SqlBatch(tx)) {
      for (Recorded<Object> event : events) {
        if (event.event() instanceof ZoneEvent change) {
          apply(event, change, rows);
        }
      }
    }
  }

  private static void apply(Recorded<Object> event, ZoneEvent change, SqlBatch rows)
      throws SQLException {
    String zone = event.stream().key();
    switch (change) {
      case ZoneDefined(var d) ->
          rows.add(
              "insert into zone values (?, ?, ?, ?, ?, ?) on conflict (code) do update set name ="
                  + " excluded.name, kind = excluded.kind, touch_points = excluded.touch_points,"
                  + " department = excluded.department, version = excluded.version",
              zone,
              d.name(),
              d.kind(),
              d.touchPoints(),
              d.department(),
              event.version());
      case DayOpened(var plan, _, _) ->
          rows.add(
              "insert into quota_day (zone, day, closes_at, status)"
                  + " values (?, ?::date, ?, 'OPEN')",
              zone,
              plan.day().toString(),
              plan.closesAt());
      case DayReplanned(var plan, _) ->
          rows.add(
              "update quota_day set closes_at = ? where zone = ? and day = ?::date",
              plan.closesAt(),
              zone,
              plan.day().toString());
      case RoundCompleted round -> {
        rows.add(
            "insert into round (id, zone, day, finished_at, done_by, agent, valid, flaws, position)"
                + " values (?, ?, ?::date, ?, ?, ?, ?, ?, ?)",
            round.roundId(),
            zone,
            round.day().toString(),
            round.work().finishedAt(),
            round.work().by(),
            round.work().agent(),
            round.valid(),
            round.flaws(),
            event.position());
        rows.add(
            "update quota_day set valid_rounds = ? where zone = ? and day = ?::date",
            round.validRounds(),
            zone,
            round.day().toString());
      }
      case RoundVoided(var id, _, var validRounds, _) -> {
        rows.add("update round set voided = true where id = ?", id);
        rows.add(
            "update quota_day set valid_rounds = ? where zone = ? and day ="
                + " (select day from round where id = ?)",
            validRounds,
            zone,
            id);
      }
      case DailyQuotaCorrected day ->
          rows.add(
              "update quota_day set valid_rounds = ?, late_rounds = ?, corrected = true"
                  + " where zone = ? and day = ?::date",
              day.validRounds(),
              day.lateRounds(),
              zone,
              day.day().toString());
      case QuotaAtRisk risk -> status(rows, zone, risk.day().toString(), "AT_RISK");
      case DailyQuotaMissed missed -> status(rows, zone, missed.day().toString(), "MISSED");
      case DailyQuotaMet met -> status(rows, zone, met.day().toString(), "MET");
    }
  }

  private static void status(SqlBatch rows, String zone, String day, String status)
      throws SQLException {
    rows.add("update quota_day set status = ? where zone = ? and day = ?::date", status, zone, day);
  }
}
