package org.vigil.duty.wiring;

import static org.vigil.edge.PolicyDefault.Kind.DURATION;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.vigil.duty.anomaly.api.Anomalies;
import org.vigil.duty.anomaly.domain.AnomalyDecider;
import org.vigil.duty.anomaly.view.AnomalyView;
import org.vigil.edge.Capability;
import org.vigil.edge.PolicyDefault;
import org.vigil.edge.PolicyDefaults;
import org.vigil.eventsourcing.runtime.EventSourcing;

/** Anomalies on duty. */
@ApplicationScoped
class AnomalyParts implements Capability {

  @Produces
  @Singleton
  PolicyDefaults parameters() {
    return new PolicyDefaults(
        List.of(
            new PolicyDefault(Anomalies.HANDLE_WITHIN, DURATION, "PT2H", "3.1"),
            new PolicyDefault(Anomalies.REPORT_WITHIN, DURATION, "PT30M", "3.1")));
  }

  @Override
  public void contribute(EventSourcing.Builder builder) {
    builder.category(AnomalyDecider.CATEGORY).follow(new AnomalyView());
  }
}
