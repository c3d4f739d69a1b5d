package org.vigil.reporting.liaison.policy;

import java.util.List;
import java.util.Set;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.LeadingGroupConstituted;
import org.vigil.reporting.liaison.domain.HealthLiaison;
import org.vigil.reporting.liaison.domain.HealthLiaison.ExpectContact;
import org.vigil.reporting.parameter.domain.Rules;

/** From the leading group's first day the health authority is to be spoken to (3.6-a). */
public final class WhenGroupConstitutedExpectLiaison implements Policy {

  private final Rules rules;

  public WhenGroupConstitutedExpectLiaison(Rules rules) {
    this.rules = rules;
  }

  @Override
  public String name() {
    return "when-group-constituted-expect-liaison";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(LeadingGroupConstituted.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> event) {
    return List.of(
        new Intent<>(
            new StreamId(HealthLiaison.CATEGORY.name(), HealthLiaison.KEY),
            new ExpectContact(
                rules.inForce(HealthLiaison.CONTACT_EVERY, event.recordedAt()),
                event.recordedAt())));
  }
}
