package org.vigil.reporting.parameter.domain;

import java.util.Map;
import org.vigil.eventsourcing.Upcaster;

/** What was found before findings said by which rule: nobody guesses it afterwards. */
public final class CitedNoRule implements Upcaster {
  @Override
  public Map<String, Object> upcast(Map<String, Object> fields) {
    return fields;
  }
}
