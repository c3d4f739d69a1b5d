package org.vigil.disinfection;

import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.CommandContext;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.testing.SettableClock;
import org.vigil.testing.infra.PooledPostgres;
import org.vigil.testing.infra.RealPostgres;

/**
 * One kind of order with its view on a real database, moved on by a test instead of by threads.
 *
 * @param <C> the commands of the kind
 */
public final class OrdersOnPostgres<C> implements AutoCloseable {

  private final SettableClock clock;
  private final AgroalDataSource dataSource;
  private final EventSourcing eventSourcing;
  private final Category<C, ?, ?> category;
  private final Projection view;

  /**
   * @param script the migration that makes the view's tables
   */
  public OrdersOnPostgres(Instant now, String script, Category<C, ?, ?> category, Projection view) {
    this(now, script, category, view, builder -> builder);
  }

  /**
   * @param more what there is besides
   */
  public OrdersOnPostgres(
      Instant now,
      String script,
      Category<C, ?, ?> category,
      Projection view,
      UnaryOperator<EventSourcing.Builder> more) {
    this.clock = new SettableClock(now);
    this.dataSource = PooledPostgres.to(RealPostgres.shared().createLog(List.of(script)));
    this.category = category;
    this.view = view;
    this.eventSourcing =
        more.apply(
                EventSourcing.builder("disinfection", dataSource, clock)
                    .category(category)
                    .follow(view))
            .build();
  }

  public void send(String id, C command) {
    send(category, id, command);
  }

  /** The same of another kind. */
  public <D> void send(Category<D, ?, ?> kind, String id, D command) {
    eventSourcing.handler(kind).handle(id, command, CommandContext.of("test", UUID.randomUUID()));
  }

  /** Lets all happen that falls due by then. */
  public void forwardTo(Instant instant) {
    clock.forward(Duration.between(clock.instant(), instant));
    try {
      eventSourcing.drain();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Tells the view once more of all that has happened. */
  public void tellTheViewAgain() {
    try (Connection tx = dataSource.getConnection()) {
      view.apply(eventSourcing.own().after(0, 100), tx);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All that has happened, by name. */
  public List<String> story() {
    return texts("select type from event order by position");
  }

  /** The first column of each row. */
  public List<String> texts(String sql) {
    return Sql.list(dataSource, sql, row -> row.getString(1));
  }

  @Override
  public void close() {
    eventSourcing.close();
    dataSource.close();
  }
}
