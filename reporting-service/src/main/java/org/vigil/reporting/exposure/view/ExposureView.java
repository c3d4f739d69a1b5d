package org.vigil.reporting.exposure.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.PersonalColumns;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;
import org.vigil.reporting.exposure.domain.Exposure;
import org.vigil.reporting.exposure.domain.ExposureReportEvent;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.CloseContactReported;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.EpidemicAreaReturneeReported;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.ExposedPersonIdentified;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.ExposureReportAcknowledged;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.ExposureReportCorrected;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.ExposureReportRevealed;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.LateExposureReportDetected;
import org.vigil.reporting.exposure.domain.ExposureReportEvent.Mistaken;
import org.vigil.reporting.exposure.domain.HealthObservation;
import org.vigil.reporting.exposure.domain.HealthObservation.FollowUpDay;
import org.vigil.reporting.exposure.domain.HealthObservation.ObservationFollowUpMissed;
import org.vigil.reporting.exposure.domain.HealthObservation.ObservationFollowedUp;
import org.vigil.reporting.exposure.domain.HealthObservation.ObservationMerged;
import org.vigil.reporting.exposure.domain.HealthObservation.ObservationReportJoined;
import org.vigil.reporting.exposure.domain.HealthObservation.ObservationReportPutRight;
import org.vigil.reporting.exposure.domain.HealthObservation.ObservationReportWithdrawn;
import org.vigil.reporting.exposure.domain.HealthObservation.ObservedPersonFellIll;
import org.vigil.reporting.person.domain.Channel;
import org.vigil.reporting.person.domain.Person;

/** Writes {@code exposure_report}, {@code observation_day} and {@code observation_report}. */
public final class ExposureView implements Projection {

  public static final String NAME = "exposure-1";

  private static final String REPORTED =
      """
      insert into exposure_report (id, version, position, kind, department, subject_id, identified,
        status, name, phone, degree, area_code, country, last_exposed_at, known_at, channel,
        reported_at)
      values (?, ?, ?, ?, ?, ?, ?, 'OPEN', ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing
      """;
  private static final String LATE =
      """
      update exposure_report set late_by_seconds = ?, version = ? where id = ? and version < ?
      """;
  private static final String ACKNOWLEDGED =
      """
      update exposure_report set status = 'ACKNOWLEDGED', acknowledged_at = ?, version = ?
      where id = ? and version < ?
      """;
  private static final String CORRECTED =
      """
      update exposure_report set name = ?, phone = ?, degree = ?, area_code = ?, country = ?,
        last_exposed_at = ?, known_at = ?, corrections = corrections + 1, version = ?
      where id = ? and version < ?
      """;

  /** Before {@link #CORRECTED}, which says that the version is done. */
  private static final String OF_SOMEBODY_ELSE =
      "update exposure_report set subject_id = ?, identified = ? where id = ? and version < ?";

  private static final String IDENTIFIED =
      """
      update exposure_report set subject_id = ?, name = ?, phone = ?, identified = true, version = ?
      where id = ? and version < ?
      """;
  private static final String REVEALED =
      "update exposure_report set version = ? where id = ? and version < ?";
  private static final String DAY =
      """
      insert into observation_day (subject_id, day, department, name, due_at)
      values (?, ?, ?, ?, ?) on conflict (subject_id, day) do update
        set status = 'DUE', department = excluded.department, name = excluded.name
        where observation_day.status = 'DROPPED'
      """;
  private static final String REPORT =
      """
      insert into observation_report (subject_id, report_id) values (?, ?) on conflict do nothing
      """;
  private static final String NO_REPORT =
      "delete from observation_report where subject_id = ? and report_id = ?";
  private static final String DROPPED =
      """
      update observation_day set status = 'DROPPED'
      where subject_id = ? and day = ? and status = 'DUE'
      """;

  /** What has been done, or left undone, stays with who was to do it. */
  private static final String CALLED =
      """
      update observation_day set name = ?, department = ? where subject_id = ? and status = 'DUE'
      """;

