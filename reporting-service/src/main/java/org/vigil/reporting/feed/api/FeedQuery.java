package org.vigil.reporting.feed.api;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Problem;
import org.vigil.reporting.feed.domain.FeedFilter;

/** What a reader of the feed wants of it. */
public class FeedQuery {

  @Parameter(description = "只要该科室的 / Of this department only")
  @QueryParam("department")
  @Nullable String department;

  @Parameter(
      description = "只要该层级的 / At this level only",
      schema = @Schema(enumeration = {"L0", "L1", "L2", "L3", "L4", "L5"}))
  @QueryParam("level")
  @Nullable String level;

  @Parameter(schema = @Schema(enumeration = {"REMINDER", "WARNING", "CRITICAL"}))
  @QueryParam("severity")
  @Nullable String severity;

  @Parameter(description = "方案条目，如 3.11-b / The obligation's id")
  @QueryParam("obligation")
  @Nullable String obligation;

  @Parameter(description = "变化，如 RAISED、RESOLVED / What happened")
  @QueryParam("change")
  @Nullable String change;

  FeedFilter filter() {
    FeedFilter filter = new FeedFilter(department, level, severity, obligation, change);
    if (!filter.possible()) {
      throw Problem.of(400, "feed-filter-malformed");
    }
    return filter;
  }
}
