package org.vigil.reporting.obligation.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vigil.reporting.obligation.view.Matrix;
import org.vigil.reporting.obligation.view.Matrix.Status;

/**
 * The matrix with what its figures are counted of.
 *
 * @param at the instant it shows
 */
@Schema(name = "ResponsibilityMatrix")
public record MatrixAnswer(Instant at, Coverage coverage, List<Row> rows) {

  /**
   * What was counted: a unit's part in an obligation counts once.
   *
   * @param parts all of them
   * @param named those for which somebody is named
   * @param watched obligations of which the product would see a breach
   */
  @Schema(name = "ResponsibilityCoverage")
  public record Coverage(int obligations, int watched, int parts, int named) {

    static Coverage of(List<Matrix.Row> rows) {
      return new Coverage(
          rows.size(),
          (int) rows.stream().filter(Matrix.Row::watched).count(),
          rows.stream().mapToInt(row -> row.cells().size()).sum(),
          (int)
              rows.stream()
                  .flatMap(row -> row.cells().stream())
                  .filter(cell -> cell.status() != Status.UNASSIGNED)
                  .count());
    }
  }

  /** One obligation. */
  @Schema(name = "ResponsibilityRow")
  public record Row(
      String obligation,
      String article,
      String text,
      List<String> services,
      @Schema(description = "系统能否自动发现未落实 / Whether a breach would be seen") boolean watched,
      @Schema(
              description =
                  "UNASSIGNED 责任悬空, OPEN 有未办结, BREACHED 近期未落实, IN_ORDER 未见异常, NOT_WATCHED 无自动检测")
          Status status,
      List<Part> parts) {

    static Row of(Matrix.Row row) {
      var obligation = row.obligation();
      return new Row(
          obligation.id(),
          obligation.article(),
          obligation.text(),
          obligation.services(),
          row.watched(),
          row.status(),
          row.cells().stream().map(Part::of).toList());
    }
  }

  /** A unit's part. */
  @Schema(name = "ResponsibilityPart")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Part(
      String unit,
      @Nullable String department,
      boolean leads,
      @Schema(description = "责任人；空即责任悬空 / Who is named; nobody where empty")
          List<Person> responsible,
      @Nullable Person head,
      @Schema(description = "分管副组长 / Deputy leaders in charge") List<Person> deputies,
      long openEscalations,
      long recentBreaches,
      Status status) {

    static Part of(Matrix.Cell cell) {
      return new Part(
          cell.unit(),
          cell.department(),
          cell.leads(),
          Person.of(cell.responsible()),
          cell.head() == null ? null : Person.of(cell.head()),
          Person.of(cell.deputies()),
          cell.openEscalations(),
          cell.recentBreaches(),
          cell.status());
    }
  }

  /** Someone, masked. */
  @Schema(name = "ResponsiblePerson")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Person(
      @Nullable String maskedName,
      @Schema(description = "ASSIGNED 指定, PLAN 方案规定, HEAD 科室负责人") String by) {

    static Person of(Matrix.Responsible one) {
      return new Person(one.maskedName(), one.by());
    }

    static List<Person> of(List<Matrix.Responsible> all) {
      return all.stream().map(Person::of).toList();
    }
  }

  /**
   * One week.
   *
   * @param over whether it has ended; what a running week counts is not all of it yet
   */
  @Schema(name = "ResponsibilityWeek")
  public record Week(
      LocalDate from, LocalDate to, boolean over, Coverage coverage, List<Unit> departments) {}

  /**
   * A department's week.
   *
   * @param owed parts of obligations that are the department's
   * @param named those for which somebody was named at the week's end
   * @param watched those of which a breach would have been seen
   * @param breached those of them that were breached in the week
   */
  @Schema(name = "DepartmentWeek")
  public record Unit(
      String department, int owed, int named, int watched, int breached, List<Breached> breaches) {}

  /** An obligation that was breached so many times. */
  @Schema(name = "BreachedObligation")
  public record Breached(String obligation, long times) {}
}
