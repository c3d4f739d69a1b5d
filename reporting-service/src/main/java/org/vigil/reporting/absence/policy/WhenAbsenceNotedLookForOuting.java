package org.vigil.reporting.absence.policy;

import java.util.List;
import java.util.Set;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.reporting.absence.domain.Absence.AbsenceNoted;
import org.vigil.reporting.absence.domain.Absence.FindOutingUnregistered;
import org.vigil.reporting.outing.view.OutingView;
import org.vigil.reporting.outing.view.OutingsOfSubject;
import org.vigil.reporting.rows.CaughtUp;

/** An absence without an outing and without leave on record is a lead (3.4-a). */
public final class WhenAbsenceNotedLookForOuting implements Policy {

  private final OutingsOfSubject outings;
  private final LeaveOnRecord leave;
  private final CaughtUp caughtUp;

  public WhenAbsenceNotedLookForOuting(
      OutingsOfSubject outings, LeaveOnRecord leave, CaughtUp caughtUp) {
    this.outings = outings;
    this.leave = leave;
    this.caughtUp = caughtUp;
  }

  @Override
  public String name() {
    return "when-absence-noted-look-for-outing";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(AbsenceNoted.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> recorded) {
    if (!(recorded.event() instanceof AbsenceNoted absence)) {
      return List.of();
    }
    caughtUp.await(OutingView.NAME, recorded.position());
    return outings.isAway(absence.subjectId(), absence.at())
            || leave.covers(absence.subjectId(), absence.at())
        ? List.of()
        : List.of(new Intent<>(recorded.stream(), new FindOutingUnregistered()));
  }
}
