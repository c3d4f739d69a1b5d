package org.vigil.reporting.obligation.view;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.Personal.Mask;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.reporting.escalation.domain.Leads;
import org.vigil.reporting.escalation.domain.SignalKind;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Role;
import org.vigil.reporting.obligation.domain.Assignments.Unit;
import org.vigil.reporting.obligation.domain.Obligation;
import org.vigil.reporting.obligation.domain.Obligation.Named;
import org.vigil.reporting.obligation.domain.UnitsPeriod;
import org.vigil.reporting.staff.view.Staff;
import org.vigil.reporting.staff.view.Staff.Department;

/**
 * The matrix of responsibility at an instant: for each obligation its units, and for each of these
 * who is named, which deputy leader is in charge, what is open and how it stands. It costs what is
 * open and what happened in the last days, however long the history is.
 */
public final class Matrix {

  /** How far back a breach shows as recent. */
  public static final Duration RECENT = Duration.ofDays(7);

  private static final Set<String> WATCHED =
      Arrays.stream(SignalKind.values())
          .map(SignalKind::obligation)
          .collect(Collectors.toUnmodifiableSet());

  private static final String OPEN =
      """
      select obligation, department, count(*) as n from escalation_past
      where status <> 'RESOLVED' and kind <> all(?) and recorded_from <= ?
        and tstzrange(valid_from, recorded_until) @> ?::timestamptz
      group by obligation, department
      """;

  private static final String BREACHED =
      """
      select obligation, coalesce(department, '') as department, count(*) as n
      from obligation_breach b
      where weight = 'BREACH' and kind <> all(?) and at > ? and at <= ? and not exists (
        select 1 from obligation_breach l
        where l.escalation_id = b.escalation_id and l.weight = 'LIFTED' and l.position > b.position
          and l.at <= ?)
      group by 1, 2
      """;

  private static final String ASSIGNED =
      """
      select * from obligation_assignment
      where recorded_from <= ? and (recorded_until is null or recorded_until > ?)
        and valid_from <= ? and (valid_until is null or valid_until > ?)
      """;

  /** The newest that a bureau can have said of its few dozen obligations. */
  private static final String UNITS =
      """
      select * from obligation_units where recorded_from <= ? and (?::text is null or obligation = ?)
      order by position desc limit 10000
      """;

  private static final String HOLDERS =
      """
      select role, subject_id, name, supervises from leading_group_member
      where constituted_at <= ? and (replaced_at is null or replaced_at > ?)
        and held_from <= ? and (held_until is null or held_until > ?)
      order by position, role, subject_id
      """;

  private final DataSource dataSource;
  private final Staff staff;

  public Matrix(DataSource dataSource) {
    this.dataSource = dataSource;
    this.staff = new Staff(dataSource);
  }

  /**
   * Someone who answers.
   *
   * @param maskedName as everybody may see it
   * @param by why: {@code ASSIGNED}, {@code PLAN} or {@code HEAD}
   */
  public record Responsible(String subjectId, @Nullable String maskedName, String by) {}

  /**
   * A unit's part in an obligation.
   *
   * @param unit the plan's name, or the department's own where the plan says each
   * @param department its code; null where no department bears the name
   * @param responsible who is named; empty means that nobody is, 责任悬空
   * @param head who answers first for the department (4.2), named or not
   * @param deputies the deputy leaders in charge of it
   */
  public record Cell(
      String unit,
      @Nullable String department,
      boolean leads,
      List<Responsible> responsible,
      @Nullable Responsible head,
      List<Responsible> deputies,
      long openEscalations,
      long recentBreaches,
      Status status) {}

  /** One obligation with its units. */
  public record Row(Obligation obligation, boolean watched, List<Cell> cells, Status status) {}

  /** How an obligation stands, the worst first. */
  @Schema(name = "ResponsibilityStatus")
  public enum Status {
    /** 责任悬空 */
    UNASSIGNED,
    /** 有未办结事项 */
    OPEN,
    /** 近期有未落实 */
    BREACHED,
    /** 未见异常: something would show it */
    IN_ORDER,
    /** 无自动检测: nothing in the product would show it */
    NOT_WATCHED
  }

  private record Holder(Role role, String subjectId, String name, List<String> supervises) {}

  private record Assigned(String obligation, String department, String subjectId, String name) {}

  private record Said(String obligation, UnitsPeriod units) {}

  private record Seen(
      List<Department> departments,
      Map<String, UnitsPeriod> units,
      List<Holder> holders,
      Map<String, Assigned> assigned,
      Map<String, Long> open,
      Map<String, Long> breaches) {}

  /** Whether something in the product would show that an obligation is not met. */
  public static boolean watched(String obligation) {
    return WATCHED.contains(obligation) || obligation.equals(BreachView.OFFICE_OBLIGATION);
  }

