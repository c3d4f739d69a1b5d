package org.vigil.reporting.accountability.view;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import javax.sql.DataSource;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.reporting.accountability.domain.Officer;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Role;
import org.vigil.reporting.staff.view.Staff;
import org.vigil.reporting.staff.view.Staff.Member;

/** Who a person is at an instant: the role in the leading group and the department. */
public final class Officers {

  private final DataSource dataSource;
  private final Staff staff;

  public Officers(DataSource dataSource) {
    this.dataSource = dataSource;
    this.staff = new Staff(dataSource);
  }

  private record Seat(Role role, String name) {}

  /** The person by the pseudonym, with the highest role that the person holds. */
  public Officer of(String subjectId, Instant at) {
    Optional<Seat> seat =
        Sql.list(
                dataSource,
                "select role, name from leading_group_member where subject_id = ?"
                    + " and constituted_at <= ? and (replaced_at is null or replaced_at > ?)"
                    + " and held_from <= ? and (held_until is null or held_until > ?)",
                row -> new Seat(Role.valueOf(row.getString("role")), row.getString("name")),
                subjectId,
                at,
                at,
                at,
                at)
            .stream()
            .min(Comparator.comparing(Seat::role));
    Optional<Member> member = staff.member(subjectId, at);
    return new Officer(
        subjectId,
        seat.map(Seat::name).or(() -> member.map(Member::name)).orElse(null),
        seat.map(Seat::role).orElse(null),
        member.map(Member::department).orElse(null));
  }
}
