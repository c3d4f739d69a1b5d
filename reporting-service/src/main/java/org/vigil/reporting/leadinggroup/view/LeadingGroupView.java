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
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Absence;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.LeadingGroupConstituted;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.LeadingGroupHolderAway;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.LeadingGroupHolderBack;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Member;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.StandIn;

/** Every constitution of the group, so that it can be asked who held what at an instant. */
public final class LeadingGroupView implements Projection {

  public static final String NAME = "leading-group-1";

  /** What held until now; an event that comes again ends nothing. */
  private static final String REPLACED =
      "update leading_group_member set replaced_at = ? where replaced_at is null and position < ?";

  private static final String MEMBER =
      """
      insert into leading_group_member (position, place, role, subject_id, name, supervises,
        held_from, held_until, constituted_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (position, place) do nothing
      """;

  /** The same start again corrects the row, in a statement of its own. */
  private static final String AWAY =
      """
      insert into leading_group_absence (position, role, subject_id, absent_from, absent_until,
        stand_in_id, stand_in_name)
      values (?, ?, ?, ?, ?, ?, ?) on conflict (role, subject_id, absent_from) do nothing
      """;

  private static final String CORRECTED =
      """
      update leading_group_absence
      set position = ?, absent_until = ?, stand_in_id = ?, stand_in_name = ?
      where role = ? and subject_id = ? and absent_from = ? and coalesce(position, 0) < ?
      """;
  private static final String BACK =
      """
      update leading_group_absence set position = ?, absent_until = ?
      where role = ? and subject_id = ? and absent_from <= ?
        and (absent_until is null or absent_until > ?) and coalesce(position, 0) < ?
      """;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of("leading_group_absence", "leading_group_member");
  }

  /** 2: knows who is away and who stands in; 3: and by which event. */
  @Override
  public int revision() {
    return 3;
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(LeadingGroup.Event.class);
  }

  @Override
  public List<PersonalColumns> personalColumns() {
    return List.of(
        new PersonalColumns(
            "leading_group_member", "subject_id", Map.of("name", PersonalColumns.TEXT)),
        new PersonalColumns(
            "leading_group_absence",
            "stand_in_id",
            Map.of("stand_in_name", PersonalColumns.textIfAny("stand_in_name"))));
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch rows = new SqlBatch(tx)) {
      for (Recorded<Object> event : events) {
        switch (event.event()) {
          case LeadingGroupConstituted(var members) -> constituted(event, members, rows);
          case LeadingGroupHolderAway(var absence) -> away(event.position(), absence, rows);
          case LeadingGroupHolderBack(var role, var subject, var at) ->
              rows.add(BACK, event.position(), at, role, subject, at, at, event.position());
          default -> {}
        }
      }
    }
  }

  private static void constituted(Recorded<Object> event, List<Member> members, SqlBatch rows)
      throws SQLException {
    rows.add(REPLACED, event.recordedAt(), event.position());
    int place = 0;
    for (Member member : members) {
      rows.add(
          MEMBER,
          event.position(),
          place++,
          member.role(),
          member.subjectId(),
          member.name(),
          member.supervises(),
          member.from(),
          member.until(),
          event.recordedAt());
    }
  }

  private static void away(long position, Absence absence, SqlBatch rows) throws SQLException {
    StandIn standIn = absence.standIn();
    String standInId = standIn == null ? null : standIn.subjectId();
    String standInName = standIn == null ? null : standIn.name();
    rows.add(
        AWAY,
        position,
        absence.role(),
        absence.subjectId(),
        absence.from(),
        absence.until(),
        standInId,
        standInName);
    rows.add(
        CORRECTED,
        position,
        absence.until(),
        standInId,
        standInName,
        absence.role(),
        absence.subjectId(),
        absence.from(),
        position);
  }
}
