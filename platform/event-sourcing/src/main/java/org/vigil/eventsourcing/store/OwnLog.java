package org.vigil.eventsourcing.store;

import java.time.Duration;
import java.util.List;
import org.vigil.eventsourcing.EventLog;
import org.vigil.eventsourcing.Recorded;

/** A service's own log, read as events. */
public final class OwnLog implements EventLog {

  private final EventStore store;
  private final EventCatalog catalog;
  private final RecentEvents recent;

  public OwnLog(EventStore store, EventCatalog catalog) {
    this.store = store;
    this.catalog = catalog;
    this.recent = new RecentEvents(this::history, store::known);
  }

  @Override
  public String name() {
    return "own";
  }

  @Override
  public long head() {
    return store.head();
  }

  @Override
  public List<Recorded<Object>> after(long position, int limit) {
    return recent.after(position, limit);
  }

  @Override
  public List<Recorded<Object>> history(long position, int limit) {
    return catalog.readAll(store.after(position, limit));
  }

  @Override
  public void await(long position, Duration atMost) throws InterruptedException {
    store.await(position, atMost);
  }
}
