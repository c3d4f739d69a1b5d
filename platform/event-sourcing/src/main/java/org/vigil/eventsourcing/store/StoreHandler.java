package org.vigil.eventsourcing.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.CommandContext;
import org.vigil.eventsourcing.CommandHandler;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventLog.Unread;
import org.vigil.eventsourcing.Metadata;
import org.vigil.eventsourcing.Outcome;
import org.vigil.eventsourcing.Outcome.Done;
import org.vigil.eventsourcing.Outcome.KeyReused;
import org.vigil.eventsourcing.Outcome.Refused;
import org.vigil.eventsourcing.Outcome.Stale;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.eventsourcing.store.Append.NewEvent;
import org.vigil.eventsourcing.store.AppendResult.Appended;
import org.vigil.eventsourcing.store.AppendResult.KeyTaken;
import org.vigil.eventsourcing.store.AppendResult.VersionConflict;
import org.vigil.eventsourcing.store.EventStore.Recording;

/** Carries out commands of one category on an {@link EventStore}. */
public final class StoreHandler<C, S, E> implements CommandHandler<C, S, E> {

  /** Enough for other processes to get out of the way; within this one, losers queue up. */
  private static final int MAX_ATTEMPTS = 30;

  /** Streams that share a lock only wait for each other after a conflict. */
  private static final int STRIPES = 256;

  private final Category<C, S, E> category;
  private final EventStore store;
  private final EventCatalog catalog;
  private final InstantSource clock;
  private final LongStreams<S> longStreams;
  private final ReentrantLock[] stripes = new ReentrantLock[STRIPES];

  public StoreHandler(
      Category<C, S, E> category, EventStore store, EventCatalog catalog, InstantSource clock) {
    this.category = category;
    this.store = store;
    this.catalog = catalog;
    this.clock = clock;
    this.longStreams = new LongStreams<>();
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new ReentrantLock(true);
    }
  }

  @Override
  public String category() {
    return category.name();
  }

  @Override
  public Snapshot<S> load(String key) {
    return fold(new Snapshot<>(category.decider().initialState(), 0), store.read(stream(key)));
  }

  @Override
  public Outcome<E> handle(String key, C command, CommandContext context) {
    StreamId stream = stream(key);
    ReentrantLock stripe = stripes[Math.floorMod(stream.hashCode(), STRIPES)];
    for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      boolean queued = attempt > 1;
      if (queued) {
        stripe.lock();
      }
      try {
        Outcome<E> outcome = attempt(stream, command, context);
        if (outcome != null) {
          return outcome;
        }
      } finally {
        if (queued) {
          stripe.unlock();
        }
      }
    }
    throw new Busy("others won on this stream " + MAX_ATTEMPTS + " times");
  }

  /** One read–decide–append; null when another command was faster. */
  @Nullable
  private Outcome<E> attempt(StreamId stream, C command, CommandContext context) {
    Snapshot<S> before = before(stream);
    Integer expected = context.expectedVersion();
    if (expected != null && expected != before.version()) {
      Outcome<E> earlier = earlier(stream, context);
      return earlier != null ? earlier : new Stale<>(before.version());
    }
    return switch (category.decider().decide(command, before.state())) {
      case Decision.Refused<E>(var reason, var details) -> {
        Outcome<E> earlier = earlier(stream, context);
        yield earlier != null ? earlier : new Refused<>(reason, details);
      }
      case Decision.Accepted<E>(var events) when events.isEmpty() -> {
        Outcome<E> earlier = earlier(stream, context);
        yield earlier != null
            ? earlier
            : new Done<>(stream, before.version(), store.head(), List.of(), false);
      }
      case Decision.Accepted<E>(var events) -> append(stream, before.version(), events, context);
    };
  }

  @Nullable
  private Outcome<E> append(StreamId stream, int version, List<E> events, CommandContext context) {
    Instant now = clock.instant();
    Metadata metadata =
        new Metadata(
            context.actor(),
            context.correlationId(),
            context.causationId(),
            context.occurredAt() == null ? now : context.occurredAt(),
            context.knownAt() == null ? now : context.knownAt(),
            context.traceparent());
    byte[] metadataBytes = EventCatalog.bytes(metadata);
    List<NewEvent> added = new ArrayList<>(events.size());
    List<Change> deadlines = new ArrayList<>();
    for (E event : events) {
      UUID id = UuidV7.at(now.toEpochMilli());
      added.add(
          new NewEvent(
              id, catalog.typeOf(event), metadataBytes, catalog.stored(stream, id, event)));
      deadlines.addAll(category.deadlines().after(event));
    }
    return switch (store.append(new Append(stream, version, context.key(), added, deadlines))) {
      case Appended(long position, Instant recordedAt) -> {
        List<Recorded<E>> recorded = new ArrayList<>(events.size());
        for (int i = 0; i < events.size(); i++) {
          recorded.add(
              new Recorded<>(
                  position - events.size() + 1 + i,
                  stream,
                  version + 1 + i,
                  added.get(i).id(),
                  catalog.source(),
                  recordedAt,
                  metadata,
                  events.get(i)));
        }
        yield new Done<>(stream, version + events.size(), position, recorded, false);
      }
      case KeyTaken _ -> earlier(stream, context);
      case VersionConflict _ -> null;
    };
  }

  /** The answer of an earlier command with this key, if there was one. */
  @Nullable
  private Outcome<E> earlier(StreamId stream, CommandContext context) {
    if (context.key() == null) {
      return null;
    }
    Recording recording = store.recording(context.key()).orElse(null);
    if (recording == null) {
      return null;
    }
    List<StoredEvent> events = recording.events();
    boolean sameRequest = recording.content().equals(context.key().content());
    if (!sameRequest || !events.getFirst().stream().category().equals(stream.category())) {
      return new KeyReused<>();
    }
    List<Recorded<E>> recorded =
        catalog.readAll(events).stream().map(event -> event.as(category.events())).toList();
    Recorded<E> last = recorded.getLast();
    return new Done<>(last.stream(), last.version(), last.position(), recorded, true);
  }

  /** What a command is decided on: of a long stream, only what is new in it is read. */
  private Snapshot<S> before(StreamId stream) {
    Instant now = clock.instant();
    LongStreams.Remembered<S> known = longStreams.of(stream, now);
    Snapshot<S> from =
        known == null ? new Snapshot<>(category.decider().initialState(), 0) : known.snapshot();
    Snapshot<S> all = fold(from, store.read(stream, from.version()));
    longStreams.remember(stream, all, known == null ? now : known.since());
    return all;
  }

  private Snapshot<S> fold(Snapshot<S> from, List<StoredEvent> events) {
    S state = from.state();
    catalog.prepare(events);
    for (StoredEvent stored : events) {
      Object event = catalog.event(stored);
      if (event instanceof Unread(String type)) {
        throw new NewerRelease(type);
      }
      state = category.decider().evolve(state, category.events().cast(event));
    }
    return new Snapshot<>(state, from.version() + events.size());
  }

  private StreamId stream(String key) {
    return new StreamId(category.name(), key);
  }
}
