package org.vigil.reporting.outbreakcase.policy;

import java.util.List;
import java.util.Set;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.intake.CaseZoneDisinfected;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseCommand.RecordZoneDisinfected;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseDecider;

/**
 * disinfection-service has done a zone that a case asked for: with the last of them the case's step
 * is done (3.6-d). Follows what was received.
 */
public final class WhenZoneOfCaseDisinfectedRecordIt implements Policy {

  @Override
  public String name() {
    return "when-zone-of-case-disinfected-record-it";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(CaseZoneDisinfected.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> event) {
    return event.event() instanceof CaseZoneDisinfected done
        ? List.of(
            new Intent<>(
                new StreamId(OutbreakCaseDecider.CATEGORY.name(), done.caseId()),
                new RecordZoneDisinfected(
                    done.zone(), done.department(), done.doneAt(), event.recordedAt())))
        : List.of();
  }
}
