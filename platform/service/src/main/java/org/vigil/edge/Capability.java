package org.vigil.edge;

import org.vigil.eventsourcing.runtime.EventSourcing;

/** A bean that adds one capability's categories, projections and policies to its service. */
public interface Capability {
  void contribute(EventSourcing.Builder builder);
}
