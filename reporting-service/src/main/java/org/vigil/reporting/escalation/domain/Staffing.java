package org.vigil.reporting.escalation.domain;

import java.util.Set;

/**
 * Which levels somebody holds at an instant. The department's head and the office are there by the
 * plan itself; the others are as the leading group has been constituted.
 *
 * @param supervised the departments for which a deputy leader is in charge
 */
public record Staffing(Set<String> supervised, boolean executive, boolean leader) {

  public Staffing {
    supervised = Set.copyOf(supervised);
  }

  /** Whether somebody is there to act for a department. */
  public boolean has(Level level, String department) {
    return switch (level) {
      case L0, L1, L2 -> true;
      case L3 -> supervised.contains(department);
      case L4 -> executive;
      case L5 -> leader;
    };
  }
}
