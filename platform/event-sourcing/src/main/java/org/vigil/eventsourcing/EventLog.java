package org.vigil.eventsourcing;

import java.time.Duration;
import java.util.List;

/**
 * Something that can be followed from a position without missing or repeating an event: a service's
 * own log ({@code own}), or what it has received from the other services ({@code received}). Events
 * of a type that this service does not read arrive as {@link Unread}.
 */
public interface EventLog {

  /** {@code own} or {@code received}. */
  String name();

  /** The newest position, 0 for an empty log. */
  long head();

  /** Up to {@code limit} events behind {@code position}, in order. */
  List<Recorded<Object>> after(long position, int limit);

  /**
   * The same for whoever reads the log from its beginning: past what is kept in memory, so that
   * those who follow its end neither wait nor lose what they share.
   */
  List<Recorded<Object>> history(long position, int limit);

  /**
   * Waits until something may stand behind {@code position}; returns at the latest after a while.
   */
  void await(long position, Duration atMost) throws InterruptedException;

  /** Stands for an event whose type this reader has no use for. */
  record Unread(String type) {}

  /**
   * Stands for an event that does not read: its bytes are not of its type, or a newer release has
   * recorded it. A follower parks its stream until a replica reads it.
   */
  record Unreadable(String type) {}
}
