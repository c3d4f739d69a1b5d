package org.vigil.disinfection.meeting.api;

import static org.vigil.edge.PolicyDefault.Kind.DURATION;
import static org.vigil.edge.PolicyDefault.Kind.NUMBER;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.vigil.disinfection.meeting.domain.FeverRule;
import org.vigil.disinfection.meeting.domain.FeverRule.Comparison;
import org.vigil.edge.Policies;
import org.vigil.edge.PolicyDefault;
import org.vigil.edge.Problem;
import org.vigil.edge.Times;

/** What holds at meetings by the parameters in force, and what may be said of the past. */
@ApplicationScoped
public class MeetingRules {

  /** The gate's own parameters: one decision of the leading group holds at both. */
  private static final String FEVER_THRESHOLD = "duty.fever-threshold-tenths";

  private static final String FEVER_AT_THRESHOLD = "duty.fever-at-threshold";

  /** How long a room may stay as its meeting has left it. */
  private static final String TURN_ROUND = "disinfection.meeting-turn-round";

  /** Each a decision of the leading group or nobody's yet. */
  public static final List<PolicyDefault> PARAMETERS =
      List.of(
          new PolicyDefault(FEVER_THRESHOLD, NUMBER, "373", "3.3"),
          new PolicyDefault(FEVER_AT_THRESHOLD, NUMBER, "1", "3.3"),
          new PolicyDefault(TURN_ROUND, DURATION, "PT30M", "3.9"));

  /** What is written down later than this is marked so. */
  private static final Duration ON_TIME = Duration.ofHours(1);

  /** What is older is history, not an entry. */
  private static final Duration OLDEST = Duration.ofDays(30);

  private final Policies policies;

  @Inject
  MeetingRules(Policies policies) {
    this.policies = policies;
  }

  /** For CDI's proxy. */
  @SuppressWarnings("NullAway")
  protected MeetingRules() {
    this.policies = null;
  }

  FeverRule fever(Instant at) {
    return new FeverRule(
        policies.number(FEVER_THRESHOLD, at),
        policies.number(FEVER_AT_THRESHOLD, at) == 0 ? Comparison.ABOVE : Comparison.AT_OR_ABOVE);
  }

  Duration turnRound(Instant at) {
    return policies.duration(TURN_ROUND, at);
  }

  static boolean isLate(Instant at, Instant now) {
    return at.isBefore(now.minus(ON_TIME));
  }

  static void happened(String pointer, Instant at, Instant now) {
    Times.notFromTheFuture(pointer, at, now);
    if (at.isBefore(now.minus(OLDEST))) {
      throw Problem.invalid(pointer, "too-long-ago");
    }
  }
}
