package org.vigil.reporting.policygap.policy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.LeadingGroupConstituted;
import org.vigil.reporting.policygap.domain.PolicyGapReview;
import org.vigil.reporting.policygap.domain.PolicyGapReview.ListPolicyGaps;

/** A leading group has to know from its first day what it has not decided. */
public final class WhenGroupConstitutedListPolicyGaps implements Policy {

  private final Function<Instant, ListPolicyGaps> gaps;

  /**
   * @param gaps what is a default at an instant
   */
  public WhenGroupConstitutedListPolicyGaps(Function<Instant, ListPolicyGaps> gaps) {
    this.gaps = gaps;
  }

  @Override
  public String name() {
    return "when-group-constituted-list-policy-gaps";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(LeadingGroupConstituted.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> event) {
    return List.of(
        new Intent<>(
            new StreamId(PolicyGapReview.CATEGORY, PolicyGapReview.KEY),
            gaps.apply(event.recordedAt())));
  }
}
