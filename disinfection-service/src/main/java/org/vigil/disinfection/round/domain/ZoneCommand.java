package org.vigil.disinfection.round.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked of one zone. */
public sealed interface ZoneCommand {

  /** Registers the zone, or says anew what holds of it; its first day is opened with it. */
  record DefineZone(Definition zone, Instant now, CountingRules rules) implements ZoneCommand {}

  /** What is said of a zone. */
  record Definition(
      String code, String name, Kind kind, List<String> touchPoints, String department) {
    public Definition {
      touchPoints = List.copyOf(touchPoints);
    }
  }

  /** 公共部分 or 经营场所. */
  enum Kind {
    PUBLIC,
    BUSINESS
  }

  /** A round was done; {@code now} tells whether the day it belongs to is over. */
  record RecordRound(String roundId, Work work, Instant now, CountingRules rules)
      implements ZoneCommand {}

  /**
   * What was done in a round.
   *
   * @param by the code of whoever did it, never a name
   * @param evidence a digest of a photograph or a scanned code
   * @param deviceId the device it was entered with
   */
  record Work(
      Instant startedAt,
      Instant finishedAt,
      String by,
      String agent,
      @Nullable String lot,
      @Nullable String dilution,
      List<String> touchPoints,
      @Nullable String evidence,
      @Nullable String deviceId) {
    public Work {
      touchPoints = List.copyOf(touchPoints);
    }
  }

  /** A round is not to count. */
  record VoidRound(String roundId, String reason) implements ZoneCommand {}

  /** The rules of counting have changed while the day is open. */
  record ReplanDay(Instant now, CountingRules rules) implements ZoneCommand {}

  /** A deadline of the zone fell due: warns, or gives the verdict on each day that is over. */
  record LetTimePass(Instant now, CountingRules rules) implements ZoneCommand {}
}
