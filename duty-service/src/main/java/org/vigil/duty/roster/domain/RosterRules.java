package org.vigil.duty.roster.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The rules in force for shifts.
 *
 * @param rest what a person has between two shifts at least
 * @param longest what one shift lasts at most, by the clock on the wall
 */
public record RosterRules(Duration rest, Duration longest, ZoneId zone) {

  /** Which rules are in force at an instant. */
  @FunctionalInterface
  public interface InForce {
    RosterRules at(Instant instant);
  }
}
