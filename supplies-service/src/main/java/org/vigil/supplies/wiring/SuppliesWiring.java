package org.vigil.supplies.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import org.vigil.edge.Capability;
import org.vigil.edge.PolicyParameterDecided;
import org.vigil.edge.PolicyParametersView;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.supplies.stock.domain.StockDecider;
import org.vigil.supplies.stock.view.IssueView;
import org.vigil.supplies.stock.view.StockView;

/** What supplies-service consists of. */
@ApplicationScoped
class SuppliesWiring implements Capability {

  @Override
  public void contribute(EventSourcing.Builder builder) {
    builder
        .category(StockDecider.CATEGORY)
        .reads("reporting", PolicyParameterDecided.class)
        .follow(new StockView())
        .follow(new IssueView())
        .followReceived(new PolicyParametersView());
  }
}
