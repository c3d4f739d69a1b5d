package org.vigil.reporting.escalation.domain;

import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;

/**
 * What an escalation is about, as everybody on the feed may see it.
 *
 * @param kind the kind of thing, {@code symptom-report}
 * @param id its id or code, where its own service shows it
 * @param maskedName whom it concerns, {@code 张*}; null where it concerns nobody
 * @param subjectId the same person's pseudonym
 */
public record Subject(
    String kind,
    String id,
    @Personal(mask = Mask.NAME) @Nullable String maskedName,
    @Nullable String subjectId) {}
