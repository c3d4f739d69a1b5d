package org.vigil.reporting.expectation.api;

import java.time.Instant;

/** Who leads a department; known by what duty-service has published. */
@FunctionalInterface
public interface Heads {

  /** Whether a person, by the pseudonym, was the department's head at an instant. */
  boolean isHead(String department, String person, Instant at);
}
