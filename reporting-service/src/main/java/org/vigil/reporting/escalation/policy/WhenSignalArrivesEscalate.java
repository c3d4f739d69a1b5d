package org.vigil.reporting.escalation.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.escalation.domain.ChainRule;
import org.vigil.reporting.escalation.domain.EscalationCommand.Outcome;
import org.vigil.reporting.escalation.domain.EscalationCommand.Resolve;
import org.vigil.reporting.escalation.domain.EscalationCommand.TakeUpAcknowledgement;
import org.vigil.reporting.escalation.domain.EscalationCommand.TakeUpCorrection;
import org.vigil.reporting.escalation.domain.EscalationCommand.TakeUpSignal;
import org.vigil.reporting.escalation.domain.EscalationDecider;
import org.vigil.reporting.escalation.domain.SignalKind;
import org.vigil.reporting.escalation.domain.Staffing;
import org.vigil.reporting.escalation.domain.Subject;

/**
 * Takes a fact to the leading group, and tells whoever was told of one that it was put right. Which
 * facts are signals, and what makes two of them the same matter, is said in one place by {@link
 * Signals}, what puts them right by {@link Corrections}, and what signs for them by {@link
 * Acknowledgements}. What was told is never changed; where nobody was told, nobody is. One policy
 * reads them all, so that neither a correction nor a signature comes before what it is about.
 */
public final class WhenSignalArrivesEscalate implements Policy {

  /** What a fact tells the leading group. */
  public record Signal(SignalKind kind, String department, Subject subject, String period) {

    /** Signals with the same key are one matter. */
    public String dedupeKey() {
      String key = key(kind, subject.kind(), subject.id());
      return period.isEmpty() ? key : key + "/" + period;
    }

    /** The key of a matter without a period. */
    public static String key(SignalKind kind, String subjectKind, String subjectId) {
      return kind.obligation() + "/" + kind + "/" + subjectKind + "/" + subjectId;
    }
  }

  /** Reads facts as signals. */
  public interface Signals {

    /** The facts that may be signals. */
    Set<Class<?>> reads();

    /** The signal in a fact; empty for one that is none. */
    Optional<Signal> of(Recorded<Object> event);
  }

  /** Reads facts as corrections of earlier signals. */
  public interface Corrections {

    /** The facts that may correct something. */
    Set<Class<?>> reads();

    /** The signals that a fact puts right, as they are now; none for most. */
    List<Signal> of(Recorded<Object> event);

    /** The keys of the matters that a fact shows to be part of another; none for most. */
    default List<String> endedBy(Recorded<Object> event) {
      return List.of();
    }
  }

  /** Reads facts as signatures of the office for earlier signals. */
  public interface Acknowledgements {

    /** The facts that may be signatures. */
    Set<Class<?>> reads();

    /** The keys of the matters that a fact signs for; none for most. */
    List<String> of(Recorded<Object> event);
  }

  /** For signals that nobody signs for but as matters. */
  public static final Acknowledgements UNSIGNED =
      new Acknowledgements() {
        @Override
        public Set<Class<?>> reads() {
          return Set.of();
        }

        @Override
        public List<String> of(Recorded<Object> event) {
          return List.of();
        }
      };

  /** For signals that nothing puts right. */
  public static final Corrections NONE =
      new Corrections() {
        @Override
        public Set<Class<?>> reads() {
          return Set.of();
        }

        @Override
        public List<Signal> of(Recorded<Object> event) {
          return List.of();
        }
      };

  private final String name;
  private final Signals signals;
  private final Corrections corrections;
  private final Acknowledgements acknowledgements;
  private final Chain chain;

  public WhenSignalArrivesEscalate(
      String name,
      Signals signals,
      Corrections corrections,
      Acknowledgements acknowledgements,
      Chain chain) {
    this.name = name;
    this.signals = signals;
    this.corrections = corrections;
    this.acknowledgements = acknowledgements;
    this.chain = chain;
  }

  /**
   * What is in force at an instant.
   *
   * @param ackWithin the time to acknowledge, where a kind's rule does not say
   * @param resolveWithin the time to resolve what was acknowledged
   * @param rules how a kind goes through the chain
   * @param staffing which levels somebody holds
   */
  public record Chain(
      Function<Instant, Duration> ackWithin,
      Function<Instant, Duration> resolveWithin,
      BiFunction<SignalKind, Instant, ChainRule> rules,
      Function<Instant, Staffing> staffing) {}

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<Class<?>> reads() {
    Set<Class<?>> all = new HashSet<>(signals.reads());
    all.addAll(corrections.reads());
    all.addAll(acknowledgements.reads());
    return all;
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> event) {
    List<Intent<?>> intents = new ArrayList<>();
    signals.of(event).ifPresent(signal -> intents.add(takeUp(signal, event, chain)));
    corrections.of(event).forEach(corrected -> intents.add(correct(corrected, event)));
    acknowledgements.of(event).forEach(key -> intents.add(acknowledge(key, event)));
    corrections.endedBy(event).forEach(key -> intents.add(end(key, event)));
    return intents;
  }

  private Intent<?> acknowledge(String dedupeKey, Recorded<Object> event) {
    Instant at = event.recordedAt();
    return new Intent<>(
        new StreamId(EscalationDecider.NAME, EscalationDecider.key(dedupeKey)),
        new TakeUpAcknowledgement(
            event.metadata().actor(), at.plus(chain.resolveWithin().apply(at))));
  }

  private Intent<?> end(String dedupeKey, Recorded<Object> event) {
    return new Intent<>(
        new StreamId(EscalationDecider.NAME, EscalationDecider.key(dedupeKey)),
        new Resolve(name, event.recordedAt(), Outcome.DUPLICATE, null));
  }

  private static Intent<?> correct(Signal signal, Recorded<Object> event) {
    return new Intent<>(
        new StreamId(EscalationDecider.NAME, EscalationDecider.key(signal.dedupeKey())),
        new TakeUpCorrection(event.id().toString(), signal.subject()));
  }

  static Intent<?> takeUp(Signal signal, Recorded<Object> event, Chain chain) {
    String dedupeKey = signal.dedupeKey();
    Instant now = event.recordedAt();
    return new Intent<>(
        new StreamId(EscalationDecider.NAME, EscalationDecider.key(dedupeKey)),
        new TakeUpSignal(
            signal.kind(),
            signal.department(),
            signal.subject(),
            dedupeKey,
            event.id().toString(),
            event.metadata().knownAt(),
            now,
            chain.ackWithin().apply(now),
            chain.rules().apply(signal.kind(), now),
            chain.staffing().apply(now)));
  }
}
