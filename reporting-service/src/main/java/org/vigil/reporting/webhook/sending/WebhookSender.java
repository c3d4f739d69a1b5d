package org.vigil.reporting.webhook.sending;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.CommandContext;
import org.vigil.eventsourcing.CommandHandler;
import org.vigil.eventsourcing.lease.Leases;
import org.vigil.eventsourcing.loop.Loop;
import org.vigil.reporting.feed.view.FeedItem;
import org.vigil.reporting.feed.view.FeedTail;
import org.vigil.reporting.feed.view.FeedTail.Slice;
import org.vigil.reporting.parameter.domain.Rule;
import org.vigil.reporting.webhook.domain.WebhookEndpoint;
import org.vigil.reporting.webhook.domain.WebhookEndpoint.ReportAlive;
import org.vigil.reporting.webhook.domain.WebhookEndpoint.ReportDead;
import org.vigil.reporting.webhook.domain.WebhookEndpoint.Why;
import org.vigil.reporting.webhook.sending.WebhookDeliveries.Delivery;

/**
 * Sends each endpoint its items in order, one at a time, until each is taken. A replica that dies
 * leaves the last item in doubt; it is sent again under the same {@code webhook-id}.
 */
public final class WebhookSender implements AutoCloseable {

  private static final String LEASE = "webhook-sender";

  /** A failed item is tried after 1 s, 2 s, 4 s … up to this. */
  static final Duration MAX_BACK_OFF = Duration.ofMinutes(5);

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

