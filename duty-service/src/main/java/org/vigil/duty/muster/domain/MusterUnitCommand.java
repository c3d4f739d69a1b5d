package org.vigil.duty.muster.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked of one department's part in a muster. {@code now} is the server's clock. */
public sealed interface MusterUnitCommand {

  /** The department's people are called. */
  record SummonDepartment(MusterCall call, String department, List<Summoned> people)
      implements MusterUnitCommand {
    public SummonDepartment {
      people = List.copyOf(people);
    }
  }

  /** People say that they come. */
  record Acknowledge(List<String> subjectIds, Manner manner, Instant now)
      implements MusterUnitCommand {
    public Acknowledge {
      subjectIds = List.copyOf(subjectIds);
    }
  }

  /**
   * People are there.
   *
   * @param exit where, if at a gate
   * @param at when, by the word of whoever enters it; not after {@code now}
   */
  record ConfirmArrival(
      List<String> subjectIds, Manner manner, @Nullable String exit, Instant at, Instant now)
      implements MusterUnitCommand {
    public ConfirmArrival {
      subjectIds = List.copyOf(subjectIds);
    }
  }

  /** Somebody does not come and has a reason. */
  record ExcuseAbsence(String subjectId, Excuse excuse, @Nullable String note, Instant now)
      implements MusterUnitCommand {}

  /** A deadline has fallen due. */
  record LetTimePass(Instant now) implements MusterUnitCommand {}

  /** The muster is over. */
  record StandDown(Instant at, Instant now) implements MusterUnitCommand {}

  /** By whose hand. */
  enum Manner {
    /** The person's own. */
    SELF,
    /** The head's, for several at once. */
    HEAD,
    /** The guard's, at an exit. */
    GATE
  }

  /** Why somebody does not come. */
  enum Excuse {
    LEAVE,
    ILLNESS,
    QUARANTINE,
    OFFICIAL_TRAVEL,
    ON_DUTY_ELSEWHERE,
    OTHER
  }
}
