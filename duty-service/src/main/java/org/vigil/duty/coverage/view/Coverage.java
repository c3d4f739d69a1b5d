package org.vigil.duty.coverage.view;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.calendar.domain.Span;
import org.vigil.duty.coverage.domain.Gaps;
import org.vigil.duty.roster.domain.Shift;
import org.vigil.duty.roster.view.Assignment;
import org.vigil.duty.roster.view.Assignments;
import org.vigil.duty.roster.view.Assignments.Which;
import org.vigil.eventsourcing.projection.Sql;

/** Asks which departments owe duty, and when nobody is assigned though somebody should be. */
public final class Coverage {

  private static final int MAX_ROWS = 1_000;

  private final DataSource dataSource;
  private final Assignments assignments;

  public Coverage(DataSource dataSource, Assignments assignments) {
    this.dataSource = dataSource;
    this.assignments = assignments;
  }

  /** A department's coverage of a stretch of time, which begins where duty is first owed. */
  public record Covered(String department, Span owed, List<Span> gaps) {}

  /** A gap that was told. */
  public record Told(
      String department,
      Instant from,
      Instant until,
      String nature,
      Instant detectedAt,
      @Nullable Instant filledAt) {}

  private record Requirement(String department, Instant from) {}

  /** Since when a department owes duty; all of them if none is named. */
  public Map<String, Instant> required(@Nullable String department) {
    Map<String, Instant> required = new HashMap<>();
    for (Requirement one :
        Sql.list(
            dataSource,
            "select department, required_from from duty_requirement where ? or department = ?"
                + " order by department limit "
                + MAX_ROWS,
            row -> new Requirement(row.getString(1), Sql.instant(row, "required_from")),
            department == null,
            department == null ? "" : department)) {
      required.put(one.department(), one.from());
    }
    return required;
  }

  /**
   * The gaps of every department that owes duty, by department.
   *
   * @param asOf by what was known then; null for what is known now
   */
  public List<Covered> in(Span window, @Nullable String department, @Nullable Instant asOf) {
    Map<String, List<Span>> covered = new HashMap<>();
    Which which = Which.ALL.ofDepartment(department).atPost(Shift.DUTY).asKnownAt(asOf);
    for (Assignment one : assignments.between(which, window.from(), window.until())) {
      covered.computeIfAbsent(one.department(), _ -> new ArrayList<>()).add(one.span());
    }
    return required(department).entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .filter(owed -> owed.getValue().isBefore(window.until()))
        .map(
            owed -> {
              Instant from =
                  owed.getValue().isAfter(window.from()) ? owed.getValue() : window.from();
              Span span = new Span(from, window.until());
              return new Covered(
                  owed.getKey(),
                  span,
                  Gaps.in(span, covered.getOrDefault(owed.getKey(), List.of())));
            })
        .toList();
  }

  /** The gaps that were told and touch a stretch of time, by department and time. */
  public List<Told> told(Span window, @Nullable String department) {
    return Sql.list(
        dataSource,
        "select department, starts_at, ends_at, nature, detected_at, filled_at from coverage_gap"
            + " where ends_at > ? and starts_at < ? and (? or department = ?) order by department,"
            + " starts_at limit "
            + MAX_ROWS,
        Coverage::told,
        window.from(),
        window.until(),
        department == null,
        department == null ? "" : department);
  }

  private static Told told(ResultSet row) throws SQLException {
    return new Told(
        row.getString("department"),
        Sql.instant(row, "starts_at"),
        Sql.instant(row, "ends_at"),
        row.getString("nature"),
        Sql.instant(row, "detected_at"),
        Sql.instantOrNull(row, "filled_at"));
  }
}
