package org.vigil.duty.wiring;

import static org.vigil.edge.PolicyDefault.Kind.DURATION;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjLongConsumer;
import javax.sql.DataSource;
import org.vigil.duty.gate.api.GateCounts;
import org.vigil.duty.gate.domain.GateDayDecider;
import org.vigil.duty.gate.policy.WhenGateCountSettledCompareWithRegister;
import org.vigil.duty.gate.policy.WhenGateCountSettledCompareWithRegister.Register;
import org.vigil.duty.gate.policy.WhenVisitorLetInCompareAgain;
import org.vigil.duty.gate.policy.WhenVisitorLetInCompareAgain.Period;
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
  private final ZoneId zone;

  @Inject
  GateParts(AgroalDataSource dataSource, Instance<Mechanism> mechanism, ZoneId zone) {
    this.dataSource = dataSource;
    this.mechanism = mechanism;
    this.zone = zone;
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
        zone,
        (view, position) -> CaughtUp.await(mechanism.get().eventSourcing(), view, position));
  }

  /**
   * Without CDI.
   *
   * @param caughtUp waits until a view has come to a position
   */
  static void contribute(
      EventSourcing.Builder builder,
      DataSource dataSource,
      ZoneId zone,
      ObjLongConsumer<String> caughtUp) {
    Register register =
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
        };
    builder
        .category(GateDayDecider.CATEGORY)
        .follow(new GateCountView())
        .react(new WhenGateCountSettledCompareWithRegister(register))
        .react(
            new WhenVisitorLetInCompareAgain(
                (exit, instant, position) -> {
                  caughtUp.accept(GateCountView.NAME, position);
                  return counted(dataSource, zone, exit, instant);
                },
                register));
  }

  private static Optional<Period> counted(
      DataSource dataSource, ZoneId zone, String exit, Instant instant) {
    return Sql.list(
            dataSource,
            "select from_at, until_at from gate_count where exit = ? and from_at <= ? and until_at"
                + " > ?",
            row -> {
              Instant from = Sql.instant(row, "from_at");
              return new Period(
                  GateDayDecider.key(exit, from, zone), from, Sql.instant(row, "until_at"));
            },
            exit,
            instant,
            instant)
        .stream()
        .findFirst();
  }
}
