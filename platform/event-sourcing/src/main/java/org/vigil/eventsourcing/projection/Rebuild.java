package org.vigil.eventsourcing.projection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A view's next version on its way to serve, or what became of it.
 *
 * @param projection the follower's name, {@code policy-parameters-1@received}
 * @param version counts the view's builds; the first, made by following, is 1
 * @param revision of the projection's code
 * @param position how far its tables have come in the log
 * @param secondsRunning since it was asked for, by the database's clock
 * @param rowsCompared how many rows the next version had when it was compared
 * @param differenceCount null until it has been compared
 * @param previousKept whether the tables that it replaced still stand
 * @param lastError why it does not get on, in one line without content; null while it does
 */
public record Rebuild(
    String projection,
    int version,
    int revision,
    State state,
    boolean switchWhenEqual,
    String askedBy,
    Instant askedAt,
    long position,
    double secondsRunning,
    @Nullable Instant comparedAt,
    @Nullable Long comparedPosition,
    @Nullable Long rowsCompared,
    @Nullable Long differenceCount,
    @Nullable String acceptedBy,
    @Nullable String acceptedBecause,
    @Nullable Instant switchedAt,
    @Nullable Instant endedAt,
    boolean previousKept,
    @Nullable String lastError) {

  /** Its life. Names are stored. */
  public enum State {
    /** The history is replayed into tables without secondary indexes. */
    BUILDING,
    /** Everything is there; the next thing is the comparison. */
    CAUGHT_UP,
    /** No difference was found; it follows until it is switched. */
    EQUAL,
    /** Differences were found; it follows until they are accepted or it is abandoned. */
    DIFFERENT,
    /** It serves, or did until a later version took its place. */
    SWITCHED,
    /** It serves while the version before catches up to take its place again. */
    ROLLING_BACK,
    ROLLED_BACK,
    ABANDONED;

    /** Whether somebody is at work on it. */
    public boolean open() {
      return switch (this) {
        case BUILDING, CAUGHT_UP, EQUAL, DIFFERENT, ROLLING_BACK -> true;
        case SWITCHED, ROLLED_BACK, ABANDONED -> false;
      };
    }
  }
}
