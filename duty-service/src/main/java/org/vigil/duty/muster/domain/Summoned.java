package org.vigil.duty.muster.domain;

import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;

/** Somebody who is to come. */
public record Summoned(String subjectId, @Personal(mask = Mask.NAME) String name) {}
