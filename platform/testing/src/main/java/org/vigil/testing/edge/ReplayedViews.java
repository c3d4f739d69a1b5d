package org.vigil.testing.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.vigil.eventsourcing.EventLog;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.Difference;
import org.vigil.eventsourcing.projection.Followers.View;
import org.vigil.eventsourcing.projection.Rebuild;
import org.vigil.eventsourcing.projection.Rebuild.State;
import org.vigil.eventsourcing.projection.Rebuilds;
import org.vigil.eventsourcing.runtime.EventSourcing;

/**
 * Holds every view that a service follows its logs with to what delivery at least once and rebuilds
 * rely on: its events once more change no row, and built anew it has the same rows. The views are
 * found in the mechanism, so that a new one is held to it, too. The service must stand still:
 * whoever asks has let it do all that there was to do.
 */
public final class ReplayedViews {

  private static final int PAGE = 500;
  private static final int ROUNDS = 1_000;

  /** Enough of a long difference to see what kind it is. */
  private static final int SHOWN = 20;

  private final EventSourcing eventSourcing;
  private final DataSource dataSource;

  /** Each log whole, read once: the service stands still. */
  private final Map<EventLog, List<Recorded<Object>>> logs = new HashMap<>();

  public ReplayedViews(EventSourcing eventSourcing, DataSource dataSource) {
    this.eventSourcing = eventSourcing;
    this.dataSource = dataSource;
  }

  /** How events come to a view once more. */
  @FunctionalInterface
  private interface Delivery {
    void deliver(Projection view, List<Recorded<Object>> events, Connection tx) throws SQLException;
  }

  private List<View> views() {
    List<View> views = eventSourcing.followers().views();
    assertThat(views).isNotEmpty();
    return views;
  }

  /** Every table of every view has a row: nothing that is held here is held emptily. */
  public void everyTableHasARow() throws SQLException {
    List<String> empty = new ArrayList<>();
    for (View view : views()) {
      List<String> rows = after(view, (_, _, _) -> {});
      view.projection().tables().stream()
          .filter(table -> rows.stream().noneMatch(row -> row.startsWith(table + " ")))
          .forEach(table -> empty.add(view.follower().name() + ": " + table));
    }
    assertThat(empty).as("tables that the history does not reach").isEmpty();
  }

  /** Every event that some view reads has happened. */
  public void everyEventThatIsReadHasHappened() {
    Set<String> missing = new TreeSet<>();
    for (View view : views()) {
      Set<Class<?>> happened =
          events(view).stream().map(event -> event.event().getClass()).collect(Collectors.toSet());
      view.projection().reads().stream()
          .flatMap(ReplayedViews::records)
          .filter(type -> !happened.contains(type))
          .forEach(type -> missing.add(view.follower().name() + ": " + type.getSimpleName()));
    }
    assertThat(missing).as("events that a view reads and that the history lacks").isEmpty();
  }

  /** The records of a sealed family; an interface that anybody may implement has none. */
  private static Stream<Class<?>> records(Class<?> type) {
    return type.isSealed()
        ? Stream.<Class<?>>of(type.getPermittedSubclasses()).flatMap(ReplayedViews::records)
        : Stream.<Class<?>>of(type).filter(Class::isRecord);
  }

  /** All that has happened comes a second time, as after a cursor that was set back. */
  public void theHistoryOnceMoreChangesNothing() {
    changesNothing(Projection::apply);
  }

  /** Built anew, by batches of one event, each of which comes twice before the next. */
  public void builtAnewOfDoubledEventsItIsTheSame() {
    changesNothing(
        (view, events, tx) -> {
          empty(view, tx);
          for (Recorded<Object> event : events) {
            view.apply(List.of(event), tx);
            view.apply(List.of(event), tx);
          }
        });
  }

  /** Built anew, in one batch of all events. */
  public void builtAnewAtOnceItIsTheSame() {
    changesNothing(
        (view, events, tx) -> {
          empty(view, tx);
          view.apply(events, tx);
        });
  }

