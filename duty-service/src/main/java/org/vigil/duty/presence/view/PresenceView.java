package org.vigil.duty.presence.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.vigil.eventsourcing.PersonalColumns;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;

/** Shifts as they stand, people masked. A probe shows once it is sent. */
public final class PresenceView implements Projection {

  public static final String NAME = "duty-shifts-1";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of("duty_shift");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(PresenceEvent.class);
  }

  @Override
  public List<PersonalColumns> personalColumns() {
    return List.of(
        new PersonalColumns(
            "duty_shift", "person_id", Map.of("masked_name", PersonalColumns.TEXT)));
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch rows = new SqlBatch(tx)) {
      for (Recorded<Object> event : events) {
        if (event.event() instanceof PresenceEvent change) {
          apply(event.stream().key(), change, rows);
        }
      }
    }
  }

  private static void apply(String shift, PresenceEvent change, SqlBatch rows) throws SQLException {
    switch (change) {
      case PresenceExpected(var plan) -> expect(plan, rows);
      case DutyWithdrawn _ ->
          rows.add("update duty_shift set status = 'WITHDRAWN' where shift = ?", shift);
      case DutyCheckedIn in ->
          rows.add(
              "update duty_shift set status = 'PRESENT', checked_in_at = ?, late = ? where shift ="
                  + " ?",
              in.at(),
              in.late(),
              shift);
      case DutyCheckInMissed missed ->
          rows.add("update duty_shift set missed = ? where shift = ?", missed.stage(), shift);
      case DutyCheckedOut out ->
          rows.add(
              "update duty_shift set status = 'OVER', checked_out_at = ?, leaving = ?,"
                  + " probe_answer_by = null where shift = ?",
              out.at(),
              out.leaving(),
              shift);
      case HandoverSigned signed ->
          rows.add(
              "update duty_shift set handed_over_to = ? where shift = ?",
              signed.nextShiftId(),
              shift);
      case ProbeSent sent ->
          rows.add(
              "update duty_shift set probe_answer_by = ? where shift = ?", sent.answerBy(), shift);
      case ProbeAnswered _ ->
          rows.add(
              "update duty_shift set probes_answered = probes_answered + 1, probe_answer_by = null"
                  + " where shift = ?",
              shift);
      case ProbeMissed _ ->
          rows.add(
              "update duty_shift set probes_missed = probes_missed + 1, probe_answer_by = null"
                  + " where shift = ?",
              shift);
      case PostAbandonmentSuspected lead ->
          rows.add("update duty_shift set suspected = ? where shift = ?", lead.evidence(), shift);
      case DutyPostEmpty _ ->
          rows.add("update duty_shift set found_empty = true where shift = ?", shift);
      case HandoverPrepared _, MattersCarried _, MatterSettled _, ProbePlanned _ -> {}
    }
  }

  /** An update and, where it found none, an insert: a batch may name the shift twice. */
  private static void expect(DutyPlan plan, SqlBatch rows) throws SQLException {
    rows.add(
        "update duty_shift set person_id = ?, masked_name = ?, starts_at = ?, ends_at = ?, status ="
            + " 'AWAITED', missed = 0 where shift = ?",
        plan.subjectId(),
        Mask.NAME.of(plan.name()),
        plan.from(),
        plan.until(),
        plan.shiftId());
    rows.add(
        "insert into duty_shift (shift, department, person_id, masked_name, starts_at, ends_at,"
            + " status) select ?, ?, ?, ?, ?, ?, 'AWAITED' where not exists (select 1 from"
            + " duty_shift where shift = ?)",
        plan.shiftId(),
        plan.department(),
        plan.subjectId(),
        Mask.NAME.of(plan.name()),
        plan.from(),
        plan.until(),
        plan.shiftId());
  }
}
