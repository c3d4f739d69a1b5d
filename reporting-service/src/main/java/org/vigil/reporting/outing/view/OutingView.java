package org.vigil.reporting.outing.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigil.eventsourcing.PersonalColumns;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;
import org.vigil.reporting.outing.domain.OutingEvent;
import org.vigil.reporting.outing.domain.OutingEvent.HighRiskTravelConfirmed;
import org.vigil.reporting.outing.domain.OutingEvent.HighRiskTravelDismissed;
import org.vigil.reporting.outing.domain.OutingEvent.HighRiskTravelMatched;
import org.vigil.reporting.outing.domain.OutingEvent.HighRiskTravelWithdrawn;
import org.vigil.reporting.outing.domain.OutingEvent.OutingCancelled;
import org.vigil.reporting.outing.domain.OutingEvent.OutingPersonIdentified;
import org.vigil.reporting.outing.domain.OutingEvent.OutingProlonged;
import org.vigil.reporting.outing.domain.OutingEvent.OutingRegistered;
import org.vigil.reporting.outing.domain.OutingEvent.OutingReturnOverdue;
import org.vigil.reporting.outing.domain.OutingEvent.OutingReturned;
import org.vigil.reporting.outing.domain.OutingEvent.OutingRevealed;
import org.vigil.reporting.outing.domain.OutingEvent.OutingStopsChanged;
import org.vigil.reporting.outing.domain.Stop;
import org.vigil.reporting.person.domain.Person;

/**
 * Writes {@code outing}, {@code outing_stop}, {@code outing_match} and {@code
 * outing_matched_entry}.
 */
public final class OutingView implements Projection {

  public static final String NAME = "outing-1";

  private static final String REGISTERED =
      """
      insert into outing (id, version, position, department, subject_id, status, name, phone,
        area_code, country, destination, departs_at, ends_at, registered_at, identified)
      values (?, ?, ?, ?, ?, 'OPEN', ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing
      """;
  private static final String STOP =
      """
      insert into outing_stop (outing_id, stop, subject_id, area_code, country, place, from_at,
        until_at)
      values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (outing_id, stop) do nothing
      """;
  private static final String IDENTIFIED =
      """
      update outing set subject_id = ?, name = ?, phone = ?, destination = ?, identified = true,
        version = ?
      where id = ? and version < ?
      """;
  private static final String NO_STOPS = "delete from outing_stop where outing_id = ?";
  private static final String ASK_AGAIN =
      "delete from outing_matched_entry where outing_id = ? and entry_id = any(?)";

  /** The numbers that a candidate shows are those of the stops as they are shown. */
  private static final String NUMBERED =
      """
      update outing_match m set stops = array(
        select s.stop from outing_stop s
        where s.outing_id = m.outing_id and s.area_code = m.area_code order by s.stop)
      where m.outing_id = ?
      """;

  private static final String PROLONGED =
      "update outing set ends_at = ?, overdue_since = null, version = ?"
          + " where id = ? and version < ?";
  private static final String RETURNED =
      """
      update outing set status = 'RETURNED', ends_at = ?, overdue_since = null, version = ?
      where id = ? and version < ?
      """;
  private static final String OVERDUE =
      "update outing set overdue_since = ?, version = ? where id = ? and version < ?";
  private static final String CANCELLED =
      "update outing set status = 'CANCELLED', overdue_since = null, version = ? where id = ? and"
          + " version < ?";
  private static final String OTHERWISE =
      "update outing set version = ? where id = ? and version < ?";
  private static final String MATCHED =
      """
      insert into outing_match (outing_id, match, position, department, area_code, stops, level,
        places, list_id, matched_at, review)
      values (?, ?, ?, ?, ?, cast(? as integer[]), ?, ?, ?, ?, 'PENDING') on conflict (outing_id, match) do nothing
      """;
  private static final String ENTRIES =
      """
      insert into outing_matched_entry (outing_id, entry_id) select ?, unnest(?)
      on conflict do nothing
      """;
  private static final String REVIEWED =
      """
      update outing_match set review = ?, reviewed_at = ?
      where outing_id = ? and match = ? and review = 'PENDING'
      """;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int revision() {
    return 3;
  }

  @Override
  public Set<String> tables() {
    return Set.of("outing", "outing_stop", "outing_match", "outing_matched_entry");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(OutingEvent.class);
  }

