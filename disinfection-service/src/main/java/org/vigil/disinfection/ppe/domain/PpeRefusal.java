package org.vigil.disinfection.ppe.domain;

import org.vigil.eventsourcing.Refusal;

/** Why something cannot be done with the checks of a shift: refused because … */
public enum PpeRefusal implements Refusal {
  NO_SUCH_SHIFT,
  NO_SUCH_CHECK,
  NOT_ON_SHIFT,
  ALREADY_ON_SHIFT,
  ALREADY_CHECKED,
  CHECKS_THEMSELVES,
  CHECK_BEFORE_SHIFT,
  SHIFT_IS_JUDGED,
  TOO_MANY_CHECKS
}
