package org.vigil.reporting.parameter.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;
import org.vigil.reporting.parameter.domain.PolicyParameter;
import org.vigil.reporting.parameter.domain.PolicyParameter.PolicyParameterApproved;
import org.vigil.reporting.parameter.domain.PolicyParameter.PolicyParameterDecided;
import org.vigil.reporting.parameter.domain.PolicyParameter.PolicyParameterProposed;

/** Writes {@code policy_proposal}. */
public final class PolicyProposalView implements Projection {

  public static final String NAME = "policy-proposal-1";

  private static final String PROPOSED =
      """
      insert into policy_proposal (name, version, number, value, effective_from, source,
        proposed_at, open)
      values (?, ?, ?, ?, ?, ?, ?, true)
      on conflict (name) do update set version = excluded.version, number = excluded.number,
        value = excluded.value, effective_from = excluded.effective_from,
        source = excluded.source, proposed_at = excluded.proposed_at, open = true
      where policy_proposal.version < excluded.version
      """;
  private static final String ENDED =
      "update policy_proposal set open = false, version = ? where name = ? and version < ?";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of("policy_proposal");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(PolicyParameter.Event.class);
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    for (Recorded<Object> recorded : events) {
      if (recorded.event() instanceof PolicyParameter.Event event) {
        // One statement each: a batch may hold a proposal and its end, or two of one parameter.
        try (SqlBatch rows = new SqlBatch(tx)) {
          apply(recorded, event, rows);
        }
      }
    }
  }

  private static void apply(Recorded<Object> recorded, PolicyParameter.Event event, SqlBatch rows)
      throws SQLException {
    int version = recorded.version();
    switch (event) {
      case PolicyParameterProposed it ->
          rows.add(
              PROPOSED,
              it.name(),
              version,
              it.number(),
              it.value(),
              it.effectiveFrom(),
              it.source(),
              recorded.recordedAt());
      case PolicyParameterApproved _ -> {}
      case PolicyParameterDecided it -> rows.add(ENDED, version, it.name(), version);
    }
  }
}
