package org.vigil.reporting.intake;

import java.time.Instant;
import org.vigil.eventsourcing.EventType;

/**
 * duty-service: what a gate had counted too many has been written down since (3.3-c).
 *
 * @param from when the counted period began, as in {@link EntriesUnregisteredSuspected}
 */
@EventType("unregistered-entries-accounted-for")
public record UnregisteredEntriesAccountedFor(String exit, String department, Instant from) {}
