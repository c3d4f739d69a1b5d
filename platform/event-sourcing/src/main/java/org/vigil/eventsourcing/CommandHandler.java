package org.vigil.eventsourcing;

/** Carries out commands on one category of streams: read, decide, append, and again on conflict. */
public interface CommandHandler<C, S, E> {

  /** The category of the streams it serves. */
  String category();

  /**
   * Carries out a command. When it returns {@link Outcome.Done}, the events are durable.
   *
   * @param key the stream's key in this category
   * @throws Busy when other commands on the same stream won every time; nothing was recorded
   */
  Outcome<E> handle(String key, C command, CommandContext context);

  /** The stream's present state and version; version 0 where there are no events. */
  Snapshot<S> load(String key);

  /** A stream's state behind its {@code version}-th event. */
  record Snapshot<S>(S state, int version) {}

  /** Too many commands at once for this stream or this log; safe to try again. HTTP 503. */
  final class Busy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Busy(String message) {
      super(message);
    }
  }
}
