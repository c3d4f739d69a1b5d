package org.vigil.eventsourcing.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Upcaster;

/**
 * A version of an event type that is stored but no longer written.
 *
 * @param type the record that is the newest version
 * @param way from this version to the newest, one step after the other
 */
record OldVersion(Class<?> type, List<Upcaster> way) {

  /** The old versions of a type by their stored names. */
  static Map<String, OldVersion> of(EventType name, Class<?> type) {
    List<Upcaster> upcasters = new ArrayList<>();
    for (Class<? extends Upcaster> upcaster : name.upcasters()) {
      upcasters.add(instance(upcaster));
    }
    if (upcasters.size() != name.version() - 1) {
      throw new IllegalArgumentException(
          type + " is version " + name.version() + " and has " + upcasters.size() + " upcasters");
    }
    Map<String, OldVersion> old = new HashMap<>();
    for (int version = 1; version < name.version(); version++) {
      List<Upcaster> way = List.copyOf(upcasters.subList(version - 1, upcasters.size()));
      old.put(name.value() + ".v" + version, new OldVersion(type, way));
    }
    return old;
  }

  Map<String, Object> upcast(Map<String, Object> fields) {
    Map<String, Object> next = fields;
    for (Upcaster upcaster : way) {
      next = upcaster.upcast(next);
    }
    return next;
  }

  private static Upcaster instance(Class<? extends Upcaster> type) {
    try {
      var constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type + " cannot be made without parameters", e);
    }
  }
}
