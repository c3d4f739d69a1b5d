package org.vigil.duty.gate.domain;

import org.vigil.eventsourcing.Refusal;

/** Why a count is not taken: refused because … */
public enum GateRefusal implements Refusal {
  GATE_PERIOD_ALREADY_COUNTED,
  GATE_PERIODS_OVERLAP,
  GATE_DAY_FULL
}
