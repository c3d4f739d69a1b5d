package org.vigil.reporting.escalation.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.escalation.domain.ChainRule;
import org.vigil.reporting.escalation.domain.EscalationCommand.TakeUpSignal;
import org.vigil.reporting.escalation.domain.EscalationDecider;
import org.vigil.reporting.escalation.domain.SignalKind;
import org.vigil.reporting.escalation.domain.Staffing;
import org.vigil.reporting.escalation.domain.Subject;

/**
 * Takes a fact to the leading group. Which facts are signals, and what makes two of them the same
 * matter, is said in one place by {@link Signals}.
 */
public final class WhenSignalArrivesEscalate implements Policy {

  /** What a fact tells the leading group. */
  public record Signal(SignalKind kind, String department, Subject subject, String period) {

    /** Signals with the same key are one matter. */
    public String dedupeKey() {
      String key = kind.obligation() + "/" + kind + "/" + subject.kind() + "/" + subject.id();
      return period.isEmpty() ? key : key + "/" + period;
    }
  }

  /** Reads facts as signals. */
  public interface Signals {

    /** The facts that may be signals. */
    Set<Class<?>> reads();

    /** The signal in a fact; empty for one that is none. */
    Optional<Signal> of(Recorded<Object> event);
  }

  private final String name;
  private final Signals signals;
  private final Chain chain;

  public WhenSignalArrivesEscalate(String name, Signals signals, Chain chain) {
    this.name = name;
    this.signals = signals;
    this.chain = chain;
  }

  /**
   * What is in force at an instant.
   *
   * @param ackWithin the time to acknowledge, where a kind's rule does not say
   * @param rules how a kind goes through the chain
   * @param staffing which levels somebody holds
   */
  public record Chain(
      Function<Instant, Duration> ackWithin,
      BiFunction<SignalKind, Instant, ChainRule> rules,
      Function<Instant, Staffing> staffing) {}

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<Class<?>> reads() {
    return signals.reads();
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> event) {
    return signals
        .of(event)
        .<List<Intent<?>>>map(signal -> List.of(takeUp(signal, event, chain)))
        .orElse(List.of());
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
