package org.vigil.reporting.health.policy;

import java.util.List;
import java.util.Set;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationRaised;
import org.vigil.reporting.escalation.domain.Level;
import org.vigil.reporting.escalation.domain.SignalKind.Severity;
import org.vigil.reporting.health.domain.LeaderView;
import org.vigil.reporting.health.domain.LeaderView.ExpectLook;
import org.vigil.reporting.parameter.domain.Rules;

/**
 * A leader who is told of something critical about a person looks at the department (4.1-b); what
 * concerns supplies or posts is no news of anybody's health.
 */
public final class WhenCriticalMatterRaisedExpectLeader implements Policy {

  private final Rules rules;

  public WhenCriticalMatterRaisedExpectLeader(Rules rules) {
    this.rules = rules;
  }

  @Override
  public String name() {
    return "when-critical-matter-raised-expect-leader";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(EscalationRaised.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> event) {
    return event.event() instanceof EscalationRaised raised
            && raised.kind().severity() == Severity.CRITICAL
            && raised.subject().subjectId() != null
            && (isLeaders(raised.level())
                || raised.copies().stream()
                    .anyMatch(WhenCriticalMatterRaisedExpectLeader::isLeaders))
        ? List.of(
            new Intent<>(
                new StreamId(LeaderView.CATEGORY.name(), raised.department()),
                new ExpectLook(
                    raised.department(),
                    event.stream().key(),
                    event.recordedAt(),
                    rules.inForce(LeaderView.LOOK_WITHIN, event.recordedAt()))))
        : List.of();
  }

  private static boolean isLeaders(Level level) {
    return level.compareTo(Level.L3) >= 0;
  }
}
