package org.vigil.reporting.person.domain;

import java.util.Map;
import org.vigil.eventsourcing.Upcaster;

/** Whom nobody could name by a number was refused. */
public final class NobodyWasUnknown implements Upcaster {
  @Override
  public Map<String, Object> upcast(Map<String, Object> fields) {
    fields.put("identified", true);
    return fields;
  }
}
