package org.vigil.duty.wiring;

import static org.vigil.edge.PolicyDefault.Kind.DURATION;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.ObjLongConsumer;
import javax.sql.DataSource;
import org.vigil.duty.gate.api.GateCounts;
import org.vigil.duty.gate.domain.GateDayDecider;
import org.vigil.duty.gate.policy.WhenGateCountSettledCompareWithRegister;
import org.vigil.duty.gate.view.GateCountView;
import org.vigil.duty.visitor.view.VisitView;
import org.vigil.edge.Capability;
import org.vigil.edge.Mechanism;
import org.vigil.edge.PolicyDefault;
import org.vigil.edge.PolicyDefaults;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.eventsourcing.runtime.EventSourcing;

/** Counting at the gates. */
@ApplicationScoped
class GateParts implements Capability {

  private final AgroalDataSource dataSource;
  private final Instance<Mechanism> mechanism;

  @Inject
  GateParts(AgroalDataSource dataSource, Instance<Mechanism> mechanism) {
    this.dataSource = dataSource;
    this.mechanism = mechanism;
  }

  @Produces
  @Singleton
  PolicyDefaults parameters() {
    return new PolicyDefaults(
        List.of(new PolicyDefault(GateCounts.COMPARE_AFTER, DURATION, "PT30M", "3.3")));
  }

  @Override
  public void contribute(EventSourcing.Builder builder) {
    contribute(
        builder,
        dataSource,
        (view, position) -> CaughtUp.await(mechanism.get().eventSourcing(), view, position));
  }

  /**
   * Without CDI.
   *
   * @param caughtUp waits until a view has come to a position
   */
  static void contribute(
      EventSourcing.Builder builder, DataSource dataSource, ObjLongConsumer<String> caughtUp) {
    builder
        .category(GateDayDecider.CATEGORY)
        .follow(new GateCountView())
        .react(
            new WhenGateCountSettledCompareWithRegister(
                (exit, from, until, position) -> {
                  caughtUp.accept(VisitView.NAME, position);
                  return Sql.list(
                          dataSource,
                          "select count(*)::int from visit where exit = ? and inside_since >= ?"
                              + " and inside_since < ?",
                          row -> row.getInt(1),
                          exit,
                          from,
                          until)
                      .getFirst();
                }));
  }
}
