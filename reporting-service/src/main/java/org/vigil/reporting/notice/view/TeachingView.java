package org.vigil.reporting.notice.view;

import java.sql.Connection;
import java.sql.Date;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigil.eventsourcing.PersonalColumns;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;
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

/** Writes what people were taught and how the situation was told. */
public final class TeachingView implements Projection {

  public static final String NAME = "teaching-1";

  private static final String ITEM =
      """
      insert into education_item (position, topic, title, channel, published_at, owner)
      values (?, ?, ?, ?, ?, ?) on conflict (position) do nothing
      """;
  private static final String PERIOD =
      """
      insert into education_period (period_from, period_until, required, status)
      values (?, ?, ?, 'OPEN') on conflict (period_from) do nothing
      """;
  private static final String ENDED =
      "update education_period set published = ?, status = ? where period_from = ?";
  private static final String EXPECTED =
      """
      insert into situation_digest (day, status, due_at) values (?, 'EXPECTED', ?)
      on conflict (day) do update set due_at = excluded.due_at
      """;
  private static final String PUBLISHED =
      """
      insert into situation_digest (day, status, title, summary, published_at, late_by_seconds,
        owner)
      values (?, 'PUBLISHED', ?, ?, ?, ?, ?)
      on conflict (day) do update set status = 'PUBLISHED', title = excluded.title,
        summary = excluded.summary, published_at = excluded.published_at,
        late_by_seconds = excluded.late_by_seconds, owner = excluded.owner
      """;
  private static final String MISSING =
      "update situation_digest set status = 'MISSING' where day = ? and status = 'EXPECTED'";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int revision() {
    return 2;
  }

  @Override
  public Set<String> tables() {
    return Set.of("education_item", "education_period", "situation_digest");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(Education.Event.class, SituationDigest.Event.class);
  }

  @Override
  public List<PersonalColumns> personalColumns() {
    return List.of(
        new PersonalColumns("education_item", "owner", Map.of("title", PersonalColumns.TEXT)),
        new PersonalColumns(
            "situation_digest",
            "owner",
            Map.of(
                "title",
                PersonalColumns.textIfAny("title"),
                "summary",
                PersonalColumns.textIfAny("summary"))));
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    // One row at a time: a day's expectation and its digest may lie in one batch.
    for (Recorded<Object> recorded : events) {
      try (SqlBatch batch = new SqlBatch(tx)) {
        switch (recorded.event()) {
          case Education.Event event -> education(recorded, event, batch);
          case SituationDigest.Event event -> digest(recorded, event, batch);
          default -> {}
        }
      }
    }
  }

  private static void education(Recorded<Object> recorded, Education.Event event, SqlBatch batch)
      throws SQLException {
    switch (event) {
      case EducationPeriodOpened it ->
          batch.add(PERIOD, it.from(), it.until(), it.items().number());
      case EducationItemPublished it ->
          batch.add(
              ITEM,
              recorded.position(),
              it.topic(),
              it.title(),
              it.channel(),
              it.publishedAt(),
              PersonalColumns.ofNobody(recorded.stream()));
      case EducationPeriodFulfilled it -> batch.add(ENDED, it.published(), "FULFILLED", it.from());
      case EducationFellShort it -> batch.add(ENDED, it.published(), "FELL_SHORT", it.from());
    }
  }

  private static void digest(Recorded<Object> recorded, SituationDigest.Event event, SqlBatch batch)
      throws SQLException {
    switch (event) {
      case SituationDigestExpected it -> batch.add(EXPECTED, Date.valueOf(it.day()), it.dueAt());
      case SituationDigestPublished it ->
          batch.add(
              PUBLISHED,
              Date.valueOf(it.day()),
              it.title(),
              it.summary(),
              it.publishedAt(),
              it.lateBy().toSeconds(),
              PersonalColumns.ofNobody(recorded.stream()));
      case SituationDigestDayEnded _ -> {}
      case SituationDigestMissing it -> batch.add(MISSING, Date.valueOf(it.day()));
    }
  }
}
