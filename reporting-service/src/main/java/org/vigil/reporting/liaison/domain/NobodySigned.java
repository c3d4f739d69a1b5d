package org.vigil.reporting.liaison.domain;

import java.util.Map;
import org.vigil.eventsourcing.Upcaster;

/** A decision whose approver was a word of whoever called: it stays one, and no person's. */
final class NobodySigned implements Upcaster {

  @Override
  public Map<String, Object> upcast(Map<String, Object> fields) {
    return fields;
  }
}
