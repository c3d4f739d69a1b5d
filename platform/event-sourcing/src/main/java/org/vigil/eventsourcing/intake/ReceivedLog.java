package org.vigil.eventsourcing.intake;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.vigil.eventsourcing.EventLog;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.eventsourcing.store.Arrivals;
import org.vigil.eventsourcing.store.EventCatalog;
import org.vigil.eventsourcing.store.RecentEvents;
import org.vigil.eventsourcing.store.StoreUnavailable;
import org.vigil.eventsourcing.store.StoredEvent;

/** What a service has received from the others, in the order in which it was stored here. */
public final class ReceivedLog implements EventLog {

  private final DataSource dataSource;
  private final Map<String, EventCatalog> catalogs;
  private final Arrivals arrivals;
  private final RecentEvents recent;

  /**
   * @param catalogs what this service reads of each source
   */
  public ReceivedLog(DataSource dataSource, Map<String, EventCatalog> catalogs, Arrivals arrivals) {
    this.dataSource = dataSource;
    this.catalogs = Map.copyOf(catalogs);
    this.arrivals = arrivals;
    this.recent = new RecentEvents(this::history, arrivals::newest);
  }

  /** What this service reads of each source. */
  public Map<String, EventCatalog> catalogs() {
    return catalogs;
  }

  @Override
  public String name() {
    return "received";
  }

  @Override
  public long head() {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("select position from received_head");
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new StoreUnavailable(e);
    }
  }

  @Override
  public List<Recorded<Object>> after(long position, int limit) {
    return recent.after(position, limit);
  }

  @Override
  public void await(long position, Duration atMost) throws InterruptedException {
    arrivals.await(position, atMost);
  }

  @Override
  public List<Recorded<Object>> history(long position, int limit) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "select position, source, stream, version, id, type, recorded_at, metadata, data"
                    + " from received where position > ? order by position limit ?")) {
      statement.setLong(1, position);
      statement.setInt(2, limit);
      try (ResultSet rows = statement.executeQuery()) {
        List<Recorded<Object>> events = new ArrayList<>();
        while (rows.next()) {
          events.add(event(rows));
        }
        return events;
      }
    } catch (SQLException e) {
      throw new StoreUnavailable(e);
    }
  }

  private Recorded<Object> event(ResultSet row) throws SQLException {
    EventCatalog catalog =
        catalogs.getOrDefault(row.getString(2), EventCatalog.of(row.getString(2), List.of()));
    return catalog.read(
        new StoredEvent(
            row.getLong(1),
            StreamId.parse(row.getString(3)),
            row.getInt(4),
            row.getObject(5, UUID.class),
            row.getString(6),
            row.getObject(7, OffsetDateTime.class).toInstant(),
            row.getBytes(8),
            row.getBytes(9)));
  }
}
