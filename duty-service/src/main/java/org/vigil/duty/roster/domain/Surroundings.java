package org.vigil.duty.roster.domain;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigil.duty.calendar.domain.Span;

/**
 * What is known around a roster when it is decided on.
 *
 * @param members who belongs to the department and has not left
 * @param away when members are on leave
 * @param neighbours the same people's shifts in other rosters, near this one
 */
public record Surroundings(
    Set<String> members, Map<String, List<Span>> away, List<Shift> neighbours) {
  public Surroundings {
    members = Set.copyOf(members);
    away = Map.copyOf(away);
    neighbours = List.copyOf(neighbours);
  }
}
