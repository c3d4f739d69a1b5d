package org.vigil.testing.store;

import java.time.Instant;
import java.util.Map;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change.Cancel;
import org.vigil.eventsourcing.DeadlineRule.Change.Schedule;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Refusal;

/** A small category of streams for the mechanism's own tests: a shelf that holds ten things. */
final class Counter implements Decider<Counter.Ask, Integer, Counter.Fact> {

  static final int CAPACITY = 10;

  static final Category<Ask, Integer, Fact> CATEGORY =
      new Category<>(
          "counter",
          new Counter(),
          Fact.class,
          fact ->
              switch (fact) {
                case Added added -> java.util.List.of(new Schedule("spoils", added.spoilsAt()));
                case Cleared _ -> java.util.List.of(new Cancel("spoils"));
              },
          (_, _) -> new Clear());

  enum No implements Refusal {
    FULL
  }

  sealed interface Ask {}

  record Add(int count, Instant spoilsAt) implements Ask {}

  record Clear() implements Ask {}

  sealed interface Fact {}

  @EventType("things-added")
  record Added(int count, Instant spoilsAt) implements Fact {}

  @EventType("shelf-cleared")
  record Cleared(int count) implements Fact {}

  @Override
  public Integer initialState() {
    return 0;
  }

  @Override
  public Decision<Fact> decide(Ask ask, Integer held) {
    return switch (ask) {
      case Add(var count, _) when held + count > CAPACITY ->
          Decision.refuse(No.FULL, Map.of("held", held));
      case Add(var count, var spoilsAt) -> Decision.accept(new Added(count, spoilsAt));
      case Clear() when held == 0 -> Decision.accept();
      case Clear() -> Decision.accept(new Cleared(held));
    };
  }

  @Override
  public Integer evolve(Integer held, Fact fact) {
    return switch (fact) {
      case Added(var count, _) -> held + count;
      case Cleared _ -> 0;
    };
  }
}
