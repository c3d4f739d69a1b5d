package org.vigil.duty.directory.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.directory.domain.Department.Head;
import org.vigil.duty.directory.domain.Department.Post;
import org.vigil.duty.directory.domain.Department.Role;

/**
 * Who leads a department when: who holds its posts, followed along the hand-overs that were signed.
 *
 * @param named the head outside of every term of office; null for nobody
 * @param handovers in the order in which they were signed
 */
public record Leadership(@Nullable Head named, List<Post> posts, List<Handover> handovers) {

  public Leadership {
    posts = List.copyOf(posts);
    handovers = List.copyOf(handovers);
  }

  /**
   * Somebody who leads.
   *
   * @param term the first day of the term of office; null for the head outside of one
   * @param handover by which hand-over it came to them last; null for none
   */
  public record Leader(
      Role role,
      String subjectId,
      String name,
      @Nullable LocalDate term,
      @Nullable String handover) {}

  /** Who leads at an instant, the head first; terms begin and end at midnight of the zone. */
  public List<Leader> at(Instant instant, ZoneId zone) {
    LocalDate day = instant.atZone(zone).toLocalDate();
    List<Leader> leaders = new ArrayList<>();
    for (Post post : posts) {
      if (post.holdsOn(day)) {
        leaders.add(new Leader(post.role(), post.subjectId(), post.name(), post.from(), null));
      }
    }
    if (named != null && leaders.stream().noneMatch(one -> one.role() == Role.HEAD)) {
      leaders.add(new Leader(Role.HEAD, named.subjectId(), named.name(), null, null));
    }
    return leaders.stream()
        .map(one -> followed(one, instant))
        .sorted(Comparator.comparing(Leader::role))
        .toList();
  }

  /** Whether somebody leads at an instant in a role, and since when the term of office runs. */
  public Optional<Leader> leader(Role role, String subjectId, Instant instant, ZoneId zone) {
    return at(instant, zone).stream()
        .filter(one -> one.role() == role && one.subjectId().equals(subjectId))
        .findFirst();
  }

  /** What a person has got they may hand on, or back: so the hand-overs count in order of time. */
  private Leader followed(Leader holder, Instant instant) {
    Leader now = holder;
    for (Handover one : handovers.stream().sorted(Comparator.comparing(Handover::from)).toList()) {
      if (one.role() == now.role()
          && one.giver().equals(now.subjectId())
          && Objects.equals(one.term(), now.term())
          && one.holdsAt(instant)) {
        now =
            new Leader(
                now.role(),
                one.receiver().subjectId(),
                one.receiver().name(),
                now.term(),
                one.id());
      }
    }
    return now;
  }

  /** Whether a hand-over would take from somebody what was signed for them before. */
  boolean isDisplacedBy(Handover wanted, ZoneId zone) {
    List<Handover> both = new ArrayList<>(handovers);
    both.add(wanted);
    Leadership then = new Leadership(named, posts, both);
    return handovers.stream()
        .filter(one -> one.from().isAfter(wanted.from()))
        .anyMatch(one -> gives(one, zone) && !then.gives(one, zone));
  }

  private boolean gives(Handover one, ZoneId zone) {
    return at(one.from(), zone).stream().anyMatch(leader -> one.id().equals(leader.handover()));
  }
}
