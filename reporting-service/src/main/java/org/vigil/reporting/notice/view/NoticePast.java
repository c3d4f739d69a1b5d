package org.vigil.reporting.notice.view;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Recorded;
import org.vigil.reporting.notice.domain.Directive;
import org.vigil.reporting.notice.domain.Directive.DirectiveNotConveyed;
import org.vigil.reporting.notice.domain.Directive.DirectiveReceived;
import org.vigil.reporting.notice.domain.Directive.NoticePublished;
import org.vigil.reporting.notice.domain.Directive.NoticeReadByTooFew;
import org.vigil.reporting.notice.domain.Directive.NoticeReadersCounted;
import org.vigil.reporting.notice.domain.Directive.NoticeReadingEnded;
import org.vigil.reporting.notice.domain.Directive.Readers;
import org.vigil.reporting.notice.domain.Rumour;
import org.vigil.reporting.notice.domain.Rumour.RumourClarified;
import org.vigil.reporting.notice.domain.Rumour.RumourReported;
import org.vigil.reporting.notice.domain.Rumour.RumourUnclarified;
import org.vigil.reporting.notice.view.Notices.Item;
import org.vigil.reporting.parameter.domain.Rule;

/**
 * Documents and rumours as their events tell them, up to any of them; {@link NoticeView} says the
 * same of the last.
 */
public final class NoticePast {

  private NoticePast() {}

  /** What an item began with. */
  private record Arrived(
      String department,
      String title,
      String source,
      @Nullable String reference,
      Instant at,
      Instant dueAt,
      Rule rule) {}

  /** How it was dealt with. */
  private record Answered(
      Instant at, Duration lateBy, @Nullable String outcome, @Nullable Instant readBy) {}

  /**
   * The document that has come about by these events of its stream; empty without any.
   *
   * @param at the instant at which its age is told
   */
  public static Optional<Item> directive(List<Recorded<Directive.Event>> known, Instant at) {
    Recorded<Directive.Event> first = known.isEmpty() ? null : known.getFirst();
    if (first == null || !(first.event() instanceof DirectiveReceived it)) {
      return Optional.empty();
    }
    String status = "OPEN";
    boolean overdue = false;
    Answered answered = null;
    List<Readers> counted = null;
    for (Recorded<Directive.Event> recorded : known) {
      switch (recorded.event()) {
        case NoticePublished published -> {
          status = "PUBLISHED";
          answered =
              new Answered(
                  published.publishedAt(),
                  published.lateBy(),
                  published.channels().stream().map(Enum::name).collect(Collectors.joining(",")),
                  published.readBy());
        }
        case NoticeReadersCounted count -> {
          status = "COUNTED";
          counted = count.departments();
        }
        case DirectiveNotConveyed _ -> overdue = true;
        case DirectiveReceived _, NoticeReadingEnded _, NoticeReadByTooFew _ -> {}
      }
    }
    return Optional.of(
        item(
            first.stream().key(),
            first.position(),
            new Arrived(
                it.department(),
                it.title(),
                it.issuer(),
                it.reference(),
                it.receivedAt(),
                it.conveyBy(),
                it.within()),
            status,
            overdue,
            answered,
            counted,
            at));
  }

  /**
   * The rumour that has come about by these events of its stream; empty without any.
   *
   * @param at the instant at which its age is told
   */
  public static Optional<Item> rumour(List<Recorded<Rumour.Event>> known, Instant at) {
    Recorded<Rumour.Event> first = known.isEmpty() ? null : known.getFirst();
    if (first == null || !(first.event() instanceof RumourReported it)) {
      return Optional.empty();
    }
    String status = "OPEN";
    boolean overdue = false;
    Answered answered = null;
    for (Recorded<Rumour.Event> recorded : known) {
      switch (recorded.event()) {
        case RumourReported _ -> {}
        case RumourClarified(_, var clarification, _, var lateBy, _) -> {
          status = "CLARIFIED";
          answered = new Answered(recorded.recordedAt(), lateBy, clarification, null);
        }
        case RumourUnclarified _ -> overdue = true;
      }
    }
    return Optional.of(
        item(
            first.stream().key(),
            first.position(),
            new Arrived(
                it.department(),
                it.content(),
                it.heardIn(),
                null,
                it.reportedAt(),
                it.dueAt(),
                it.within()),
            status,
            overdue,
            answered,
            null,
            at));
  }

  private static Item item(
      String id,
      long position,
      Arrived it,
      String status,
      boolean overdue,
      @Nullable Answered answered,
      @Nullable List<Readers> counted,
      Instant at) {
    return new Item(
        id,
        it.department(),
        status,
        it.title(),
        it.source(),
        it.reference(),
        it.at(),
        it.dueAt(),
        answered == null ? null : answered.at(),
        Duration.between(it.at(), answered == null ? at : answered.at()).toSeconds(),
        overdue,
        answered == null ? null : answered.lateBy().toSeconds(),
        answered == null ? null : answered.outcome(),
        answered == null ? null : answered.readBy(),
        counted == null ? null : counted.stream().mapToInt(Readers::members).sum(),
        counted == null ? null : counted.stream().mapToInt(Readers::readers).sum(),
        it.rule().name(),
        it.rule().value(),
        it.rule().effectiveFrom(),
        it.rule().source(),
        position);
  }
}
