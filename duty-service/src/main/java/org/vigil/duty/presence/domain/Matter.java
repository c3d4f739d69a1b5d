package org.vigil.duty.presence.domain;

import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Personal;

/**
 * Something that is still open when a shift ends.
 *
 * @param id unique over the shifts that it is carried through
 * @param subjectId whom it concerns; null for nobody in particular
 */
public record Matter(String id, @Nullable String subjectId, @Personal String text) {}
