package org.vigil.reporting.parameter.view;

import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.vigil.eventsourcing.projection.Sql;

/** What waits for a leader. */
public final class PolicyProposals {

  private final DataSource dataSource;

  public PolicyProposals(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * A version that is proposed.
   *
   * @param source the document that says so
   */
  @Schema(name = "PolicyParameterProposal")
  public record Proposal(
      String name,
      int number,
      String value,
      Instant effectiveFrom,
      String source,
      Instant proposedAt) {}

  /** Those that nobody has approved yet, by the parameter's name; at most one each. */
  public Map<String, Proposal> open() {
    return Sql.list(
            dataSource,
            "select name, number, value, effective_from, source, proposed_at"
                + " from policy_proposal where open",
            row ->
                new Proposal(
                    row.getString("name"),
                    row.getInt("number"),
                    row.getString("value"),
                    Sql.instant(row, "effective_from"),
                    row.getString("source"),
                    Sql.instant(row, "proposed_at")))
        .stream()
        .collect(Collectors.toMap(Proposal::name, Function.identity()));
  }
}
