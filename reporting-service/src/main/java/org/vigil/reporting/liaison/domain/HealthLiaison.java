package org.vigil.reporting.liaison.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.reporting.parameter.domain.CitesRule;
import org.vigil.reporting.parameter.domain.Rule;
import org.vigil.reporting.person.domain.NobodyWasNamed;

/**
 * When the bureau and the health authority last spoke (3.6-a).
 *
 * @param lastContactAt null before the first contact
 * @param dueAt until when the next one is expected; null before the watch begins
 */
public record HealthLiaison(
    @Nullable Instant lastContactAt, @Nullable Instant dueAt, @Nullable Rule rule) {

  /** There is one authority to speak of, and so one stream. */
  public static final String KEY = "health-authority";

  /** The longest silence. */
  public static final String CONTACT_EVERY = "reporting.liaison-contact-every";

  private static final String SILENCE = "silence";

  public static final Category<Command, HealthLiaison, Event> CATEGORY =
      new Category<>(
          "health-liaison",
          new Rules(),
          Event.class,
          HealthLiaison::deadlines,
          (_, dueAt) -> new DetectSilence(dueAt));

  private static List<Change> deadlines(Event event) {
    return switch (event) {
      case HealthLiaisonExpected(var dueAt, _) -> List.of(new Change.Schedule(SILENCE, dueAt));
      case HealthLiaisonContactLogged logged ->
          List.of(new Change.Schedule(SILENCE, logged.nextDueAt()));
      case HealthLiaisonSilent _ -> List.of();
    };
  }

  /** How they spoke. */
  public enum Channel {
    PHONE,
    MEETING,
    LETTER,
    VISIT,
    ONLINE
  }

  /** What can be asked. */
  public sealed interface Command {}

  /** The watch begins; once. */
  public record ExpectContact(Rule every, Instant now) implements Command {}

  /**
   * They have spoken.
   *
   * @param institution with whom, no person's name
   * @param topic of what
   */
  public record LogContact(
      Channel channel, String institution, String topic, Instant at, Rule every)
      implements Command {}

  /** Sent by the deadline. */
  public record DetectSilence(Instant dueAt) implements Command {}

  /**
   * What happens. A text may name people and is about nobody in particular: its {@code subjectId}
   * is null, and it belongs to the stream.
   */
  public sealed interface Event {}

  /** A contact is expected by then. */
  @EventType("health-liaison-expected")
  public record HealthLiaisonExpected(Instant dueAt, Rule every) implements Event {}

  /** 联防联控联系: the bureau and the authority have spoken. */
  @EventType(value = "health-liaison-contact-logged", version = 2, upcasters = NobodyWasNamed.class)
  public record HealthLiaisonContactLogged(
      Channel channel,
      String institution,
      @Personal String topic,
      Instant at,
      Instant nextDueAt,
      Rule every,
      @Nullable String subjectId)
      implements Event {}

  /** Nobody has spoken to the authority for too long. */
  @EventType("health-liaison-silent")
  public record HealthLiaisonSilent(@Nullable Instant lastContactAt, Instant dueAt, Rule every)
      implements Event, CitesRule {
    @Override
    public Rule rule() {
      return every;
    }
  }

  private static final class Rules implements Decider<Command, HealthLiaison, Event> {

    @Override
    public HealthLiaison initialState() {
      return new HealthLiaison(null, null, null);
    }

    @Override
    public Decision<Event> decide(Command command, HealthLiaison state) {
      return switch (command) {
        case ExpectContact(var every, var now) ->
            state.dueAt() == null
                ? Decision.accept(new HealthLiaisonExpected(now.plus(every.duration()), every))
                : Decision.accept();
        case LogContact log -> log(log, state);
        case DetectSilence(var dueAt) -> {
          Instant expected = state.dueAt();
          Rule rule = state.rule();
          yield expected == null || rule == null || dueAt.isBefore(expected)
              ? Decision.accept()
              : Decision.accept(new HealthLiaisonSilent(state.lastContactAt(), expected, rule));
        }
      };
    }

    /** One that is entered afterwards does not make an older one of a newer. */
    private static Decision<Event> log(LogContact log, HealthLiaison state) {
      Instant before = state.lastContactAt();
      Instant last = before != null && before.isAfter(log.at()) ? before : log.at();
      return Decision.accept(
          new HealthLiaisonContactLogged(
              log.channel(),
              log.institution(),
              log.topic(),
              log.at(),
              last.plus(log.every().duration()),
              log.every(),
              null));
    }

    @Override
    public HealthLiaison evolve(HealthLiaison state, Event event) {
      return switch (event) {
        case HealthLiaisonExpected(var dueAt, var every) ->
            new HealthLiaison(state.lastContactAt(), dueAt, every);
        case HealthLiaisonContactLogged logged -> {
          Instant before = state.lastContactAt();
          yield new HealthLiaison(
              before != null && before.isAfter(logged.at()) ? before : logged.at(),
              logged.nextDueAt(),
              logged.every());
        }
        case HealthLiaisonSilent _ -> state;
      };
    }
  }
}
