package org.vigil.reporting.escalation.policy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.escalation.domain.EscalationCommand.EndReminder;
import org.vigil.reporting.escalation.domain.EscalationDecider;
import org.vigil.reporting.escalation.policy.WhenSignalArrivesEscalate.Chain;
import org.vigil.reporting.escalation.policy.WhenSignalArrivesEscalate.Signal;
import org.vigil.reporting.escalation.policy.WhenSignalArrivesEscalate.Signals;

/**
 * Takes a reminder to the department's head, and takes it back once what it reminds of is done. One
 * policy reads both, so that the end comes behind the reminder.
 */
public final class WhenReminderArrivesTellDepartment implements Policy {

  /** Reads facts as reminders, and as what ends one. */
  public interface Reminders extends Signals {

    /** The reminder that a fact makes needless, whether it was given or not. */
    Optional<Signal> endedBy(Recorded<Object> event);
  }

  private static final String NAME = "when-reminder-arrives-tell-department";

  private final Reminders reminders;
  private final Chain chain;

  public WhenReminderArrivesTellDepartment(Reminders reminders, Chain chain) {
    this.reminders = reminders;
    this.chain = chain;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<Class<?>> reads() {
    return reminders.reads();
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> event) {
    return reminders
        .of(event)
        .<Intent<?>>map(reminder -> WhenSignalArrivesEscalate.takeUp(reminder, event, chain))
        .or(() -> reminders.endedBy(event).map(WhenReminderArrivesTellDepartment::end))
        .<List<Intent<?>>>map(List::of)
        .orElse(List.of());
  }

  private static Intent<?> end(Signal reminder) {
    return new Intent<>(
        new StreamId(EscalationDecider.NAME, EscalationDecider.key(reminder.dedupeKey())),
        new EndReminder(NAME));
  }
}
