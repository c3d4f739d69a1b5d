package org.vigil.reporting.officeduty.policy;

import java.util.List;
import java.util.Set;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.LeadingGroupConstituted;
import org.vigil.reporting.officeduty.domain.OfficeDuty;
import org.vigil.reporting.officeduty.domain.OfficeDuty.LookAtDuty;

/** With the leading group begins its office, and somebody has to be there. */
public final class WhenGroupConstitutedWatchOfficeDuty implements Policy {

  @Override
  public String name() {
    return "when-group-constituted-watch-office-duty";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(LeadingGroupConstituted.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> event) {
    return List.of(
        new Intent<>(
            new StreamId(OfficeDuty.CATEGORY.name(), OfficeDuty.KEY),
            new LookAtDuty(event.recordedAt())));
  }
}
