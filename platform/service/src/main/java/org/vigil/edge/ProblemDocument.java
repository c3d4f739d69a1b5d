package org.vigil.edge;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A problem as the caller sees it, {@code application/problem+json} after RFC 9457. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(name = "Problem", description = "What is wrong with the call (RFC 9457)")
public record ProblemDocument(
    @Schema(examples = "urn:vigil:problem:invalid-body") String type,
    @Schema(examples = "请求内容有误") String title,
    @Schema(examples = "400") int status,
    @Nullable String detail,
    @Schema(
            description = "This occurrence",
            examples = "urn:uuid:0f8fad5b-d9cb-469f-a165-70867728950e")
        String instance,
    @Schema(description = "Stable, for programs", examples = "invalid-body") String code,
    @Schema(description = "Name it when you ask about this call") @Nullable String correlationId,
    @Schema(description = "What the detail names, for programs") Map<String, Object> details,
    List<Place> violations) {

  /** One thing that is wrong with the body. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @Schema(name = "Violation")
  public record Place(
      @JsonInclude(JsonInclude.Include.ALWAYS)
          @Schema(description = "JSON pointer (RFC 6901)", examples = "/symptoms/0")
          String pointer,
      @Schema(examples = "unknown-value") String code,
      @Schema(examples = "不在允许的取值之内") String message) {}
}
