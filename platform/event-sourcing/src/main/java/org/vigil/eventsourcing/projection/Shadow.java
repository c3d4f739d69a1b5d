package org.vigil.eventsourcing.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A view's tables in a schema of their own: those of its next version while they are built, or
 * those of the version before while they are kept.
 *
 * @param kind {@code rebuild} or {@code previous}
 * @param follower the one that follows for the view that serves
 * @param tables in an order that all who lock them keep
 */
record Shadow(String kind, String follower, List<String> tables) {

  /** Where the tables that serve stand. */
  static final String SERVING = "public";

  /** PostgreSQL would cut a longer name, and two views might meet. */
  private static final int MAX_NAME = 63;

  Shadow {
    if (name(kind, follower).length() > MAX_NAME) {
      throw new IllegalArgumentException("a follower's name is too long: " + follower);
    }
    tables = tables.stream().sorted().toList();
  }

  static Shadow next(Followers.View view) {
    return of("rebuild", view);
  }

  static Shadow previous(Followers.View view) {
    return of("previous", view);
  }

  private static Shadow of(String kind, Followers.View view) {
    Set<String> tables = view.projection().tables();
    if (tables.isEmpty()) {
      throw new IllegalStateException(view.projection().name() + " declares no tables");
    }
    return new Shadow(kind, view.follower().name(), List.copyOf(tables));
  }

  private static String name(String kind, String follower) {
    return kind + "_" + follower;
  }

  /** The name of its cursor, its lease and its parked streams. */
  String cursor() {
    return kind + ":" + follower;
  }

  /** The schema's name as SQL. */
  String schema() {
    return quoted(name(kind, follower));
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A table of it as SQL. */
  String table(String table) {
    return schema() + "." + quoted(table);
  }

  /** The table that serves, as SQL. */
  static String serving(String table) {
    return SERVING + "." + quoted(table);
  }

  /** Locks its tables; fails if they are not there. */
  void lock(Connection tx, String mode) throws SQLException {
    execute(
        tx,
        "lock table "
            + tables.stream().map(this::table).collect(Collectors.joining(", "))
            + " in "
            + mode
            + " mode");
  }

  /** Locks the tables that serve. */
  void lockServing(Connection tx, String mode) throws SQLException {
    execute(
        tx,
        "lock table "
            + tables.stream().map(Shadow::serving).collect(Collectors.joining(", "))
            + " in "
            + mode
            + " mode");
  }

  /** Makes empty tables like those that serve, with what keeps their rows unique and no more. */
  void create(Connection tx) throws SQLException {
    drop(tx);
    execute(tx, "create schema " + schema());
    for (String table : tables) {
      execute(
          tx,
          "create table "
              + table(table)
              + " (like "
              + serving(table)
              + " including defaults including constraints including generated including identity"
              + " including storage including comments)");
    }
    for (String statement : keys(tx)) {
      execute(tx, statement);
    }
    index(tx, true);
  }

  private List<String> keys(Connection tx) throws SQLException {
    return statements(
        tx,
        """
        select format('alter table %s.%I add constraint %I %s', ?, c.relname, k.conname,
                      pg_get_constraintdef(k.oid))
        from pg_constraint k join pg_class c on c.oid = k.conrelid
        where c.relnamespace = 'public'::regnamespace and c.relname = any(?)
          and k.contype in ('p', 'u', 'x')
        order by k.conname
        """);
  }

  /** Makes the indexes that the tables that serve have besides their keys. */
  void index(Connection tx, boolean unique) throws SQLException {
    for (String statement :
        statements(
            tx,
            """
            select replace(pg_get_indexdef(x.indexrelid), format(' ON public.%I ', c.relname),
                           format(' ON %s.%I ', ?, c.relname))
            from pg_index x join pg_class c on c.oid = x.indrelid
            where c.relnamespace = 'public'::regnamespace and c.relname = any(?)
              and not exists (select 1 from pg_constraint k where k.conindid = x.indexrelid)
            """
                + (unique ? " and x.indisunique" : " and not x.indisunique"))) {
      execute(tx, statement);
    }
  }

  /** Lets the planner know them as it knows the ones that serve. */
  void analyze(Connection tx) throws SQLException {
    for (String table : tables) {
      execute(tx, "analyze " + table(table));
    }
  }

  void drop(Connection tx) throws SQLException {
    execute(tx, "drop schema if exists " + schema() + " cascade");
  }

  /** Puts the tables that serve into this schema, which must be empty. */
  void takeServing(Connection tx) throws SQLException {
    execute(tx, "create schema " + schema());
    for (String table : tables) {
      execute(tx, "alter table " + serving(table) + " set schema " + schema());
    }
  }

  /** Makes its tables the ones that serve, whose place must be free, and drops the schema. */
  void serve(Connection tx) throws SQLException {
    for (String table : tables) {
      execute(tx, "alter table " + table(table) + " set schema " + SERVING);
    }
    execute(tx, "drop schema " + schema());
  }

  /**
   * Whether it still has the columns of the tables that serve: a migration may have come between.
   */
  boolean hasServingShape(Connection connection) throws SQLException {
    return columns(connection, name(kind, follower)).equals(columns(connection, SERVING));
  }

  private List<String> columns(Connection connection, String schema) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select concat_ws(' ', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                             a.attnotnull)
            from pg_attribute a join pg_class c on c.oid = a.attrelid
            join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = ? and c.relname = any(?) and c.relkind = 'r' and a.attnum > 0
              and not a.attisdropped
            order by c.relname, a.attnum
            """)) {
      statement.setString(1, schema);
      statement.setArray(2, connection.createArrayOf("text", tables.toArray()));
      return texts(statement);
    }
  }

  private List<String> statements(Connection tx, String sql) throws SQLException {
    try (PreparedStatement statement = tx.prepareStatement(sql)) {
      statement.setString(1, schema());
      statement.setArray(2, tx.createArrayOf("text", tables.toArray()));
      return texts(statement);
    }
  }

  private static List<String> texts(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  static void execute(Connection tx, String sql) throws SQLException {
    try (Statement statement = tx.createStatement()) {
      statement.execute(sql);
    }
  }
}
