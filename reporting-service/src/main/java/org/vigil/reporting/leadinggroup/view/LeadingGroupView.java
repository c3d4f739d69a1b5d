package org.vigil.reporting.leadinggroup.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigil.eventsourcing.PersonalColumns;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.LeadingGroupConstituted;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Member;

/** Every constitution of the group, so that it can be asked who held what at an instant. */
public final class LeadingGroupView implements Projection {

  public static final String NAME = "leading-group-1";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of("leading_group_member");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(LeadingGroup.Event.class);
  }

  @Override
  public List<PersonalColumns> personalColumns() {
    return List.of(
        new PersonalColumns(
            "leading_group_member", "subject_id", Map.of("name", PersonalColumns.TEXT)));
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch rows = new SqlBatch(tx)) {
      for (Recorded<Object> event : events) {
        if (event.event() instanceof LeadingGroupConstituted(var members)) {
          rows.add(
              "update leading_group_member set replaced_at = ? where replaced_at is null",
              event.recordedAt());
          for (Member member : members) {
            rows.add(
                "insert into leading_group_member (position, role, subject_id, name, supervises,"
                    + " held_from, held_until, constituted_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
                event.position(),
                member.role(),
                member.subjectId(),
                member.name(),
                member.supervises(),
                member.from(),
                member.until(),
                event.recordedAt());
          }
        }
      }
    }
  }
}
