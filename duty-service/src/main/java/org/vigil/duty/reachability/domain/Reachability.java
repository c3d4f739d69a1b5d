package org.vigil.duty.reachability.domain;

import static org.vigil.eventsourcing.Decision.accept;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Personal.Mask;

/**
 * How somebody has answered drills (3.1-g); the stream's key is the pseudonym.
 *
 * @param misses when a drill was missed that nobody has excused, by drill, the oldest first
 */
public record Reachability(Map<String, Instant> misses) {

  public static final Category<Command, Reachability, Event> CATEGORY =
      Category.of("reachability", new Rules(), Event.class);

  /** What can be asked. */
  public sealed interface Command {}

  /**
   * A drill was missed.
   *
   * @param window how far back misses count
   * @param repeatedAt how many of them are a repetition
   */
  public record NoteMiss(
      String subjectId,
      String department,
      String name,
      String drillId,
      Instant at,
      Duration window,
      int repeatedAt)
      implements Command {}

  /** There was a reason. */
  public record ExcuseMiss(String subjectId, String department, String drillId)
      implements Command {}

  /** What happens. */
  public sealed interface Event {}

  /** 不应答: a miss that nobody has excused. */
  @EventType("no-answer-recorded")
  public record NoAnswerRecorded(String subjectId, String department, String drillId, Instant at)
      implements Event {}

  /** The miss does not count any more. */
  @EventType("no-answer-excused")
  public record NoAnswerExcused(String subjectId, String department, String drillId)
      implements Event {}

  /**
   * 多次不应答, for people to look into.
   *
   * @param times within the window
   * @param since the first of them
   */
  @EventType("repeated-no-answer-found")
  public record RepeatedNoAnswerFound(
      String subjectId,
      String department,
      @Personal(mask = Mask.NAME) String name,
      int times,
      Instant since,
      Instant at)
      implements Event {}

  private static final class Rules implements Decider<Command, Reachability, Event> {

    @Override
    public Reachability initialState() {
      return new Reachability(new LinkedHashMap<>());
    }

    @Override
    public Decision<Event> decide(Command command, Reachability state) {
      return switch (command) {
        case NoteMiss miss when state.misses().containsKey(miss.drillId()) -> accept();
        case NoteMiss miss -> note(miss, state);
        case ExcuseMiss(var subject, var department, var drill) ->
            state.misses().containsKey(drill)
                ? accept(new NoAnswerExcused(subject, department, drill))
                : accept();
      };
    }

    private static Decision<Event> note(NoteMiss miss, Reachability state) {
      Instant from = miss.at().minus(miss.window());
      Instant since = miss.at();
      int times = 1;
      for (Instant at : state.misses().values()) {
        if (at.isAfter(from)) {
          times++;
          since = at.isBefore(since) ? at : since;
        }
      }
      NoAnswerRecorded recorded =
          new NoAnswerRecorded(miss.subjectId(), miss.department(), miss.drillId(), miss.at());
      return times < miss.repeatedAt()
          ? accept(recorded)
          : accept(
              recorded,
              new RepeatedNoAnswerFound(
                  miss.subjectId(), miss.department(), miss.name(), times, since, miss.at()));
    }

    @Override
    public Reachability evolve(Reachability state, Event event) {
      return switch (event) {
        case NoAnswerRecorded recorded -> {
          Map<String, Instant> misses = new LinkedHashMap<>(state.misses());
          misses.put(recorded.drillId(), recorded.at());
          yield new Reachability(misses);
        }
        case NoAnswerExcused excused -> {
          Map<String, Instant> misses = new LinkedHashMap<>(state.misses());
          misses.remove(excused.drillId());
          yield new Reachability(misses);
        }
        case RepeatedNoAnswerFound _ -> state;
      };
    }
  }
}
