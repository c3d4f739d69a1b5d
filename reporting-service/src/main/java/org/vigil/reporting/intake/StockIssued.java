package org.vigil.reporting.intake;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Upcaster;

/**
 * supplies-service: something is issued, perhaps for somebody who is ill, a contact or kept apart
 * (3.11-b).
 *
 * @param recipient null for nobody in particular
 */
@EventType(
    value = "stock-issued",
    version = 2,
    upcasters = StockIssued.WasForNobodyInParticular.class)
public record StockIssued(String issueId, String item, @Nullable Recipient recipient) {

  /**
   * @param department the person's
   * @param enteredBy {@code DEPARTMENT} where that department's own account said so
   */
  public record Recipient(String subjectId, String department, String enteredBy, Who person) {}

  /**
   * @param name as supplies-service shows it, {@code 张*}
   */
  public record Who(@Nullable String name) {}

  /** For whom it was could not be said before. */
  static final class WasForNobodyInParticular implements Upcaster {
    @Override
    public Map<String, Object> upcast(Map<String, Object> fields) {
      return fields;
    }
  }
}
