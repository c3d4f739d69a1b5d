package org.vigil.duty.presence.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.presence.domain.DutyPlan;
import org.vigil.duty.presence.domain.PresenceEvent;
import org.vigil.duty.presence.domain.PresenceEvent.DutyCheckInMissed;
import org.vigil.duty.presence.domain.PresenceEvent.DutyCheckedIn;
import org.vigil.duty.presence.domain.PresenceEvent.DutyCheckedOut;
import org.vigil.duty.presence.domain.PresenceEvent.DutyPostEmpty;
import org.vigil.duty.presence.domain.PresenceEvent.DutyWithdrawn;
import org.vigil.duty.presence.domain.PresenceEvent.HandoverPrepared;
import org.vigil.duty.presence.domain.PresenceEvent.HandoverSigned;
import org.vigil.duty.presence.domain.PresenceEvent.MatterSettled;
import org.vigil.duty.presence.domain.PresenceEvent.MattersCarried;
import org.vigil.duty.presence.domain.PresenceEvent.PostAbandonmentSuspected;
import org.vigil.duty.presence.domain.PresenceEvent.PresenceExpected;
import org.vigil.duty.presence.domain.PresenceEvent.ProbeAnswered;
import org.vigil.duty.presence.domain.PresenceEvent.ProbeMissed;
import org.vigil.duty.presence.domain.PresenceEvent.ProbePlanned;
import org.vigil.duty.presence.domain.PresenceEvent.ProbeSent;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.projection.Sql;

/**
 * How a shift was kept: the present is read from the rows of {@link PresenceView}, the past is told
 * from the shift's events, and both say the same of the same events.
 */
public final class KeptShift {

  /** A shift, the holder masked. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "KeptShift")
  public record Kept(
      String shift,
      String department,
      String maskedName,
      Instant startsAt,
      Instant endsAt,
      String status,
      @Nullable Instant checkedInAt,
      boolean late,
      @Nullable Instant checkedOutAt,
      @Nullable String leaving,
      @Nullable String handedOverTo,
      int missed,
      @Nullable Instant probeAnswerBy,
      int probesAnswered,
      int probesMissed,
      @Nullable String suspected,
      boolean foundEmpty) {}

  private @Nullable DutyPlan plan;
  private String status = "AWAITED";
  private @Nullable Instant checkedInAt;
  private boolean late;
  private @Nullable Instant checkedOutAt;
  private @Nullable String leaving;
  private @Nullable String handedOverTo;
  private int missed;
  private @Nullable Instant probeAnswerBy;
  private int probesAnswered;
  private int probesMissed;
  private @Nullable String suspected;
  private boolean foundEmpty;

  private KeptShift() {}

  /** How the shift stands after these events; empty where nobody was expected. */
  public static Optional<Kept> of(List<PresenceEvent> events) {
    KeptShift shift = new KeptShift();
    events.forEach(shift::apply);
    return Optional.ofNullable(shift.plan).map(shift::kept);
  }

  private void apply(PresenceEvent event) {
    switch (event) {
      case PresenceExpected(var expected) -> {
        plan = expected;
        status = "AWAITED";
        missed = 0;
      }
      case DutyWithdrawn _ -> status = "WITHDRAWN";
      case DutyCheckedIn in -> {
        status = "PRESENT";
        checkedInAt = in.at();
        late = in.late();
      }
      case DutyCheckInMissed stage -> missed = stage.stage();
      case DutyCheckedOut out -> {
        status = "OVER";
        checkedOutAt = out.at();
        leaving = out.leaving().name();
        probeAnswerBy = null;
      }
      case HandoverSigned signed -> handedOverTo = signed.nextShiftId();
      case ProbeSent sent -> probeAnswerBy = sent.answerBy();
      case ProbeAnswered _ -> {
        probesAnswered++;
        probeAnswerBy = null;
      }
      case ProbeMissed _ -> {
        probesMissed++;
        probeAnswerBy = null;
      }
      case PostAbandonmentSuspected lead -> suspected = lead.evidence().name();
      case DutyPostEmpty _ -> foundEmpty = true;
      case HandoverPrepared _, MattersCarried _, MatterSettled _, ProbePlanned _ -> {}
    }
  }

  private Kept kept(DutyPlan by) {
    return new Kept(
        by.shiftId(),
        by.department(),
        Mask.NAME.of(by.name()),
        by.from(),
        by.until(),
        status,
        checkedInAt,
        late,
        checkedOutAt,
        leaving,
        handedOverTo,
        missed,
        probeAnswerBy,
        probesAnswered,
        probesMissed,
        suspected,
        foundEmpty);
  }

  /** How the shift of a row of {@code duty_shift} stands. */
  public static Kept row(ResultSet row) throws SQLException {
    return new Kept(
        row.getString("shift"),
        row.getString("department"),
        row.getString("masked_name"),
        Sql.instant(row, "starts_at"),
        Sql.instant(row, "ends_at"),
        row.getString("status"),
        Sql.instantOrNull(row, "checked_in_at"),
        row.getBoolean("late"),
        Sql.instantOrNull(row, "checked_out_at"),
        row.getString("leaving"),
        row.getString("handed_over_to"),
        row.getInt("missed"),
        Sql.instantOrNull(row, "probe_answer_by"),
        row.getInt("probes_answered"),
        row.getInt("probes_missed"),
        row.getString("suspected"),
        row.getBoolean("found_empty"));
  }
}
