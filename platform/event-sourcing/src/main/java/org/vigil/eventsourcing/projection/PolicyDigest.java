package org.vigil.eventsourcing.projection;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigil.eventsourcing.CommandContext;
import org.vigil.eventsourcing.CommandHandler;
import org.vigil.eventsourcing.CommandKey;
import org.vigil.eventsourcing.Outcome;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Policy.Intent;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;

/**
 * Sends a policy's commands. Each has a key made of the policy and the event, so that a command
 * that was sent before a crash is recognised after it. Events of one stream keep their order;
 * streams go side by side, which lets their appends share transactions.
 */
final class PolicyDigest extends Digest {

  /** More at once would only wait for the same commit. */
  private static final int MAX_AT_ONCE = 64;

  private static final byte[] NO_CONTENT = {};
  private static final Logger LOG = LoggerFactory.getLogger(PolicyDigest.class);

  private final Semaphore places = new Semaphore(MAX_AT_ONCE);
  private final Policy policy;
  private final Function<String, CommandHandler<?, ?, ?>> handlers;

  PolicyDigest(
      String follower,
      Policy policy,
      DataSource dataSource,
      Function<String, CommandHandler<?, ?, ?>> handlers) {
    super(follower, dataSource, policy.reads());
    this.policy = policy;
    this.handlers = handlers;
  }

  @Override
  void digest(List<Recorded<Object>> events, Connection tx) {
    sideBySide(events, Recorded::stream, ofStream -> ofStream.forEach(this::react));
  }

  /** One event may call for thousands of commands: a new list of risk areas does. */
  private void react(Recorded<Object> event) {
    List<Intent<?>> intents = inPlace(() -> policy.react(event));
    sideBySide(
        intents,
        Intent::stream,
        ofStream -> {
          // Counted per stream: a policy that reads views may name fewer when it is asked again.
          int index = 0;
          for (Intent<?> intent : ofStream) {
            int number = ++index;
            inPlace(
                () -> {
                  send(event, intent, number);
                  return number;
                });
          }
        });
  }

  /** Handles the items of one stream in their order, and those of different streams at once. */
  private static <T> void sideBySide(
      List<T> items, Function<T, StreamId> stream, Consumer<List<T>> handle) {
    Map<StreamId, List<T>> byStream = new LinkedHashMap<>();
    for (T item : items) {
      byStream.computeIfAbsent(stream.apply(item), _ -> new ArrayList<>()).add(item);
    }
    if (byStream.size() <= 1) {
      byStream.values().forEach(handle);
      return;
    }
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Object>> tasks =
          byStream.values().stream()
              .map(ofStream -> Executors.callable(() -> handle.accept(ofStream)))
              .toList();
      for (Future<Object> task : executor.invokeAll(tasks)) {
        task.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandHandler.Busy("interrupted");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    }
  }

  /** Only what uses the database takes a place, so nobody waits for a place while holding one. */
  private <T> T inPlace(Supplier<T> work) {
    places.acquireUninterruptibly();
    try {
      return work.get();
    } finally {
      places.release();
    }
  }

  @SuppressWarnings("unchecked")
  private <C> void send(Recorded<Object> event, Intent<C> intent, int index) {
    CommandHandler<C, ?, ?> handler =
        (CommandHandler<C, ?, ?>) handlers.apply(intent.stream().category());
    CommandContext context =
        new CommandContext(
            policy.name(),
            CommandKey.of(
                policy.name(), event.id() + "/" + intent.stream() + "/" + index, NO_CONTENT),
            null,
            event.metadata().correlationId(),
            event.id(),
            null,
            null,
            event.metadata().traceparent());
    Outcome<?> outcome = handler.handle(intent.stream().key(), intent.command(), context);
    if (outcome instanceof Outcome.Refused<?>(var reason, _)) {
      LOG.atInfo()
          .addKeyValue("policy", policy.name())
          .addKeyValue("stream", intent.stream())
          .addKeyValue("reason", reason.name())
          .log("A policy's command was refused");
    }
  }
}
