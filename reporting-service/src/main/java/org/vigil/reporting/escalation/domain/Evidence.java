package org.vigil.reporting.escalation.domain;

import java.util.HashMap;
import java.util.Map;

/**
 * The ids of the events behind an escalation, each once. A storm may bring thousands, so one is
 * added to what was without copying it, and is looked for without going through the others.
 */
public final class Evidence {

  static final Evidence NONE = new Evidence(new HashMap<>(), 0);

  /**
   * Each id with its place, shared by all that came from one another; of them only the first {@code
   * size} are this one's. What is there stays, so a state that is remembered and read by many
   * threads does not change. Guarded by itself.
   */
  private final Map<String, Integer> places;

  private final int size;

  private Evidence(Map<String, Integer> places, int size) {
    this.places = places;
    this.size = size;
  }

  Evidence plus(String another) {
    synchronized (places) {
      Integer place = places.get(another);
      if (place != null && place < size) {
        return this;
      }
      if (place != null && place == size) {
        return new Evidence(places, size + 1);
      }
      Map<String, Integer> mine = size > 0 && places.size() == size ? places : copy();
      mine.put(another, size);
      return new Evidence(mine, size + 1);
    }
  }

  /** For what begins here, or another has gone on from here with other ids. */
  private Map<String, Integer> copy() {
    Map<String, Integer> own = new HashMap<>();
    places.forEach(
        (id, place) -> {
          if (place < size) {
            own.put(id, place);
          }
        });
    return own;
  }

  boolean contains(String sought) {
    synchronized (places) {
      Integer place = places.get(sought);
      return place != null && place < size;
    }
  }

  /** How many they are. */
  public int size() {
    return size;
  }
}
