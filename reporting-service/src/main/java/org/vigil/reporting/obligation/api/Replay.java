package org.vigil.reporting.obligation.api;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigil.edge.Past;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.past.Moment;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.reporting.escalation.domain.Escalation;
import org.vigil.reporting.escalation.domain.EscalationCommand;
import org.vigil.reporting.escalation.domain.EscalationEvent;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationAcknowledged;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationClimbed;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationRaised;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationReminded;
import org.vigil.reporting.escalation.domain.EscalationEvent.EscalationResolved;
import org.vigil.reporting.escalation.domain.EscalationEvent.UnstaffedLevelSkipped;
import org.vigil.reporting.escalation.domain.Level;
import org.vigil.reporting.obligation.api.ReplayAnswer.Knew;
import org.vigil.reporting.obligation.api.ReplayAnswer.Matter;
import org.vigil.reporting.obligation.api.ReplayAnswer.Told;
import org.vigil.reporting.obligation.domain.Obligation;
import org.vigil.reporting.obligation.view.Matrix;
import org.vigil.reporting.obligation.view.Matrix.Cell;
import org.vigil.reporting.obligation.view.Matrix.Row;

/** Tells from the log who was responsible at an instant and what each level knew. */
@ApplicationScoped
public class Replay {

  /** The newest matters; one page of a dossier holds no more. */
  private static final int MAX_MATTERS = 50;

  /** 科室主要负责人负第一责任. */
  private static final String FIRST_RESPONSIBLE = "4.2-b";

  private static final String MATTERS =
      """
      select escalation_id, max(position) as newest from obligation_breach
      where obligation = ? and at <= ? and (?::text is null or subject_id = ?::text)
        and (?::text is null or department = ?::text)
      group by escalation_id order by newest desc limit
      """;

  private final Past past;
  private final Matrix matrix;
  private final AgroalDataSource dataSource;
  private final Category<EscalationCommand, Escalation, EscalationEvent> escalations;

  @Inject
  Replay(
      Past past,
      AgroalDataSource dataSource,
      Category<EscalationCommand, Escalation, EscalationEvent> escalations) {
    this.past = past;
    this.matrix = new Matrix(dataSource);
    this.dataSource = dataSource;
    this.escalations = escalations;
  }

  /** For CDI's proxy. */
  @SuppressWarnings("NullAway")
  protected Replay() {
    this.past = null;
    this.matrix = null;
    this.dataSource = null;
    this.escalations = null;
  }

  /**
   * @param subject what the matters are about, {@code exit-4}; null for all
   * @param department whose part; null for all
   */
  ReplayAnswer at(
      Instant at, Obligation obligation, @Nullable String subject, @Nullable String department) {
    List<String> ids =
        Sql.list(
            dataSource,
            MATTERS + MAX_MATTERS,
            row -> row.getString("escalation_id"),
            obligation.id(),
            at,
            subject,
            subject,
            department,
            department);
    return of(at, at, obligation, subject, department, ids);
  }

  /**
   * What was known of what events are about.
   *
   * @param at who was responsible then
   * @param known what each level knew by then
   * @param events ids of signals, or of the facts behind them
   */
  public ReplayAnswer ofEvents(
      Instant at, Instant known, Obligation obligation, String department, List<String> events) {
    List<String> ids =
        Sql.list(
            dataSource,
            """
            select escalation_id, min(position) as first from obligation_breach
            where at <= ? and (cause_id = any(?) or event_id = any(?::uuid[]))
            group by escalation_id order by first limit
            """
                + MAX_MATTERS,
            row -> row.getString("escalation_id"),
            known,
            events,
            events);
    return of(at, known, obligation, null, department, ids);
  }

  private ReplayAnswer of(
      Instant at,
      Instant known,
      Obligation obligation,
      @Nullable String subject,
      @Nullable String department,
      List<String> ids) {
    List<Row> rows = matrix.rows(at, at);
    List<Cell> cells = cells(obligation, department, rows);
    List<Matter> matters =
        ids.stream()
            .map(id -> past.known(escalations, id, new Moment(known, null)))
            .filter(events -> !events.isEmpty())
            .map(Replay::matter)
            .toList();
    return new ReplayAnswer(
        at,
        obligation.id(),
        obligation.article(),
        obligation.text(),
        subject,
        cells.stream().map(MatrixAnswer.Part::of).toList(),
        levels(rows, cells, matters),
        matters);
  }

