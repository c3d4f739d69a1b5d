package org.vigil.reporting.riskarea.domain;

import java.time.Instant;
import java.util.List;

/** What can be asked of a list of risk areas. */
public sealed interface RiskAreaCommand {

  record ReplaceRiskAreas(Instant effectiveFrom, String source, List<RiskArea> areas)
      implements RiskAreaCommand {
    public ReplaceRiskAreas {
      areas = List.copyOf(areas);
    }
  }

  /** Sent by the deadline that a list sets for the instant from which it is in force. */
  record BringIntoForce(Instant effectiveFrom) implements RiskAreaCommand {}
}
