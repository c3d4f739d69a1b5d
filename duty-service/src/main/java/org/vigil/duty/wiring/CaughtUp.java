package org.vigil.duty.wiring;

import java.time.Duration;
import org.vigil.eventsourcing.CommandHandler.Busy;
import org.vigil.eventsourcing.runtime.EventSourcing;

/** Lets a policy wait for a view that it reads. */
final class CaughtUp {

  /** A view is milliseconds behind; a policy that finds it later comes again. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private CaughtUp() {}

  /**
   * Waits until a view of the service has come to a position of its log.
   *
   * @throws Busy if it has not in time
   */
  static void await(EventSourcing eventSourcing, String view, long position) {
    try {
      if (!eventSourcing.awaitReached(view, position, PATIENCE)) {
        throw new Busy(view + " is behind");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Busy("interrupted");
    }
  }
}
