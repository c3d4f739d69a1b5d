package org.vigil.duty.reachability.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigil.duty.reachability.domain.DrillEvent;
import org.vigil.duty.reachability.domain.DrillEvent.DrillExcused;
import org.vigil.duty.reachability.domain.DrillEvent.DrillJudged;
import org.vigil.duty.reachability.domain.DrillEvent.DrillMissed;
import org.vigil.duty.reachability.domain.DrillEvent.DrillStarted;
import org.vigil.duty.reachability.domain.DrillEvent.DutyLineProbed;
import org.vigil.duty.reachability.domain.DrillEvent.DutyLineUnreachable;
import org.vigil.duty.reachability.domain.DrillEvent.MobileProbed;
import org.vigil.duty.reachability.domain.Mobile;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.PersonalColumns;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;

/** Drills and how each target stands; a line is its department's, a person is masked. */
public final class ReachabilityView implements Projection {

  public static final String NAME = "reachability-1";

  /** Stands for the person where the target is a department's line. */
  public static final String LINE = "";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of("reachability_drill", "reachability_target");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(DrillEvent.class);
  }

  @Override
  public List<PersonalColumns> personalColumns() {
    return List.of(
        new PersonalColumns(
            "reachability_target", "person_id", Map.of("masked_name", PersonalColumns.TEXT)));
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch rows = new SqlBatch(tx)) {
      for (Recorded<Object> event : events) {
        if (event.event() instanceof DrillEvent change) {
          apply(change, rows);
        }
      }
    }
  }

  private static void apply(DrillEvent change, SqlBatch rows) throws SQLException {
    switch (change) {
      case DrillStarted(var id, var lines, var mobiles, var schedule, var at, var answerBy) -> {
        rows.add(
            "insert into reachability_drill (id, started_at, answer_by, schedule) values (?, ?, ?,"
                + " ?) on conflict do nothing",
            id,
            at,
            answerBy,
            schedule);
        for (String line : lines) {
          target(id, line, LINE, "", rows);
        }
        for (Mobile mobile : mobiles) {
          target(id, mobile.department(), mobile.subjectId(), Mask.NAME.of(mobile.name()), rows);
        }
      }
      case DutyLineProbed probed ->
          rows.add(
              "update reachability_target set last_outcome = ?, manner = ?, called_at = ?, late ="
                  + " ?, late_entered = ? where drill = ? and department = ? and person_id = ?",
              probed.outcome(),
              probed.manner(),
              probed.at(),
              probed.late(),
              probed.lateEntered(),
              probed.drillId(),
              probed.department(),
              LINE);
      case MobileProbed probed ->
          rows.add(
              "update reachability_target set last_outcome = ?, manner = ?, called_at = ?, late ="
                  + " ?, late_entered = ? where drill = ? and department = ? and person_id = ?",
              probed.outcome(),
              probed.manner(),
              probed.at(),
              probed.late(),
              probed.lateEntered(),
              probed.drillId(),
              probed.department(),
              probed.subjectId());
      case DutyLineUnreachable missed -> missed(missed.drillId(), missed.department(), LINE, rows);
      case DrillMissed missed ->
          missed(missed.drillId(), missed.department(), missed.subjectId(), rows);
      case DrillExcused excused ->
          rows.add(
              "update reachability_target set excuse = ? where drill = ? and department = ? and"
                  + " person_id = ?",
              excused.reason(),
              excused.drillId(),
              excused.department(),
              excused.subjectId());
      case DrillJudged judged ->
          rows.add(
              "update reachability_drill set judged = true, reached = ?, excused = ?, missed = ?"
                  + " where id = ?",
              judged.reached(),
              judged.excused(),
              judged.missed(),
              judged.drillId());
    }
  }

  private static void target(
      String drill, String department, String person, String maskedName, SqlBatch rows)
      throws SQLException {
    rows.add(
        "insert into reachability_target (drill, department, person_id, masked_name) values (?, ?,"
            + " ?, ?) on conflict do nothing",
        drill,
        department,
        person,
        maskedName);
  }

  private static void missed(String drill, String department, String person, SqlBatch rows)
      throws SQLException {
    rows.add(
        "update reachability_target set missed = true where drill = ? and department = ? and"
            + " person_id = ?",
        drill,
        department,
        person);
  }
}
