package org.vigil.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * What every call passes before anything else looks at it: it gets its correlation id, and is
 * turned away when it is too big or when too many are inside. What fails outside the resources is
 * told as a problem here.
 */
@ApplicationScoped
class Gate {

  static final String CORRELATION_HEADER = "Vigil-Correlation-Id";
  private static final String CORRELATION = "vigil.correlation";

  /** Before authentication, which has 200. */
  private static final int FIRST = 1_000;

  private final ProblemTexts texts;
  private final ObjectMapper json;
  private final RequestReader reader;
  private final int most;
  private final Set<String> streams;
  private final AtomicInteger inside = new AtomicInteger();

  @Inject
  Gate(
      ProblemTexts texts,
      ObjectMapper json,
      RequestReader reader,
      // Long polls wait inside, on virtual threads, so this is far above what runs at once.
      @ConfigProperty(name = "vigil.calls.max", defaultValue = "4000") int most,
      // They stay for days, so a resource that streams bounds its readers itself.
      @ConfigProperty(name = "vigil.stream-paths") Optional<Set<String>> streams) {
    this.texts = texts;
    this.json = json;
    this.reader = reader;
    this.most = most;
    this.streams = streams.orElse(Set.of());
  }

  /** The call's correlation id: the caller's if that is a UUID, else a new one. */
  static UUID correlationId(RoutingContext http) {
    UUID known = http.get(CORRELATION);
    if (known == null) {
      known =
          Optional.ofNullable(http.request().getHeader(CORRELATION_HEADER))
              .flatMap(Gate::uuid)
              .orElseGet(UUID::randomUUID);
      http.put(CORRELATION, known);
    }
    return known;
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  void guard(@Observes Filters filters) {
    filters.register(this::enter, FIRST);
  }

  void catchFailures(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).failureHandler(this::failed);
  }

  private void enter(RoutingContext http) {
    http.response().putHeader(CORRELATION_HEADER, correlationId(http).toString());
    if (http.normalizedPath().equals("/openapi") && !asksForYaml(http)) {
      http.request().headers().set("Accept", "application/json");
    }
    int limit = reader.limit(http.normalizedPath());
    if (contentLength(http) > limit) {
      http.response().putHeader("Connection", "close");
      answer(http, 413, "too-large", Map.of("bytes", limit));
      return;
    }
    if (streams.contains(http.normalizedPath())) {
      http.next();
      return;
    }
    if (inside.incrementAndGet() > most) {
      inside.decrementAndGet();
      answer(http, 503, "try-again", Map.of());
      return;
    }
    http.addEndHandler(_ -> inside.decrementAndGet());
    http.next();
  }

  private static boolean asksForYaml(RoutingContext http) {
    String accept = http.request().getHeader("Accept");
    return "yaml".equalsIgnoreCase(http.request().getParam("format"))
        || accept != null && accept.contains("yaml");
  }

  private static long contentLength(RoutingContext http) {
    String length = http.request().getHeader("Content-Length");
    return length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : 0;
  }

  private void failed(RoutingContext http) {
    if (http.response().ended() || http.response().headWritten()) {
      http.next();
      return;
    }
    int status = status(http.failure(), http.statusCode());
    switch (status) {
      case 400 -> answer(http, 400, "bad-request", Map.of());
      case 401 -> {
        http.response().putHeader("WWW-Authenticate", "Bearer");
        answer(http, 401, "unauthorized", Map.of());
      }
      case 403 -> answer(http, 403, "forbidden", Map.of());
      case 404 -> answer(http, 404, "not-found", Map.of());
      case 405 -> answer(http, 405, "method-not-allowed", Map.of());
      case 413 -> answer(http, 413, "too-large", Map.of());
      case 415 -> answer(http, 415, "unsupported-media-type", Map.of());
      default -> {
        Problems.logUnexpected(correlationId(http), http.failure());
        answer(http, 500, "unexpected", Map.of());
      }
    }
  }

  private static int status(@Nullable Throwable failure, int status) {
    return switch (failure) {
      case AuthenticationException _, UnauthorizedException _ -> 401;
      case ForbiddenException _ -> 403;
      case null -> status;
      default -> status == 500 && Problems.isBadRequest(failure) ? 400 : status;
    };
  }

  private void answer(RoutingContext http, int status, String code, Map<String, Object> details) {
    var locale =
        ProblemTexts.locale(Optional.ofNullable(http.request().getHeader("Accept-Language")));
    try {
      byte[] body =
          json.writeValueAsBytes(
              texts.document(status, code, details, List.of(), locale, correlationId(http)));
      http.response()
          .setStatusCode(status)
          .putHeader("Content-Type", Problems.MEDIA_TYPE)
          .putHeader("Content-Language", locale.getLanguage());
      if (status == 503) {
        http.response().putHeader("Retry-After", "1");
      }
      http.response().end(io.vertx.core.buffer.Buffer.buffer(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
