package org.vigil.eventsourcing.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Compares the tables that serve with those of the next version, row by row, within one snapshot in
 * which both stand at the same position of the log.
 */
final class Comparison {

  /** Enough to see what kind of mistake it is; the count says how often it was made. */
  static final int MAX_SHOWN = 100;

  private final Connection snapshot;
  private final Shadow next;
  private final List<Difference> shown = new ArrayList<>();
  private long count;
  private long rows;

  private Comparison(Connection snapshot, Shadow next) {
    this.snapshot = snapshot;
    this.next = next;
  }

  /**
   * What came of it.
   *
   * @param rows of the next version
   * @param count of all differences
   * @param shown the first of them
   */
  record Result(long rows, long count, List<Difference> shown) {}

  static Result of(Connection snapshot, Shadow next) throws SQLException {
    Comparison comparison = new Comparison(snapshot, next);
    for (String table : next.tables()) {
      comparison.compare(table);
    }
    comparison.compareParked();
    return new Result(comparison.rows, comparison.count, List.copyOf(comparison.shown));
  }

  private void compare(String table) throws SQLException {
    rows += number("select count(*) from " + next.table(table));
    List<String> key = columns(table, KEY);
    if (key.isEmpty()) {
      compareKeyless(table);
    } else {
      compareByKey(table, key, columns(table, ALL));
    }
  }

  private static final String ALL =
      """
      select a.attname from pg_attribute a
      where a.attrelid = ?::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum
      """;

  private static final String KEY =
      """
      select a.attname from pg_index x
      join pg_attribute a on a.attrelid = x.indrelid and a.attnum = any(x.indkey)
      where x.indrelid = ?::regclass and x.indisprimary
      order by array_position(x.indkey::int2[], a.attnum)
      """;

  private List<String> columns(String table, String sql) throws SQLException {
    try (PreparedStatement statement = snapshot.prepareStatement(sql)) {
      statement.setString(1, Shadow.serving(table));
      try (ResultSet found = statement.executeQuery()) {
        List<String> columns = new ArrayList<>();
        while (found.next()) {
          columns.add(found.getString(1));
        }
        return columns;
      }
    }
  }

  private void compareByKey(String table, List<String> key, List<String> columns)
      throws SQLException {
    List<String> quoted = columns.stream().map(Shadow::quoted).toList();
    String first = Shadow.quoted(key.getFirst());
    String join =
        key.stream()
            .map(Shadow::quoted)
            .map(column -> "a." + column + " = b." + column)
            .collect(Collectors.joining(" and "));
    String name =
        key.stream()
            .map(Shadow::quoted)
            .map(column -> "coalesce(a." + column + ", b." + column + ")::text")
            .collect(Collectors.joining(", "));
    String changed =
        quoted.stream()
            .map(column -> "a." + column + " is distinct from b." + column)
            .collect(Collectors.joining(" or "));
    String which =
        columns.stream()
            .map(
                column ->
                    "case when a.%1$s is distinct from b.%1$s then '%2$s' end"
                        .formatted(Shadow.quoted(column), column.replace("'", "''")))
            .collect(Collectors.joining(", "));
    String sql =
        """
        select left(concat_ws('/', %s), 200), a.%s is null, b.%s is null,
               array_remove(array[%s]::text[], null), count(*) over ()
        from %s a full join %s b on %s where %s limit %d
        """
            .formatted(
                name,
                first,
                first,
                which,
                Shadow.serving(table),
                next.table(table),
                join,
                changed,
                MAX_SHOWN);
    try (Statement statement = snapshot.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      long ofTable = 0;
      while (found.next()) {
        ofTable = found.getLong(5);
        if (found.getBoolean(2)) {
          show(table, found.getString(1), Difference.Kind.ONLY_NEXT, List.of());
        } else if (found.getBoolean(3)) {
          show(table, found.getString(1), Difference.Kind.ONLY_SERVING, List.of());
        } else {
          String[] names = (String[]) found.getArray(4).getArray();
          show(table, found.getString(1), Difference.Kind.CHANGED, List.of(names));
        }
      }
      count += ofTable;
    }
  }

  /** Without a key there is no saying which row became which. */
  private void compareKeyless(String table) throws SQLException {
    String serving = "select * from " + Shadow.serving(table);
    String other = "select * from " + next.table(table);
    countExcept(table, serving, other, Difference.Kind.ONLY_SERVING);
    countExcept(table, other, serving, Difference.Kind.ONLY_NEXT);
  }

  private void countExcept(String table, String of, String without, Difference.Kind kind)
      throws SQLException {
    long found =
        number("select count(*) from (" + of + " except all " + without + ") as only_there");
    count += found;
    for (long i = 0; i < found && shown.size() < MAX_SHOWN; i++) {
      show(table, "", kind, List.of());
    }
  }

  /** A stream that only one of them could digest is a difference, even if no row shows it. */
  private void compareParked() throws SQLException {
    try (PreparedStatement statement =
        snapshot.prepareStatement(
            """
            select coalesce(a.stream, b.stream) || ' ' || coalesce(a.position, b.position),
                   a.stream is null, count(*) over ()
            from (select stream, position from parked_event where follower = ?) a
            full join (select stream, position from parked_event where follower = ?) b
              on a.stream = b.stream and a.position = b.position
            where a.stream is null or b.stream is null
            order by coalesce(a.position, b.position) limit ?
            """)) {
      statement.setString(1, next.follower());
      statement.setString(2, next.cursor());
      statement.setInt(3, MAX_SHOWN);
      try (ResultSet found = statement.executeQuery()) {
        long ofParked = 0;
        while (found.next()) {
          ofParked = found.getLong(3);
          show(
              "parked events",
              found.getString(1),
              found.getBoolean(2) ? Difference.Kind.ONLY_NEXT : Difference.Kind.ONLY_SERVING,
              List.of());
        }
        count += ofParked;
      }
    }
  }

  private void show(String table, String key, Difference.Kind kind, List<String> columns) {
    if (shown.size() < MAX_SHOWN) {
      shown.add(new Difference(table, key, kind, columns));
    }
  }

  private long number(String sql) throws SQLException {
    try (Statement statement = snapshot.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
