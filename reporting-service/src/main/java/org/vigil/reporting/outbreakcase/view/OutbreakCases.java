package org.vigil.reporting.outbreakcase.view;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.reporting.rows.Candidate;

/** Cases, to be read; names are masked. */
@ApplicationScoped
public class OutbreakCases {

  /** A case of more contacts than this is read in the listing of its department's people. */
  static final int MAX_CONTACTS = 1_000;

  private final AgroalDataSource dataSource;

  @Inject
  OutbreakCases(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** For CDI's proxy. */
  @SuppressWarnings("NullAway")
  protected OutbreakCases() {
    this.dataSource = null;
  }

  /** A case as it is listed. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "OutbreakCase")
  public record Listed(
      String id,
      String department,
      String status,
      String maskedName,
      @Nullable String maskedPhone,
      @Schema(description = "是否已知是谁 / Whether it is known who it is") boolean identified,
      @Nullable String grounds,
      boolean drill,
      @Nullable String reportId,
      Instant knownAt,
      Instant openedAt,
      @Nullable Instant closedAt,
      @Nullable String result,
      @JsonIgnore int version,
      @JsonIgnore long position) {}

  /** A step of a case, and the version of the rule by which it is timed. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "OutbreakCaseStep")
  public record StepOf(
      String step,
      @Nullable Instant dueAt,
      @Nullable Instant doneAt,
      @Schema(description = "到期未完成 / It was not done when it was due") boolean overdue,
      @Nullable Long lateBySeconds,
      @Nullable String rule,
      @Nullable String ruleValue,
      @Nullable Instant ruleEffectiveFrom,
      @Nullable String ruleSource) {}

  /** A contact, masked. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "OutbreakCaseContact")
  public record ContactOf(
      @Schema(description = "补充身份时用 / For saying who it is") String contactId,
      String department,
      String maskedName,
      @Nullable String maskedPhone,
      @Schema(description = "是否已知是谁 / Whether it is known who it is") boolean identified,
      Instant lastContactAt,
      Instant listedAt) {}

  /** What had been opened by an instant, the newest first. */
  public List<Candidate> openedBy(
      Instant asOf, Optional<String> department, long before, int rows) {
    return Sql.list(
        dataSource,
        "select id, position from outbreak_case where position < ? and opened_at <= ?"
            + " and (department = ? or ?) order by position desc limit "
            + rows,
        row -> new Candidate(row.getString("id"), row.getLong("position")),
        before,
        asOf,
        department.orElse(""),
        department.isEmpty());
  }

  /** The newest first, of one department or of all. */
  public List<Listed> newest(Optional<String> department, long before, int rows) {
    return Sql.list(
        dataSource,
        "select * from outbreak_case where position < ? and (department = ? or ?)"
            + " order by position desc limit "
            + rows,
        OutbreakCases::listed,
        before,
        department.orElse(""),
        department.isEmpty());
  }

  /** One case. */
  public Optional<Listed> one(String id) {
    return Sql.list(
            dataSource, "select * from outbreak_case where id = ?", OutbreakCases::listed, id)
        .stream()
        .findFirst();
  }

  /** Its steps, as they fall due. */
  public List<StepOf> steps(String id) {
    return Sql.list(
        dataSource,
        "select * from outbreak_case_step where case_id = ? order by due_at, step",
        row -> {
          long lateBy = row.getLong("late_by_seconds");
          return new StepOf(
              row.getString("step"),
              Sql.instantOrNull(row, "due_at"),
              Sql.instantOrNull(row, "done_at"),
              row.getBoolean("overdue"),
              Sql.instantOrNull(row, "done_at") == null ? null : lateBy,
              row.getString("rule"),
              row.getString("rule_value"),
              Sql.instantOrNull(row, "rule_from"),
              row.getString("rule_source"));
        },
        id);
  }

  /** Its contacts, in the order in which they were listed. */
  public List<ContactOf> contacts(String id) {
    return Sql.list(
        dataSource,
        "select * from outbreak_case_contact where case_id = ? order by listed_at, subject_id limit"
            + " "
            + MAX_CONTACTS,
        row ->
            new ContactOf(
                row.getString("subject_id"),
                row.getString("department"),
                row.getString("name"),
                row.getString("phone"),
                row.getBoolean("identified"),
                Sql.instant(row, "last_contact_at"),
                Sql.instant(row, "listed_at")),
        id);
  }

  private static Listed listed(ResultSet row) throws SQLException {
    return new Listed(
        row.getString("id"),
        row.getString("department"),
        row.getString("status"),
        row.getString("name"),
        row.getString("phone"),
        row.getBoolean("identified"),
        row.getString("grounds"),
        row.getBoolean("drill"),
        row.getString("report_id"),
        Sql.instant(row, "known_at"),
        Sql.instant(row, "opened_at"),
        Sql.instantOrNull(row, "closed_at"),
        row.getString("result"),
        row.getInt("version"),
        row.getLong("position"));
  }
}
