package org.vigil.reporting.obligation.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vigil.reporting.escalation.domain.Level;

/**
 * Who was responsible at an instant, and what each level knew.
 *
 * @param at the instant
 * @param parts who was named for the obligation then
 */
@Schema(name = "Replay")
public record ReplayAnswer(
    Instant at,
    String obligation,
    String article,
    String text,
    @Nullable String subject,
    List<MatrixAnswer.Part> parts,
    @Schema(description = "每级当时是否知悉 / What each level knew then, of all matters") List<Knew> levels,
    List<Matter> matters) {

  /**
   * What a level knew.
   *
   * @param holders who held it then, masked; empty for nobody
   * @param toldAt when it was told first; absent if it had not been
   * @param acknowledgedAt when it acknowledged first; absent if it had not
   */
  @Schema(name = "ReplayLevel")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Knew(
      Level level,
      List<MatrixAnswer.Person> holders,
      @Nullable Instant toldAt,
      @Nullable Instant acknowledgedAt) {}

  /** An escalation as it stood then. */
  @Schema(name = "ReplayMatter")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Matter(
      String escalation,
      String kind,
      String zh,
      String department,
      String subject,
      Instant since,
      @Schema(description = "OPEN 待签收, ACKNOWLEDGED 已签收, RESOLVED 已办结") String status,
      Level level,
      @Nullable Instant dueAt,
      List<Told> told) {}

  /**
   * Something that a level was told, or did.
   *
   * @param what TOLD, COPIED, SKIPPED, REMINDED, ACKNOWLEDGED or RESOLVED
   */
  @Schema(name = "ReplayStep")
  public record Told(Instant at, Level level, String what, String eventId) {}
}
