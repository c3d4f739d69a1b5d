package org.vigil.disinfection.ppe.api;

import java.time.ZoneId;
import org.vigil.disinfection.ppe.domain.ServiceUnit;
import org.vigil.disinfection.ppe.domain.ServiceUnitCommand;
import org.vigil.disinfection.ppe.domain.ServiceUnitEvent;
import org.vigil.eventsourcing.Category;

/** The streams of units in the zone of the building, and what callers may write. */
public record PpeRules(
    ZoneId zone, Category<ServiceUnitCommand, ServiceUnit, ServiceUnitEvent> units) {

  static final String SHIFT = "[A-Z0-9-]{1,20}";

  /** {@code 07:30}, or {@code 24:00} at the end of a day. */
  static final String TIME = "(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00";

  static int minutes(String time) {
    return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
  }
}
