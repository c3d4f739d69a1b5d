package org.vigil.duty.wiring;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.vigil.duty.presence.domain.PresenceCommand.PlanProbe;
import org.vigil.duty.presence.domain.PresenceEvent.DutyCheckedIn;
import org.vigil.duty.wiring.PresenceParts.Rules;

/**
 * Chooses when to look whether somebody is there: the shift is cut into as many parts as there are
 * probes, and each has one at a random moment, so they neither cluster nor can be foreseen.
 */
final class RandomProbes implements Function<DutyCheckedIn, List<PlanProbe>> {

  private final Rules rules;
  private final RandomGenerator random;

  RandomProbes(Rules rules, RandomGenerator random) {
    this.rules = rules;
    this.random = random;
  }

  @Override
  public List<PlanProbe> apply(DutyCheckedIn in) {
    Duration answerWithin = rules.duration().apply(PresenceParts.ANSWER_WITHIN, in.at());
    int probes = rules.number().applyAsInt(PresenceParts.PROBES, in.at());
    long seconds = Duration.between(in.at(), in.until()).minus(answerWithin).toSeconds();
    List<PlanProbe> plans = new ArrayList<>();
    // A shift that is nearly over has no moments to choose from.
    for (int i = 0; i < probes && seconds >= probes; i++) {
      long part = seconds / probes;
      Instant at = in.at().plusSeconds(i * part + random.nextLong(part));
      plans.add(new PlanProbe("p" + (i + 1), at, at.plus(answerWithin)));
    }
    return plans;
  }
}
