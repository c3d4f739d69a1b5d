package org.vigil.reporting.accountability.view;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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

  /** Those of section two whose work somebody who stands in does. */
  private static final Set<Role> LEADERS = Set.of(Role.LEADER, Role.EXECUTIVE_DEPUTY, Role.DEPUTY);

  private record Seat(Role role, String name) {}

  /**
   * The person by the pseudonym, with the highest role that the person holds, or in which the
   * person stands in for a leader who is away (代理).
   */
  public Officer of(String subjectId, Instant at) {
    Optional<Seat> seat =
        Stream.concat(held(subjectId, at).stream(), stoodInFor(subjectId, at).stream())
            .min(Comparator.comparing(Seat::role));
    Optional<Member> member = staff.member(subjectId, at);
    return new Officer(
        subjectId,
        seat.map(Seat::name).or(() -> member.map(Member::name)).orElse(null),
        seat.map(Seat::role).orElse(null),
        member.map(Member::department).orElse(null));
  }

  private List<Seat> held(String subjectId, Instant at) {
    return Sql.list(
        dataSource,
        "select role, name from leading_group_member where subject_id = ?"
            + " and constituted_at <= ? and (replaced_at is null or replaced_at > ?)"
            + " and held_from <= ? and (held_until is null or held_until > ?)",
        row -> new Seat(Role.valueOf(row.getString("role")), row.getString("name")),
        subjectId,
        at,
        at,
        at,
        at);
  }

  /** Only while the holder is away, and still holds the role. */
  private List<Seat> stoodInFor(String subjectId, Instant at) {
    return Sql.list(
            dataSource,
            "select a.role, a.stand_in_name as name from leading_group_absence a"
                + " join leading_group_member m on m.role = a.role and m.subject_id = a.subject_id"
                + " where a.stand_in_id = ? and a.absent_from <= ?"
                + " and (a.absent_until is null or a.absent_until > ?)"
                + " and m.constituted_at <= ? and (m.replaced_at is null or m.replaced_at > ?)"
                + " and m.held_from <= ? and (m.held_until is null or m.held_until > ?)",
            row -> new Seat(Role.valueOf(row.getString("role")), row.getString("name")),
            subjectId,
            at,
            at,
            at,
            at,
            at,
            at)
        .stream()
        .filter(seat -> LEADERS.contains(seat.role()))
        .toList();
  }
}
