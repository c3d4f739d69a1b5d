package org.vigil.reporting.escalation.domain;

import org.jspecify.annotations.Nullable;

/**
 * The ids of the events behind an escalation, each once. One is added to what was without copying
 * it: a storm may bring thousands.
 */
public final class Evidence {

  static final Evidence NONE = new Evidence(null, "", 0);

  private final @Nullable Evidence before;
  private final String id;
  private final int size;

  private Evidence(@Nullable Evidence before, String id, int size) {
    this.before = before;
    this.id = id;
    this.size = size;
  }

  Evidence plus(String another) {
    return new Evidence(this, another, size + 1);
  }

  boolean contains(String sought) {
    for (Evidence one = this; one != null && one.size > 0; one = one.before) {
      if (one.id.equals(sought)) {
        return true;
      }
    }
    return false;
  }

  /** How many they are. */
  public int size() {
    return size;
  }
}
