package org.vigil.reporting.notice.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.DeadlineRule.Change;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.EventType;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.Refusal;
import org.vigil.reporting.parameter.domain.CitesRule;
import org.vigil.reporting.parameter.domain.Rule;
import org.vigil.reporting.person.domain.NobodyWasNamed;

/** A document from above, from its arrival until it has been read (3.5-a, 4.1-a). */
public sealed interface Directive {

  /** The time to convey it. */
  String CONVEY_WITHIN = "reporting.directive-convey-within";

  /** The time to read it, from when it was conveyed. */
  String READ_WITHIN = "reporting.notice-read-within";

  /** How many of a hundred members of a department have to have read it by then. */
  String READ_PERCENT = "reporting.notice-read-percent";

  String CONVEYANCE = "conveyance";
  String READING = "reading";

  Category<Command, Directive, Event> CATEGORY =
      new Category<>(
          "directive",
          new Rules(),
          Event.class,
          Directive::deadlines,
          (name, dueAt) ->
              name.equals(CONVEYANCE) ? new DetectNotConveyed(dueAt) : new EndReading(dueAt));

  private static List<Change> deadlines(Event event) {
    return switch (event) {
      case DirectiveReceived received ->
          List.of(new Change.Schedule(CONVEYANCE, received.conveyBy()));
      case NoticePublished published ->
          List.of(new Change.Cancel(CONVEYANCE), new Change.Schedule(READING, published.readBy()));
      case DirectiveNotConveyed _,
          NoticeReadingEnded _,
          NoticeReadersCounted _,
          NoticeReadByTooFew _ ->
          List.of();
    };
  }

  /** Where it was published. */
  enum Channel {
    /** 微信公众号 */
    OFFICIAL_ACCOUNT,
    /** 工作群 */
    WORK_GROUP,
    /** 公告栏 */
    NOTICE_BOARD,
    /** 会议 */
    MEETING,
    /** 邮件 */
    MAIL
  }

  record NotReceived() implements Directive {}

  record Received(DirectiveReceived received) implements Directive {}

  record Published(DirectiveReceived received, NoticePublished published) implements Directive {}

  record Counted(DirectiveReceived received, NoticePublished published) implements Directive {}

  /** What can be asked. */
  sealed interface Command {}

  record ReceiveDirective(
      String title,
      String issuer,
      @Nullable String reference,
      String department,
      Rule conveyWithin,
      Instant now)
      implements Command {}

  /**
   * @param audience the departments whose members are to read it; empty for all
   */
  record PublishNotice(List<Channel> channels, List<String> audience, Rule readWithin, Instant now)
      implements Command {
    public PublishNotice {
      channels = List.copyOf(channels);
      audience = List.copyOf(audience);
    }
  }

  record DetectNotConveyed(Instant dueAt) implements Command {}

  record EndReading(Instant dueAt) implements Command {}

  /**
   * Says how many have read it when the time to do so was over.
   *
   * @param percent the rate that is asked for, as it holds now
   */
  record CountReaders(List<Readers> departments, Rule percent) implements Command {
    public CountReaders {
      departments = List.copyOf(departments);
    }
  }

  /** How many of a department's members have read it. */
  record Readers(String department, int members, int readers) {}

  /**
   * What happens. A text may name people and is about nobody in particular: its {@code subjectId}
   * is null, and it belongs to the stream.
   */
  sealed interface Event {}

  /** 收文. */
  @EventType(value = "directive-received", version = 2, upcasters = NobodyWasNamed.class)
  record DirectiveReceived(
      @Personal String title,
      String issuer,
      @Nullable String reference,
      String department,
      Instant receivedAt,
      Instant conveyBy,
      Rule within,
      @Nullable String subjectId)
      implements Event {}

  /**
   * 传达.
   *
   * @param lateBy how long after it was due; zero if it was in time
   */
  @EventType("notice-published")
  record NoticePublished(
      String department,
      List<Channel> channels,
      List<String> audience,
      Instant publishedAt,
      Duration lateBy,
      Instant readBy,
      Rule readWithin)
      implements Event {
    public NoticePublished {
      channels = List.copyOf(channels);
      audience = List.copyOf(audience);
    }
  }

