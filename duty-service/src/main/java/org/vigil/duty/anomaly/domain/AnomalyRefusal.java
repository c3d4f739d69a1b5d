package org.vigil.duty.anomaly.domain;

import org.vigil.eventsourcing.Refusal;

/** Why something cannot be done with an anomaly: refused because … */
public enum AnomalyRefusal implements Refusal {
  NO_SUCH_ANOMALY,
  ANOMALY_ALREADY_LOGGED,
  ANOMALY_ALREADY_HANDLED,
  ANOMALY_ALREADY_REPORTED
}