  /** Built anew by the service itself, which lets the view see its own tables only. */
  public void builtAnewByTheServiceItIsTheSame() throws SQLException {
    Rebuilds rebuilds = eventSourcing.rebuilds();
    for (View view : views()) {
      rebuilds.ask(view.follower().name(), false, "test");
    }
    for (int idle = 0, round = 0; idle < 3; round++) {
      assertThat(round).as("rounds").isLessThan(ROUNDS);
      eventSourcing.drain();
      idle = rebuilds.step() ? 0 : idle + 1;
    }
    List<String> different = new ArrayList<>();
    for (Rebuild rebuild : rebuilds.newest()) {
      if (rebuild.state() != State.EQUAL) {
        different.add(rebuild.projection() + " " + rebuild.state() + " " + rebuild.lastError());
      }
      for (Difference difference : rebuilds.differences(rebuild.projection(), rebuild.version())) {
        different.add(rebuild.projection() + " " + difference);
      }
    }
    assertThat(different).as("differences of what was built anew").isEmpty();
    assertThat(rebuilds.newest())
        .extracting(Rebuild::projection)
        .containsExactlyInAnyOrderElementsOf(
            views().stream().map(view -> view.follower().name()).toList());
  }

  private void changesNothing(Delivery delivery) {
    Map<String, List<String>> changes = new TreeMap<>();
    for (View view : views()) {
      List<String> change = change(view, delivery);
      if (!change.isEmpty()) {
        changes.put(view.follower().name(), change);
      }
    }
    assertThat(changes).as("rows that a delivery changes").isEmpty();
  }

  /** The rows that come or go by a delivery, or why the view cannot take it. */
  private List<String> change(View view, Delivery delivery) {
    try {
      Set<String> live = new TreeSet<>(after(view, (_, _, _) -> {}));
      Set<String> then = new TreeSet<>(after(view, delivery));
      return Stream.concat(
              live.stream().filter(row -> !then.contains(row)).map(row -> "lost " + row),
              then.stream().filter(row -> !live.contains(row)).map(row -> "new " + row))
          .limit(SHOWN)
          .toList();
    } catch (SQLException | RuntimeException e) {
      return List.of(e.toString());
    }
  }

  /** What a view's rows are after a delivery that leaves no trace. */
  private List<String> after(View view, Delivery delivery) throws SQLException {
    try (Connection tx = dataSource.getConnection()) {
      tx.setAutoCommit(false);
      try {
        delivery.deliver(view.projection(), events(view), tx);
        return rows(view.projection(), tx);
      } finally {
        tx.rollback();
        tx.setAutoCommit(true);
      }
    }
  }

  /** What a view is given of its log, from the first event on. */
  private List<Recorded<Object>> events(View view) {
    Set<Class<?>> reads = view.projection().reads();
    return logs.computeIfAbsent(view.follower().log(), ReplayedViews::whole).stream()
        .filter(it -> reads.isEmpty() || reads.stream().anyMatch(c -> c.isInstance(it.event())))
        .toList();
  }

  private static List<Recorded<Object>> whole(EventLog log) {
    List<Recorded<Object>> events = new ArrayList<>();
    List<Recorded<Object>> page = log.history(0, PAGE);
    while (!page.isEmpty()) {
      events.addAll(page);
      page = log.history(page.getLast().position(), PAGE);
    }
    return events;
  }

  private static List<String> rows(Projection view, Connection tx) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = tx.createStatement()) {
      for (String table : view.tables()) {
        try (ResultSet row =
            statement.executeQuery("select row_to_json(t)::text from " + table + " t")) {
          while (row.next()) {
            rows.add(table + " " + row.getString(1));
          }
        }
      }
    }
    return rows;
  }

  private static void empty(Projection view, Connection tx) throws SQLException {
    try (Statement statement = tx.createStatement()) {
      statement.execute("truncate " + String.join(", ", view.tables()));
    }
  }
}
