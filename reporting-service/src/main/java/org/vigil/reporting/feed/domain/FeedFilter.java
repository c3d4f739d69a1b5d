package org.vigil.reporting.feed.domain;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which items of the feed somebody wants; null for any. */
public record FeedFilter(
    @Nullable String department,
    @Nullable String level,
    @Nullable String severity,
    @Nullable String obligation,
    @Nullable String change) {

  /** Every item. */
  public static final FeedFilter ALL = new FeedFilter(null, null, null, null, null);

  /** What an item can say that has happened. */
  public static final Set<String> CHANGES =
      Set.of(
          "RAISED",
          "ADDED",
          "NOTIFIED",
          "ACKNOWLEDGED",
          "CLIMBED",
          "TRANSFER_OFFERED",
          "TRANSFER_FAILED",
          "TRANSFERRED",
          "REMINDED",
          "SNOOZED",
          "RETURNED",
          "DECIDED",
          "RESOLVED",
          "CORRECTED");

  /** Whether items with these values can exist at all. */
  public boolean possible() {
    return matches(department, "[A-Z0-9]{2,12}")
        && matches(level, "L[0-5]")
        && matches(severity, "REMINDER|WARNING|CRITICAL")
        && matches(obligation, "[0-9]{1,2}([.-][0-9a-z]{1,2}){1,2}")
        && (change == null || CHANGES.contains(change));
  }

  private static boolean matches(@Nullable String value, String pattern) {
    return value == null || value.matches(pattern);
  }

  /** Whether an item with these values is wanted. */
  public boolean lets(
      String itsDepartment,
      String itsLevel,
      String itsSeverity,
      String itsObligation,
      String itsChange) {
    return wants(department, itsDepartment)
        && wants(level, itsLevel)
        && wants(severity, itsSeverity)
        && wants(obligation, itsObligation)
        && wants(change, itsChange);
  }

  private static boolean wants(@Nullable String wanted, String value) {
    return wanted == null || wanted.equals(value);
  }
}
