package org.vigil.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.CommandContext;
import org.vigil.eventsourcing.CommandHandler.Snapshot;
import org.vigil.eventsourcing.CommandKey;
import org.vigil.eventsourcing.Outcome;
import org.vigil.eventsourcing.Outcome.Done;

/** Carries out commands for the present HTTP call. */
@ApplicationScoped
public class Commands {

  private final Mechanism mechanism;
  private final Call call;
  private final Caller caller;
  private final Timer appends;

  @Inject
  Commands(Mechanism mechanism, Call call, Caller caller, MeterRegistry registry) {
    this.mechanism = mechanism;
    this.call = call;
    this.caller = caller;
    this.appends =
        Timer.builder("vigil.append")
            .description("From the command's arrival until it is durable or refused")
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(1))
            .maximumExpectedValue(Duration.ofSeconds(10))
            .register(registry);
  }

  /**
   * Carries out a command under the call's {@code Idempotency-Key} and {@code If-Match}.
   *
   * @throws Problem 409 refused, 412 stale, 422 key reused, 400 without a key
   */
  public <C, S, E> Done<E> handle(Category<C, S, E> category, String key, C command) {
    return handle(category, key, command, null, null);
  }

  /** As above, with the caller's own word for when it happened and since when it is known. */
  public <C, S, E> Done<E> handle(
      Category<C, S, E> category,
      String key,
      C command,
      @Nullable Instant occurredAt,
      @Nullable Instant knownAt) {
    CommandKey commandKey = CommandKey.of(caller.client(), call.idempotencyKey(), call.content());
    return send(category, key, command, commandKey, occurredAt, knownAt);
  }

  /**
   * Carries out another command of the same call, on another stream and under a key of its own,
   * made of the call's.
   */
  public <C, S, E> Done<E> handleToo(Category<C, S, E> category, String key, C command) {
    CommandKey commandKey =
        CommandKey.of(caller.client(), call.idempotencyKey() + "\n" + key, call.content());
    return send(category, key, command, commandKey, null, null);
  }

  /** A PUT: repeatable by its nature, so it needs no key. */
  public <C, S, E> Done<E> put(Category<C, S, E> category, String key, C command) {
    return send(category, key, command, null, null, null);
  }

  /** The state and version of a stream, straight from the log. */
  public <C, S, E> Snapshot<S> load(Category<C, S, E> category, String key) {
    return mechanism.eventSourcing().handler(category).load(key);
  }

  private <C, S, E> Done<E> send(
      Category<C, S, E> category,
      String key,
      C command,
      @Nullable CommandKey commandKey,
      @Nullable Instant occurredAt,
      @Nullable Instant knownAt) {
    CommandContext context =
        new CommandContext(
            caller.client(),
            commandKey,
            call.expectedVersion(),
            call.correlationId(),
            null,
            occurredAt,
            knownAt,
            traceparent());
    long began = System.nanoTime();
    Outcome<E> outcome = mechanism.eventSourcing().handler(category).handle(key, command, context);
    appends.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
    return switch (outcome) {
      case Done<E> done -> done;
      case Outcome.Refused<E>(var reason, var details) ->
          throw Problem.of(409, code(reason.name()), details);
      case Outcome.Stale<E>(var version) ->
          throw Problem.of(412, "version-mismatch", Map.of("version", version));
      case Outcome.KeyReused<E> _ -> throw Problem.of(422, "idempotency-key-reused");
    };
  }

  static String code(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static @Nullable String traceparent() {
    SpanContext span = Span.current().getSpanContext();
    return span.isValid()
        ? "00-" + span.getTraceId() + "-" + span.getSpanId() + "-" + span.getTraceFlags().asHex()
        : null;
  }
}
