package org.vigil.reporting.escalation.view;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.reporting.escalation.domain.Staffing;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Role;

/** Who holds which role at an instant, for policies and deadlines. */
public final class Holders {

  private final DataSource dataSource;

  public Holders(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  private record Held(Role role, List<String> supervises) {}

  /** Who is away and for whom nobody stands in does not staff a level. */
  private static final String ACTING =
      """
      select role, array_to_string(supervises, ',') as supervises from leading_group_member m
      where replaced_at is null and held_from <= ? and (held_until is null or held_until > ?)
        and not exists (select from leading_group_absence a
          where a.role = m.role and a.subject_id = m.subject_id and a.stand_in_id is null
            and a.absent_from <= ? and (a.absent_until is null or a.absent_until > ?))
      """;

  /** Which levels of the chain are staffed at an instant. */
  public Staffing staffing(Instant at) {
    List<Held> held =
        Sql.list(
            dataSource,
            ACTING,
            row ->
                new Held(
                    Role.valueOf(row.getString("role")),
                    List.of(row.getString("supervises").split(","))),
            at,
            at,
            at,
            at);
    Set<String> supervised = new HashSet<>();
    boolean executive = false;
    boolean leader = false;
    for (Held one : held) {
      switch (one.role()) {
        case DEPUTY -> supervised.addAll(one.supervises());
        case EXECUTIVE_DEPUTY -> executive = true;
        case LEADER -> leader = true;
        case MEMBER, OFFICE_DIRECTOR -> {}
      }
    }
    return new Staffing(supervised, executive, leader);
  }
}