  /** Nobody has conveyed it in time. */
  @EventType("directive-not-conveyed")
  record DirectiveNotConveyed(String department, Instant conveyBy, Rule within)
      implements Event, CitesRule {
    @Override
    public Rule rule() {
      return within;
    }
  }

  /** The time to read it is over. */
  @EventType("notice-reading-ended")
  record NoticeReadingEnded(List<String> audience, Instant at) implements Event {
    public NoticeReadingEnded {
      audience = List.copyOf(audience);
    }
  }

  /** 阅读率: how many had read it by then. */
  @EventType("notice-readers-counted")
  record NoticeReadersCounted(List<Readers> departments, Rule percent) implements Event {
    public NoticeReadersCounted {
      departments = List.copyOf(departments);
    }
  }

  /** In this department too few had. */
  @EventType("notice-read-by-too-few")
  record NoticeReadByTooFew(String department, int members, int readers, Rule percent)
      implements Event, CitesRule {
    @Override
    public Rule rule() {
      return percent;
    }
  }

  /** Refused because … */
  enum No implements Refusal {
    DIRECTIVE_UNKNOWN,
    NOTICE_ALREADY_PUBLISHED
  }

  /** Received, conveyed once, read, counted. */
  final class Rules implements Decider<Command, Directive, Event> {

    private static final int HUNDRED = 100;

    @Override
    public Directive initialState() {
      return new NotReceived();
    }

    @Override
    public Decision<Event> decide(Command command, Directive state) {
      return switch (state) {
        case NotReceived _ ->
            command instanceof ReceiveDirective it
                ? Decision.accept(
                    new DirectiveReceived(
                        it.title(),
                        it.issuer(),
                        it.reference(),
                        it.department(),
                        it.now(),
                        it.now().plus(it.conveyWithin().duration()),
                        it.conveyWithin(),
                        null))
                : Decision.refuse(No.DIRECTIVE_UNKNOWN);
        case Received(var received) ->
            switch (command) {
              case ReceiveDirective _, EndReading _, CountReaders _ -> Decision.accept();
              case PublishNotice publish -> Decision.accept(published(publish, received));
              case DetectNotConveyed(var dueAt) ->
                  dueAt.isBefore(received.conveyBy())
                      ? Decision.accept()
                      : Decision.accept(
                          new DirectiveNotConveyed(
                              received.department(), received.conveyBy(), received.within()));
            };
        case Published(_, var published) ->
            switch (command) {
              case ReceiveDirective _, DetectNotConveyed _ -> Decision.accept();
              case PublishNotice _ -> Decision.refuse(No.NOTICE_ALREADY_PUBLISHED);
              case EndReading(var dueAt) ->
                  Decision.accept(new NoticeReadingEnded(published.audience(), dueAt));
              case CountReaders count -> Decision.acceptAll(counted(count));
            };
        case Counted _ ->
            command instanceof PublishNotice
                ? Decision.refuse(No.NOTICE_ALREADY_PUBLISHED)
                : Decision.accept();
      };
    }

    private static NoticePublished published(PublishNotice publish, DirectiveReceived received) {
      Instant now = publish.now();
      return new NoticePublished(
          received.department(),
          publish.channels(),
          publish.audience(),
          now,
          now.isAfter(received.conveyBy())
              ? Duration.between(received.conveyBy(), now)
              : Duration.ZERO,
          now.plus(publish.readWithin().duration()),
          publish.readWithin());
    }

    /** A department without members owes no readers. */
    private static List<Event> counted(CountReaders count) {
      List<Event> events = new ArrayList<>();
      events.add(new NoticeReadersCounted(count.departments(), count.percent()));
      for (Readers one : count.departments()) {
        if (one.readers() * HUNDRED < one.members() * count.percent().number()) {
          events.add(
              new NoticeReadByTooFew(
                  one.department(), one.members(), one.readers(), count.percent()));
        }
      }
      return events;
    }

    @Override
    public Directive evolve(Directive state, Event event) {
      return switch (event) {
        case DirectiveReceived received -> new Received(received);
        case NoticePublished published ->
            state instanceof Received(var received) ? new Published(received, published) : state;
        case NoticeReadersCounted _ ->
            state instanceof Published(var received, var published)
                ? new Counted(received, published)
                : state;
        case DirectiveNotConveyed _, NoticeReadingEnded _, NoticeReadByTooFew _ -> state;
      };
    }
  }
}
