package org.vigil.duty.post.policy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.vigil.duty.directory.domain.Exit.ExitRegistered;
import org.vigil.duty.post.domain.PostCommand.Clockwork;
import org.vigil.duty.post.domain.PostCommand.WatchExit;
import org.vigil.duty.post.domain.PostDecider;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;

/**
 * An exit is registered, closed or opened: it is watched as it now is. What was registered before
 * this policy existed is watched from now on, not from then.
 */
public final class WhenExitRegisteredWatchIt implements Policy {

  private final InstantSource clock;
  private final Function<Instant, Clockwork> clockwork;

  public WhenExitRegisteredWatchIt(InstantSource clock, Function<Instant, Clockwork> clockwork) {
    this.clock = clock;
    this.clockwork = clockwork;
  }

  @Override
  public String name() {
    return "when-exit-registered-watch-it";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(ExitRegistered.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> event) {
    if (!(event.event() instanceof ExitRegistered(var exit))) {
      return List.of();
    }
    Instant now = clock.instant();
    return List.of(
        new Intent<>(
            new StreamId(PostDecider.NAME, exit.code()),
            new WatchExit(
                exit.code(),
                exit.department(),
                exit.middleGate(),
                exit.open(),
                now,
                clockwork.apply(now))));
  }
}
