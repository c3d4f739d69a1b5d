package org.vigil.duty.post.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigil.duty.post.domain.PostEvent;
import org.vigil.duty.post.domain.PostEvent.ExitUnguarded;
import org.vigil.duty.post.domain.PostEvent.ExitWatched;
import org.vigil.duty.post.domain.PostEvent.GuardCheckInExpired;
import org.vigil.duty.post.domain.PostEvent.GuardDutySet;
import org.vigil.duty.post.domain.PostEvent.GuardGapEnded;
import org.vigil.duty.post.domain.PostEvent.GuardLeftPost;
import org.vigil.duty.post.domain.PostEvent.GuardPostManned;
import org.vigil.duty.post.domain.PostEvent.GuardPostVacated;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.PersonalColumns;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;

/** Posts as they stand, guards masked, and the gaps of all time. */
public final class PostView implements Projection {

  public static final String NAME = "guard-posts-1";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of("guard_post", "guard_presence", "guard_gap");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(PostEvent.class);
  }

  @Override
  public List<PersonalColumns> personalColumns() {
    return List.of(
        new PersonalColumns(
            "guard_presence", "person_id", Map.of("masked_name", PersonalColumns.TEXT)));
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch rows = new SqlBatch(tx)) {
      for (Recorded<Object> event : events) {
        if (event.event() instanceof PostEvent change) {
          apply(event, change, rows);
        }
      }
    }
  }

  private static void apply(Recorded<Object> event, PostEvent change, SqlBatch rows)
      throws SQLException {
    switch (change) {
      case ExitWatched post -> {
        // An update and, where it found none, an insert: a batch may name the post twice.
        rows.add(
            "update guard_post set department = ?, middle_gate = ?, version = ? where exit = ?",
            post.department(),
            post.middleGate(),
            event.version(),
            post.exit());
        rows.add(
            "insert into guard_post (exit, department, middle_gate, duty, version)"
                + " select ?, ?, ?, 'NONE', ? where not exists"
                + " (select 1 from guard_post where exit = ?)",
            post.exit(),
            post.department(),
            post.middleGate(),
            event.version(),
            post.exit());
      }
      case GuardDutySet(var exit, var duty, _, var next) ->
          rows.add(
              "update guard_post set duty = ?, next_look_at = ?, version = ? where exit = ?",
              duty,
              next,
              event.version(),
              exit);
      case GuardPostManned guard ->
          rows.add(
              "insert into guard_presence (exit, person_id, masked_name, since, position)"
                  + " values (?, ?, ?, ?, ?)",
              guard.exit(),
              guard.subjectId(),
              Mask.NAME.of(guard.name()),
              guard.at(),
              event.position());
      case GuardLeftPost(var exit, _, var guard, var at) ->
          rows.add(
              "update guard_presence set until = ?, ending = 'LEFT' where exit = ? and person_id ="
                  + " ? and until is null",
              at,
              exit,
              guard);
      case GuardCheckInExpired(var exit, _, var guard, var at) ->
          rows.add(
              "update guard_presence set until = ?, ending = 'EXPIRED' where exit = ? and person_id"
                  + " = ? and until is null",
              at,
              exit,
              guard);
      case GuardPostVacated gap -> {
        rows.add(
            "insert into guard_gap (exit, department, duty, cause, last_guard, since, position)"
                + " values (?, ?, ?, ?, ?, ?, ?)",
            gap.exit(),
            gap.department(),
            gap.duty(),
            gap.cause(),
            gap.lastGuard(),
            gap.since(),
            event.position());
        rows.add("update guard_post set gap_since = ? where exit = ?", gap.since(), gap.exit());
      }
      case ExitUnguarded told ->
          rows.add(
              "update guard_gap set told = ? where exit = ? and until is null",
              told.stage(),
              told.exit());
      case GuardGapEnded gap -> {
        rows.add(
            "update guard_gap set until = ?, ending = ? where exit = ? and until is null",
            gap.until(),
            gap.end(),
            gap.exit());
        rows.add("update guard_post set gap_since = null where exit = ?", gap.exit());
      }
    }
  }
}
