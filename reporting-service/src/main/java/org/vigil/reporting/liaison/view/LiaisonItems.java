package org.vigil.reporting.liaison.view;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.reporting.rows.Candidate;

/** Contacts, guidance and requests, to be read. */
@ApplicationScoped
public class LiaisonItems {

  private final AgroalDataSource dataSource;

  @Inject
  LiaisonItems(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** For CDI's proxy. */
  @SuppressWarnings("NullAway")
  protected LiaisonItems() {
    this.dataSource = null;
  }

  /** What an item of the list is. */
  public enum Kind {
    GUIDANCE,
    REQUEST
  }

  /** A contact with the health authority. */
  @Schema(name = "LiaisonContact")
  public record Contact(
      String channel,
      String institution,
      String topic,
      Instant at,
      Instant recordedAt,
      @JsonIgnore long position) {}

  /** What is proposed of guidance. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "GuidanceProposal")
  public record Proposal(
      int number,
      @Schema(description = "REVISE 调整措施, SET_ASIDE 不作调整") String kind,
      String text,
      @Nullable Instant effectiveFrom,
      @Nullable String parameter) {}

  /** Guidance, or a request from outside. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "LiaisonItem")
  public record Item(
      String id,
      String department,
      String status,
      String title,
      String institution,
      @Nullable String reference,
      Instant receivedAt,
      @Nullable Instant acknowledgeBy,
      @Nullable Instant acknowledgedAt,
      Instant dueAt,
      @Nullable Instant doneAt,
      @Schema(description = "收到至今，或至办结，经过的秒数 / Seconds from its arrival until now or its end")
          long ageSeconds,
      @Schema(description = "到期未办 / It was not done when it was due") boolean overdue,
      @Nullable Long lateBySeconds,
      @Nullable String outcome,
      @Nullable Instant effectiveFrom,
      @Nullable String approver,
      @Schema(description = "办公室已提出、待领导批准的处理 / What the office proposes and no leader has approved")
          @Nullable Proposal proposal,
      @Schema(description = "所依据的参数及版本 / The parameter's version behind the time")
          @Nullable String rule,
      @Nullable String ruleValue,
      @Nullable Instant ruleEffectiveFrom,
      @Nullable String ruleSource,
      @JsonIgnore long position) {}

  /** Contacts that had been recorded by an instant, the newest first. */
  public List<Contact> contacts(Instant asOf, long before, int rows) {
    return Sql.list(
        dataSource,
        "select * from liaison_contact where position < ? and recorded_at <= ?"
            + " order by position desc limit "
            + rows,
        row ->
            new Contact(
                row.getString("channel"),
                row.getString("institution"),
                row.getString("topic"),
                Sql.instant(row, "at"),
                Sql.instant(row, "recorded_at"),
                row.getLong("position")),
        before,
        asOf);
  }

  /** Items of a kind that had arrived by an instant, the newest first. */
  public List<Candidate> arrivedBy(
      Instant asOf, Kind kind, Optional<String> department, long before, int rows) {
    return Sql.list(
        dataSource,
        "select id, position from liaison_item where kind = ? and position < ?"
            + " and received_at <= ? and (department = ? or ?) order by position desc limit "
            + rows,
        row -> new Candidate(row.getString("id"), row.getLong("position")),
        kind,
        before,
        asOf,
        department.orElse(""),
        department.isEmpty());
  }

  /** Items of a kind, the newest first, of one department or of all. */
  public List<Item> newest(
      Kind kind,
      boolean openOnly,
      Optional<String> department,
      long before,
      int rows,
      Instant now) {
    return Sql.list(
        dataSource,
        "select * from liaison_item where kind = ? and position < ? and (done_at is null or not ?)"
            + " and (department = ? or ?) order by position desc limit "
            + rows,
        row -> item(row, now),
        kind,
        before,
        openOnly,
        department.orElse(""),
        department.isEmpty());
  }

  private static @Nullable Proposal proposal(ResultSet row) throws SQLException {
    Integer number = row.getObject("proposal_number", Integer.class);
    return number == null
        ? null
        : new Proposal(
            number,
            row.getString("proposal_kind"),
            row.getString("proposal_text"),
            Sql.instantOrNull(row, "proposal_effective_from"),
            row.getString("proposal_parameter"));
  }

  private static Item item(ResultSet row, Instant now) throws SQLException {
    Instant receivedAt = Sql.instant(row, "received_at");
    Instant doneAt = Sql.instantOrNull(row, "done_at");
    long lateBy = row.getLong("late_by_seconds");
    return new Item(
        row.getString("id"),
        row.getString("department"),
        row.getString("status"),
        row.getString("title"),
        row.getString("institution"),
        row.getString("reference"),
        receivedAt,
        Sql.instantOrNull(row, "acknowledge_by"),
        Sql.instantOrNull(row, "acknowledged_at"),
        Sql.instant(row, "due_at"),
        doneAt,
        Duration.between(receivedAt, doneAt == null ? now : doneAt).toSeconds(),
        row.getBoolean("overdue"),
        doneAt == null ? null : lateBy,
        row.getString("outcome"),
        Sql.instantOrNull(row, "effective_from"),
        row.getString("approver"),
        proposal(row),
        row.getString("rule"),
        row.getString("rule_value"),
        Sql.instantOrNull(row, "rule_from"),
        row.getString("rule_source"),
        row.getLong("position"));
  }
}
