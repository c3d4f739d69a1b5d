package org.vigil.duty.reachability.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.vigil.duty.reachability.domain.DrillEvent.DrillExcused;
import org.vigil.duty.reachability.domain.DrillEvent.DrillMissed;
import org.vigil.duty.reachability.domain.Reachability;
import org.vigil.duty.reachability.domain.Reachability.ExcuseMiss;
import org.vigil.duty.reachability.domain.Reachability.NoteMiss;
import org.vigil.eventsourcing.Policy;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;

/** Somebody was missed, or there was a reason: the person's record says so. */
public final class WhenDrillMissedKeepRecord implements Policy {

  private final Function<Instant, Duration> window;
  private final ToIntFunction<Instant> repeatedAt;

  /**
   * @param window how far back misses count, in force at an instant
   * @param repeatedAt how many are a repetition
   */
  public WhenDrillMissedKeepRecord(
      Function<Instant, Duration> window, ToIntFunction<Instant> repeatedAt) {
    this.window = window;
    this.repeatedAt = repeatedAt;
  }

  @Override
  public String name() {
    return "when-drill-missed-keep-record";
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(DrillMissed.class, DrillExcused.class);
  }

  @Override
  public List<Intent<?>> react(Recorded<Object> event) {
    return switch (event.event()) {
      case DrillMissed missed ->
          List.of(
              new Intent<>(
                  record(missed.subjectId()),
                  new NoteMiss(
                      missed.subjectId(),
                      missed.department(),
                      missed.name(),
                      missed.drillId(),
                      missed.answerBy(),
                      window.apply(missed.answerBy()),
                      repeatedAt.applyAsInt(missed.answerBy()))));
      case DrillExcused excused ->
          List.of(
              new Intent<>(
                  record(excused.subjectId()),
                  new ExcuseMiss(excused.subjectId(), excused.department(), excused.drillId())));
      default -> List.of();
    };
  }

  private static StreamId record(String subjectId) {
    return new StreamId(Reachability.CATEGORY.name(), subjectId);
  }
}
