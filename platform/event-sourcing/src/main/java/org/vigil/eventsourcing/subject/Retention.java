package org.vigil.eventsourcing.subject;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Category.DueCommand;
import org.vigil.eventsourcing.DeadlineRule.Change.Schedule;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;

/**
 * The daily look for people of whom nothing has been recorded for so long that they are to be
 * forgotten. One stream; each run is recorded, also one that finds nobody.
 *
 * @param nextRunAt null before the first schedule
 */
public record Retention(@Nullable Instant nextRunAt) {

  public static final String CATEGORY = "retention";

  /** There is one such stream in each service. */
  public static final String KEY = "personal-data";

  /** One run erases at most so many; the next follows at once, so that none takes long. */
  public static final int MAX_PER_RUN = 500;

  static final Duration EVERY = Duration.ofDays(1);
  static final Duration SOON = Duration.ofMinutes(1);

  private static final String RUN = "run";

  /** What can be asked. */
  public sealed interface Command {

    /** Begins the daily runs, if they have not begun. */
    record BeginRetention(Instant now) implements Command {}

    /**
     * @param cutoff whoever's data was last used before it is to be forgotten
     * @param subjects whom the vault has found, at most {@link #MAX_PER_RUN}
     */
    record RunRetention(Instant now, Instant cutoff, List<String> subjects) implements Command {
      public RunRetention {
        subjects = List.copyOf(subjects);
      }
    }
  }

  /** What happens. */
  public sealed interface Event {
    Instant nextRunAt();

    /** The runs begin. */
    @EventType("retention-begun")
    record RetentionBegun(Instant nextRunAt) implements Event {}

    /** A run: the people are forgotten as a consequence, unless a case holds them by then. */
    @EventType("retention-run")
    record RetentionRun(
        Instant ranAt, Instant cutoff, int found, List<String> subjectIds, Instant nextRunAt)
        implements Event {
      public RetentionRun {
        subjectIds = List.copyOf(subjectIds);
      }
    }
  }

  /**
   * @param due the command of a run, which says who is to be forgotten
   */
  public static Category<Command, Retention, Event> category(DueCommand<Command.RunRetention> due) {
    return new Category<>(
        CATEGORY,
        new Rules(),
        Event.class,
        event -> List.of(new Schedule(RUN, event.nextRunAt())),
        due);
  }

  private static final class Rules implements Decider<Command, Retention, Event> {

    @Override
    public Retention initialState() {
      return new Retention(null);
    }

    @Override
    public Decision<Event> decide(Command command, Retention state) {
      return switch (command) {
        case Command.BeginRetention(var now) ->
            state.nextRunAt() == null
                ? Decision.accept(new Event.RetentionBegun(now.plus(EVERY)))
                : Decision.accept();
        case Command.RunRetention(var now, var cutoff, var subjects) ->
            Decision.accept(
                new Event.RetentionRun(
                    now,
                    cutoff,
                    subjects.size(),
                    subjects,
                    now.plus(subjects.size() < MAX_PER_RUN ? EVERY : SOON)));
      };
    }

    @Override
    public Retention evolve(Retention state, Event event) {
      return new Retention(event.nextRunAt());
    }
  }
}
