package org.vigil.reporting.feed.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
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
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.eventsourcing.store.StoreUnavailable;
import org.vigil.reporting.feed.domain.FeedFilter;
import org.vigil.reporting.feed.view.FeedCursors;
import org.vigil.reporting.feed.view.FeedItem;
import org.vigil.reporting.feed.view.FeedTail;
import org.vigil.reporting.feed.view.FeedTail.Entry;
import org.vigil.reporting.feed.view.FeedTail.Slice;

/** The office's feed. */
@Path("/api/v1/escalation-feed")
@Tag(name = "feed", description = "办公室信息流 / The office's feed")
@RolesAllowed({Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
public class EscalationFeed {

  private static final int MAX_LIMIT = 500;
  private static final int MAX_WAIT_SECONDS = 30;

  /** Ten thousand were measured; all of them are woken for each item. */
  private static final int MAX_FOLLOWERS = 12_000;

  /**
   * A connection, its call and a virtual thread: 30 KiB measured (`make bench PARTS=followers`).
   * Followers get no more than half the heap, as calls need the other half.
   */
  private static final int FOLLOWER_BYTES = 40 * 1_024;

  /** An item's number, and its mark if the follower has it. */
  private static final Pattern EVENT_ID = Pattern.compile("([0-9]{1,18})(?:\\.([0-9a-f]{16}))?");

  /** Shorter than what proxies take for silence. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private static final String BEYOND =
      " after 超过最新序号时答复 409 beyond-the-feed，details.newest 为最新序号：记录已恢复到较早时刻，请退回到内容未变的一条之后重新读取。 / An"
          + " `after` beyond the newest item is answered with 409 `beyond-the-feed` and"
          + " `details.newest`: the record was restored to an earlier point, so go back to an item"
          + " that is still as you have it, and read on from there.";

  private final FeedTail tail;
  private final FeedCursors cursors;
  private final Semaphore places;

  @Inject
  EscalationFeed(
      FeedTail tail,
      FeedCursors cursors,
      @ConfigProperty(name = "vigil.followers.max") Optional<Integer> places) {
    this.places = new Semaphore(places.orElseGet(EscalationFeed::placesOfHeap));
    this.tail = tail;
    this.cursors = cursors;
  }

  /**
   * A part of the feed.
   *
   * @param next what to give as {@code after} next time
   * @param mark which item {@code next} is the number of; null before the first
   * @param caughtUp whether these were all there are by now
   */
  public record Part(
      List<FeedItem> items,
      @Schema(description = "下次请求的 after / Give it as `after` next time") long next,
      @Schema(
              description =
                  "next 那一条的标记，与 after 一起给出 / Which item `next` is: give it with `after` next"
                      + " time")
          @Nullable String mark,
      @Schema(description = "是否已读到最新 / Whether these were all there are") boolean caughtUp) {}

  private static int placesOfHeap() {
    return (int) Math.min(MAX_FOLLOWERS, Runtime.getRuntime().maxMemory() / 2 / FOLLOWER_BYTES);
  }

  @GET
  @RunOnVirtualThread
  @Operation(
      summary = "读取信息流，可筛选，可长轮询 / Read the feed, filtered and waiting for news if asked to",
      description =
          "从 after 之后读取，序号连续，重复读取结果相同。不写 after 而写 consumer 时，从该订阅方已确认处读起。筛选时可能返回空页而 caughtUp 为"
              + " false，从 next 继续即可。 / Items behind `after`; the numbers have no gap, and a feed"
              + " read twice is the same. Without `after`, from where `consumer` has acknowledged."
              + " A filtered page may be empty before the end: go on from `next` until `caughtUp`."
              + " 同时给出上次答复的 mark，则恢复后序号虽已被新内容占用，也会答复 409 another-feed。 / With the `mark` of"
              + " the answer before, a reader is told (409 `another-feed`) also when, after a"
              + " restore, another item has its number."
              + BEYOND)
  @APIResponse(
      responseCode = "200",
      description = "一段信息流 / A part of the feed",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Part.class)))
  @APIResponse(responseCode = "409")
  public Part read(
      @QueryParam("after") @Nullable Long after,
      @Parameter(description = "上次答复的 mark / The `mark` of the answer before") @QueryParam("mark")
          @Nullable String mark,
      @QueryParam("consumer") @Nullable String consumer,
      @QueryParam("limit") @DefaultValue("100") int limit,
      @Parameter(description = "最多等待的秒数，0 至 30 / Seconds to wait for news, 0 to 30")
          @QueryParam("wait")
          @DefaultValue("0")
          int wait,
      @BeanParam FeedQuery query)
      throws InterruptedException {
    long from = after != null ? after : acknowledged(consumer);
    if (from < 0 || limit < 1 || limit > MAX_LIMIT || wait < 0 || wait > MAX_WAIT_SECONDS) {
      throw Problem.of(400, "feed-parameters");
    }
    refuseBeyond(from);
    if (mark != null) {
      refuseAnother(from, mark);
    }
    Slice slice = tail.await(from, limit, query.filter(), Duration.ofSeconds(wait));
    return new Part(
        slice.items(), slice.next(), tail.mark(slice.next()).orElse(null), slice.atEnd());
  }

  private void refuseAnother(long sequence, String mark) {
    if (tail.mark(sequence).filter(now -> !now.equals(mark)).isPresent()) {
      throw Problem.of(409, "another-feed", Map.of("after", sequence));
    }
  }

  private void refuseBeyond(long sequence) {
    OptionalLong newest = tail.newestIfBeyond(sequence);
    if (newest.isPresent()) {
      throw Problem.of(409, "beyond-the-feed", Map.of("newest", newest.getAsLong()));
    }
  }

  private long acknowledged(@Nullable String consumer) {
    return consumer == null
        ? 0
        : cursors.cursor(consumer).orElseThrow(() -> Problem.of(404, "not-found")).upTo();
  }

  @GET
  @Path("stream")
  @RunOnVirtualThread
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(
      summary = "以服务器推送事件读取信息流，可筛选 / The feed as server-sent events, filtered if asked to",
      description =
          "事件 id 为“序号.标记”；断线后以 Last-Event-ID 续读，恢复后序号虽已被新内容占用，也会答复 409 another-feed。"
              + " / `id:` is the sequence and the item's mark, `17.5c1e8b20d94f7a63`; resume with"
              + " Last-Event-ID, which after a restore is refused (409 `another-feed`) also when"
              + " another item has the number."
              + BEYOND)
  @APIResponse(
      responseCode = "200",
      description = "持续推送 / Goes on until the caller hangs up",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(implementation = FeedItem.class)))
  @APIResponse(responseCode = "409")
  public void stream(
      @QueryParam("after") @DefaultValue("0") long after,
      @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
      @BeanParam FeedQuery query,
      @Context SseEventSink sink,
      @Context Sse sse) {
    FeedFilter filter = query.filter();
    Matcher last = EVENT_ID.matcher(lastEventId == null ? Long.toString(after) : lastEventId);
    if (!last.matches()) {
      throw Problem.of(400, "feed-parameters");
    }
    long from = Long.parseLong(last.group(1));
    refuseBeyond(from);
    if (last.group(2) != null) {
      refuseAnother(from, last.group(2));
    }
    if (!places.tryAcquire()) {
      throw Problem.of(503, "too-many-followers");
    }
    Thread.ofVirtual().name("feed-follower").start(() -> follow(from, filter, sink, sse));
  }

  private void follow(long from, FeedFilter filter, SseEventSink sink, Sse sse) {
    try (sink) {
      long sequence = from;
      while (!sink.isClosed()) {
        Slice slice = tail.awaitNext(sequence, MAX_LIMIT, filter, HEARTBEAT);
        if (slice.entries().isEmpty()) {
          send(sink, sse.newEventBuilder().comment("waiting").build());
        }
        for (Entry entry : slice.entries()) {
          send(sink, event(sse, entry));
        }
        sequence = slice.next();
      }
    } catch (InterruptedException
        | CompletionException
        | IllegalStateException
        | StoreUnavailable _) {
      // The follower, the service or the database has gone; it comes back with Last-Event-ID.
    } finally {
      places.release();
    }
  }

  /** One at a time: a follower that does not read is not sent more. */
  private static void send(SseEventSink sink, OutboundSseEvent event) {
    sink.send(event).toCompletableFuture().join();
  }

  private static OutboundSseEvent event(Sse sse, Entry entry) {
    return sse.newEventBuilder()
        .id(entry.item().sequence() + "." + entry.mark())
        .data(entry.text())
        .build();
  }
}