  /** For the whole call, the answer's body included. */
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);

  /** An answer's body says nothing to us. */
  private static final long MAX_ANSWER = 16 * 1_024;

  /** Well below the time of the lease: an endpoint with much to take is not alone in the world. */
  private static final Duration TURN = Duration.ofSeconds(2);

  private static final Duration POLL = Duration.ofMillis(200);
  private static final int PART = 100;
  private static final int GONE = 410;
  private static final Logger LOG = Logger.getLogger(WebhookSender.class);

  private final WebhookDeliveries deliveries;
  private final WebhookSecrets secrets;
  private final WebhookTargets targets;
  private final FeedTail tail;
  private final ObjectMapper json;
  private final InstantSource clock;
  private final Function<Instant, Rule> deadAfter;
  private final Leases leases;
  private final CommandHandler<WebhookEndpoint.Command, WebhookEndpoint, WebhookEndpoint.Event>
      endpoints;
  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT_WITHIN)
          .version(HttpClient.Version.HTTP_1_1)
          .build();
  private final Loop loop =
      new Loop(
          Thread.ofVirtual().name("webhook-sender"),
          POLL.multipliedBy(5),
          POLL.multipliedBy(5),
          this::turn,
          WebhookSender::failed,
          () -> {});
  private long renewAt = System.nanoTime();
  private boolean leads;

  /**
   * @param deadAfter how long an endpoint may take nothing, by the rule at an instant
   */
  public WebhookSender(
      WebhookDeliveries deliveries,
      WebhookSecrets secrets,
      WebhookTargets targets,
      FeedTail tail,
      ObjectMapper json,
      InstantSource clock,
      Function<Instant, Rule> deadAfter,
      Leases leases,
      CommandHandler<WebhookEndpoint.Command, WebhookEndpoint, WebhookEndpoint.Event> endpoints) {
    this.deliveries = deliveries;
    this.secrets = secrets;
    this.targets = targets;
    this.tail = tail;
    this.json = json;
    this.clock = clock;
    this.deadAfter = deadAfter;
    this.leases = leases;
    this.endpoints = endpoints;
  }

  /**
   * The body of a call, after the specification.
   *
   * @param timestamp when it happened
   */
  public record Message(String type, Instant timestamp, FeedItem data) {

    /** The one type that is sent. */
    public static final String TYPE = "vigil.reporting.feed-item.v1";
  }

  /** What became of one call: null where it was taken. */
  private record Failure(String answer, boolean gone) {}

  public void start() {
    loop.start();
  }

  private void turn() throws SQLException, InterruptedException {
    if (System.nanoTime() - renewAt >= 0) {
      leads = leases.take(LEASE).isPresent();
      renewAt = System.nanoTime() + Leases.TIME_TO_LIVE.toNanos() / 3;
    }
    if (!leads || !sendDue()) {
      Thread.sleep(POLL);
    }
  }

  private static void failed(Exception e) {
    LOG.warnf("Webhooks cannot be sent error=%s", Loop.describe(e));
  }

  /** Gives each endpoint whose time has come a turn; whether anything was sent. */
  boolean sendDue() throws InterruptedException {
    long newest = tail.newest();
    List<Delivery> due =
        deliveries.due(clock.instant()).stream().filter(one -> one.upTo() < newest).toList();
    if (due.isEmpty()) {
      return false;
    }
    boolean sent = false;
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> turns = new ArrayList<>();
      for (Delivery delivery : due) {
        turns.add(executor.submit(() -> turn(delivery)));
      }
      for (Future<Boolean> turn : turns) {
        sent |= turn.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    return sent;
  }

  /** Sends until nothing is left, something is not taken, or the turn is over. */
  private boolean turn(Delivery delivery) throws InterruptedException {
    long end = System.nanoTime() + TURN.toNanos();
    Slice slice = tail.after(delivery.upTo(), PART, delivery.filter());
    for (FeedItem item : slice.items()) {
      Failure failure = send(delivery, item);
      Instant now = clock.instant();
      if (failure != null) {
        failed(delivery, failure, now);
        return true;
      }
      if (!deliveries.taken(delivery, item.sequence(), "2xx", now)) {
        return true;
      }
      if (delivery.dead()) {
        report(delivery, new ReportAlive(item.sequence()));
      }
      if (!loop.open() || System.nanoTime() > end) {
        return true;
      }
    }
    if (slice.next() > delivery.upTo()) {
      deliveries.taken(delivery, slice.next(), null, clock.instant());
      return true;
    }
    return false;
  }

  private void failed(Delivery delivery, Failure failure, Instant now) {
    Duration pause = Duration.ofSeconds(1L << Math.min(delivery.failures(), 20));
    deliveries.failed(
        delivery,
        failure.answer(),
        now,
        now.plus(pause.compareTo(MAX_BACK_OFF) < 0 ? pause : MAX_BACK_OFF));
    Instant since = delivery.failingSince() == null ? now : delivery.failingSince();
    Rule rule = deadAfter.apply(now);
    boolean tooLong = !since.plus(rule.duration()).isAfter(now);
    if (!delivery.dead() && (failure.gone() || tooLong)) {
      report(
          delivery,
          failure.gone()
              ? new ReportDead(since, delivery.upTo(), Why.GONE, null)
              : new ReportDead(since, delivery.upTo(), Why.NOT_TAKEN, rule));
      LOG.errorf(
          "A webhook endpoint takes nothing endpoint=%s since=%s answer=%s",
          delivery.name(), since, failure.answer());
    }
  }

  private void report(Delivery delivery, WebhookEndpoint.Command command) {
    endpoints.handle(
        delivery.name(), command, CommandContext.of("webhook-sender", UUID.randomUUID()));
  }

  private @Nullable Failure send(Delivery delivery, FeedItem item) throws InterruptedException {
    URI uri = targets.parse(delivery.url()).orElse(null);
    if (uri == null || !targets.mayCall(uri)) {
      return new Failure("not-allowed", false);
    }
    HttpRequest request;
    try {
      request = request(delivery, item, uri);
    } catch (WebhookSecrets.NoSecret _) {
      return new Failure("no-secret", false);
    }
    CompletableFuture<HttpResponse<Void>> call =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.discarding(), MAX_ANSWER));
    try {
      int status = call.get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS).statusCode();
      return status / 100 == 2 ? null : new Failure(Integer.toString(status), status == GONE);
    } catch (TimeoutException _) {
      call.cancel(true);
      return new Failure("timeout", false);
    } catch (ExecutionException e) {
      return new Failure(
          e.getCause() instanceof IOException io ? io.getClass().getSimpleName() : "error", false);
    }
  }

  /** The id is the item's, the same at each try, so that a receiver knows it again. */
  private HttpRequest request(Delivery delivery, FeedItem item, URI uri) {
    Instant now = clock.instant();
    String id = "feed-" + item.sequence();
    String body = body(item);
    List<byte[]> signing =
        secrets.of(delivery.name(), delivery.generation(), delivery.secretFile(), now);
    return HttpRequest.newBuilder(uri)
        .timeout(ANSWER_WITHIN)
        .header("Content-Type", "application/json")
        .header("User-Agent", "Vigil")
        .header("webhook-id", id)
        .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
        .header("webhook-signature", WebhookSignature.of(signing, id, now.getEpochSecond(), body))
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private String body(FeedItem item) {
    try {
      return json.writeValueAsString(new Message(Message.TYPE, item.at(), item));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    loop.close(client::shutdownNow);
  }
}
