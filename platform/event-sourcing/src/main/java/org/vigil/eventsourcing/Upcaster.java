package org.vigil.eventsourcing;

import java.util.Map;

/**
 * Turns an event's JSON of one version into that of the next. It is pure: no clock, no look-ups;
 * what an old event did not say is said by a constant or left out. Stored bytes are never
 * rewritten: an old event is brought up to date each time it is read. Personal values come
 * decrypted; one whose person is forgotten is the text {@link Personal#ERASED}, whatever it was.
 *
 * <p>An implementation has a constructor without parameters and is named in {@link
 * EventType#upcasters()} of the record that is the newest version.
 */
@FunctionalInterface
public interface Upcaster {

  /**
   * The fields of the next version, made of the fields of this one.
   *
   * @param fields a copy that may be changed: texts, numbers, booleans, lists and maps of such
   */
  Map<String, Object> upcast(Map<String, Object> fields);
}
