package org.vigil.edge;

import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.vigil.eventsourcing.Outcome.Done;

/** The answers to commands, with the headers that all of them carry. */
public final class Answers {

  private Answers() {}

  /** 201 with the new resource's place. */
  public static Response created(String path, Done<?> done, Object body) {
    return with(Response.created(URI.create(path)), done).entity(body).build();
  }

  /** 200. */
  public static Response ok(Done<?> done, Object body) {
    return with(Response.ok(body), done).build();
  }

  /** 204. */
  public static Response noContent(Done<?> done) {
    return with(Response.noContent(), done).build();
  }

  private static Response.ResponseBuilder with(Response.ResponseBuilder response, Done<?> done) {
    return response
        .header("ETag", "\"" + done.version() + "\"")
        .header("Vigil-Position", done.position());
  }
}
