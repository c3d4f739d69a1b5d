package org.vigil.reporting.leadinggroup.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.Refusal;

/**
 * The leading group as it stands: one stream, whose newest constitution says the whole of it.
 *
 * @param members as constituted last; empty before the first time
 * @param absences who is away or will be, and who stands in
 * @param departments those that need a deputy leader in charge
 * @param vacant the roles that nobody fills, as last looked at
 * @param unsupervised the departments without a deputy leader, as last looked at
 * @param lookedAt until when the two are known; null before the first look
 * @param nextChangeAt when somebody next comes, goes or is away; null for never
 */
public record LeadingGroup(
    List<Member> members,
    List<Absence> absences,
    Set<String> departments,
    Set<Role> vacant,
    Set<String> unsupervised,
    @Nullable Instant lookedAt,
    @Nullable Instant nextChangeAt) {

  public LeadingGroup {
    members = List.copyOf(members);
    absences = List.copyOf(absences);
    departments = Set.copyOf(departments);
    vacant = Set.copyOf(vacant);
    unsupervised = Set.copyOf(unsupervised);
  }

  /** There is one leading group, and so one stream. */
  public static final String KEY = "bureau";

  private static final String COVERAGE = "coverage";

  public static final Category<Command, LeadingGroup, Event> CATEGORY =
      new Category<>(
          "leading-group",
          new Rules(),
          Event.class,
          LeadingGroup::deadlines,
          (_, dueAt) -> new LookAtCoverage(dueAt));

  private static final LeadingGroup NOBODY =
      new LeadingGroup(List.of(), List.of(), Set.of(), Set.of(), Set.of(), null, null);

  private static List<Change> deadlines(Event event) {
    if (event instanceof LeadingGroupCoverageLooked(_, var next)) {
      return List.of(
          next == null ? new Change.Cancel(COVERAGE) : new Change.Schedule(COVERAGE, next));
    }
    return List.of();
  }

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
      return within(instant, from, until);
    }
  }

  /**
   * A holder is away.
   *
   * @param subjectId the holder
   * @param until the end, exclusive; null for open
   * @param standIn who acts meanwhile (代理); null for nobody, and then the role is not filled
   */
  public record Absence(
      Role role,
      String subjectId,
      Instant from,
      @Nullable Instant until,
      @Nullable StandIn standIn) {

    boolean isOf(Role other, String person) {
      return role == other && subjectId.equals(person);
    }

    boolean lastsAt(Instant instant) {
      return within(instant, from, until);
    }
  }

  /** Who acts for a holder. */
  public record StandIn(String subjectId, @Personal(mask = Mask.NAME) String name) {}

  private static boolean within(Instant instant, Instant from, @Nullable Instant until) {
    return !from.isAfter(instant) && (until == null || until.isAfter(instant));
  }

  /** What can be asked of the group. */
  public sealed interface Command {}

  /** Sets up the group anew, the whole of it. */
  public record Constitute(List<Member> members, Instant now) implements Command {
    public Constitute {
      members = List.copyOf(members);
    }
  }

  /** A holder is away; the same start again corrects what was said of it. */
  public record RecordAbsence(Absence absence, Instant now) implements Command {}

  /** A holder is back. */
  public record EndAbsence(Role role, String subjectId, Instant now) implements Command {}

  /** duty-service has a department, or has given it up. */
  public record NoteDepartment(String department, boolean active, Instant now) implements Command {}

  /** Looks at who is there at an instant that was known to change it. */
  public record LookAtCoverage(Instant at) implements Command {}

  /** What happens to the group. */
  public sealed interface Event {}

  /** 领导小组成立: the group is as said from now on (2-a, 2-d). */
  @EventType("leading-group-constituted")
  public record LeadingGroupConstituted(List<Member> members) implements Event {
    public LeadingGroupConstituted {
      members = List.copyOf(members);
    }
  }

  /** A holder is away from then on, and somebody stands in, or nobody (2-a). */
  @EventType("leading-group-holder-away")
  public record LeadingGroupHolderAway(Absence absence) implements Event {}

  /** The holder is back. */
  @EventType("leading-group-holder-back")
  public record LeadingGroupHolderBack(Role role, String subjectId, Instant at) implements Event {}

  /** A role that the plan needs is filled by nobody (2-a). */
  @EventType("leading-group-role-vacant")
  public record LeadingGroupRoleVacant(Role role) implements Event {}

  /** Somebody fills it again. */
  @EventType("leading-group-role-filled")
  public record LeadingGroupRoleFilled(Role role, Instant at) implements Event {}

  /** A department needs a deputy leader in charge from now on. */
  @EventType("supervision-needed")
  public record SupervisionNeeded(String department) implements Event {}

  /** It does no longer: the department was given up. */
  @EventType("supervision-no-longer-needed")
  public record SupervisionNoLongerNeeded(String department) implements Event {}

  /** No deputy leader is in charge of the department (2-d). */
  @EventType("department-unsupervised")
  public record DepartmentUnsupervised(String department, Instant since) implements Event {}

  /** Somebody is in charge again, or the department was given up. */
  @EventType("department-supervised")
  public record DepartmentSupervised(String department, Instant at) implements Event {}

  /**
   * It is known who is there until the next change.
   *
   * @param nextChangeAt when to look again; null where nothing is to change
   */
  @EventType("leading-group-coverage-looked")
  public record LeadingGroupCoverageLooked(Instant at, @Nullable Instant nextChangeAt)
      implements Event {}

  /** Refused because … */
  public enum No implements Refusal {
    TWO_HOLDERS_OF_ONE_ROLE,
    ENDS_BEFORE_IT_BEGINS,
    NOT_A_HOLDER,
    NOT_AWAY,
    STANDS_IN_FOR_ONESELF
  }

  /** Each of these is held by one person at a time. */
  private static final List<Role> SINGLE =
      List.of(Role.LEADER, Role.EXECUTIVE_DEPUTY, Role.OFFICE_DIRECTOR);

  /** Who decides (section two), the highest first. */
  private static final List<Role> LEADERS =
      List.of(Role.LEADER, Role.EXECUTIVE_DEPUTY, Role.DEPUTY);

  /**
   * Who truly held which role at an instant, by all these records. A later constitution may say
   * what an earlier one did not know: it comes first in what it says of a person's role, or of a
   * role that one person holds. What it does not mention stays as the one in force at the instant
   * said. Absences hold for the time that they name.
   */
  public static LeadingGroup trulyAt(Instant instant, List<Recorded<Event>> known) {
    LeadingGroup all = NOBODY;
    for (Recorded<Event> recorded : known) {
      all = new Rules().evolve(all, recorded.event());
    }
    LeadingGroup then =
        new LeadingGroup(
            heldAt(instant, known),
            all.absences().stream().filter(absence -> absence.lastsAt(instant)).toList(),
            all.departments(),
            Set.of(),
            Set.of(),
            instant,
            null);
    return new LeadingGroup(
        then.members(),
        then.absences(),
        then.departments(),
        then.vacantAt(instant),
        then.unsupervisedAt(instant),
        instant,
        null);
  }

  private static List<Member> heldAt(Instant instant, List<Recorded<Event>> known) {
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
    return held;
  }

  private static List<Object> seat(Member member) {
    return List.of(member.role(), member.subjectId());
  }

  /** Whether somebody acts for the member's role: the member, or who stands in. */
  private boolean isFilled(Member member, Instant at) {
    return member.holdsAt(at)
        && absences.stream()
            .filter(absence -> absence.isOf(member.role(), member.subjectId()))
            .filter(absence -> absence.lastsAt(at))
            .allMatch(absence -> absence.standIn() != null);
  }

  /**
   * Whether a person may do the work of a role at an instant: who holds it, also while away, or who
   * stands in for a holder who is away (代理). Nobody may before the group is constituted.
   */
  public boolean actsAs(Role role, String person, Instant at) {
    return members.stream()
        .filter(member -> member.role() == role && member.holdsAt(at))
        .anyMatch(member -> member.subjectId().equals(person) || standsInFor(member, person, at));
  }

  /**
   * As which leader of section two a person may act at an instant: the highest of the roles that
   * the person holds, else of those whose holder is away and for whom the person stands in.
   */
  public Optional<Leader> leader(String person, Instant at) {
    return Stream.concat(
            LEADERS.stream()
                .filter(role -> holds(role, person, at))
                .map(role -> new Leader.As(role, false)),
            LEADERS.stream()
                .filter(role -> actsAs(role, person, at))
                .map(role -> new Leader.As(role, true)))
        .findFirst()
        .map(as -> new Leader(person, as));
  }

  /**
   * Whether a person is a leader who has to know of a department at an instant: the deputy leader
   * in charge of it, the executive deputy leader, the leader, or who stands in for one of them
   * (4.1-b).
   */
  public boolean answersFor(String department, String person, Instant at) {
    return actsAs(Role.LEADER, person, at)
        || actsAs(Role.EXECUTIVE_DEPUTY, person, at)
        || members.stream()
            .filter(member -> member.role() == Role.DEPUTY && member.holdsAt(at))
            .filter(member -> member.supervises().contains(department))
            .anyMatch(
                member -> member.subjectId().equals(person) || standsInFor(member, person, at));
  }

  private boolean holds(Role role, String person, Instant at) {
    return members.stream()
        .anyMatch(
            member ->
                member.role() == role && member.holdsAt(at) && member.subjectId().equals(person));
  }

  private boolean standsInFor(Member member, String person, Instant at) {
    return absences.stream()
        .filter(absence -> absence.isOf(member.role(), member.subjectId()))
        .filter(absence -> absence.lastsAt(at))
        .map(Absence::standIn)
        .anyMatch(standIn -> standIn != null && standIn.subjectId().equals(person));
  }

  private Set<Role> vacantAt(Instant at) {
    Set<Role> nobody = new TreeSet<>(List.of(Role.values()));
    members.stream()
        .filter(member -> isFilled(member, at))
        .map(Member::role)
        .forEach(nobody::remove);
    return nobody;
  }

  private Set<String> unsupervisedAt(Instant at) {
    Set<String> nobody = new TreeSet<>(departments);
    members.stream()
        .filter(member -> member.role() == Role.DEPUTY && isFilled(member, at))
        .flatMap(member -> member.supervises().stream())
        .forEach(nobody::remove);
    return nobody;
  }

  private Optional<Instant> changeAfter(Instant at) {
    Stream<@Nullable Instant> held =
        members.stream().flatMap(member -> Stream.of(member.from(), member.until()));
    Stream<@Nullable Instant> away =
        absences.stream().flatMap(absence -> Stream.of(absence.from(), absence.until()));
    return Stream.concat(held, away)
        .filter(instant -> instant != null && instant.isAfter(at))
        .min(Comparator.naturalOrder());
  }

  private static final class Rules implements Decider<Command, LeadingGroup, Event> {

    @Override
    public LeadingGroup initialState() {
      return NOBODY;
    }

    @Override
    public Decision<Event> decide(Command command, LeadingGroup state) {
      return switch (command) {
        case Constitute constitute -> constitute(constitute, state);
        case RecordAbsence(var absence, var now) -> away(absence, now, state);
        case EndAbsence back -> back(back, state);
        case NoteDepartment(var department, var active, var now) ->
            state.departments().contains(department) == active
                ? Decision.accept()
                : changed(
                    state,
                    active
                        ? new SupervisionNeeded(department)
                        : new SupervisionNoLongerNeeded(department),
                    now);
        case LookAtCoverage(var at) ->
            state.lookedAt() != null && !at.isAfter(state.lookedAt())
                ? Decision.accept()
                : Decision.acceptAll(look(state, at));
      };
    }

    private Decision<Event> constitute(Constitute command, LeadingGroup state) {
      if (command.members().equals(state.members())) {
        return Decision.accept();
      }
      for (Member member : command.members()) {
        Instant until = member.until();
        if (until != null && !until.isAfter(member.from())) {
          return Decision.refuse(No.ENDS_BEFORE_IT_BEGINS);
        }
      }
      for (Role role : SINGLE) {
        List<Member> holders =
            command.members().stream().filter(member -> member.role() == role).toList();
        if (overlap(holders)) {
          return Decision.refuse(No.TWO_HOLDERS_OF_ONE_ROLE, Map.of("role", role));
        }
      }
      return changed(state, new LeadingGroupConstituted(command.members()), command.now());
    }

    private static boolean overlap(List<Member> holders) {
      return holders.stream()
          .anyMatch(
              one ->
                  holders.stream()
                      .filter(Predicate.not(one::equals))
                      .anyMatch(other -> other.holdsAt(one.from())));
    }

    private Decision<Event> away(Absence absence, Instant now, LeadingGroup state) {
      Instant until = absence.until();
      StandIn standIn = absence.standIn();
      if (until != null && !until.isAfter(absence.from())) {
        return Decision.refuse(No.ENDS_BEFORE_IT_BEGINS);
      }
      if (state.members().stream()
          .noneMatch(member -> absence.isOf(member.role(), member.subjectId()))) {
        return Decision.refuse(No.NOT_A_HOLDER);
      }
      if (standIn != null && standIn.subjectId().equals(absence.subjectId())) {
        return Decision.refuse(No.STANDS_IN_FOR_ONESELF);
      }
      return state.absences().contains(absence)
          ? Decision.accept()
          : changed(state, new LeadingGroupHolderAway(absence), now);
    }

    private Decision<Event> back(EndAbsence back, LeadingGroup state) {
      boolean away =
          state.absences().stream()
              .anyMatch(
                  absence ->
                      absence.isOf(back.role(), back.subjectId()) && absence.lastsAt(back.now()));
      return away
          ? changed(
              state,
              new LeadingGroupHolderBack(back.role(), back.subjectId(), back.now()),
              back.now())
          : Decision.refuse(No.NOT_AWAY);
    }

    /** What is new, and which gaps it opens or closes at once. */
    private Decision<Event> changed(LeadingGroup state, Event event, Instant now) {
      Instant lookedAt = state.lookedAt();
      List<Event> events = new ArrayList<>();
      events.add(event);
      events.addAll(
          look(evolve(state, event), lookedAt != null && lookedAt.isAfter(now) ? lookedAt : now));
      return Decision.acceptAll(events);
    }

    private static List<Event> look(LeadingGroup state, Instant at) {
      List<Event> events = new ArrayList<>();
      Set<Role> vacant = state.vacantAt(at);
      for (Role role : Role.values()) {
        if (vacant.contains(role) && !state.vacant().contains(role)) {
          events.add(new LeadingGroupRoleVacant(role));
        } else if (!vacant.contains(role) && state.vacant().contains(role)) {
          events.add(new LeadingGroupRoleFilled(role, at));
        }
      }
      Set<String> unsupervised = state.unsupervisedAt(at);
      unsupervised.stream()
          .filter(department -> !state.unsupervised().contains(department))
          .forEach(department -> events.add(new DepartmentUnsupervised(department, at)));
      new TreeSet<>(state.unsupervised())
          .stream()
              .filter(department -> !unsupervised.contains(department))
              .forEach(department -> events.add(new DepartmentSupervised(department, at)));
      events.add(new LeadingGroupCoverageLooked(at, state.changeAfter(at).orElse(null)));
      return events;
    }

    @Override
    public LeadingGroup evolve(LeadingGroup state, Event event) {
      return switch (event) {
        case LeadingGroupConstituted(var members) -> state.with(members, state.absences());
        case LeadingGroupHolderAway(var absence) ->
            state.with(state.members(), plus(state, absence));
        case LeadingGroupHolderBack back -> state.with(state.members(), without(state, back));
        case LeadingGroupRoleVacant(var role) ->
            state.with(plus(state.vacant(), role), state.unsupervised());
        case LeadingGroupRoleFilled(var role, _) ->
            state.with(minus(state.vacant(), role), state.unsupervised());
        case SupervisionNeeded(var department) ->
            state.withDepartments(plus(state.departments(), department));
        case SupervisionNoLongerNeeded(var department) ->
            state.withDepartments(minus(state.departments(), department));
        case DepartmentUnsupervised(var department, _) ->
            state.with(state.vacant(), plus(state.unsupervised(), department));
        case DepartmentSupervised(var department, _) ->
            state.with(state.vacant(), minus(state.unsupervised(), department));
        case LeadingGroupCoverageLooked(var at, var next) -> state.looked(at, next);
      };
    }

    private static List<Absence> plus(LeadingGroup state, Absence absence) {
      List<Absence> more =
          new ArrayList<>(
              state.absences().stream()
                  .filter(
                      other ->
                          !other.isOf(absence.role(), absence.subjectId())
                              || !other.from().equals(absence.from()))
                  .toList());
      more.add(absence);
      return more;
    }

    private static List<Absence> without(LeadingGroup state, LeadingGroupHolderBack back) {
      return state.absences().stream()
          .map(
              absence ->
                  absence.isOf(back.role(), back.subjectId()) && absence.lastsAt(back.at())
                      ? new Absence(
                          absence.role(),
                          absence.subjectId(),
                          absence.from(),
                          back.at(),
                          absence.standIn())
                      : absence)
          .toList();
    }

    private static <T> Set<T> plus(Set<T> some, T one) {
      Set<T> more = new HashSet<>(some);
      more.add(one);
      return more;
    }

    private static <T> Set<T> minus(Set<T> some, T one) {
      Set<T> fewer = new HashSet<>(some);
      fewer.remove(one);
      return fewer;
    }
  }

  private LeadingGroup with(List<Member> newMembers, List<Absence> newAbsences) {
    return new LeadingGroup(
        newMembers, newAbsences, departments, vacant, unsupervised, lookedAt, nextChangeAt);
  }

  private LeadingGroup with(Set<Role> newVacant, Set<String> newUnsupervised) {
    return new LeadingGroup(
        members, absences, departments, newVacant, newUnsupervised, lookedAt, nextChangeAt);
  }

  private LeadingGroup withDepartments(Set<String> newDepartments) {
    return new LeadingGroup(
        members, absences, newDepartments, vacant, unsupervised, lookedAt, nextChangeAt);
  }

  private LeadingGroup looked(Instant at, @Nullable Instant next) {
    return new LeadingGroup(members, absences, departments, vacant, unsupervised, at, next);
  }
}
