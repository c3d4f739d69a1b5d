package org.vigil.edge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.CommandHandler.Busy;
import org.vigil.eventsourcing.store.NewerRelease;
import org.vigil.eventsourcing.store.StoreUnavailable;

/** Turns whatever ends a call into a problem document. Nothing of the caller's input is echoed. */
@ApplicationScoped
public class Problems {

  /** The media type of RFC 9457. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** Deeper frames are the framework's. */
  private static final int FRAMES = 6;

  private static final Logger LOG = Logger.getLogger(Problems.class);

  private final ProblemTexts texts;
  private final Call call;

  @Inject
  Problems(ProblemTexts texts, Call call) {
    this.texts = texts;
    this.call = call;
  }

  @ServerExceptionMapper
  Response problem(Problem problem) {
    return answer(problem.status(), problem.code(), problem.details(), problem.violations());
  }

  @ServerExceptionMapper({Busy.class, NewerRelease.class, StoreUnavailable.class})
  Response busy(RuntimeException e) {
    return answer(503, "try-again", Map.of(), List.of());
  }

  @ServerExceptionMapper({
    io.quarkus.security.UnauthorizedException.class,
    io.quarkus.security.AuthenticationFailedException.class,
    io.quarkus.security.AuthenticationCompletionException.class
  })
  Response unauthorized(Exception e) {
    Response response = answer(401, "unauthorized", Map.of(), List.of());
    return Response.fromResponse(response).header("WWW-Authenticate", "Bearer").build();
  }

  @ServerExceptionMapper
  Response forbidden(io.quarkus.security.ForbiddenException e) {
    return answer(403, "forbidden", Map.of(), List.of());
  }

  @ServerExceptionMapper
  Response web(WebApplicationException e) {
    int status = e.getResponse().getStatus();
    return switch (status) {
      case 400 -> answer(400, "bad-request", Map.of(), List.of());
      case 404 -> answer(404, "not-found", Map.of(), List.of());
      case 405 -> answer(405, "method-not-allowed", Map.of(), List.of());
      case 406 -> answer(406, "not-acceptable", Map.of(), List.of());
      case 413 -> answer(413, "too-large", Map.of(), List.of());
      case 415 -> answer(415, "unsupported-media-type", Map.of(), List.of());
      default -> status >= 500 ? unexpected(e) : answer(status, "bad-request", Map.of(), List.of());
    };
  }

  @ServerExceptionMapper
  Response constrained(ConstraintViolationException e) {
    return answer(400, "bad-request", Map.of(), List.of());
  }

  @ServerExceptionMapper
  Response unexpected(Throwable e) {
    if (isBadRequest(e)) {
      return answer(400, "bad-request", Map.of(), List.of());
    }
    logUnexpected(call.correlationId(), e);
    return answer(500, "unexpected", Map.of(), List.of());
  }

  /**
   * Whether a failure says that the request itself could not be read: a caller who hung up, too.
   */
  static boolean isBadRequest(Throwable e) {
    return e instanceof io.vertx.core.http.HttpClosedException
        || e instanceof java.nio.charset.CharacterCodingException
        || e.getCause() != null && e.getCause() != e && isBadRequest(e.getCause());
  }

  /** The message may quote the caller's input; the class and the frames do not. */
  static void logUnexpected(UUID correlationId, @Nullable Throwable e) {
    LOG.errorf(
        "A call failed unexpectedly correlationId=%s error=%s at=%s",
        correlationId, e == null ? "unknown" : e.getClass().getName(), frames(e));
  }

  /** Where it happened: enough frames to find the line, of the deepest cause first. */
  private static String frames(@Nullable Throwable e) {
    Throwable deepest = e;
    while (deepest != null && deepest.getCause() != null && deepest.getCause() != deepest) {
      deepest = deepest.getCause();
    }
    return deepest == null
        ? "nowhere"
        : deepest.getClass().getName()
            + Arrays.stream(deepest.getStackTrace()).limit(FRAMES).toList();
  }

  /** A problem in the language of the present call. */
  public Response answer(
      int status, String code, Map<String, Object> details, List<Violation> violations) {
    Locale locale = call.locale();
    Response.ResponseBuilder response =
        Response.status(status)
            .type(MEDIA_TYPE)
            .header(HttpHeaders.CONTENT_LANGUAGE, locale.getLanguage())
            .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
            .entity(
                texts.document(status, code, details, violations, locale, call.correlationId()));
    if (status == 503 || status == 429) {
      response.header(HttpHeaders.RETRY_AFTER, "1");
    }
    return response.build();
  }
}
