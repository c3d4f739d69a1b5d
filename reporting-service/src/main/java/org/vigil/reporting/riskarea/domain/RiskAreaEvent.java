package org.vigil.reporting.riskarea.domain;

import java.time.Instant;
import java.util.List;
import org.vigil.eventsourcing.EventType;

/**
 * What happens to a list of risk areas. The stream's key is the instant from which it is in force.
 */
public sealed interface RiskAreaEvent {

  /**
   * The list in force from an instant was given, or put right; its entries follow as parts.
   *
   * @param revision 1 for the first list of this instant
   * @param source who designated these areas and where it was published
   * @param digest of all entries, in hex
   */
  @EventType("risk-area-list-replaced")
  record RiskAreaListReplaced(
      Instant effectiveFrom, int revision, String source, int areaCount, String digest)
      implements RiskAreaEvent {}

  /** Some of a list's entries: a whole list would be too large for one message. */
  @EventType("risk-areas-listed")
  record RiskAreasListed(int revision, int part, List<RiskArea> areas) implements RiskAreaEvent {

    /** Keeps an event below some 200 kB. */
    public static final int MAX_AREAS = 500;

    public RiskAreasListed {
      areas = List.copyOf(areas);
    }
  }

  /** The instant has come, and with it the list. */
  @EventType("risk-area-list-came-into-force")
  record RiskAreaListCameIntoForce(Instant effectiveFrom, int revision) implements RiskAreaEvent {}
}
