package org.vigil.reporting.health.policy;

import java.util.List;
import java.util.Set;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.expectation.domain.Evidence;
import org.vigil.reporting.expectation.domain.ExpectedReportCommand.NoteKnowledge;
import org.vigil.reporting.expectation.domain.ExpectedReportDecider;
import org.vigil.reporting.expectation.view.ExpectedReportView;
import org.vigil.reporting.expectation.view.OwedReports;
import org.vigil.reporting.health.domain.HealthRecord.HealthStatesRecorded;
import org.vigil.reporting.health.domain.HealthRecord.MemberState;
import org.vigil.reporting.health.domain.HealthRecord.State;
import org.vigil.reporting.rows.CaughtUp;

/**
 * A department that records by its own account that a member has symptoms knows of them: from there
 * on it is shown to know what it owes a report of. What was recorded before the signal proves
 * nothing of it.
 */
public final class WhenHealthStatesRecordedProveKnowledge implements Policy {

  private final OwedReports owed;
  private final CaughtUp caughtUp;

  public WhenHealthStatesRecordedProveKnowledge(OwedReports owed, CaughtUp caughtUp) {
    this.owed = owed;
    this.caughtUp = caughtUp;
  }

  @Override
  public String name() {
    return "when-health-states-recorded-prove-knowledge";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(HealthStatesRecorded.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> recorded) {
    if (!(recorded.event() instanceof HealthStatesRecorded it) || !it.byItself()) {
      return List.of();
    }
    List<String> ill =
        it.members().stream()
            .filter(member -> member.state() == State.SYMPTOMS)
            .map(MemberState::subjectId)
            .toList();
    if (ill.isEmpty()) {
      return List.of();
    }
    caughtUp.await(ExpectedReportView.NAME, recorded.position());
    Evidence entered =
        new Evidence(
            Evidence.Kind.ENTERED_HEALTH_STATE, recorded.stream().key(), recorded.recordedAt());
    return owed.waitingFor(it.department(), ill, recorded.position()).stream()
        .<Intent<?>>map(
            signal ->
                new Intent<>(
                    new StreamId(ExpectedReportDecider.CATEGORY.name(), signal),
                    new NoteKnowledge(entered)))
        .toList();
  }
}
