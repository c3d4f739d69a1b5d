package org.vigil.reporting.symptomreport.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigil.eventsourcing.PersonalColumns;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;
import org.vigil.reporting.person.domain.Person;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.LateReportDetected;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.ReportAcknowledged;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.ReportCorrected;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.ReportRevealed;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomReportJoined;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomReportSeparated;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomReported;
import org.vigil.reporting.symptomreport.domain.SymptomReportEvent.SymptomaticPersonIdentified;

/** Writes {@code symptom_report} and {@code symptom_report_person}. */
public final class SymptomReportView implements Projection {

  public static final String NAME = "symptom-report-1";

  private static final String REPORTED =
      """
      insert into symptom_report (id, version, position, department, subject_id, status, name,
        phone, symptoms, temperature_tenths, onset_at, known_at, reported_at, signal, identified,
        channel, matter)
      values (?, ?, ?, ?, ?, 'OPEN', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing
      """;
  private static final String LATE =
      """
      update symptom_report set late_by_seconds = ?, version = ? where id = ? and version < ?
      """;
  private static final String ACKNOWLEDGED =
      """
      update symptom_report set status = 'ACKNOWLEDGED', acknowledged_at = ?, version = ?
      where id = ? and version < ?
      """;
  private static final String CORRECTED =
      """
      update symptom_report set subject_id = ?, name = ?, phone = ?, symptoms = ?,
        temperature_tenths = ?, onset_at = ?, known_at = ?, corrections = corrections + 1,
        identified = ?, version = ?
      where id = ? and version < ?
      """;
  private static final String IDENTIFIED =
      """
      update symptom_report set subject_id = ?, name = ?, phone = ?, identified = true, version = ?
      where id = ? and version < ?
      """;
  private static final String PART_OF =
      "update symptom_report set matter = ?, version = ? where id = ? and version < ?";
  private static final String ABOUT =
      "insert into symptom_report_person (subject_id, report_id) values (?, ?)"
          + " on conflict do nothing";
  private static final String REVEALED =
      "update symptom_report set version = ? where id = ? and version < ?";

  @Override
  public String name() {
    return NAME;
  }

  /** The first did not know whom a report had been about. */
  @Override
  public int revision() {
    return 2;
  }

  @Override
  public Set<String> tables() {
    return Set.of("symptom_report", "symptom_report_person");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(SymptomReportEvent.class);
  }

  @Override
  public List<PersonalColumns> personalColumns() {
    return List.of(
        new PersonalColumns(
            "symptom_report",
            "subject_id",
            Map.of(
                "name",
                PersonalColumns.TEXT,
                "phone",
                PersonalColumns.textIfAny("phone"),
                "symptoms",
                "'{}'",
                "temperature_tenths",
                "null")));
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch batch = new SqlBatch(tx)) {
      for (Recorded<Object> recorded : events) {
        if (recorded.event() instanceof SymptomReportEvent event) {
          apply(recorded, event, batch);
        }
      }
    }
  }

  private static void apply(Recorded<Object> recorded, SymptomReportEvent event, SqlBatch batch)
      throws SQLException {
    String id = recorded.stream().key();
    int version = recorded.version();
    switch (event) {
      case SymptomReported(
              var subject,
              var department,
              var person,
              boolean identified,
              var channel,
              var seen,
              var at,
              var signal,
              var earlier) -> {
        batch.add(ABOUT, subject, id);
        Person shown = person.masked();
        batch.add(
            REPORTED,
            id,
            version,
            recorded.position(),
            department,
            subject,
            shown.name(),
            shown.phone(),
            seen.symptoms(),
            seen.temperatureTenthsCelsius(),
            seen.onsetAt(),
            seen.knownAt(),
            at,
            signal,
            identified,
            channel,
            earlier == null ? null : earlier.matter());
      }
      case LateReportDetected late ->
          batch.add(LATE, late.lateBy().toSeconds(), version, id, version);
      case ReportAcknowledged _ ->
          batch.add(ACKNOWLEDGED, recorded.recordedAt(), version, id, version);
      case ReportCorrected(var subject, _, var person, var seen, _, _, boolean identified, _) -> {
        batch.add(ABOUT, subject, id);
        Person shown = person.masked();
        batch.add(
            CORRECTED,
            subject,
            shown.name(),
            shown.phone(),
            seen.symptoms(),
            seen.temperatureTenthsCelsius(),
            seen.onsetAt(),
            seen.knownAt(),
            identified,
            version,
            id,
            version);
      }
      case SymptomaticPersonIdentified it -> {
        batch.add(ABOUT, it.subjectId(), id);
        Person shown = it.person().masked();
        batch.add(IDENTIFIED, it.subjectId(), shown.name(), shown.phone(), version, id, version);
      }
      case SymptomReportJoined it -> batch.add(PART_OF, it.matter(), version, id, version);
      case SymptomReportSeparated _ -> batch.add(PART_OF, null, version, id, version);
      case ReportRevealed _ -> batch.add(REVEALED, version, id, version);
    }
  }
}
