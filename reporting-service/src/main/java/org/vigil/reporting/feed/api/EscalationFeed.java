package org.vigil.reporting.feed.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.reporting.feed.view.FeedItem;
import org.vigil.reporting.feed.view.FeedTail;

/** The office's feed. */
@Path("/api/v1/escalation-feed")
@Tag(name = "feed", description = "办公室信息流 / The office's feed")
@RolesAllowed({Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
public class EscalationFeed {

  private static final int MAX_LIMIT = 500;
  private static final int MAX_WAIT_SECONDS = 30;

  /** Each holds a virtual thread and a connection. */
  private static final int MAX_FOLLOWERS = 1_000;

  /** Shorter than what proxies take for silence. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final FeedTail tail;
  private final ObjectMapper json;
  private final Semaphore places = new Semaphore(MAX_FOLLOWERS);

  @Inject
  EscalationFeed(FeedTail tail, ObjectMapper json) {
    this.tail = tail;
    this.json = json;
  }

  /**
   * A part of the feed.
   *
   * @param next what to give as {@code after} next time
   * @param caughtUp whether these were all there are by now
   */
  public record Part(
      List<FeedItem> items,
      @Schema(description = "下次请求的 after / Give it as `after` next time") long next,
      @Schema(description = "是否已读到最新 / Whether these were all there are") boolean caughtUp) {}

  @GET
  @RunOnVirtualThread
  @Operation(
      summary = "读取信息流，可长轮询 / Read the feed, waiting for news if asked to",
      description =
          "从 after 之后读取，序号连续，重复读取结果相同。 / Items behind `after`; the numbers have no gap, and a feed"
              + " read twice is the same.")
  public Part read(
      @QueryParam("after") @DefaultValue("0") long after,
      @QueryParam("limit") @DefaultValue("100") int limit,
      @Parameter(description = "最多等待的秒数，0 至 30 / Seconds to wait for news, 0 to 30")
          @QueryParam("wait")
          @DefaultValue("0")
          int wait)
      throws InterruptedException {
    if (after < 0 || limit < 1 || limit > MAX_LIMIT || wait < 0 || wait > MAX_WAIT_SECONDS) {
      throw Problem.of(400, "feed-parameters");
    }
    List<FeedItem> items = tail.await(after, limit, Duration.ofSeconds(wait));
    long next = items.isEmpty() ? after : items.getLast().sequence();
    return new Part(items, next, items.size() < limit);
  }

  @GET
  @Path("stream")
  @RunOnVirtualThread
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(
      summary = "以服务器推送事件读取信息流 / The feed as server-sent events",
      description =
          "事件 id 即序号；断线后以 Last-Event-ID 续读。"
              + " / `id:` is the sequence; resume with Last-Event-ID.")
  @APIResponse(
      responseCode = "200",
      description = "持续推送 / Goes on until the caller hangs up",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(implementation = FeedItem.class)))
  public void stream(
      @QueryParam("after") @DefaultValue("0") long after,
      @HeaderParam("Last-Event-ID") @Nullable Long lastEventId,
      @Context SseEventSink sink,
      @Context Sse sse) {
    if (!places.tryAcquire()) {
      throw Problem.of(503, "too-many-followers");
    }
    long from = lastEventId == null ? after : lastEventId;
    Thread.ofVirtual().name("feed-follower").start(() -> follow(from, sink, sse));
  }

  private void follow(long from, SseEventSink sink, Sse sse) {
    try (sink) {
      long sequence = from;
      while (!sink.isClosed()) {
        List<FeedItem> items = tail.await(sequence, MAX_LIMIT, HEARTBEAT);
        if (items.isEmpty()) {
          send(sink, sse.newEventBuilder().comment("waiting").build());
        }
        for (FeedItem item : items) {
          send(sink, event(sse, item));
          sequence = item.sequence();
        }
      }
    } catch (InterruptedException | CompletionException | IllegalStateException _) {
      // The follower has gone or the service stops; it comes back with Last-Event-ID.
    } finally {
      places.release();
    }
  }

  /** One at a time: a follower that does not read is not sent more. */
  private static void send(SseEventSink sink, OutboundSseEvent event) {
    sink.send(event).toCompletableFuture().join();
  }

  private OutboundSseEvent event(Sse sse, FeedItem item) {
    try {
      return sse.newEventBuilder()
          .id(Long.toString(item.sequence()))
          .data(json.writeValueAsString(item))
          .build();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
