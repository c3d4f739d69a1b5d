package org.vigil.reporting.intake;

import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.EventType;

/** duty-service: a member of the staff, and to which department the person belongs from now on. */
@EventType("person-registered")
public record PersonRegistered(Particulars particulars) {

  /**
   * @param name as duty-service shows it, {@code 张*}
   */
  public record Particulars(String subjectId, String department, @Nullable String name) {}
}
