package org.vigil.edge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** Lets a reader wait for what it has just written. */
@ApplicationScoped
public class Views {

  /** A view is milliseconds behind; one that needs longer is in trouble, and the reader told so. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Mechanism mechanism;
  private final Call call;

  @Inject
  Views(Mechanism mechanism, Call call) {
    this.mechanism = mechanism;
    this.call = call;
  }

  /**
   * Waits until a view reflects the position in the call's {@code Vigil-At-Least}.
   *
   * @throws Problem 503 {@code view-behind} if it does not in time
   */
  public void await(String projection) {
    long position = call.atLeast();
    if (position > 0) {
      await(projection, position);
    }
  }

  /**
   * Waits until a view reflects all that is recorded, whether or not the call asks for it: for a
   * command that decides by what it finds there.
   *
   * @throws Problem 503 {@code view-behind} if it does not in time
   */
  public void awaitNewest(String projection) {
    await(projection, mechanism.eventSourcing().own().head());
  }

  private void await(String projection, long position) {
    try {
      if (!mechanism.eventSourcing().awaitReached(projection, position, PATIENCE)) {
        throw Problem.of(503, "view-behind");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw Problem.of(503, "view-behind");
    }
  }
}
