package org.vigil.disinfection.ppe.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigil.disinfection.ppe.domain.ServiceUnit.Definition;
import org.vigil.disinfection.ppe.domain.ServiceUnit.Shift;
import org.vigil.eventsourcing.EventType;

/**
 * What happens to a unit. The stream's key is its code. {@code nextOpensAt} is when the next shift
 * is to be opened; null for never. Stored forever.
 */
public sealed interface ServiceUnitEvent {

  /** 服务单元登记 (3.11-c). */
  @EventType("service-unit-defined")
  record ServiceUnitDefined(Definition unit, Instant at, @Nullable Instant nextOpensAt)
      implements ServiceUnitEvent {}

  /** 班次开始防护检查: from now on those who are on it are looked at. */
  @EventType("ppe-shift-opened")
  record PpeShiftOpened(Shift shift, @Nullable Instant nextOpensAt) implements ServiceUnitEvent {}
}
