package org.vigil.edge;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * The query parameter of an operation that can be asked what was known, but not what was true, as a
 * {@code @BeanParam}. {@link Past} reads it; {@code validAt} is refused there.
 */
public class AsOfQuery {

  @Parameter(
      description =
          "只看当时已记录的内容：当时知道什么 / Only what had been recorded by then: what did we know? ISO 8601",
      example = "2026-11-23T14:05:00+08:00")
  @QueryParam("asOf")
  public @Nullable String asOf;
}
