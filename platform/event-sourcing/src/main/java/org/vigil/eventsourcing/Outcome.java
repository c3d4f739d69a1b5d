package org.vigil.eventsourcing;

import java.util.List;
import java.util.Map;

/** What became of a command. */
public sealed interface Outcome<E> {

  /**
   * The command holds and is durable. A repeated command is answered with what it did the first
   * time.
   *
   * @param version the stream's version behind the command
   * @param position the log's position behind the command: what a reader may wait for. Where
   *     nothing had to be recorded, the position of the newest event
   * @param events what it recorded, empty if nothing was left to do
   * @param repeated whether this is an earlier command's answer
   */
  record Done<E>(
      StreamId stream, int version, long position, List<Recorded<E>> events, boolean repeated)
      implements Outcome<E> {}

  /** The rules say no; nothing was recorded. HTTP 409. */
  record Refused<E>(Refusal reason, Map<String, Object> details) implements Outcome<E> {}

  /** The stream is not at the version that the caller expected. HTTP 412. */
  record Stale<E>(int actualVersion) implements Outcome<E> {}

  /** The key was used for another request. HTTP 422. */
  record KeyReused<E>() implements Outcome<E> {}
}