  /** Where the obligation is not the department's own, who answers first for it (4.2). */
  private static List<Cell> cells(
      Obligation obligation, @Nullable String department, List<Row> rows) {
    for (String id : List.of(obligation.id(), FIRST_RESPONSIBLE)) {
      List<Cell> cells =
          rows.stream()
              .filter(row -> row.obligation().id().equals(id))
              .flatMap(row -> row.cells().stream())
              .filter(cell -> department == null || department.equals(cell.department()))
              .toList();
      if (!cells.isEmpty()) {
        return cells;
      }
    }
    return List.of();
  }

  private static Matter matter(List<Recorded<EscalationEvent>> events) {
    List<Told> told = new ArrayList<>();
    EscalationRaised raised = null;
    Level level = Level.L0;
    String status = "OPEN";
    Instant dueAt = null;
    for (Recorded<EscalationEvent> event : events) {
      switch (event.event()) {
        case EscalationRaised again -> {
          raised = again;
          level = again.level();
          status = "OPEN";
          dueAt = again.ackDueAt();
          told.add(told(event, level, "TOLD"));
          again.copies().forEach(copy -> told.add(told(event, copy, "COPIED")));
        }
        case UnstaffedLevelSkipped skipped -> told.add(told(event, skipped.level(), "SKIPPED"));
        case EscalationClimbed climbed -> {
          level = climbed.to();
          status = "OPEN";
          dueAt = climbed.ackDueAt();
          told.add(told(event, level, "TOLD"));
        }
        case EscalationReminded reminded -> {
          dueAt = reminded.ackDueAt();
          told.add(told(event, reminded.level(), "REMINDED"));
        }
        case EscalationAcknowledged taken -> {
          status = "ACKNOWLEDGED";
          dueAt = taken.resolveBy();
          told.add(told(event, taken.level(), "ACKNOWLEDGED"));
        }
        case EscalationResolved resolved -> {
          status = "RESOLVED";
          dueAt = null;
          told.add(told(event, resolved.level(), "RESOLVED"));
        }
        default -> {}
      }
    }
    if (raised == null) {
      throw new IllegalStateException("an escalation without a beginning");
    }
    return new Matter(
        events.getFirst().stream().key(),
        raised.kind().name(),
        raised.kind().zh(),
        raised.department(),
        raised.subject().kind() + "/" + raised.subject().id(),
        raised.since(),
        status,
        level,
        dueAt,
        told);
  }

  private static Told told(Recorded<EscalationEvent> event, Level level, String what) {
    return new Told(event.recordedAt(), level, what, event.id().toString());
  }

  private static List<Knew> levels(List<Row> rows, List<Cell> cells, List<Matter> matters) {
    Map<Level, Instant> toldAt = new EnumMap<>(Level.class);
    Map<Level, Instant> acknowledgedAt = new EnumMap<>(Level.class);
    for (Matter matter : matters) {
      for (Told one : matter.told()) {
        switch (one.what()) {
          case "TOLD", "COPIED", "REMINDED" -> toldAt.merge(one.level(), one.at(), Replay::earlier);
          case "ACKNOWLEDGED" -> acknowledgedAt.merge(one.level(), one.at(), Replay::earlier);
          default -> {}
        }
      }
    }
    List<Knew> levels = new ArrayList<>();
    for (Level level : Level.values()) {
      levels.add(
          new Knew(
              level, holders(level, rows, cells), toldAt.get(level), acknowledgedAt.get(level)));
    }
    return levels;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static List<MatrixAnswer.Person> holders(Level level, List<Row> rows, List<Cell> cells) {
    return switch (level) {
      case L0 -> people(cells.stream().flatMap(one -> one.responsible().stream()).toList());
      case L1 -> people(cells.stream().flatMap(one -> Stream.ofNullable(one.head())).toList());
      case L2 -> byPlan("2-f", rows);
      case L3 -> people(cells.stream().flatMap(one -> one.deputies().stream()).toList());
      case L4 -> byPlan("2-c", rows);
      case L5 -> byPlan("2-b", rows);
    };
  }

  private static List<MatrixAnswer.Person> byPlan(String obligation, List<Row> rows) {
    return people(
        rows.stream()
            .filter(row -> row.obligation().id().equals(obligation))
            .flatMap(row -> row.cells().stream())
            .flatMap(cell -> cell.responsible().stream())
            .toList());
  }

  private static List<MatrixAnswer.Person> people(List<Matrix.Responsible> all) {
    return all.stream().distinct().map(MatrixAnswer.Person::of).toList();
  }
}