  /**
   * All 70.
   *
   * @param known only what was recorded by then
   * @param at who was named then, and what was open
   */
  public List<Row> rows(Instant known, Instant at) {
    return rows(seen(known, at, at.minus(RECENT), List.of()));
  }

  /** The same with breaches counted since another instant, exclusive. */
  public List<Row> rows(Instant known, Instant at, Instant since) {
    return rows(seen(known, at, since, List.of()));
  }

  /** The same for departments, which are not shown the leads about themselves. */
  public List<Row> rowsForDepartments(Instant known, Instant at) {
    return rows(seen(known, at, at.minus(RECENT), Leads.kinds()));
  }

  private List<Row> rows(Seen seen) {
    return Obligation.ALL.values().stream().map(one -> row(one, seen)).toList();
  }

  /** The units of one obligation, as a look for gaps needs them. */
  public List<Unit> units(Obligation obligation, Instant at) {
    return carrying(obligation, at, at).stream()
        .map(cell -> new Unit(cell.unit(), cell.department(), !cell.responsible().isEmpty()))
        .toList();
  }

  /**
   * Which departments carry an obligation when, in order of time; the plan's own where none holds.
   *
   * @param known only what was recorded by then
   */
  public List<UnitsPeriod> timeline(String obligation, Instant known) {
    return timelines(known, obligation).getOrDefault(obligation, List.of());
  }

  /**
   * The units of one obligation, the one that leads first.
   *
   * @param known only what was recorded by then
   */
  public List<Cell> carrying(Obligation obligation, Instant known, Instant at) {
    return cells(obligation, seenOfStaff(known, at));
  }

  private Seen seenOfStaff(Instant known, Instant at) {
    return new Seen(
        staff.departments(at.isAfter(known) ? known : at),
        carriers(known, at),
        holders(known, at),
        Map.of(),
        Map.of(),
        Map.of());
  }

  private Map<String, UnitsPeriod> carriers(Instant known, Instant at) {
    Map<String, UnitsPeriod> carriers = new HashMap<>();
    timelines(known, null)
        .forEach(
            (obligation, timeline) ->
                UnitsPeriod.at(timeline, at).ifPresent(units -> carriers.put(obligation, units)));
    return carriers;
  }

  private Map<String, List<UnitsPeriod>> timelines(Instant known, @Nullable String obligation) {
    Map<String, List<UnitsPeriod>> said = new HashMap<>();
    for (Said one :
        Sql.list(dataSource, UNITS, Matrix::said, known, obligation, obligation).reversed()) {
      said.computeIfAbsent(one.obligation(), _ -> new ArrayList<>()).add(one.units());
    }
    said.replaceAll((_, units) -> UnitsPeriod.timeline(units));
    return said;
  }

  private static Said said(ResultSet row) throws SQLException {
    return new Said(
        row.getString("obligation"),
        new UnitsPeriod(
            row.getString("lead"),
            List.of((String[]) row.getArray("others").getArray()),
            Sql.instant(row, "valid_from"),
            Sql.instantOrNull(row, "valid_until")));
  }

  private Seen seen(Instant known, Instant at, Instant since, List<String> without) {
    Instant until = at.isAfter(known) ? known : at;
    Map<String, Assigned> assigned = new HashMap<>();
    Sql.list(
            dataSource,
            ASSIGNED,
            row ->
                new Assigned(
                    row.getString("obligation"),
                    row.getString("department"),
                    row.getString("subject_id"),
                    row.getString("name")),
            known,
            known,
            at,
            at)
        .forEach(one -> assigned.put(one.obligation() + "/" + one.department(), one));
    return new Seen(
        staff.departments(until),
        carriers(known, at),
        holders(known, at),
        assigned,
        counts(OPEN, without, known, until),
        counts(BREACHED, without, since, until, until));
  }

  private Map<String, Long> counts(String sql, List<String> without, Instant... moments) {
    List<Object> parameters = new ArrayList<>();
    parameters.add(without);
    parameters.addAll(List.of(moments));
    Map<String, Long> counts = new HashMap<>();
    for (Map.Entry<String, Long> one :
        Sql.list(
            dataSource,
            sql,
            row ->
                Map.entry(
                    row.getString("obligation") + "/" + row.getString("department"),
                    row.getLong("n")),
            parameters.toArray())) {
      counts.put(one.getKey(), one.getValue());
    }
    return counts;
  }

  private List<Holder> holders(Instant known, Instant at) {
    return Sql.list(dataSource, HOLDERS, Matrix::holder, known, known, at, at);
  }

