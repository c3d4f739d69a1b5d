package org.vigil.duty.wiring;

import static org.vigil.edge.PolicyDefault.Kind.DURATION;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import org.vigil.duty.directory.view.DirectoryView;
import org.vigil.duty.muster.api.Musters;
import org.vigil.duty.muster.api.Musters.ActiveDepartments;
import org.vigil.duty.muster.domain.Muster;
import org.vigil.duty.muster.domain.MusterUnit;
import org.vigil.duty.muster.domain.MusterUnitCommand;
import org.vigil.duty.muster.domain.MusterUnitDecider;
import org.vigil.duty.muster.domain.MusterUnitEvent;
import org.vigil.duty.muster.domain.Summoned;
import org.vigil.duty.muster.policy.Members;
import org.vigil.duty.muster.policy.WhenMusterCalledSummonDepartments;
import org.vigil.duty.muster.policy.WhenMusterClosedStandDown;
import org.vigil.duty.muster.view.MusterView;
import org.vigil.edge.Capability;
import org.vigil.edge.Mechanism;
import org.vigil.edge.PolicyDefault;
import org.vigil.edge.PolicyDefaults;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.eventsourcing.runtime.EventSourcing;

/** Musters. */
@ApplicationScoped
class MusterParts implements Capability {

  private final AgroalDataSource dataSource;
  private final Instance<Mechanism> mechanism;
  private final InstantSource clock;

  @Inject
  MusterParts(AgroalDataSource dataSource, Instance<Mechanism> mechanism, InstantSource clock) {
    this.dataSource = dataSource;
    this.mechanism = mechanism;
    this.clock = clock;
  }

  @Produces
  @Singleton
  Category<MusterUnitCommand, MusterUnit, MusterUnitEvent> units() {
    return MusterUnitDecider.category(clock);
  }

  @Produces
  @Singleton
  ActiveDepartments departments() {
    return () ->
        Sql.list(
            dataSource,
            "select code from department where active order by code",
            row -> row.getString(1));
  }

  @Produces
  @Singleton
  PolicyDefaults parameters() {
    return new PolicyDefaults(
        List.of(
            new PolicyDefault(Musters.FIRST_WARNING, DURATION, "PT15M", "3.1"),
            new PolicyDefault(Musters.SECOND_WARNING, DURATION, "PT30M", "3.1")));
  }

  @Override
  public void contribute(EventSourcing.Builder builder) {
    contribute(builder, units(), this::members);
  }

  /** Without CDI. */
  static void contribute(
      EventSourcing.Builder builder,
      Category<MusterUnitCommand, MusterUnit, MusterUnitEvent> units,
      Members members) {
    builder
        .category(Muster.CATEGORY)
        .category(units)
        .follow(new MusterView())
        .react(new WhenMusterCalledSummonDepartments(members))
        .react(new WhenMusterClosedStandDown());
  }

  private List<Summoned> members(String department, long position) {
    CaughtUp.await(mechanism.get().eventSourcing(), DirectoryView.NAME, position);
    return Sql.list(
        dataSource,
        "select id, masked_name from person where department = ? order by id",
        row -> new Summoned(row.getString("id"), row.getString("masked_name")),
        department);
  }
}
