package org.vigil.edge;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of an operation that can be asked about the past, as a {@code @BeanParam}.
 * {@link Past} reads them.
 */
public class PastQuery {

  @Parameter(
      description =
          "只看当时已记录的内容：当时知道什么 / Only what had been recorded by then: what did we know? ISO 8601",
      example = "2026-11-23T14:05:00+08:00")
  @QueryParam("asOf")
  public @Nullable String asOf;

  @Parameter(
      description =
          "按现在（或 asOf 时）所知，当时的真实情况 / What was true then, by what is known today, or was known"
              + " at asOf. ISO 8601",
      example = "2026-11-23T14:05:00+08:00")
  @QueryParam("validAt")
  public @Nullable String validAt;
}
