package org.vigil.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.vigil.eventsourcing.CommandHandler.Busy;
import org.vigil.eventsourcing.store.StoreUnavailable;

/** Turns whatever ends a call into a problem document. Nothing of the caller's input is echoed. */
@ApplicationScoped
public class Problems {

  /** The media type of RFC 9457. */
  public static final String MEDIA_TYPE = "application/problem+json";

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

  @ServerExceptionMapper({Busy.class, StoreUnavailable.class})
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
  Response unreadable(JsonProcessingException e) {
    return answer(400, "malformed-json", Map.of(), List.of());
  }

  @ServerExceptionMapper
  Response unexpected(Throwable e) {
    // The message may quote the caller's input; the trace's own frames do not.
    LOG.errorf(
        "A call failed unexpectedly correlationId=%s error=%s at=%s",
        call.correlationId(),
        e.getClass().getName(),
        e.getStackTrace().length == 0 ? "" : e.getStackTrace()[0]);
    return answer(500, "unexpected", Map.of(), List.of());
  }

  /** A problem in the language of the present call. */
  public Response answer(
      int status, String code, Map<String, Object> details, List<Violation> violations) {
    Locale locale = call.locale();
    ProblemDocument document =
        new ProblemDocument(
            "urn:vigil:problem:" + code,
            texts.title(code, locale),
            status,
            texts.detail(code, locale, details).orElse(null),
            code,
            call.correlationId().toString(),
            violations.stream()
                .map(
                    violation ->
                        new ProblemDocument.Place(
                            violation.pointer(), violation.code(), message(violation, locale)))
                .toList());
    return Response.status(status)
        .type(MEDIA_TYPE)
        .header(HttpHeaders.CONTENT_LANGUAGE, locale.getLanguage())
        .entity(document)
        .build();
  }

  private String message(Violation violation, Locale locale) {
    return texts
        .detail(violation.code(), locale, violation.details())
        .or(() -> Optional.of(texts.title(violation.code(), locale)))
        .get();
  }
}
