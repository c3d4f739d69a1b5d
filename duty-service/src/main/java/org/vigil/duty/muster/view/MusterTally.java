package org.vigil.duty.muster.view;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.muster.domain.MusterUnitEvent;
import org.vigil.duty.muster.domain.MusterUnitEvent.DepartmentStoodDown;
import org.vigil.duty.muster.domain.MusterUnitEvent.DepartmentSummoned;
import org.vigil.duty.muster.domain.MusterUnitEvent.MusterAbsenceExcused;
import org.vigil.duty.muster.domain.MusterUnitEvent.MusterAbsenceFound;
import org.vigil.duty.muster.domain.MusterUnitEvent.MusterAcknowledged;
import org.vigil.duty.muster.domain.MusterUnitEvent.MusterArrivalConfirmed;
import org.vigil.duty.muster.domain.MusterUnitEvent.MusterDeadlinePassed;
import org.vigil.duty.muster.domain.MusterUnitEvent.MusterUnacknowledged;
import org.vigil.duty.muster.domain.MusterUnitEvent.PeopleSummoned;
import org.vigil.duty.muster.view.MusterBoard.Count;
import org.vigil.duty.muster.view.MusterBoard.Verdict;

/** Counts a department's people from events, for the past; the present is counted in SQL. */
public final class MusterTally {

  /** The standings of {@link MusterBoard}, by the same order of precedence. */
  private enum Standing {
    SILENT,
    COMING,
    ABSENT,
    EXCUSED,
    LATE,
    ARRIVED
  }

  private final Map<String, Standing> people = new HashMap<>();
  private @Nullable String department;
  private @Nullable Verdict verdict;

  private MusterTally() {}

  /** The count that follows from a part's events; empty where it was not summoned. */
  public static Optional<Count> of(List<MusterUnitEvent> events) {
    MusterTally tally = new MusterTally();
    events.forEach(tally::apply);
    return Optional.ofNullable(tally.department).map(tally::count);
  }

  private void apply(MusterUnitEvent event) {
    switch (event) {
      case DepartmentSummoned summoned -> department = summoned.department();
      case PeopleSummoned summoned ->
          summoned.people().forEach(one -> people.put(one.subjectId(), Standing.SILENT));
      case MusterAcknowledged acknowledged -> rise(acknowledged.subjectId(), Standing.COMING);
      case MusterArrivalConfirmed arrival ->
          rise(arrival.subjectId(), arrival.late() ? Standing.LATE : Standing.ARRIVED);
      case MusterAbsenceExcused excused -> rise(excused.subjectId(), Standing.EXCUSED);
      case MusterAbsenceFound found -> rise(found.subjectId(), Standing.ABSENT);
      case MusterDeadlinePassed passed ->
          verdict = new Verdict(passed.arrived(), passed.excused(), passed.absent());
      case MusterUnacknowledged _, DepartmentStoodDown _ -> {}
    }
  }

  private void rise(String person, Standing to) {
    people.computeIfPresent(person, (_, now) -> now.compareTo(to) < 0 ? to : now);
  }

  private Count count(String code) {
    return new Count(
        code,
        people.size(),
        number(Standing.ARRIVED),
        number(Standing.LATE),
        number(Standing.EXCUSED),
        number(Standing.ABSENT),
        number(Standing.COMING),
        number(Standing.SILENT),
        verdict);
  }

  private int number(Standing standing) {
    return (int) people.values().stream().filter(one -> one == standing).count();
  }
}
