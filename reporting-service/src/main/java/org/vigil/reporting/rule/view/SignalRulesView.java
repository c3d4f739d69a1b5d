package org.vigil.reporting.rule.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;
import org.vigil.reporting.rule.domain.SignalRules;
import org.vigil.reporting.rule.domain.SignalRules.KindRule;
import org.vigil.reporting.rule.domain.SignalRules.SignalRulesApproved;
import org.vigil.reporting.rule.domain.SignalRules.SignalRulesDrafted;
import org.vigil.reporting.rule.domain.SignalRules.SignalRulesTried;

/** Every version of the table of rules. */
public final class SignalRulesView implements Projection {

  public static final String NAME = "signal-rules-1";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of("signal_rule_version", "signal_rule");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(SignalRules.Event.class);
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch rows = new SqlBatch(tx)) {
      for (Recorded<Object> event : events) {
        if (event.event() instanceof SignalRules.Event change) {
          apply(event, change, rows);
        }
      }
    }
  }

  private static void apply(Recorded<Object> event, SignalRules.Event change, SqlBatch rows)
      throws SQLException {
    switch (change) {
      case SignalRulesDrafted(var version, var rules, var author, var from, var reason) -> {
        rows.add("update signal_rule_version set status = 'GIVEN_UP' where status <> 'APPROVED'");
        rows.add(
            "insert into signal_rule_version (version, status, author, reason, effective_from,"
                + " drafted_at) values (?, 'DRAFT', ?, ?, ?, ?) on conflict do nothing",
            version,
            author,
            reason,
            from,
            event.recordedAt());
        for (KindRule rule : rules) {
          rows.add(
              "insert into signal_rule (version, kind, severity, entry_level, copies, ack_within)"
                  + " values (?, ?, ?, ?, ?, ?) on conflict do nothing",
              version,
              rule.kind(),
              rule.severity(),
              rule.entry(),
              rule.copies(),
              rule.ackWithin() == null ? null : rule.ackWithin().toString());
        }
      }
      case SignalRulesTried tried ->
          rows.add(
              "update signal_rule_version set status = 'TRIED' where version = ?", tried.version());
      case SignalRulesApproved(var version, _, var approver, var from) ->
          rows.add(
              "update signal_rule_version set status = 'APPROVED', approver = ?,"
                  + " effective_from = ?, approved_at = ? where version = ?",
              approver,
              from,
              event.recordedAt(),
              version);
    }
  }
}
