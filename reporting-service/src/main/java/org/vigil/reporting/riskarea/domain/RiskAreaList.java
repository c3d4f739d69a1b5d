package org.vigil.reporting.riskarea.domain;

import java.time.Instant;

/** A list of risk areas, without its entries: the rules do not need them. */
public sealed interface RiskAreaList {

  record NotGiven() implements RiskAreaList {}

  /**
   * @param inForce the revision that has come into force, 0 for none yet
   */
  record Given(Instant effectiveFrom, int revision, String source, String digest, int inForce)
      implements RiskAreaList {}
}
