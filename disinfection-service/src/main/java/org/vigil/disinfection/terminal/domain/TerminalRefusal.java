package org.vigil.disinfection.terminal.domain;

import org.vigil.eventsourcing.Refusal;

/** Why something cannot be done with a terminal disinfection: refused because … */
public enum TerminalRefusal implements Refusal {
  NO_SUCH_TERMINAL_DISINFECTION,
  TERMINAL_DISINFECTION_ALREADY_ORDERED,
  TERMINAL_DISINFECTION_ALREADY_DONE,
  TERMINAL_DISINFECTION_CANCELLED,
  TERMINAL_DISINFECTION_OF_A_CASE,
  TERMINAL_DISINFECTION_BEFORE_REQUEST
}
