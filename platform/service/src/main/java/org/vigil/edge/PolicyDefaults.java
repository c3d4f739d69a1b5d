package org.vigil.edge;

import java.util.List;

/** The parameters that a service works with; a bean. */
public record PolicyDefaults(List<PolicyDefault> all) {
  public PolicyDefaults {
    all = List.copyOf(all);
  }
}
