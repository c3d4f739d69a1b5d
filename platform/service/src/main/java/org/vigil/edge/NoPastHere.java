package org.vigil.edge;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a question about the past where an operation cannot answer it: ignored, it would be
 * answered with the present, and nobody would notice.
 */
class NoPastHere {

  private static final List<String> PARAMETERS = List.of("asOf", "validAt");

  private final Problems problems;

  NoPastHere(Problems problems) {
    this.problems = problems;
  }

  @ServerRequestFilter
  @Nullable Response check(ContainerRequestContext request, SimpleResourceInfo resource) {
    var query = request.getUriInfo().getQueryParameters();
    boolean asked = PARAMETERS.stream().anyMatch(query::containsKey);
    return asked && !Arrays.asList(resource.parameterTypes()).contains(PastQuery.class)
        ? problems.answer(400, "no-past-here", Map.of(), List.of())
        : null;
  }
}
