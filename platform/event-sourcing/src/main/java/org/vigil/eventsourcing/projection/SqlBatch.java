package org.vigil.eventsourcing.projection;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends one statement's rows together as long as the same statement follows, and keeps the order
 * between different ones. A replay then costs few round trips, and a single event one.
 */
public final class SqlBatch implements AutoCloseable {

  /** Bounds what the driver holds in memory. */
  private static final int MAX_ROWS = 1_000;

  private final Connection tx;
  private @Nullable String sql;
  private @Nullable PreparedStatement statement;
  private int rows;

  public SqlBatch(Connection tx) {
    this.tx = tx;
  }

  /** Adds one execution of a statement with these parameters, in the order of its marks. */
  public void add(String nextSql, @Nullable Object... parameters) throws SQLException {
    PreparedStatement present = statement;
    if (present == null || !nextSql.equals(sql)) {
      close();
      present = tx.prepareStatement(nextSql);
      statement = present;
      sql = nextSql;
    }
    bind(tx, present, parameters);
    present.addBatch();
    if (++rows >= MAX_ROWS) {
      present.executeBatch();
      rows = 0;
    }
  }

  /** Binds instants and lists of text as PostgreSQL likes them. */
  public static void bind(Connection tx, PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      switch (values[i]) {
        case null -> statement.setNull(i + 1, Types.NULL);
        case Instant instant -> statement.setObject(i + 1, instant.atOffset(ZoneOffset.UTC));
        case Enum<?> constant -> statement.setString(i + 1, constant.name());
        case List<?> texts -> statement.setArray(i + 1, textArray(tx, texts));
        case Object other -> statement.setObject(i + 1, other);
      }
    }
  }

  private static Array textArray(Connection tx, List<?> values) throws SQLException {
    return tx.createArrayOf("text", values.stream().map(String::valueOf).toArray());
  }

  /** Sends what is left. */
  @Override
  public void close() throws SQLException {
    PreparedStatement present = statement;
    if (present != null) {
      try (present) {
        if (rows > 0) {
          present.executeBatch();
        }
      }
    }
    statement = null;
    rows = 0;
  }
}
