package org.vigil.reporting.leadinggroup.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.Refusal;

/**
 * The leading group as it stands: one stream, whose newest event says the whole of it.
 *
 * @param members as constituted last; empty before the first time
 */
public record LeadingGroup(List<Member> members) {

  public LeadingGroup {
    members = List.copyOf(members);
  }

  /** There is one leading group, and so one stream. */
  public static final String KEY = "bureau";

  public static final Category<Constitute, LeadingGroup, Event> CATEGORY =
      Category.of("leading-group", new Rules(), Event.class);

  /** The roles of section two. */
  public enum Role {
    /** 组长 */
    LEADER,
    /** 常务副组长 */
    EXECUTIVE_DEPUTY,
    /** 副组长, in charge of departments */
    DEPUTY,
    /** 成员 */
    MEMBER,
    /** 办公室主任 */
    OFFICE_DIRECTOR
  }

  /**
   * Who holds a role.
   *
   * @param supervises the departments that a deputy leader is in charge of
   * @param until the end, exclusive; null for open
   */
  public record Member(
      Role role,
      String subjectId,
      @Personal(mask = Mask.NAME) String name,
      List<String> supervises,
      Instant from,
      @Nullable Instant until) {
    public Member {
      supervises = List.copyOf(supervises);
    }

    boolean holdsAt(Instant instant) {
      return !from.isAfter(instant) && (until == null || until.isAfter(instant));
    }
  }

  /** Sets up the group anew, the whole of it. */
  public record Constitute(List<Member> members, Instant now) {
    public Constitute {
      members = List.copyOf(members);
    }
  }

  /** What happens to the group. */
  public sealed interface Event {}

  /** 领导小组成立: the group is as said from now on (2-a, 2-d). */
  @EventType("leading-group-constituted")
  public record LeadingGroupConstituted(List<Member> members) implements Event {
    public LeadingGroupConstituted {
      members = List.copyOf(members);
    }
  }

  /** A role that the plan needs is held by nobody (2-a). */
  @EventType("leading-group-role-vacant")
  public record LeadingGroupRoleVacant(Role role) implements Event {}

  /** Refused because … */
  public enum No implements Refusal {
    TWO_HOLDERS_OF_ONE_ROLE
  }

  /** Each of these is held by one person at a time. */
  private static final List<Role> SINGLE =
      List.of(Role.LEADER, Role.EXECUTIVE_DEPUTY, Role.OFFICE_DIRECTOR);

  /**
   * Who truly held which role at an instant, by all these constitutions. A later one may say what
   * an earlier one did not know: it comes first in what it says of a person's role, or of a role
   * that one person holds. What it does not mention stays as the one in force at the instant said.
   */
  public static LeadingGroup trulyAt(Instant instant, List<Recorded<Event>> known) {
    List<Member> held = new ArrayList<>();
    Set<Object> said = new HashSet<>();
    for (Recorded<Event> recorded : known.reversed()) {
      if (!(recorded.event() instanceof LeadingGroupConstituted(var members))) {
        continue;
      }
      List<Member> holding =
          members.stream()
              .filter(member -> member.holdsAt(instant) && !said.contains(seat(member)))
              .filter(member -> !said.contains(member.role()))
              .toList();
      held.addAll(holding);
      members.forEach(member -> said.add(seat(member)));
      holding.stream().map(Member::role).filter(SINGLE::contains).forEach(said::add);
      if (!recorded.recordedAt().isAfter(instant)) {
        break;
      }
    }
    return new LeadingGroup(held);
  }

  private static List<Object> seat(Member member) {
    return List.of(member.role(), member.subjectId());
  }

  private static final class Rules implements Decider<Constitute, LeadingGroup, Event> {

    @Override
    public LeadingGroup initialState() {
      return new LeadingGroup(List.of());
    }

    @Override
    public Decision<Event> decide(Constitute command, LeadingGroup state) {
      if (command.members().equals(state.members())) {
        return Decision.accept();
      }
      List<Event> events = new ArrayList<>();
      events.add(new LeadingGroupConstituted(command.members()));
      for (Role role : SINGLE) {
        long holders =
            command.members().stream()
                .filter(member -> member.role() == role && member.holdsAt(command.now()))
                .count();
        if (holders > 1) {
          return Decision.refuse(No.TWO_HOLDERS_OF_ONE_ROLE, Map.of("role", role));
        }
        if (holders == 0) {
          events.add(new LeadingGroupRoleVacant(role));
        }
      }
      return Decision.acceptAll(events);
    }

    @Override
    public LeadingGroup evolve(LeadingGroup state, Event event) {
      return switch (event) {
        case LeadingGroupConstituted(var members) -> new LeadingGroup(members);
        case LeadingGroupRoleVacant _ -> state;
      };
    }
  }
}
