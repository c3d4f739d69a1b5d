package org.vigil.reporting.intake;

import java.time.Instant;
import org.vigil.eventsourcing.EventType;

/**
 * duty-service: a gate has counted more visitors than were registered (3.3-c).
 *
 * @param from when the counted period began; an exit has one count for it
 * @param missing how many more
 */
@EventType("entries-unregistered-suspected")
public record EntriesUnregisteredSuspected(
    String exit, String department, Instant from, int missing) {}
