package org.vigil.reporting.intake;

import java.time.Instant;
import org.vigil.eventsourcing.EventType;

/**
 * duty-service: an exit that is to be guarded has had no guard for too long (3.3-a, 3.3-b).
 *
 * @param duty {@code MIDDLE_GATE} for the middle gate outside of working time
 * @param since when the gap began
 * @param stage 1 for the security head, 2 for the office
 */
@EventType("exit-unguarded")
public record ExitUnguarded(
    String exit, String department, String duty, Instant since, int stage) {}
