package org.vigil.edge;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a question about the past that would be lost on the way: put to an operation that cannot
 * answer it, left empty, or asked twice. It would be answered with the present, and nobody would
 * notice.
 */
class PastParameters {

  /** Each parameter, with what an operation takes that can answer it. */
  private static final Map<String, List<Class<?>>> TAKEN_BY =
      Map.of(
          "asOf", List.of(PastQuery.class, AsOfQuery.class), "validAt", List.of(PastQuery.class));

  private final Problems problems;

  PastParameters(Problems problems) {
    this.problems = problems;
  }

  @ServerRequestFilter
  @Nullable Response check(ContainerRequestContext request, SimpleResourceInfo resource) {
    var query = request.getUriInfo().getQueryParameters();
    for (Map.Entry<String, List<Class<?>>> known : TAKEN_BY.entrySet()) {
      String name = known.getKey();
      List<String> values = query.get(name);
      if (values == null) {
        continue;
      }
      if (Stream.of(resource.parameterTypes()).noneMatch(known.getValue()::contains)) {
        return problems.answer(400, "no-past-here", Map.of(), List.of());
      }
      if (values.size() != 1 || values.getFirst().isBlank()) {
        return problems.answer(400, "instant-malformed", Map.of("parameter", name), List.of());
      }
    }
    return null;
  }
}
