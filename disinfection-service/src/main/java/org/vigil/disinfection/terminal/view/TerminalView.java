package org.vigil.disinfection.terminal.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigil.disinfection.order.domain.Person;
import org.vigil.disinfection.terminal.domain.TerminalEvent;
import org.vigil.disinfection.terminal.domain.TerminalEvent.CaseDisinfectionOrdered;
import org.vigil.disinfection.terminal.domain.TerminalEvent.CaseZoneDisinfected;
import org.vigil.disinfection.terminal.domain.TerminalEvent.TerminalDisinfectionCancelled;
import org.vigil.disinfection.terminal.domain.TerminalEvent.TerminalDisinfectionCorrected;
import org.vigil.disinfection.terminal.domain.TerminalEvent.TerminalDisinfectionDone;
import org.vigil.disinfection.terminal.domain.TerminalEvent.TerminalDisinfectionOrdered;
import org.vigil.disinfection.terminal.domain.TerminalEvent.TerminalDisinfectionOverdue;
import org.vigil.disinfection.terminal.domain.TerminalEvent.TerminalDisinfectionRevealed;
import org.vigil.eventsourcing.PersonalColumns;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;

/** Terminal disinfections as they stand; because of whom is masked. */
public final class TerminalView implements Projection {

  public static final String NAME = "terminal-disinfections-1";

  private static final String ORDERED =
      """
      insert into terminal_disinfection (id, department, cleaners, subject_id, masked_name, zone,
        place, status, due_at, position)
      values (?, ?, ?, ?, ?, ?, ?, 'OPEN', ?, ?) on conflict (id) do nothing
      """;
  private static final String CORRECTED =
      """
      update terminal_disinfection set subject_id = ?, masked_name = ?, zone = ?, place = ?
      where id = ?
      """;
  private static final String DONE =
      "update terminal_disinfection set status = 'DONE', done_at = ? where id = ?";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of("terminal_disinfection");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(TerminalEvent.class);
  }

  @Override
  public List<PersonalColumns> personalColumns() {
    return List.of(
        new PersonalColumns(
            "terminal_disinfection",
            "subject_id",
            Map.of(
                "masked_name",
                PersonalColumns.textIfAny("masked_name"),
                "place",
                PersonalColumns.textIfAny("place"))));
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch rows = new SqlBatch(tx)) {
      for (Recorded<Object> event : events) {
        if (event.event() instanceof TerminalEvent change) {
          apply(event, change, rows);
        }
      }
    }
  }

  private static void apply(Recorded<Object> event, TerminalEvent change, SqlBatch rows)
      throws SQLException {
    String id = event.stream().key();
    switch (change) {
      case TerminalDisinfectionOrdered it ->
          rows.add(
              ORDERED,
              id,
              it.department(),
              it.cleaners(),
              it.subjectId(),
              masked(it.order().person()),
              it.order().zone(),
              it.order().place(),
              it.dueAt(),
              event.position());
      case CaseDisinfectionOrdered it ->
          rows.add(
              ORDERED,
              id,
              it.department(),
              it.cleaners(),
              it.subjectId(),
              null,
              it.zone(),
              null,
              it.dueAt(),
              event.position());
      case TerminalDisinfectionCorrected it ->
          rows.add(
              CORRECTED,
              it.subjectId(),
              masked(it.order().person()),
              it.order().zone(),
              it.order().place(),
              id);
      case TerminalDisinfectionDone it -> rows.add(DONE, it.work().doneAt(), id);
      case TerminalDisinfectionOverdue _ ->
          rows.add("update terminal_disinfection set overdue = true where id = ?", id);
      case TerminalDisinfectionCancelled it ->
          rows.add(
              "update terminal_disinfection set status = ? where id = ?",
              it.mistaken() ? "MISTAKEN" : "CANCELLED",
              id);
      case CaseZoneDisinfected _, TerminalDisinfectionRevealed _ -> {}
    }
  }

  private static @Nullable String masked(@Nullable Person person) {
    return person == null ? null : person.maskedName();
  }
}
