package org.vigil.duty.calendar.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.vigil.duty.calendar.domain.Calendar;
import org.vigil.duty.calendar.domain.Calendar.CalendarYearPublished;
import org.vigil.duty.calendar.domain.SpecialDay;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;

/** The years that the office has published, with their special days. */
public final class CalendarView implements Projection {

  public static final String NAME = "calendar-1";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of("calendar_year", "calendar_day");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(Calendar.Event.class);
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    for (Recorded<Object> event : events) {
      // One batch for each event: a year that is published twice writes its row twice.
      try (SqlBatch rows = new SqlBatch(tx)) {
        if (event.event() instanceof CalendarYearPublished(var year, var days, var source)) {
          rows.add("delete from calendar_day where year = ?", year);
          for (SpecialDay day : days) {
            rows.add(
                "insert into calendar_day (year, day, kind, name) values (?, ?, ?, ?)",
                year,
                day.date(),
                day.kind(),
                day.name());
          }
          rows.add(
              "insert into calendar_year (year, source, published_at) values (?, ?, ?) on conflict"
                  + " (year) do update set source = excluded.source, published_at ="
                  + " excluded.published_at",
              year,
              source,
              event.recordedAt());
        }
      }
    }
  }
}
