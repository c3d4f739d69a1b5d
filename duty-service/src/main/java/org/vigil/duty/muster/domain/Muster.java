package org.vigil.duty.muster.domain;

import static org.vigil.eventsourcing.Decision.accept;
import static org.vigil.eventsourcing.Decision.refuse;

import java.time.Instant;
import java.util.List;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;

/** The life of one muster; the stream's key is its id. */
public sealed interface Muster {

  Category<Command, Muster, Event> CATEGORY = Category.of("muster", new Rules(), Event.class);

  /** Nobody has called it. */
  record NotCalled() implements Muster {}

  /** People are gathering. */
  record Called(MusterCall call) implements Muster {}

  /** It is over. */
  record Closed(MusterCall call) implements Muster {}

  /** What can be asked of a muster. */
  sealed interface Command {}

  /** The leading group calls. */
  record CallMuster(MusterCall call) implements Command {}

  /** The leading group sends everybody back. */
  record CloseMuster(Instant at) implements Command {}

  /** What happens to a muster. Stored forever. */
  sealed interface Event {}

  /** 集结令发布. */
  @EventType("muster-called")
  record MusterCalled(MusterCall call) implements Event {}

  /** 集结结束: who has not come by then is not asked any more. */
  @EventType("muster-closed")
  record MusterClosed(String musterId, MusterKind kind, List<String> departments, Instant at)
      implements Event {
    public MusterClosed {
      departments = List.copyOf(departments);
    }
  }

  /** The rules. */
  final class Rules implements Decider<Command, Muster, Event> {

    @Override
    public Muster initialState() {
      return new NotCalled();
    }

    @Override
    public Decision<Event> decide(Command command, Muster state) {
      return switch (state) {
        case NotCalled _ ->
            switch (command) {
              case CallMuster(var call) -> accept(new MusterCalled(call));
              case CloseMuster _ -> refuse(MusterRefusal.NO_SUCH_MUSTER);
            };
        case Called(var call) ->
            switch (command) {
              case CallMuster _ -> refuse(MusterRefusal.MUSTER_ALREADY_CALLED);
              case CloseMuster(var at) ->
                  accept(new MusterClosed(call.musterId(), call.kind(), call.departments(), at));
            };
        case Closed _ ->
            switch (command) {
              case CallMuster _ -> refuse(MusterRefusal.MUSTER_ALREADY_CALLED);
              case CloseMuster _ -> refuse(MusterRefusal.MUSTER_CLOSED);
            };
      };
    }

    @Override
    public Muster evolve(Muster state, Event event) {
      return switch (event) {
        case MusterCalled(var call) -> new Called(call);
        case MusterClosed _ ->
            switch (state) {
              case Called(var call) -> new Closed(call);
              case NotCalled _, Closed _ -> state;
            };
      };
    }
  }
}
