package org.vigil.duty.roster.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.vigil.duty.roster.domain.RosterEvent;
import org.vigil.duty.roster.domain.RosterEvent.RosterDrafted;
import org.vigil.duty.roster.domain.RosterEvent.RosterPublished;
import org.vigil.duty.roster.domain.RosterEvent.ShiftReassigned;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapAccepted;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapAcrossMonthsApproved;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapAcrossMonthsFinished;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapAcrossMonthsRequested;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapAcrossMonthsSettled;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapApproved;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapDeclined;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapRequested;
import org.vigil.duty.roster.domain.RosterEvent.ShiftTakenOver;
import org.vigil.duty.roster.domain.Shift;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;

/**
 * Who was assigned to which shift, from when to when that was known. A row is never changed but
 * closed, so that the present and every past are asked of the same table. People are pseudonyms.
 */
public final class RosterView implements Projection {

  public static final String NAME = "rosters-1";

  private static final String CLOSE =
      "update shift_assignment set known_until = ?, until_position = ? where shift = ?"
          + " and until_position is null and since_position < ?";

  private static final String HAND =
      "insert into shift_assignment (shift, roster, department, post, subject_id, starts_at,"
          + " ends_at, known_from, since_position) select shift, roster, department, post, ?,"
          + " starts_at, ends_at, ?, ? from shift_assignment where shift = ? and until_position = ?"
          + " on conflict do nothing";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of("shift_assignment");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(RosterEvent.class);
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch rows = new SqlBatch(tx)) {
      for (Recorded<Object> event : events) {
        if (event.event() instanceof RosterEvent roster) {
          apply(event, roster, rows);
        }
      }
    }
  }

  private static void apply(Recorded<Object> event, RosterEvent roster, SqlBatch rows)
      throws SQLException {
    switch (roster) {
      case RosterPublished published -> publish(event, published, rows);
      case ShiftReassigned r -> hand(event, r.shiftId(), r.subjectId(), rows);
      case ShiftSwapApproved a -> {
        hand(event, a.shiftId(), a.otherSubjectId(), rows);
        hand(event, a.otherShiftId(), a.subjectId(), rows);
      }
      case ShiftSwapAcrossMonthsSettled s -> {
        if (s.handed()) {
          hand(event, s.shiftId(), s.subjectId(), rows);
        }
      }
      case ShiftSwapAcrossMonthsFinished f -> {
        if (f.handed()) {
          hand(event, f.shiftId(), f.subjectId(), rows);
        }
      }
      case ShiftTakenOver t when t.restId().equals(t.shiftId()) ->
          hand(event, t.shiftId(), t.subjectId(), rows);
      case ShiftTakenOver t -> takeOver(event, t, rows);
      case RosterDrafted _,
          ShiftSwapRequested _,
          ShiftSwapAccepted _,
          ShiftSwapDeclined _,
          ShiftSwapAcrossMonthsRequested _,
          ShiftSwapAcrossMonthsApproved _ -> {}
    }
  }

  private static void publish(Recorded<Object> event, RosterPublished published, SqlBatch rows)
      throws SQLException {
    String roster = event.stream().key();
    rows.add(
        "update shift_assignment set known_until = ?, until_position = ? where roster = ?"
            + " and until_position is null and since_position < ?",
        event.recordedAt(),
        event.position(),
        roster,
        event.position());
    for (Shift shift : published.shifts()) {
      rows.add(
          "insert into shift_assignment (shift, roster, department, post, subject_id, starts_at,"
              + " ends_at, known_from, since_position) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
              + " on conflict do nothing",
          shift.id(),
          roster,
          published.department(),
          shift.post(),
          shift.subjectId(),
          shift.from(),
          shift.until(),
          event.recordedAt(),
          event.position());
    }
  }

  private static void hand(Recorded<Object> event, String shift, String subjectId, SqlBatch rows)
      throws SQLException {
    Instant at = event.recordedAt();
    long position = event.position();
    rows.add(CLOSE, at, position, shift, position);
    rows.add(HAND, subjectId, at, position, shift, position);
  }

  private static void takeOver(Recorded<Object> event, ShiftTakenOver t, SqlBatch rows)
      throws SQLException {
    Instant at = event.recordedAt();
    long position = event.position();
    rows.add(CLOSE, at, position, t.shiftId(), position);
    rows.add(
        "insert into shift_assignment (shift, roster, department, post, subject_id, starts_at,"
            + " ends_at, known_from, since_position) select shift, roster, department, post,"
            + " subject_id, starts_at, ?, ?, ? from shift_assignment where shift = ? and"
            + " until_position = ? on conflict do nothing",
        t.at(),
        at,
        position,
        t.shiftId(),
        position);
    rows.add(
        "insert into shift_assignment (shift, roster, department, post, subject_id, starts_at,"
            + " ends_at, known_from, since_position) select ?, roster, department, post, ?, ?,"
            + " ends_at, ?, ? from shift_assignment where shift = ? and until_position = ? on"
            + " conflict do nothing",
        t.restId(),
        t.subjectId(),
        t.at(),
        at,
        position,
        t.shiftId(),
        position);
  }
}
