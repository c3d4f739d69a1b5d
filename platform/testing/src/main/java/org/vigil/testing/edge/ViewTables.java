package org.vigil.testing.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.attribute.NestMembersAttribute;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.projection.Followers;

/**
 * Checks what rebuilds rely on: that every projection of a service declares exactly the tables that
 * its statements name, that no two share one, and that every table of the service that is not the
 * mechanism's belongs to a projection.
 */
public final class ViewTables {

  /** What the mechanism's own scripts create; Flyway's history comes with them. */
  private static final String MECHANISM =
      "event log_head deadline lease checkpoint parked_stream parked_event skipped_event received"
          + " received_head intake_offset refused_record projection_version projection_rebuild"
          + " projection_difference seal seal_key witnessed_seal seal_contradiction"
          + " flyway_schema_history";

  /** A table after the words that come before one. */
  private static final Pattern NAMED =
      Pattern.compile(
          "\\b(?:insert\\s+into|update|delete\\s+from|from|join)\\s+(?!set\\b|unnest\\b)([a-z_]+)");

  /** What a statement names itself, to use it further down. */
  private static final Pattern GIVEN = Pattern.compile("\\b([a-z_]+)\\s+as\\s+\\(");

  private ViewTables() {}

  /** Whatever else lies in the database by right may be named. */
  public static void check(Followers followers, DataSource dataSource, String... others)
      throws IOException, SQLException {
    TreeMap<String, String> owners = new TreeMap<>();
    List<String> wrong = new ArrayList<>();
    for (Followers.View view : followers.views()) {
      Projection projection = view.projection();
      Set<String> named = named(projection.getClass());
      if (!named.equals(new TreeSet<>(projection.tables()))) {
        wrong.add(projection.name() + " declares " + projection.tables() + ", names " + named);
      }
      for (String table : projection.tables()) {
        String other = owners.put(table, projection.name());
        if (other != null) {
          wrong.add(table + " is written by " + other + " and " + projection.name());
        }
      }
    }
    Set<String> left = tables(dataSource);
    left.removeAll(owners.keySet());
    left.removeAll(Set.of(MECHANISM.split(" ")));
    left.removeAll(Set.of(others));
    assertThat(owners).as("tables of projections").isNotEmpty();
    assertThat(wrong).as("projections that do not declare what their statements name").isEmpty();
    assertThat(left).as("tables that no projection declares").isEmpty();
  }

  private static Set<String> tables(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select tablename from pg_tables where schemaname = 'public'")) {
      Set<String> tables = new TreeSet<>();
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
      return tables;
    }
  }

  /** The tables that the constants of a class and of those nested in it name. */
  static Set<String> named(Class<?> type) throws IOException {
    Set<String> names = new TreeSet<>();
    ClassModel model = parse(type.getName());
    read(model, names);
    NestMembersAttribute nest = model.findAttribute(Attributes.nestMembers()).orElse(null);
    if (nest != null) {
      for (ClassEntry member : nest.nestMembers()) {
        read(parse(member.asInternalName().replace('/', '.')), names);
      }
    }
    return names;
  }

  private static ClassModel parse(String name) throws IOException {
    String resource = name.replace('.', '/') + ".class";
    try (InputStream bytes =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
      if (bytes == null) {
        throw new IOException("no class file of " + name);
      }
      return ClassFile.of().parse(bytes.readAllBytes());
    }
  }

  private static void read(ClassModel model, Set<String> names) {
    for (PoolEntry entry : model.constantPool()) {
      if (entry instanceof StringEntry text) {
        String statement = text.stringValue().toLowerCase(Locale.ROOT);
        Set<String> own = new TreeSet<>();
        GIVEN.matcher(statement).results().forEach(given -> own.add(given.group(1)));
        Matcher matcher = NAMED.matcher(statement);
        while (matcher.find()) {
          if (!own.contains(matcher.group(1))) {
            names.add(matcher.group(1));
          }
        }
      }
    }
  }
}
