package org.vigil.reporting.leadertask.view;

import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Role;

/** Which role of the leading group somebody holds, by what holds now. */
public final class LeaderRoles {

  private static final String HELD =
      """
      select role from leading_group_member where replaced_at is null and subject_id = ?
        and held_from <= ? and (held_until is null or held_until > ?)
      """;

  private final DataSource dataSource;

  public LeaderRoles(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** The highest at an instant; empty for none. */
  public Optional<Role> of(String subjectId, Instant at) {
    return Sql.list(dataSource, HELD, row -> Role.valueOf(row.getString("role")), subjectId, at, at)
        .stream()
        .min(Role::compareTo);
  }
}
