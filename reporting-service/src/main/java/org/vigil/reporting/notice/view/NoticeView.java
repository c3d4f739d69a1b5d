package org.vigil.reporting.notice.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.PersonalColumns;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;
import org.vigil.reporting.notice.domain.Directive;
import org.vigil.reporting.notice.domain.Directive.DirectiveNotConveyed;
import org.vigil.reporting.notice.domain.Directive.DirectiveReceived;
import org.vigil.reporting.notice.domain.Directive.NoticePublished;
import org.vigil.reporting.notice.domain.Directive.NoticeReadByTooFew;
import org.vigil.reporting.notice.domain.Directive.NoticeReadersCounted;
import org.vigil.reporting.notice.domain.Directive.NoticeReadingEnded;
import org.vigil.reporting.notice.domain.Directive.Readers;
import org.vigil.reporting.notice.domain.NoticeReading.NoticeRead;
import org.vigil.reporting.notice.domain.Rumour;
import org.vigil.reporting.notice.domain.Rumour.RumourClarified;
import org.vigil.reporting.notice.domain.Rumour.RumourReported;
import org.vigil.reporting.notice.domain.Rumour.RumourUnclarified;
import org.vigil.reporting.parameter.domain.Rule;

/** Writes {@code notice_item} and {@code notice_reading}. */
public final class NoticeView implements Projection {

  public static final String NAME = "notice-1";

  private static final String RECEIVED =
      """
      insert into notice_item (id, kind, version, position, department, status, title, source,
        reference, received_at, due_at, rule, rule_value, rule_from, rule_source,
        owner)
      values (?, ?, ?, ?, ?, 'OPEN', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing
      """;
  private static final String PUBLISHED =
      """
      update notice_item set status = 'PUBLISHED', done_at = ?, late_by_seconds = ?, outcome = ?,
        audience = ?, read_by = ?, version = ? where id = ? and version < ?
      """;
  private static final String COUNTED =
      """
      update notice_item set status = 'COUNTED', members = ?, readers = ?, version = ?
      where id = ? and version < ?
      """;
  private static final String CLARIFIED =
      """
      update notice_item set status = 'CLARIFIED', done_at = ?, late_by_seconds = ?, outcome = ?,
        version = ? where id = ? and version < ?
      """;
  private static final String OVERDUE =
      "update notice_item set overdue = true, version = ? where id = ? and version < ?";
  private static final String VERSION =
      "update notice_item set version = ? where id = ? and version < ?";
  private static final String READ =
      """
      insert into notice_reading (notice_id, subject_id, department, read_at) values (?, ?, ?, ?)
      on conflict (notice_id, subject_id) do nothing
      """;

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
    return Set.of("notice_item", "notice_reading");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(Directive.Event.class, NoticeRead.class, Rumour.Event.class);
  }

  @Override
  public List<PersonalColumns> personalColumns() {
    return List.of(
        new PersonalColumns(
            "notice_item",
            "owner",
            Map.of(
                "title",
                PersonalColumns.TEXT,
                "source",
                "case when kind = 'RUMOUR' then " + PersonalColumns.TEXT + " else source end",
                "outcome",
                "case when kind = 'RUMOUR' and outcome is not null then "
                    + PersonalColumns.TEXT
                    + " else outcome end")));
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch batch = new SqlBatch(tx)) {
      for (Recorded<Object> recorded : events) {
        switch (recorded.event()) {
          case Directive.Event event -> directive(recorded, event, batch);
          case Rumour.Event event -> rumour(recorded, event, batch);
          case NoticeRead read ->
              batch.add(READ, read.noticeId(), read.subjectId(), read.department(), read.at());
          default -> {}
        }
      }
    }
  }

  private static void directive(Recorded<Object> recorded, Directive.Event event, SqlBatch batch)
      throws SQLException {
    String id = recorded.stream().key();
    int version = recorded.version();
    switch (event) {
      case DirectiveReceived it ->
          received(
              recorded,
              "DIRECTIVE",
              it.department(),
              it.title(),
              it.issuer(),
              it.reference(),
              it.receivedAt(),
              it.conveyBy(),
              it.within(),
              batch);
      case NoticePublished it ->
          batch.add(
              PUBLISHED,
              it.publishedAt(),
              it.lateBy().toSeconds(),
              it.channels().stream().map(Enum::name).collect(Collectors.joining(",")),
              it.audience(),
              it.readBy(),
              version,
              id,
              version);
      case NoticeReadersCounted it ->
          batch.add(
              COUNTED,
              it.departments().stream().mapToInt(Readers::members).sum(),
              it.departments().stream().mapToInt(Readers::readers).sum(),
              version,
              id,
              version);
      case DirectiveNotConveyed _ -> batch.add(OVERDUE, version, id, version);
      case NoticeReadingEnded _, NoticeReadByTooFew _ -> batch.add(VERSION, version, id, version);
    }
  }

  private static void rumour(Recorded<Object> recorded, Rumour.Event event, SqlBatch batch)
      throws SQLException {
    String id = recorded.stream().key();
    int version = recorded.version();
    switch (event) {
      case RumourReported it ->
          received(
              recorded,
              "RUMOUR",
              it.department(),
              it.content(),
              it.heardIn(),
              null,
              it.reportedAt(),
              it.dueAt(),
              it.within(),
              batch);
      case RumourClarified it -> clarified(recorded, it.clarification(), it.lateBy(), batch);
      case RumourUnclarified _ -> batch.add(OVERDUE, version, id, version);
    }
  }

  private static void received(
      Recorded<Object> recorded,
      String kind,
      String department,
      String title,
      String source,
      @Nullable String reference,
      Instant receivedAt,
      Instant dueAt,
      Rule rule,
      SqlBatch batch)
      throws SQLException {
    batch.add(
        RECEIVED,
        recorded.stream().key(),
        kind,
        recorded.version(),
        recorded.position(),
        department,
        title,
        source,
        reference,
        receivedAt,
        dueAt,
        rule.name(),
        rule.value(),
        rule.effectiveFrom(),
        rule.source(),
        PersonalColumns.ofNobody(recorded.stream()));
  }

  private static void clarified(
      Recorded<Object> recorded, String outcome, Duration lateBy, SqlBatch batch)
      throws SQLException {
    batch.add(
        CLARIFIED,
        recorded.recordedAt(),
        lateBy.toSeconds(),
        outcome,
        recorded.version(),
        recorded.stream().key(),
        recorded.version());
  }
}
