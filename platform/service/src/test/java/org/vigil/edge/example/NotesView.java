package org.vigil.edge.example;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;

/** Which notes there are. */
final class NotesView implements Projection {

  static final String NAME = "notes-1";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of("note");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(Note.Event.NoteOpened.class);
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (PreparedStatement insert =
        tx.prepareStatement("insert into note (id, department) values (?, ?)")) {
      for (Recorded<Object> event : events) {
        if (event.event() instanceof Note.Event.NoteOpened opened) {
          insert.setString(1, event.stream().key());
          insert.setString(2, opened.department());
          insert.addBatch();
        }
      }
      insert.executeBatch();
    }
  }
}
