package org.vigil.reporting.health.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.reporting.health.domain.HealthWatch;
import org.vigil.reporting.health.domain.HealthWatch.HealthCheckDue;
import org.vigil.reporting.health.domain.HealthWatch.RecordCheck;
import org.vigil.reporting.health.domain.HealthWatch.StaleMember;
import org.vigil.reporting.health.view.MemberHealth;
import org.vigil.reporting.health.view.MemberHealth.Known;
import org.vigil.reporting.health.view.MemberHealthView;
import org.vigil.reporting.parameter.domain.Rule;
import org.vigil.reporting.parameter.domain.Rules;
import org.vigil.reporting.rows.CaughtUp;

/** Looks at each member's state, and again when the next one of them will be too old. */
public final class WhenHealthCheckIsDueLookAtMembers implements Policy {

  private final MemberHealth health;
  private final CaughtUp caughtUp;
  private final Rules rules;

  public WhenHealthCheckIsDueLookAtMembers(MemberHealth health, CaughtUp caughtUp, Rules rules) {
    this.health = health;
    this.caughtUp = caughtUp;
    this.rules = rules;
  }

  @Override
  public String name() {
    return "when-health-check-is-due-look-at-members";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(HealthCheckDue.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> event) {
    if (!(event.event() instanceof HealthCheckDue(var department, _))) {
      return List.of();
    }
    caughtUp.await(MemberHealthView.NAME, event.position());
    Instant now = event.recordedAt();
    Rule validFor = rules.inForce(HealthWatch.VALID_FOR, now);
    List<Known> members = health.of(department, now);
    List<StaleMember> stale =
        members.stream()
            .filter(member -> member.isStale(now, validFor.duration()))
            .map(member -> new StaleMember(member.subjectId(), member.since()))
            .toList();
    return List.of(
        new Intent<>(
            event.stream(),
            new RecordCheck(members.size(), stale, nextLook(members, now, validFor), validFor)));
  }

  private Instant nextLook(List<Known> members, Instant now, Rule validFor) {
    Duration atLeast = rules.inForce(HealthWatch.LOOK_EVERY, now).duration();
    Instant latest = now.plus(validFor.duration());
    Instant soonest = now.plus(atLeast);
    return members.stream()
        .filter(member -> !member.isStale(now, validFor.duration()))
        .map(member -> member.since().plus(validFor.duration()))
        .min(Comparator.naturalOrder())
        .map(next -> next.isBefore(soonest) ? soonest : next)
        .orElse(latest);
  }
}
