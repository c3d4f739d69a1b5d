package org.vigil.eventsourcing.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.StreamId;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.eventsourcing.store.EventCatalog;
import org.vigil.eventsourcing.store.StoredEvent;

/** Follows causes and effects through what one service has recorded and received. */
public final class History {

  /** A chain of policies is a handful long; longer is a loop, or forged on a topic. */
  public static final int MAX_CAUSES = 50;

  /** As deep as effects are followed; the chain of policies is half of that. */
  public static final int MAX_DEPTH = 10;

  /** What a page can show; a new list of risk areas alone may have thousands of effects. */
  public static final int MAX_EFFECTS = 200;

  private static final String ENVELOPES =
      """
      select l.event_id, l.log, l.position, coalesce(r.source, ?) as source,
             coalesce(e.stream, r.stream) as stream, coalesce(e.version, r.version) as version,
             coalesce(e.type, r.type) as type,
             coalesce(e.recorded_at, r.recorded_at) as recorded_at,
             coalesce(e.metadata, r.metadata) as metadata
      from (%s) l
      left join event e on l.log = 'own' and e.position = l.position
      left join received r on l.log = 'received' and r.position = l.position
      """;

  /** Both logs' links, for a condition that the indexes of each answer. */
  private static final String LINKS =
      """
      select *, 'own' as log from event_link where %1$s
      union all
      select *, 'received' as log from received_event_link where %1$s
      """;

  private final DataSource dataSource;
  private final String service;

  /**
   * @param service the service whose logs these are
   */
  public History(DataSource dataSource, String service) {
    this.dataSource = dataSource;
    this.service = service;
  }

  /** By what events are sought. */
  public enum By {
    /** All that followed from one call. */
    CORRELATION("correlation_id"),
    /** What one event caused directly. */
    CAUSATION("causation_id");

    private final String column;

    By(String column) {
      this.column = column;
    }
  }

  /** A place in a list of events: the log and the position in it. */
  public record Place(String log, long position) {
    /** Before the first. */
    public static final Place START = new Place("", 0);
  }

  /**
   * Where a chain of causes leads.
   *
   * @param events the nearest cause first, the root last
   * @param unknown the cause of the last one if this service does not have it
   * @param truncated whether it goes on
   */
  public record Causes(List<HistoricEvent> events, @Nullable UUID unknown, boolean truncated) {}

  /**
   * What an event caused.
   *
   * @param events every event is behind the one that caused it
   * @param truncated whether there are more effects, or deeper ones
   */
  public record Effects(List<HistoricEvent> events, boolean truncated) {}

  /** An event that this service has recorded or received. */
  public Optional<HistoricEvent> event(UUID id) {
    return envelopes(LINKS.formatted("event_id = ?") + " order by log limit 1", "l.log", id, id)
        .stream()
        .findFirst();
  }

  /** What caused an event, up to where it began. */
  public Causes causes(HistoricEvent event) {
    List<HistoricEvent> causes = new ArrayList<>();
    Set<UUID> seen = new HashSet<>(Set.of(event.id()));
    UUID next = event.metadata().causationId();
    while (next != null && causes.size() < MAX_CAUSES && seen.add(next)) {
      Optional<HistoricEvent> cause = event(next);
      if (cause.isEmpty()) {
        return new Causes(causes, next, false);
      }
      causes.add(cause.get());
      next = cause.get().metadata().causationId();
    }
    return new Causes(causes, null, next != null);
  }

  /** What an event caused, and what that caused in turn: the nearest first. */
  public Effects effects(HistoricEvent event) {
    Map<UUID, HistoricEvent> effects = new LinkedHashMap<>();
    List<UUID> level = List.of(event.id());
    for (int depth = 0; depth <= MAX_DEPTH && !level.isEmpty(); depth++) {
      int room = MAX_EFFECTS - effects.size();
      List<UUID> next = new ArrayList<>();
      for (HistoricEvent effect : directEffects(level, room + 1)) {
        boolean known = effect.id().equals(event.id()) || effects.containsKey(effect.id());
        if (!known && (effects.size() == MAX_EFFECTS || depth == MAX_DEPTH)) {
          return new Effects(List.copyOf(effects.values()), true);
        }
        if (!known) {
          effects.put(effect.id(), effect);
          next.add(effect.id());
        }
      }
      level = next;
    }
    return new Effects(List.copyOf(effects.values()), false);
  }

  private List<HistoricEvent> directEffects(List<UUID> causes, int limit) {
    return envelopes(
        LINKS.formatted("causation_id = any(?::uuid[])") + " order by log, position limit " + limit,
        "l.log, l.position",
        causes,
        causes);
  }

  /** Up to {@code limit} events behind a place: own ones first, each log in its order. */
  public List<HistoricEvent> list(By by, UUID id, Place after, int limit) {
    return envelopes(
        "select * from ("
            + LINKS.formatted(by.column + " = ?")
            + ") of_both where (log, position) > (?, ?) order by log, position limit ?",
        "l.log, l.position",
        id,
        id,
        after.log(),
        after.position(),
        limit);
  }

  private List<HistoricEvent> envelopes(String links, String order, Object... parameters) {
    Object[] all = new Object[parameters.length + 1];
    all[0] = service;
    System.arraycopy(parameters, 0, all, 1, parameters.length);
    return Sql.list(
        dataSource, ENVELOPES.formatted(links) + " order by " + order, History::read, all);
  }

  private static HistoricEvent read(ResultSet row) throws SQLException {
    StoredEvent stored =
        new StoredEvent(
            row.getLong("position"),
            StreamId.parse(row.getString("stream")),
            row.getInt("version"),
            row.getObject("event_id", UUID.class),
            row.getString("type"),
            row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
            row.getBytes("metadata"),
            new byte[0]);
    return new HistoricEvent(
        stored.id(),
        row.getString("source"),
        stored.type(),
        stored.stream().toString(),
        stored.version(),
        stored.recordedAt(),
        EventCatalog.metadata(stored),
        row.getString("log"),
        stored.position());
  }
}
