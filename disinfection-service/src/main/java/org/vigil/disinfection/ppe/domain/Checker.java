package org.vigil.disinfection.ppe.domain;

import org.vigil.eventsourcing.Personal;

/** Who looked, or said something of somebody else. */
public record Checker(String subjectId, @Personal String staffNo) {}
