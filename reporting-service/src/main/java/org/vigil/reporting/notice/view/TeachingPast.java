package org.vigil.reporting.notice.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Recorded;
import org.vigil.reporting.notice.domain.Education;
import org.vigil.reporting.notice.domain.Education.EducationFellShort;
import org.vigil.reporting.notice.domain.Education.EducationItemPublished;
import org.vigil.reporting.notice.domain.Education.EducationPeriodFulfilled;
import org.vigil.reporting.notice.domain.Education.EducationPeriodOpened;
import org.vigil.reporting.notice.domain.SituationDigest;
import org.vigil.reporting.notice.domain.SituationDigest.SituationDigestDayEnded;
import org.vigil.reporting.notice.domain.SituationDigest.SituationDigestExpected;
import org.vigil.reporting.notice.domain.SituationDigest.SituationDigestMissing;
import org.vigil.reporting.notice.domain.SituationDigest.SituationDigestPublished;
import org.vigil.reporting.notice.view.Notices.Digest;
import org.vigil.reporting.notice.view.Notices.Period;
import org.vigil.reporting.notice.view.Notices.Taught;

/**
 * What people were taught and how the situation was told, as the events tell it, up to any of them;
 * {@link TeachingView} says the same of the last.
 */
public final class TeachingPast {

  private TeachingPast() {}

  /** A part of what was taught by these events of the programme, the newest first. */
  public static List<Taught> taught(List<Recorded<Education.Event>> known, long before, int rows) {
    return known.reversed().stream()
        .filter(recorded -> recorded.position() < before)
        .flatMap(
            recorded ->
                recorded.event() instanceof EducationItemPublished item
                    ? Optional.of(taught(item, recorded.position())).stream()
                    : Optional.<Taught>empty().stream())
        .limit(rows)
        .toList();
  }

  private static Taught taught(EducationItemPublished item, long position) {
    return new Taught(
        item.topic().name(), item.title(), item.channel().name(), item.publishedAt(), position);
  }

  private record End(String status, int published) {}

  /** The last periods by these events of the programme, the newest first. */
  public static List<Period> periods(List<Recorded<Education.Event>> known, int rows) {
    List<EducationPeriodOpened> opened = new ArrayList<>();
    List<EducationItemPublished> items = new ArrayList<>();
    Map<Instant, End> ended = new HashMap<>();
    for (Recorded<Education.Event> recorded : known) {
      switch (recorded.event()) {
        case EducationPeriodOpened it -> opened.add(it);
        case EducationItemPublished it -> items.add(it);
        case EducationPeriodFulfilled it ->
            ended.put(it.from(), new End("FULFILLED", it.published()));
        case EducationFellShort it -> ended.put(it.from(), new End("FELL_SHORT", it.published()));
      }
    }
    return opened.reversed().stream()
        .limit(rows)
        .map(period -> period(period, ended.get(period.from()), items))
        .toList();
  }

  private static Period period(
      EducationPeriodOpened period, @Nullable End end, List<EducationItemPublished> items) {
    List<EducationItemPublished> within =
        items.stream()
            .filter(
                item ->
                    !item.publishedAt().isBefore(period.from())
                        && item.publishedAt().isBefore(period.until()))
            .toList();
    return new Period(
        period.from(),
        period.until(),
        period.items().number(),
        end == null ? within.size() : end.published(),
        end == null ? "OPEN" : end.status(),
        within.stream().map(item -> item.topic().name()).distinct().sorted().toList());
  }

  /** The digest of a day by these events of the day's stream; empty without any. */
  public static Optional<Digest> digest(String day, List<Recorded<SituationDigest.Event>> known) {
    if (known.isEmpty()) {
      return Optional.empty();
    }
    Digest digest = new Digest(day, "EXPECTED", null, null, null, null, null);
    for (Recorded<SituationDigest.Event> recorded : known) {
      digest =
          switch (recorded.event()) {
            case SituationDigestExpected it -> due(digest, it.dueAt());
            case SituationDigestPublished it ->
                told(digest, it.title(), it.summary(), it.publishedAt(), it.lateBy());
            case SituationDigestMissing _ -> missing(digest);
            case SituationDigestDayEnded _ -> digest;
          };
    }
    return Optional.of(digest);
  }

  private static Digest due(Digest digest, Instant dueAt) {
    return new Digest(
        digest.day(),
        digest.status(),
        dueAt,
        digest.title(),
        digest.summary(),
        digest.publishedAt(),
        digest.lateBySeconds());
  }

  private static Digest told(
      Digest digest, String title, String summary, Instant publishedAt, Duration lateBy) {
    return new Digest(
        digest.day(), "PUBLISHED", digest.dueAt(), title, summary, publishedAt, lateBy.toSeconds());
  }

  private static Digest missing(Digest digest) {
    return new Digest(
        digest.day(),
        "EXPECTED".equals(digest.status()) ? "MISSING" : digest.status(),
        digest.dueAt(),
        digest.title(),
        digest.summary(),
        digest.publishedAt(),
        digest.lateBySeconds());
  }
}
