package org.vigil.reporting.notice.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.LeadingGroupConstituted;
import org.vigil.reporting.notice.domain.SituationDigest;
import org.vigil.reporting.notice.domain.SituationDigest.ExpectDigest;
import org.vigil.reporting.notice.domain.SituationDigest.SituationDigestDayEnded;
import org.vigil.reporting.notice.domain.SituationDigest.SituationDigestMissing;
import org.vigil.reporting.parameter.domain.Rule;
import org.vigil.reporting.parameter.domain.Rules;

/** A digest is expected every day; the first on the leading group's first day that is not over. */
public final class WhenDigestDayEndsExpectNext implements Policy {

  private final Rules rules;
  private final ZoneId zone;

  public WhenDigestDayEndsExpectNext(Rules rules, ZoneId zone) {
    this.rules = rules;
    this.zone = zone;
  }

  @Override
  public String name() {
    return "when-digest-day-ends-expect-next";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(
        LeadingGroupConstituted.class, SituationDigestDayEnded.class, SituationDigestMissing.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> event) {
    Instant now = event.recordedAt();
    return switch (event.event()) {
      case LeadingGroupConstituted _ -> {
        LocalDate today = now.atZone(zone).toLocalDate();
        Rule by = rules.inForce(SituationDigest.PUBLISH_BY, now);
        yield List.of(expect(by.on(today, zone).isAfter(now) ? today : today.plusDays(1), now));
      }
      case SituationDigestDayEnded(var day) -> List.of(expect(day.plusDays(1), now));
      case SituationDigestMissing(var day, _, _) -> List.of(expect(day.plusDays(1), now));
      default -> List.of();
    };
  }

  private Intent<?> expect(LocalDate day, Instant now) {
    Rule by = rules.inForce(SituationDigest.PUBLISH_BY, now);
    return new Intent<>(
        new StreamId(SituationDigest.CATEGORY.name(), day.toString()),
        new ExpectDigest(day, by.on(day, zone), by));
  }
}
