package org.vigil.reporting.health.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Refusal;
import org.vigil.eventsourcing.Upcaster;

/** One round of a department through its members; each is a stream of its own. */
public record HealthRecord(boolean recorded) {

  public static final Category<RecordHealthStates, HealthRecord, HealthStatesRecorded> CATEGORY =
      Category.of("health-record", new Rules(), HealthStatesRecorded.class);

  /** How a member is. */
  public enum State {
    /** 健康 */
    WELL,
    /** 有症状 */
    SYMPTOMS,
    /** 隔离 */
    IN_ISOLATION,
    /** 病假 */
    ON_SICK_LEAVE,
    /** 外出 */
    AWAY
  }

  /**
   * A member and how the person is.
   *
   * @param state null once the person is forgotten
   */
  public record MemberState(String subjectId, @Personal @Nullable State state) {}

  /**
   * A department says how its members are.
   *
   * @param byItself whether by its own account, and not the office for it
   */
  public record RecordHealthStates(
      String department, List<MemberState> members, Instant observedAt, boolean byItself) {
    public RecordHealthStates {
      members = List.copyOf(members);
    }
  }

  /**
   * 健康状态登记: so these members were at that instant.
   *
   * @param byItself whether the department's own account has said so; false in version 1, of which
   *     nobody knows
   */
  @EventType(value = "health-states-recorded", version = 2, upcasters = SaidByNobodyKnown.class)
  public record HealthStatesRecorded(
      String department, List<MemberState> members, Instant observedAt, boolean byItself) {
    public HealthStatesRecorded {
      members = List.copyOf(members);
    }
  }

  /** Whose account it was went unrecorded. */
  public static final class SaidByNobodyKnown implements Upcaster {
    @Override
    public Map<String, Object> upcast(Map<String, Object> fields) {
      fields.put("byItself", false);
      return fields;
    }
  }

  /** Refused because … */
  public enum No implements Refusal {
    SAME_PERSON_TWICE
  }

  private static final class Rules
      implements Decider<RecordHealthStates, HealthRecord, HealthStatesRecorded> {

    @Override
    public HealthRecord initialState() {
      return new HealthRecord(false);
    }

    @Override
    public Decision<HealthStatesRecorded> decide(RecordHealthStates command, HealthRecord state) {
      if (state.recorded()) {
        return Decision.accept();
      }
      long people = command.members().stream().map(MemberState::subjectId).distinct().count();
      return people < command.members().size()
          ? Decision.refuse(No.SAME_PERSON_TWICE)
          : Decision.accept(
              new HealthStatesRecorded(
                  command.department(),
                  command.members(),
                  command.observedAt(),
                  command.byItself()));
    }

    @Override
    public HealthRecord evolve(HealthRecord state, HealthStatesRecorded event) {
      return new HealthRecord(true);
    }
  }
}
