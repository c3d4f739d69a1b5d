package org.vigil.reporting.escalation.policy;

import java.util.List;
import java.util.Set;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.escalation.domain.EscalationCommand.TakeUpCorrection;
import org.vigil.reporting.escalation.domain.EscalationDecider;
import org.vigil.reporting.escalation.policy.WhenSignalArrivesEscalate.Signal;

/**
 * Tells whoever was told of a fact that it was put right. What was told is never changed; where
 * nobody was told, nobody is.
 */
public final class WhenFactIsCorrectedTellOfIt implements Policy {

  /** Reads facts as corrections of earlier signals. */
  public interface Corrections {

    /** The facts that may correct something. */
    Set<Class<?>> reads();

    /** The signals that a fact puts right, as they are now; none for most. */
    List<Signal> of(Recorded<Object> event);
  }

  private final String name;
  private final Corrections corrections;

  public WhenFactIsCorrectedTellOfIt(String name, Corrections corrections) {
    this.name = name;
    this.corrections = corrections;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<Class<?>> reads() {
    return corrections.reads();
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> event) {
    return corrections.of(event).stream().<Intent<?>>map(one -> intent(one, event)).toList();
  }

  private static Intent<?> intent(Signal signal, Recorded<Object> event) {
    return new Intent<>(
        new StreamId(EscalationDecider.NAME, EscalationDecider.key(signal.dedupeKey())),
        new TakeUpCorrection(event.id().toString(), signal.subject()));
  }
}
