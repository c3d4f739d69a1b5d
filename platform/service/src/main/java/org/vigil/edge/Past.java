package org.vigil.edge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.past.Hindsight;
import org.vigil.eventsourcing.past.Moment;
import org.vigil.eventsourcing.past.PastStreams;

/** Answers what was known, and what was true, at an instant. */
@ApplicationScoped
public class Past {

  /**
   * How long before the first record a fact may lie: no operation takes what is said to be older.
   */
  static final Duration OLDEST_FACT = Duration.ofDays(366);

  private final Mechanism mechanism;
  private final InstantSource clock;
  private volatile @Nullable Instant beginning;

  @Inject
  Past(Mechanism mechanism, InstantSource clock) {
    this.mechanism = mechanism;
    this.clock = clock;
  }

  /** For CDI's proxy. */
  @SuppressWarnings("NullAway")
  protected Past() {
    this.mechanism = null;
    this.clock = null;
  }

  /**
   * The moment that a caller asks about; {@link Moment#NOW} where it says nothing.
   *
   * @throws Problem 400 {@code instant-malformed}, or {@code instant-out-of-bounds} for the future
   *     and for what lies before the first record
   */
  public Moment moment(PastQuery query) {
    return moment(query.asOf, query.validAt);
  }

  /**
   * The same of an operation that can only be asked what was known.
   *
   * @throws Problem as above
   */
  public Moment moment(AsOfQuery query) {
    return moment(query.asOf, null);
  }

  private Moment moment(@Nullable String asOf, @Nullable String validAt) {
    if (asOf == null && validAt == null) {
      return Moment.NOW;
    }
    Instant now = clock.instant();
    Instant first = beginning().orElse(now);
    return new Moment(
        within(asOf, "asOf", first, now),
        within(validAt, "validAt", first.minus(OLDEST_FACT), now));
  }

  private static @Nullable Instant within(
      @Nullable String text, String parameter, Instant from, Instant to) {
    if (text == null) {
      return null;
    }
    Instant instant = parsed(text, parameter);
    if (instant.isBefore(from) || instant.isAfter(to)) {
      throw Problem.of(
          400, "instant-out-of-bounds", Map.of("parameter", parameter, "from", from, "to", to));
    }
    return instant;
  }

  /** A plus that was not encoded arrives as a blank; nothing else in an instant is one. */
  private static Instant parsed(String text, String parameter) {
    try {
      return Instant.parse(text.replace(' ', '+'));
    } catch (DateTimeException _) {
      throw Problem.of(400, "instant-malformed", Map.of("parameter", parameter));
    }
  }

  private Optional<Instant> beginning() {
    if (beginning == null) {
      beginning = streams().beginning().orElse(null);
    }
    return Optional.ofNullable(beginning);
  }

  /** A stream's state at a moment; the initial state where nothing was known or true of it. */
  public <C, S, E> S state(
      Category<C, S, E> category, String key, Moment moment, Hindsight<E> hindsight) {
    return streams().state(category, key, moment, hindsight);
  }

  /** What was recorded in a stream by {@link Moment#asOf()}, oldest first. */
  public <C, S, E> List<Recorded<E>> known(Category<C, S, E> category, String key, Moment moment) {
    return streams().known(category, key, moment);
  }

  private PastStreams streams() {
    return new PastStreams(mechanism.eventSourcing().store(), mechanism.eventSourcing().catalog());
  }
}
