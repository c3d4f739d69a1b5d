package org.vigil.reporting.notice.policy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.LeadingGroupConstituted;
import org.vigil.reporting.notice.domain.Education;
import org.vigil.reporting.notice.domain.Education.EducationFellShort;
import org.vigil.reporting.notice.domain.Education.EducationPeriodFulfilled;
import org.vigil.reporting.notice.domain.Education.OpenPeriod;
import org.vigil.reporting.parameter.domain.Rules;

/** One period follows the other without a gap; the first begins with the leading group. */
public final class WhenEducationPeriodEndsOpenNext implements Policy {

  private final Rules rules;

  public WhenEducationPeriodEndsOpenNext(Rules rules) {
    this.rules = rules;
  }

  @Override
  public String name() {
    return "when-education-period-ends-open-next";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(
        LeadingGroupConstituted.class, EducationPeriodFulfilled.class, EducationFellShort.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> event) {
    return switch (event.event()) {
      case LeadingGroupConstituted _ -> List.of(open(event.recordedAt()));
      case EducationPeriodFulfilled ended -> List.of(open(ended.until()));
      case EducationFellShort ended -> List.of(open(ended.until()));
      default -> List.of();
    };
  }

  private Intent<?> open(Instant from) {
    return new Intent<>(
        new StreamId(Education.CATEGORY.name(), Education.KEY),
        new OpenPeriod(
            from, rules.inForce(Education.PERIOD, from), rules.inForce(Education.ITEMS, from)));
  }
}
