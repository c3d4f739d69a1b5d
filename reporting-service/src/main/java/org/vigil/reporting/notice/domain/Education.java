package org.vigil.reporting.notice.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.reporting.parameter.domain.CitesRule;
import org.vigil.reporting.parameter.domain.Rule;
import org.vigil.reporting.person.domain.NobodyWasNamed;

/**
 * How much people have been taught in the present period (3.5-b).
 *
 * @param period null before the first, and between the end of one and the next
 * @param published the items since the last period ended
 */
public record Education(@Nullable EducationPeriodOpened period, int published) {

  /** There is one programme, and so one stream. */
  public static final String KEY = "programme";

  /** How long a period is. */
  public static final String PERIOD = "reporting.education-period";

  /** How many items it asks for. */
  public static final String ITEMS = "reporting.education-items-per-period";

  private static final String END = "period-end";

  public static final Category<Command, Education, Event> CATEGORY =
      new Category<>(
          "education",
          new Rules(),
          Event.class,
          event ->
              event instanceof EducationPeriodOpened opened
                  ? List.of(new Change.Schedule(END, opened.until()))
                  : List.of(),
          (_, dueAt) -> new EndPeriod(dueAt));

  /** What section 3.5 asks people to know and do. */
  public enum Topic {
    /** 不聚会 */
    NO_GATHERINGS,
    /** 少出门 */
    STAY_IN,
    /** 戴口罩 */
    MASKS,
    /** 勤洗手 */
    HANDS,
    /** 拒绝野味 */
    NO_GAME,
    /** 清洁卫生 */
    CLEANLINESS,
    /** 充足睡眠 */
    SLEEP,
    /** 体育锻炼 */
    EXERCISE,
    /** 疫情形势 */
    SITUATION,
    /** 不信谣不传谣 */
    NO_RUMOURS,
    /** 方案与制度 */
    THE_PLAN
  }

  /** What can be asked. */
  public sealed interface Command {}

  /** A period begins, where none is open. */
  public record OpenPeriod(Instant from, Rule period, Rule items) implements Command {}

  public record PublishItem(Topic topic, String title, Directive.Channel channel, Instant now)
      implements Command {}

  public record EndPeriod(Instant dueAt) implements Command {}

  /**
   * What happens. A text may name people and is about nobody in particular: its {@code subjectId}
   * is null, and it belongs to the stream.
   */
  public sealed interface Event {}

  /** From then until then, exclusive, so many items are asked for. */
  @EventType("education-period-opened")
  public record EducationPeriodOpened(Instant from, Instant until, Rule period, Rule items)
      implements Event {}

  /** 宣教. */
  @EventType(value = "education-item-published", version = 2, upcasters = NobodyWasNamed.class)
  public record EducationItemPublished(
      Topic topic,
      @Personal String title,
      Directive.Channel channel,
      Instant publishedAt,
      @Nullable String subjectId)
      implements Event {}

  /** The period is over, and enough was published. */
  @EventType("education-period-fulfilled")
  public record EducationPeriodFulfilled(Instant from, Instant until, int published)
      implements Event {}

  /** The period is over, and too little was. */
  @EventType("education-fell-short")
  public record EducationFellShort(Instant from, Instant until, int published, Rule items)
      implements Event, CitesRule {
    @Override
    public Rule rule() {
      return items;
    }
  }

  private static final class Rules implements Decider<Command, Education, Event> {

    @Override
    public Education initialState() {
      return new Education(null, 0);
    }

    @Override
    public Decision<Event> decide(Command command, Education state) {
      return switch (command) {
        case OpenPeriod(var from, var period, var items) ->
            state.period() == null
                ? Decision.accept(
                    new EducationPeriodOpened(from, from.plus(period.duration()), period, items))
                : Decision.accept();
        case PublishItem(var topic, var title, var channel, var now) ->
            Decision.accept(new EducationItemPublished(topic, title, channel, now, null));
        case EndPeriod(var dueAt) ->
            Optional.ofNullable(state.period())
                .filter(period -> !dueAt.isBefore(period.until()))
                .map(period -> Decision.<Event>accept(ended(period, state.published())))
                .orElseGet(Decision::accept);
      };
    }

    private static Event ended(EducationPeriodOpened period, int published) {
      return published < period.items().number()
          ? new EducationFellShort(period.from(), period.until(), published, period.items())
          : new EducationPeriodFulfilled(period.from(), period.until(), published);
    }

    @Override
    public Education evolve(Education state, Event event) {
      return switch (event) {
        case EducationPeriodOpened opened -> new Education(opened, state.published());
        case EducationItemPublished _ -> new Education(state.period(), state.published() + 1);
        case EducationPeriodFulfilled _, EducationFellShort _ -> new Education(null, 0);
      };
    }
  }
}
