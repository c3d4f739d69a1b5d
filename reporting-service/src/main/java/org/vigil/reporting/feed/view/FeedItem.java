package org.vigil.reporting.feed.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One change that the office should know of. It never changes; what turns out otherwise is said by
 * a later item.
 *
 * @param sequence 1, 2, 3 … without a gap
 * @param since the first proof that somebody knew of the fact
 * @param ackDueAt until when the level must act
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "FeedItem")
public record FeedItem(
    long sequence,
    String escalationId,
    @Schema(
            enumeration = {
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
              "CORRECTED"
            })
        String change,
    Instant at,
    @Schema(enumeration = {"L0", "L1", "L2", "L3", "L4", "L5"}) String level,
    @Schema(enumeration = {"REMINDER", "WARNING", "CRITICAL"}) String severity,
    String obligation,
    String department,
    Summary summary,
    Subject subject,
    Instant since,
    @Nullable Instant ackDueAt,
    String dedupeKey) {

  /** What happened, without personal data. */
  @Schema(name = "FeedSummary")
  public record Summary(String zh, String en) {}

  /** What it is about, masked. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "FeedSubject")
  public record Subject(String kind, String id, @Nullable String maskedName) {}
}
