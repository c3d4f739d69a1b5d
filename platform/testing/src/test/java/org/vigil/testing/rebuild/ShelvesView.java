package org.vigil.testing.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;
import org.vigil.testing.store.Counter.Added;

/** What lies on each shelf, and everything that was ever put there. */
final class ShelvesView implements Projection {

  static final String NAME = "shelves-1";

  static final String TABLES =
      """
      create table shelf (stream text collate "C" primary key, things int not null,
                          owner text not null, version int not null);
      create unique index shelf_owner on shelf (owner, stream);
      create index shelf_things on shelf (things) where things > 0;
      create table shelf_entry (position bigint primary key, stream text collate "C" not null,
                                things int not null);
      create index shelf_entry_stream on shelf_entry (stream, position desc);
      create table shelf_total (things int not null);
      """;

  /** Counts threes as fours, which is the mistake that a comparison must find. */
  volatile boolean miscounts;

  /** Cannot digest sevens. */
  volatile boolean poisonous;

  /** Writes where it does not say that it does. */
  volatile boolean trespasses;

  volatile int revision = 1;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of("shelf", "shelf_entry", "shelf_total");
  }

  @Override
  public int revision() {
    return revision;
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(Added.class);
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    Map<String, Change> changes = new LinkedHashMap<>();
    try (SqlBatch entries = new SqlBatch(tx);
        SqlBatch totals = new SqlBatch(tx)) {
      for (Recorded<Object> event : events) {
        if (event.event() instanceof Added(var count, _)) {
          add(event, count, changes, entries, totals);
        }
      }
    }
    try (SqlBatch shelves = new SqlBatch(tx)) {
      for (Map.Entry<String, Change> change : changes.entrySet()) {
        shelves.add(
            "insert into shelf values (?, ?, ?, ?) on conflict (stream) do update set"
                + " things = shelf.things + excluded.things, version = excluded.version",
            change.getKey(),
            change.getValue().things(),
            "张" + change.getKey(),
            change.getValue().version());
      }
    }
  }

  private void add(
      Recorded<Object> event,
      int count,
      Map<String, Change> changes,
      SqlBatch entries,
      SqlBatch totals)
      throws SQLException {
    if (count == 7 && poisonous) {
      throw new IllegalArgumentException("poison");
    }
    if (trespasses) {
      totals.add("insert into elsewhere values (1)");
    }
    String stream = event.stream().toString();
    int things = count == 3 && miscounts ? 4 : count;
    changes.merge(
        stream,
        new Change(things, event.version()),
        (before, after) -> new Change(before.things() + after.things(), after.version()));
    entries.add("insert into shelf_entry values (?, ?, ?)", event.position(), stream, count);
    if (count == 10) {
      totals.add("insert into shelf_total values (?)", things);
    }
  }

  /** What a batch does to one shelf; a row may be named once in a statement of many rows. */
  private record Change(int things, int version) {}
}
