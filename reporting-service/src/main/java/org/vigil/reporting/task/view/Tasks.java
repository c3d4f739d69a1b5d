package org.vigil.reporting.task.view;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.reporting.rows.Candidate;

/** Tasks, to be read; names are masked. */
@ApplicationScoped
public class Tasks {

  private final AgroalDataSource dataSource;

  @Inject
  Tasks(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** For CDI's proxy. */
  @SuppressWarnings("NullAway")
  protected Tasks() {
    this.dataSource = null;
  }

  /** A task as it is listed. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "Task")
  public record Listed(
      String id,
      String department,
      String maskedName,
      @Schema(description = "OPEN 进行中, COMPLETED 已完成, WITHDRAWN 已撤回") String status,
      String title,
      Instant assignedAt,
      Instant dueAt,
      @Nullable Instant endedAt,
      @Schema(description = "到期未完成 / It was not done when it was due") boolean overdue,
      @Nullable Long lateBySeconds,
      @Nullable String rule,
      @Nullable String ruleValue,
      @JsonIgnore long position) {}

  /** What had been assigned by an instant, the newest first. */
  public List<Candidate> assignedBy(
      Instant asOf, Optional<String> department, long before, int rows) {
    return Sql.list(
        dataSource,
        "select id, position from task where position < ? and assigned_at <= ?"
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
        "select * from task where position < ? and (department = ? or ?)"
            + " order by position desc limit "
            + rows,
        row -> {
          return new Listed(
              row.getString("id"),
              row.getString("department"),
              row.getString("name"),
              row.getString("status"),
              row.getString("title"),
              Sql.instant(row, "assigned_at"),
              Sql.instant(row, "due_at"),
              Sql.instantOrNull(row, "ended_at"),
              row.getBoolean("overdue"),
              row.getObject("late_by_seconds", Long.class),
              row.getString("rule"),
              row.getString("rule_value"),
              row.getLong("position"));
        },
        before,
        department.orElse(""),
        department.isEmpty());
  }
}
