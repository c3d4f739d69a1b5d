package org.vigil.duty;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.vigil.eventsourcing.Metadata;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.testing.infra.PooledPostgres;
import org.vigil.testing.infra.RealPostgres;

/**
 * A view on a real PostgreSQL, events in and rows out, with the driver set as the service has it.
 */
public final class ViewOnPostgres {

  private final Projection view;
  private final DataSource database;
  private final List<Recorded<Object>> events = new ArrayList<>();

  /**
   * @param scripts of the view's tables, in order
   */
  public ViewOnPostgres(Projection view, String... scripts) {
    this.view = view;
    this.database = PooledPostgres.to(RealPostgres.shared().createViews(List.of(scripts)));
  }

  /** Records an event and applies it by itself, as one that comes while the service runs. */
  public void happened(Instant at, String category, String key, Object event) {
    int position = events.size() + 1;
    Recorded<Object> recorded =
        new Recorded<>(
            position,
            new StreamId(category, key),
            position,
            new UUID(0, position),
            "duty",
            at,
            new Metadata("me", new UUID(0, 0), null, at, at, null),
            event);
    events.add(recorded);
    apply(List.of(recorded));
  }

  /** Everything that has happened, once more, in one batch. */
  public void again() {
    apply(events);
  }

  /** Everything that has happened, in one batch into empty tables. */
  public void rebuild() {
    execute("truncate " + String.join(", ", view.tables()));
    apply(events);
  }

  private void apply(List<Recorded<Object>> some) {
    try (Connection tx = database.getConnection()) {
      tx.setAutoCommit(false);
      view.apply(some, tx);
      tx.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Every row of every table of the view. */
  public List<String> everything() {
    List<String> rows = new ArrayList<>();
    for (String table : new TreeSet<>(view.tables())) {
      rows.addAll(rows("select '" + table + " ' || t::text from " + table + " t order by 1"));
    }
    return rows;
  }

  /** The first column of each row. */
  public List<String> rows(String sql) {
    return query(sql, row -> row.getString(1));
  }

  /** Reads one row. */
  @FunctionalInterface
  public interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  /** Each row, read. */
  public <T> List<T> query(String sql, Row<T> reader) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      List<T> rows = new ArrayList<>();
      while (found.next()) {
        rows.add(reader.of(found));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void execute(String sql) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
