package org.vigil.edge;

import java.net.URI;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.vigil.eventsourcing.Outcome.Done;

/**
 * Answers with the headers that all of their kind carry. They say the type of their body, so that
 * the OpenAPI document does, too.
 */
public final class Answers {

  private Answers() {}

  /** 201 with the new resource's place. */
  public static <T> RestResponse<T> created(String path, Done<?> done, T body) {
    return with(
        ResponseBuilder.<T>create(RestResponse.Status.CREATED)
            .location(URI.create(path))
            .entity(body),
        done);
  }

  /** 200. */
  public static <T> RestResponse<T> ok(Done<?> done, T body) {
    return with(ResponseBuilder.ok(body), done);
  }

  /** 204. */
  public static RestResponse<Void> noContent(Done<?> done) {
    return with(ResponseBuilder.noContent(), done);
  }

  /** 200 to who reads what can be changed: the version is for If-Match. */
  public static <T> RestResponse<T> read(T body, long version) {
    return ResponseBuilder.ok(body).header("ETag", eTag(version)).build();
  }

  private static <T> RestResponse<T> with(ResponseBuilder<T> response, Done<?> done) {
    return response
        .header("ETag", eTag(done.version()))
        .header("Vigil-Position", done.position())
        .build();
  }

  private static String eTag(long version) {
    return "\"" + version + "\"";
  }
}
