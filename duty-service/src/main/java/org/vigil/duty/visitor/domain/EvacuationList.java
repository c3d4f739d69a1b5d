package org.vigil.duty.visitor.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Refusal;

/**
 * A list with the names of all visitors who were inside when somebody asked for it, so that it is
 * known who has seen them. The stream's key is the list's id.
 */
public record EvacuationList(boolean isDrawn) {

  public static final Category<DrawEvacuationList, EvacuationList, Event> CATEGORY =
      Category.of("evacuation-list", new Rules(), Event.class);

  /** For what the names are needed. */
  public enum Occasion {
    EVACUATION,
    DRILL
  }

  /**
   * Somebody needs the names.
   *
   * @param department whose visitors; null for all
   * @param visits who was inside
   */
  public record DrawEvacuationList(
      String listId,
      @Nullable String department,
      Occasion occasion,
      Instant at,
      List<String> visits) {
    public DrawEvacuationList {
      visits = List.copyOf(visits);
    }
  }

  /** What happens to a list. */
  public sealed interface Event {}

  /** 疏散名单: these visitors' names were handed out; the envelope says to whom. */
  @EventType("evacuation-list-drawn")
  public record EvacuationListDrawn(
      String listId,
      @Nullable String department,
      Occasion occasion,
      Instant at,
      List<String> visits)
      implements Event {
    public EvacuationListDrawn {
      visits = List.copyOf(visits);
    }
  }

  /** Why a list cannot be drawn. */
  public enum EvacuationListRefusal implements Refusal {
    EVACUATION_LIST_ALREADY_DRAWN
  }

  private static final class Rules implements Decider<DrawEvacuationList, EvacuationList, Event> {

    @Override
    public EvacuationList initialState() {
      return new EvacuationList(false);
    }

    @Override
    public Decision<Event> decide(DrawEvacuationList draw, EvacuationList state) {
      return state.isDrawn()
          ? Decision.refuse(EvacuationListRefusal.EVACUATION_LIST_ALREADY_DRAWN)
          : Decision.accept(
              new EvacuationListDrawn(
                  draw.listId(), draw.department(), draw.occasion(), draw.at(), draw.visits()));
    }

    @Override
    public EvacuationList evolve(EvacuationList state, Event event) {
      return switch (event) {
        case EvacuationListDrawn _ -> new EvacuationList(true);
      };
    }
  }
}
