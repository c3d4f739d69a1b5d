package org.vigil.disinfection.ppe.domain;

import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;

/** Somebody who is on a shift. */
public record Worker(
    String subjectId, @Personal(mask = Mask.NAME) String name, @Personal String staffNo) {}
