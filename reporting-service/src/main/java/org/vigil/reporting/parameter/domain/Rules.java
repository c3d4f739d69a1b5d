package org.vigil.reporting.parameter.domain;

import java.time.Instant;

/** The versions of all parameters. */
@FunctionalInterface
public interface Rules {

  /** What holds of a parameter at an instant: decided, or by default. */
  Rule inForce(String name, Instant at);
}
