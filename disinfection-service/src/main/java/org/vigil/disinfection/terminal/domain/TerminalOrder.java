package org.vigil.disinfection.terminal.domain;

import org.jspecify.annotations.Nullable;
import org.vigil.disinfection.order.domain.Person;
import org.vigil.eventsourcing.Personal;

/**
 * Which place, and because of whom. It belongs to the {@code subjectId} of the event around it,
 * which is a fresh one where nobody is named.
 *
 * @param zone the code of a zone; null where the place is no zone
 * @param place in words, a room perhaps; null where the zone says enough
 * @param person null where nobody knows or says who it was
 */
public record TerminalOrder(
    @Nullable String zone,
    @Personal @Nullable String place,
    @Nullable Person person,
    @Personal @Nullable String note) {}
