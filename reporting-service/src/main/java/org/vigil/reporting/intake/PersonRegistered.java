package org.vigil.reporting.intake;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Upcaster;

/** duty-service: a member of the staff, and to which department the person belongs from now on. */
@EventType(
    value = "person-registered",
    version = 2,
    upcasters = PersonRegistered.NobodyWasKnownByThePhone.class)
public record PersonRegistered(Particulars particulars) {

  /**
   * @param name as duty-service shows it, {@code 张*}
   * @param phoneId the pseudonym of whoever is named by the member's phone alone; null where none
   *     is known
   */
  public record Particulars(
      String subjectId, String department, @Nullable String name, @Nullable String phoneId) {}

  /** Who has a phone was not told before. */
  static final class NobodyWasKnownByThePhone implements Upcaster {
    @Override
    public Map<String, Object> upcast(Map<String, Object> fields) {
      return fields;
    }
  }
}
