package org.vigil.reporting.obligation.api;

import io.agroal.api.AgroalDataSource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Caller;
import org.vigil.edge.Past;
import org.vigil.edge.PastQuery;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.Views;
import org.vigil.eventsourcing.past.Moment;
import org.vigil.reporting.obligation.view.AssignmentView;
import org.vigil.reporting.obligation.view.Matrix;
import org.vigil.reporting.obligation.view.Matrix.Cell;
import org.vigil.reporting.obligation.view.Matrix.Row;
import org.vigil.reporting.obligation.view.Matrix.Status;

/** 责任矩阵: who answers for each of the plan's obligations, and how it stands (4.2-a). */
@Path("/api/v1/responsibility-matrix")
@Tag(name = "obligations", description = "责任矩阵 / Obligations and who answers for them (4.2-a)")
@RunOnVirtualThread
public class ResponsibilityMatrix {

  /** A quarter. */
  private static final int MAX_WEEKS = 13;

  private final Caller caller;
  private final Views views;
  private final Past past;
  private final InstantSource clock;
  private final ZoneId zone;
  private final Matrix matrix;

  @Inject
  ResponsibilityMatrix(
      Caller caller,
      Views views,
      Past past,
      InstantSource clock,
      ZoneId zone,
      AgroalDataSource dataSource) {
    this.caller = caller;
    this.views = views;
    this.past = past;
    this.clock = clock;
    this.zone = zone;
    this.matrix = new Matrix(dataSource);
  }

  @GET
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary = "责任矩阵：条目、科室、责任人、分管副组长、现状，可查询过去 / Who answers for what, now or in the past",
      description =
          "全部 70 条。科室只见与本科室有关的部分，不含关于本科室的漏报、瞒报线索。姓名已脱敏。 / All 70. A department sees its own"
              + " parts, without leads about itself. Names are masked.")
  public MatrixAnswer matrix(
      @QueryParam("status") @Nullable String status, @BeanParam PastQuery query) {
    if (status != null && !status.matches("UNASSIGNED|OPEN|BREACHED|IN_ORDER|NOT_WATCHED")) {
      throw Problem.of(400, "obligation-status-unknown");
    }
    Optional<String> own = caller.confinedTo();
    Moment moment = past.moment(query);
    views.await(AssignmentView.NAME);
    Instant known = moment.asOf() == null ? clock.instant() : moment.asOf();
    Instant at = moment.validAt() == null ? known : moment.validAt();
    List<Row> rows =
        (own.isEmpty() ? matrix.rows(known, at) : matrix.rowsForDepartments(known, at))
            .stream().flatMap(row -> visible(row, own).stream()).toList();
    return new MatrixAnswer(
        at,
        MatrixAnswer.Coverage.of(rows),
        rows.stream()
            .filter(row -> status == null || row.status() == Status.valueOf(status))
            .map(MatrixAnswer.Row::of)
            .toList());
  }

  private static Optional<Row> visible(Row row, Optional<String> own) {
    if (own.isEmpty()) {
      return Optional.of(row);
    }
    List<Cell> cells =
        row.cells().stream().filter(cell -> own.get().equals(cell.department())).toList();
    return cells.stream()
        .map(Cell::status)
        .min(Status::compareTo)
        .map(worst -> new Row(row.obligation(), row.watched(), cells, worst));
  }

  @GET
  @Path("weeks")
  @RolesAllowed({Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary = "按周、科室、条目的落实情况 / Weeks by department and obligation, the newest first",
      description =
          "每周按周末时的指定情况和当周的未落实次数统计；owed、named、watched 为分母。 / Who was named at each week's end"
              + " and what was breached in it; what it is counted of stands beside it.")
  public List<MatrixAnswer.Week> weeks(@QueryParam("weeks") @DefaultValue("4") String weeks) {
    if (!weeks.matches("[1-9][0-9]?") || Integer.parseInt(weeks) > MAX_WEEKS) {
      throw Problem.of(400, "weeks-out-of-range", Map.of("most", MAX_WEEKS));
    }
    views.await(AssignmentView.NAME);
    Instant now = clock.instant();
    LocalDate monday =
        now.atZone(zone).toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    List<MatrixAnswer.Week> answer = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(weeks); i++) {
      answer.add(week(monday.minusWeeks(i), now));
    }
    return answer;
  }

  /** From Monday's midnight until the next one, or until now. */
  private MatrixAnswer.Week week(LocalDate monday, Instant now) {
    Instant begins = monday.atStartOfDay(zone).toInstant();
    Instant ends = monday.plusWeeks(1).atStartOfDay(zone).toInstant();
    boolean over = !ends.isAfter(now);
    Instant last = over ? ends.minusNanos(1_000) : now;
    List<Row> rows = matrix.rows(last, last, begins.minusNanos(1_000));
    Map<String, List<Part>> parts = new TreeMap<>();
    for (Row row : rows) {
      for (Cell cell : row.cells()) {
        if (cell.department() != null) {
          parts.computeIfAbsent(cell.department(), _ -> new ArrayList<>()).add(new Part(row, cell));
        }
      }
    }
    return new MatrixAnswer.Week(
        monday,
        monday.plusDays(6),
        over,
        MatrixAnswer.Coverage.of(rows),
        parts.entrySet().stream().map(one -> unit(one.getKey(), one.getValue())).toList());
  }

  private record Part(Row row, Cell cell) {}

  private static MatrixAnswer.Unit unit(String department, List<Part> parts) {
    List<MatrixAnswer.Breached> breaches =
        parts.stream()
            .filter(one -> one.cell().recentBreaches() > 0)
            .map(
                one ->
                    new MatrixAnswer.Breached(
                        one.row().obligation().id(), one.cell().recentBreaches()))
            .toList();
    return new MatrixAnswer.Unit(
        department,
        parts.size(),
        (int) parts.stream().filter(one -> one.cell().status() != Status.UNASSIGNED).count(),
        (int) parts.stream().filter(one -> one.row().watched()).count(),
        breaches.size(),
        breaches);
  }
}