  private static Holder holder(ResultSet row) throws SQLException {
    Array supervises = row.getArray("supervises");
    return new Holder(
        Role.valueOf(row.getString("role")),
        row.getString("subject_id"),
        row.getString("name"),
        List.of((String[]) supervises.getArray()));
  }

  private Row row(Obligation obligation, Seen seen) {
    List<Cell> cells = cells(obligation, seen);
    Status worst =
        cells.stream().map(Cell::status).min(Status::compareTo).orElse(Status.UNASSIGNED);
    return new Row(obligation, watched(obligation.id()), cells, worst);
  }

  private List<Cell> cells(Obligation obligation, Seen seen) {
    UnitsPeriod units = seen.units().get(obligation.id());
    if (units != null) {
      return units.departments().stream()
          .map(code -> carried(obligation, code, code.equals(units.lead()), seen))
          .toList();
    }
    List<Cell> cells = new ArrayList<>();
    for (String unit : obligation.units()) {
      boolean leads = unit.equals(obligation.units().getFirst());
      if (unit.equals(Obligation.EACH_DEPARTMENT)) {
        seen.departments().forEach(one -> cells.add(cell(obligation, one.name(), one, true, seen)));
      } else {
        Department department =
            seen.departments().stream()
                .filter(one -> one.name().equals(unit) || one.aliases().contains(unit))
                .findFirst()
                .orElse(null);
        cells.add(cell(obligation, unit, department, leads, seen));
      }
    }
    return cells;
  }

  /** A department that is no longer there still stands in the matrix, as a gap. */
  private Cell carried(Obligation obligation, String code, boolean leads, Seen seen) {
    Department department =
        seen.departments().stream().filter(one -> one.code().equals(code)).findFirst().orElse(null);
    return cell(obligation, department == null ? code : department.name(), department, leads, seen);
  }

  private Cell cell(
      Obligation obligation,
      String unit,
      @Nullable Department department,
      boolean leads,
      Seen seen) {
    String code = department == null ? null : department.code();
    Responsible head =
        department == null || department.headId() == null
            ? null
            : new Responsible(department.headId(), department.headName(), "HEAD");
    List<Responsible> responsible = responsible(obligation, code, head, seen);
    String key = obligation.id() + "/" + code;
    long open = seen.open().getOrDefault(key, 0L);
    long breaches = seen.breaches().getOrDefault(key, 0L);
    if (obligation.id().equals(BreachView.OFFICE_OBLIGATION)) {
      breaches += seen.breaches().getOrDefault(obligation.id() + "/", 0L);
    }
    return new Cell(
        unit,
        code,
        leads,
        responsible,
        head,
        deputies(code, seen),
        open,
        breaches,
        status(obligation, responsible, open, breaches));
  }

  private static Status status(
      Obligation obligation, List<Responsible> responsible, long open, long breaches) {
    if (responsible.isEmpty() && obligation.named() != Named.ALL_STAFF) {
      return Status.UNASSIGNED;
    }
    if (open > 0) {
      return Status.OPEN;
    }
    if (breaches > 0) {
      return Status.BREACHED;
    }
    return watched(obligation.id()) ? Status.IN_ORDER : Status.NOT_WATCHED;
  }

  private static List<Responsible> responsible(
      Obligation obligation, @Nullable String code, @Nullable Responsible head, Seen seen) {
    Assigned assigned = seen.assigned().get(obligation.id() + "/" + code);
    if (assigned != null) {
      return List.of(new Responsible(assigned.subjectId(), assigned.name(), "ASSIGNED"));
    }
    return switch (obligation.named()) {
      case HEADS -> head == null ? List.of() : List.of(by("PLAN", head));
      case ASSIGNED, ALL_STAFF -> List.of();
      case LEADER -> holding(Role.LEADER, seen);
      case EXECUTIVE_DEPUTY -> holding(Role.EXECUTIVE_DEPUTY, seen);
      case DEPUTY -> holding(Role.DEPUTY, seen);
      case MEMBER -> holding(Role.MEMBER, seen);
      case OFFICE_DIRECTOR -> holding(Role.OFFICE_DIRECTOR, seen);
    };
  }

  private static Responsible by(String why, Responsible one) {
    return new Responsible(one.subjectId(), one.maskedName(), why);
  }

  private static List<Responsible> holding(Role role, Seen seen) {
    return seen.holders().stream()
        .filter(one -> one.role() == role)
        .map(one -> new Responsible(one.subjectId(), Mask.NAME.of(one.name()), "PLAN"))
        .toList();
  }

  private static List<Responsible> deputies(@Nullable String code, Seen seen) {
    return seen.holders().stream()
        .filter(one -> one.role() == Role.DEPUTY && code != null && one.supervises().contains(code))
        .map(one -> new Responsible(one.subjectId(), Mask.NAME.of(one.name()), "PLAN"))
        .toList();
  }
}
