package org.vigil.reporting.liaison.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.PersonalColumns;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;
import org.vigil.reporting.liaison.domain.ExternalRequest;
import org.vigil.reporting.liaison.domain.ExternalRequest.ExternalRequestAcknowledged;
import org.vigil.reporting.liaison.domain.ExternalRequest.ExternalRequestFulfilled;
import org.vigil.reporting.liaison.domain.ExternalRequest.ExternalRequestOverdue;
import org.vigil.reporting.liaison.domain.ExternalRequest.ExternalRequestReceived;
import org.vigil.reporting.liaison.domain.ExternalRequest.ExternalRequestUnacknowledged;
import org.vigil.reporting.liaison.domain.Guidance;
import org.vigil.reporting.liaison.domain.Guidance.ControlMeasureRevised;
import org.vigil.reporting.liaison.domain.Guidance.GuidanceDecisionProposed;
import org.vigil.reporting.liaison.domain.Guidance.GuidanceReceived;
import org.vigil.reporting.liaison.domain.Guidance.GuidanceSetAside;
import org.vigil.reporting.liaison.domain.Guidance.GuidanceUndecided;
import org.vigil.reporting.liaison.domain.HealthLiaison.HealthLiaisonContactLogged;
import org.vigil.reporting.parameter.domain.Rule;

/** Writes {@code liaison_contact} and {@code liaison_item}. */
public final class LiaisonView implements Projection {

  public static final String NAME = "liaison-1";

  private static final String CONTACT =
      """
      insert into liaison_contact (position, channel, institution, topic, at, recorded_at, owner)
      values (?, ?, ?, ?, ?, ?, ?) on conflict (position) do nothing
      """;
  private static final String RECEIVED =
      """
      insert into liaison_item (id, kind, version, position, department, status, title, institution,
        reference, received_at, acknowledge_by, due_at, rule, rule_value, rule_from, rule_source,
        owner)
      values (?, ?, ?, ?, ?, 'OPEN', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing
      """;
  private static final String ACKNOWLEDGED =
      """
      update liaison_item set status = 'ACKNOWLEDGED', acknowledged_at = ?, version = ?
      where id = ? and version < ?
      """;
  private static final String DONE =
      """
      update liaison_item set status = ?, done_at = ?, outcome = ?, effective_from = ?, approver = ?,
        late_by_seconds = ?, proposal_number = null, proposal_kind = null, proposal_text = null,
        proposal_effective_from = null, proposal_parameter = null, version = ?
      where id = ? and version < ?
      """;
  private static final String PROPOSED =
      """
      update liaison_item set proposal_number = ?, proposal_kind = ?, proposal_text = ?,
        proposal_effective_from = ?, proposal_parameter = ?, version = ?
      where id = ? and version < ?
      """;
  private static final String OVERDUE =
      "update liaison_item set overdue = true, version = ? where id = ? and version < ?";

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
    return Set.of("liaison_contact", "liaison_item");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(
        HealthLiaisonContactLogged.class, Guidance.Event.class, ExternalRequest.Event.class);
  }

  @Override
  public List<PersonalColumns> personalColumns() {
    return List.of(
        new PersonalColumns("liaison_contact", "owner", Map.of("topic", PersonalColumns.TEXT)),
        new PersonalColumns(
            "liaison_item",
            "owner",
            Map.of(
                "title",
                PersonalColumns.TEXT,
                "outcome",
                PersonalColumns.textIfAny("outcome"),
                "proposal_text",
                PersonalColumns.textIfAny("proposal_text"))));
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch batch = new SqlBatch(tx)) {
      for (Recorded<Object> recorded : events) {
        switch (recorded.event()) {
          case HealthLiaisonContactLogged it ->
              batch.add(
                  CONTACT,
                  recorded.position(),
                  it.channel(),
                  it.institution(),
                  it.topic(),
                  it.at(),
                  recorded.recordedAt(),
                  PersonalColumns.ofNobody(recorded.stream()));
          case Guidance.Event event -> guidance(recorded, event, batch);
          case ExternalRequest.Event event -> request(recorded, event, batch);
          default -> {}
        }
      }
    }
  }

  private static void guidance(Recorded<Object> recorded, Guidance.Event event, SqlBatch batch)
      throws SQLException {
    switch (event) {
      case GuidanceReceived it ->
          received(
              recorded,
              "GUIDANCE",
              it.department(),
              it.title(),
              it.institution(),
              it.reference(),
              it.receivedAt(),
              null,
              it.dueAt(),
              it.within(),
              batch);
      case GuidanceDecisionProposed it ->
          batch.add(
              PROPOSED,
              it.number(),
              it.kind(),
              it.text(),
              it.effectiveFrom(),
              it.parameter(),
              recorded.version(),
              recorded.stream().key(),
              recorded.version());
      case ControlMeasureRevised it ->
          done(
              recorded,
              "REVISED",
              it.measure(),
              it.effectiveFrom(),
              it.approver(),
              it.lateBy(),
              batch);
      case GuidanceSetAside it ->
          done(recorded, "SET_ASIDE", it.reason(), null, it.approver(), it.lateBy(), batch);
      case GuidanceUndecided _ -> overdue(recorded, batch);
    }
  }

  private static void request(
      Recorded<Object> recorded, ExternalRequest.Event event, SqlBatch batch) throws SQLException {
    switch (event) {
      case ExternalRequestReceived it ->
          received(
              recorded,
              "REQUEST",
              it.department(),
              it.title(),
              it.institution(),
              it.reference(),
              it.receivedAt(),
              it.acknowledgeBy(),
              it.fulfilBy(),
              it.fulfilWithin(),
              batch);
      case ExternalRequestAcknowledged _ ->
          batch.add(
              ACKNOWLEDGED,
              recorded.recordedAt(),
              recorded.version(),
              recorded.stream().key(),
              recorded.version());
      case ExternalRequestFulfilled it ->
          done(recorded, "FULFILLED", it.how(), null, null, it.lateBy(), batch);
      case ExternalRequestUnacknowledged _, ExternalRequestOverdue _ -> overdue(recorded, batch);
    }
  }

  private static void received(
      Recorded<Object> recorded,
      String kind,
      String department,
      String title,
      String institution,
      @Nullable String reference,
      Instant receivedAt,
      @Nullable Instant acknowledgeBy,
      Instant dueAt,
      @Nullable Rule rule,
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
        institution,
        reference,
        receivedAt,
        acknowledgeBy,
        dueAt,
        rule == null ? null : rule.name(),
        rule == null ? null : rule.value(),
        rule == null ? null : rule.effectiveFrom(),
        rule == null ? null : rule.source(),
        PersonalColumns.ofNobody(recorded.stream()));
  }

  private static void done(
      Recorded<Object> recorded,
      String status,
      String outcome,
      @Nullable Instant effectiveFrom,
      @Nullable String approver,
      Duration lateBy,
      SqlBatch batch)
      throws SQLException {
    batch.add(
        DONE,
        status,
        recorded.recordedAt(),
        outcome,
        effectiveFrom,
        approver,
        lateBy.toSeconds(),
        recorded.version(),
        recorded.stream().key(),
        recorded.version());
  }

  private static void overdue(Recorded<Object> recorded, SqlBatch batch) throws SQLException {
    batch.add(OVERDUE, recorded.version(), recorded.stream().key(), recorded.version());
  }
}