  @Override
  public List<PersonalColumns> personalColumns() {
    return List.of(
        new PersonalColumns(
            "outing",
            "subject_id",
            Map.of(
                "name", PersonalColumns.TEXT,
                "phone", PersonalColumns.textIfAny("phone"),
                "destination", PersonalColumns.TEXT)),
        new PersonalColumns("outing_stop", "subject_id", Map.of("place", PersonalColumns.TEXT)));
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch batch = new SqlBatch(tx)) {
      for (Recorded<Object> recorded : events) {
        if (recorded.event() instanceof OutingEvent event) {
          apply(recorded, event, batch);
        }
      }
    }
  }

  private static void apply(Recorded<Object> recorded, OutingEvent event, SqlBatch batch)
      throws SQLException {
    String id = recorded.stream().key();
    int version = recorded.version();
    switch (event) {
      case OutingRegistered registered -> register(recorded, registered, batch);
      case OutingProlonged prolonged ->
          batch.add(PROLONGED, prolonged.returnsAt(), version, id, version);
      case OutingReturned returned ->
          batch.add(RETURNED, returned.returnedAt(), version, id, version);
      case OutingReturnOverdue overdue -> batch.add(OVERDUE, overdue.dueAt(), version, id, version);
      case OutingCancelled _ -> batch.add(CANCELLED, version, id, version);
      case HighRiskTravelMatched matched -> {
        batch.add(
            MATCHED,
            id,
            matched.match(),
            recorded.position(),
            matched.department(),
            matched.areaCode(),
            matched.stops(),
            matched.level(),
            matched.places(),
            matched.listId(),
            recorded.recordedAt());
        batch.add(ENTRIES, id, matched.entryIds());
        batch.add(OTHERWISE, version, id, version);
      }
      case HighRiskTravelConfirmed(int match, _, _, _) -> {
        batch.add(REVIEWED, "CONFIRMED", recorded.recordedAt(), id, match);
        batch.add(OTHERWISE, version, id, version);
      }
      case HighRiskTravelDismissed(int match, _, _, _) -> {
        batch.add(REVIEWED, "DISMISSED", recorded.recordedAt(), id, match);
        batch.add(OTHERWISE, version, id, version);
      }
      case HighRiskTravelWithdrawn(int match, _, _, _) -> {
        batch.add(REVIEWED, "WITHDRAWN", recorded.recordedAt(), id, match);
        batch.add(OTHERWISE, version, id, version);
      }
      case OutingStopsChanged changed -> {
        batch.add(NO_STOPS, id);
        stops(id, changed.subjectId(), changed.stops(), batch);
        batch.add(ASK_AGAIN, id, changed.askAgain());
        batch.add(NUMBERED, id);
        batch.add(OTHERWISE, version, id, version);
      }
      case OutingPersonIdentified who -> {
        Person shown = who.person().masked();
        batch.add(
            IDENTIFIED,
            who.subjectId(),
            shown.name(),
            shown.phone(),
            who.destination().text(),
            version,
            id,
            version);
        batch.add(NO_STOPS, id);
        stops(id, who.subjectId(), who.stops(), batch);
      }
      case OutingRevealed _ -> batch.add(OTHERWISE, version, id, version);
    }
  }

  private static void register(
      Recorded<Object> recorded, OutingRegistered registered, SqlBatch batch) throws SQLException {
    Person shown = registered.person().masked();
    batch.add(
        REGISTERED,
        recorded.stream().key(),
        recorded.version(),
        recorded.position(),
        registered.department(),
        registered.subjectId(),
        shown.name(),
        shown.phone(),
        registered.destination().areaCode(),
        registered.destination().country(),
        registered.destination().text(),
        registered.departsAt(),
        registered.returnsAt(),
        registered.registeredAt(),
        registered.identified());
    stops(recorded.stream().key(), registered.subjectId(), registered.stops(), batch);
  }

  private static void stops(String id, String subjectId, List<Stop> stops, SqlBatch batch)
      throws SQLException {
    int number = 0;
    for (Stop stop : stops) {
      batch.add(
          STOP,
          id,
          ++number,
          subjectId,
          stop.place().areaCode(),
          stop.place().country(),
          stop.place().text(),
          stop.from(),
          stop.until());
    }
  }
}
