package org.vigil.edge;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;

/** The versions of all parameters that were ever decided, in every service. */
public final class PolicyParametersView implements Projection {

  public static final String NAME = "policy-parameters-1";

  private final Set<Class<?>> reads;
  private final Function<Object, @Nullable PolicyParameterDecided> decision;

  /** Follows what is received from reporting-service. */
  public PolicyParametersView() {
    this(
        PolicyParameterDecided.class,
        event -> event instanceof PolicyParameterDecided decided ? decided : null);
  }

  /** Follows a log whose event says the same in another class. */
  public PolicyParametersView(
      Class<?> reads, Function<Object, @Nullable PolicyParameterDecided> decision) {
    this.reads = Set.of(reads);
    this.decision = decision;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of("policy_parameter");
  }

  @Override
  public Set<Class<?>> reads() {
    return reads;
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (PreparedStatement insert =
        tx.prepareStatement(
            "insert into policy_parameter (name, value, effective_from, approver, source,"
                + " decided_at, position) values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing")) {
      for (Recorded<Object> event : events) {
        PolicyParameterDecided decided =
            reads.iterator().next().isInstance(event.event())
                ? decision.apply(event.event())
                : null;
        if (decided != null) {
          insert.setString(1, decided.name());
          insert.setString(2, decided.value());
          insert.setObject(3, decided.effectiveFrom().atOffset(ZoneOffset.UTC));
          insert.setString(4, decided.approver());
          insert.setString(5, decided.source());
          insert.setObject(6, event.recordedAt().atOffset(ZoneOffset.UTC));
          insert.setLong(7, event.position());
          insert.addBatch();
        }
      }
      insert.executeBatch();
    }
  }
}
