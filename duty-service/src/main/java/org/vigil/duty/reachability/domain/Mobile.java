package org.vigil.duty.reachability.domain;

import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;

/** Somebody whose mobile is tried. */
public record Mobile(
    String subjectId, String department, @Personal(mask = Mask.NAME) String name) {}
