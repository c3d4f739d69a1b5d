package org.vigil.reporting.person.domain;

import java.util.Map;
import org.vigil.eventsourcing.Upcaster;

/**
 * A text about nobody in particular that was stored in the clear reads as one of the stream's own.
 * What is stored stays as it is.
 */
public final class NobodyWasNamed implements Upcaster {
  @Override
  public Map<String, Object> upcast(Map<String, Object> fields) {
    return fields;
  }
}