  private static final String FOLLOWED_UP =
      """
      update observation_day set status = 'FOLLOWED_UP', finding = ?, followed_up_at = ?, late = ?
      where subject_id = ? and day = ?
      """;
  private static final String MISSED =
      """
      update observation_day set status = 'OVERDUE'
      where subject_id = ? and day = ? and followed_up_at is null
      """;
  private static final String MERGED =
      """
      update observation_day set status = 'MERGED'
      where subject_id = ? and followed_up_at is null
      """;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of("exposure_report", "observation_day", "observation_report");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(ExposureReportEvent.class, HealthObservation.Event.class);
  }

  @Override
  public List<PersonalColumns> personalColumns() {
    return List.of(
        new PersonalColumns(
            "exposure_report",
            "subject_id",
            Map.of("name", PersonalColumns.TEXT, "phone", PersonalColumns.textIfAny("phone"))),
        new PersonalColumns(
            "observation_day",
            "subject_id",
            Map.of("name", PersonalColumns.TEXT, "finding", "null")));
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch batch = new SqlBatch(tx)) {
      for (Recorded<Object> recorded : events) {
        switch (recorded.event()) {
          case ExposureReportEvent event -> report(recorded, event, batch);
          case HealthObservation.Event event -> observation(event, batch);
          default -> {}
        }
      }
    }
  }

  private static void report(Recorded<Object> recorded, ExposureReportEvent event, SqlBatch batch)
      throws SQLException {
    String id = recorded.stream().key();
    int version = recorded.version();
    switch (event) {
      case CloseContactReported it ->
          reported(
              recorded,
              batch,
              it.subjectId(),
              it.department(),
              it.person(),
              it.identified(),
              it.exposure(),
              it.channel(),
              it.reportedAt());
      case EpidemicAreaReturneeReported it ->
          reported(
              recorded,
              batch,
              it.subjectId(),
              it.department(),
              it.person(),
              it.identified(),
              it.exposure(),
              it.channel(),
              it.reportedAt());
      case LateExposureReportDetected it ->
          batch.add(LATE, it.lateBy().plusNanos(999_999_999).toSeconds(), version, id, version);
      case ExposureReportAcknowledged _ ->
          batch.add(ACKNOWLEDGED, recorded.recordedAt(), version, id, version);
      case ExposureReportCorrected it -> {
        Person shown = it.person().masked();
        Exposure exposure = it.exposure();
        Mistaken mistaken = it.mistaken();
        if (mistaken != null) {
          batch.add(OF_SOMEBODY_ELSE, it.subjectId(), mistaken.identified(), id, version);
        }
        batch.add(
            CORRECTED,
            shown.name(),
            shown.phone(),
            exposure.degree(),
            exposure.areaCode(),
            exposure.country(),
            exposure.lastExposedAt(),
            exposure.knownAt(),
            version,
            id,
            version);
      }
      case ExposedPersonIdentified it -> {
        Person shown = it.person().masked();
        batch.add(IDENTIFIED, it.subjectId(), shown.name(), shown.phone(), version, id, version);
      }
      case ExposureReportRevealed _ -> batch.add(REVEALED, version, id, version);
    }
  }

  private static void reported(
      Recorded<Object> recorded,
      SqlBatch batch,
      String subjectId,
      String department,
      Person person,
      boolean identified,
      Exposure exposure,
      Channel channel,
      Instant reportedAt)
      throws SQLException {
    Person shown = person.masked();
    batch.add(
        REPORTED,
        recorded.stream().key(),
        recorded.version(),
        recorded.position(),
        exposure.kind(),
        department,
        subjectId,
        identified,
        shown.name(),
        shown.phone(),
        exposure.degree(),
        exposure.areaCode(),
        exposure.country(),
        exposure.lastExposedAt(),
        exposure.knownAt(),
        channel,
        reportedAt);
  }

  private static void observation(HealthObservation.Event event, SqlBatch batch)
      throws SQLException {
    switch (event) {
      case ObservationReportJoined it -> {
        added(it.subjectId(), it.department(), it.name(), it.days(), batch);
        batch.add(REPORT, it.subjectId(), it.reportId());
      }
      case ObservationReportPutRight it -> {
        dropped(it.subjectId(), it.dropped(), batch);
        added(it.subjectId(), it.department(), it.name(), it.days(), batch);
        batch.add(CALLED, Mask.NAME.of(it.name()), it.department(), it.subjectId());
      }
      case ObservationReportWithdrawn it -> {
        dropped(it.subjectId(), it.dropped(), batch);
        batch.add(CALLED, Mask.NAME.of(it.name()), it.department(), it.subjectId());
        batch.add(NO_REPORT, it.subjectId(), it.reportId());
      }
      case ObservationFollowedUp it ->
          batch.add(
              FOLLOWED_UP, it.finding(), it.followedUpAt(), it.late(), it.subjectId(), it.day());
      case ObservationFollowUpMissed it -> batch.add(MISSED, it.subjectId(), it.day());
      case ObservationMerged it -> batch.add(MERGED, it.subjectId());
      case ObservedPersonFellIll _ -> {}
    }
  }

  private static void added(
      String subjectId, String department, String name, List<FollowUpDay> days, SqlBatch batch)
      throws SQLException {
    for (FollowUpDay day : days) {
      batch.add(DAY, subjectId, day.day(), department, Mask.NAME.of(name), day.dueAt());
    }
  }

  private static void dropped(String subjectId, List<LocalDate> days, SqlBatch batch)
      throws SQLException {
    for (LocalDate day : days) {
      batch.add(DROPPED, subjectId, day);
    }
  }
}
