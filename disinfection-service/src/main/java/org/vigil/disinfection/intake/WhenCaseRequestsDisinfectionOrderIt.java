package org.vigil.disinfection.intake;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.vigil.disinfection.terminal.domain.TerminalCommand.OrderForCase;
import org.vigil.disinfection.terminal.domain.TerminalDecider;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;

/**
 * A case asks for its zones: each becomes an order of its own, once, as its id follows from both
 * (3.6-d). In a drill nothing is to be disinfected. Follows what was received.
 */
public final class WhenCaseRequestsDisinfectionOrderIt implements Policy {

  private final String office;
  private final String cleaners;

  /**
   * @param office the department of the leading group's office
   * @param cleaners the department that disinfects
   */
  public WhenCaseRequestsDisinfectionOrderIt(String office, String cleaners) {
    this.office = office;
    this.cleaners = cleaners;
  }

  @Override
  public String name() {
    return "when-case-requests-disinfection-order-it";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(TerminalDisinfectionRequested.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> event) {
    if (!(event.event() instanceof TerminalDisinfectionRequested request) || request.drill()) {
      return List.of();
    }
    return request.zones().stream()
        .distinct()
        .<Intent<?>>map(zone -> order(request, zone))
        .toList();
  }

  private Intent<?> order(TerminalDisinfectionRequested request, String zone) {
    String id = orderId(request.caseId(), zone);
    return new Intent<>(
        new StreamId(TerminalDecider.CATEGORY.name(), id),
        new OrderForCase(
            id,
            id.replace("-", ""),
            request.caseId(),
            office,
            cleaners,
            zone,
            request.requestedAt(),
            request.due().dueAt()));
  }

  private static String orderId(String caseId, String zone) {
    return UUID.nameUUIDFromBytes((caseId + "/" + zone).getBytes(StandardCharsets.UTF_8))
        .toString();
  }
}
