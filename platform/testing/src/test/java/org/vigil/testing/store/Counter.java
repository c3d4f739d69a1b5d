package org.vigil.testing.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change.Cancel;
import org.vigil.eventsourcing.DeadlineRule.Change.Schedule;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Refusal;

/** A small category of streams for the mechanism's own tests: a shelf that holds ten things. */
public final class Counter implements Decider<Counter.Ask, Integer, Counter.Fact> {

  public static final int CAPACITY = 10;

  public static final Category<Ask, Integer, Fact> CATEGORY =
      new Category<>(
          "counter",
          new Counter(),
          Fact.class,
          fact ->
              switch (fact) {
                case Added added -> List.of(new Schedule("spoils", added.spoilsAt()));
                case Cleared _ -> List.of(new Cancel("spoils"));
              },
          (_, _) -> new Clear());

  public enum No implements Refusal {
    FULL
  }

  public sealed interface Ask {}

  public record Add(int count, Instant spoilsAt) implements Ask {}

  public record Clear() implements Ask {}

  public sealed interface Fact {}

  @EventType("things-added")
  public record Added(int count, Instant spoilsAt) implements Fact {}

  @EventType("shelf-cleared")
  public record Cleared(int count) implements Fact {}

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
