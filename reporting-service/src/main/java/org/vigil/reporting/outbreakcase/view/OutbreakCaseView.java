package org.vigil.reporting.outbreakcase.view;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigil.eventsourcing.PersonalColumns;
import org.vigil.eventsourcing.Projection;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.projection.SqlBatch;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.AuthorityNotified;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.CaseClosed;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.CaseContactIdentified;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.CaseOpened;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.CasePersonIdentified;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.CaseRevealed;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.CaseStepOverdue;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.ContactListed;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.ContactListingCompleted;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.StepDue;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.SubjectIsolated;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.TerminalDisinfectionCompleted;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.TerminalDisinfectionRequested;
import org.vigil.reporting.outbreakcase.domain.OutbreakCaseEvent.ZoneDisinfected;
import org.vigil.reporting.outbreakcase.domain.Step;
import org.vigil.reporting.person.domain.Person;

/** Writes {@code outbreak_case}, its steps and its contacts. */
public final class OutbreakCaseView implements Projection {

  public static final String NAME = "outbreak-case-1";

  private static final String OPENED =
      """
      insert into outbreak_case (id, version, position, department, subject_id, status, name, phone,
        grounds, drill, report_id, known_at, opened_at, identified)
      values (?, ?, ?, ?, ?, 'OPEN', ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing
      """;
  private static final String DUE =
      """
      insert into outbreak_case_step (case_id, step, due_at, rule, rule_value, rule_from, rule_source)
      values (?, ?, ?, ?, ?, ?, ?) on conflict (case_id, step) do nothing
      """;
  private static final String DONE =
      """
      update outbreak_case_step set done_at = ?, late_by_seconds = ? where case_id = ? and step = ?
      """;
  private static final String OVERDUE =
      "update outbreak_case_step set overdue = true where case_id = ? and step = ?";
  private static final String CONTACT =
      """
      insert into outbreak_case_contact (case_id, subject_id, department, name, phone,
        last_contact_at, listed_at, identified)
      values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (case_id, subject_id) do nothing
      """;
  private static final String IDENTIFIED =
      """
      update outbreak_case set subject_id = ?, name = ?, phone = ?, identified = true
      where id = ? and version < ?
      """;

  /** Who was listed already is the same; the later meeting counts. */
  private static final String CONTACT_IDENTIFIED =
      """
      insert into outbreak_case_contact as c (case_id, subject_id, department, name, phone,
        last_contact_at, listed_at, identified)
      select case_id, ?, department, ?, ?, last_contact_at, listed_at, true
      from outbreak_case_contact where case_id = ? and subject_id = ?
      on conflict (case_id, subject_id) do update
        set last_contact_at = greatest(c.last_contact_at, excluded.last_contact_at)
      """;

  private static final String NO_CONTACT =
      "delete from outbreak_case_contact where case_id = ? and subject_id = ?";
  private static final String CLOSED =
      """
      update outbreak_case set status = 'CLOSED', closed_at = ?, result = ?, version = ?
      where id = ? and version < ?
      """;
  private static final String VERSION =
      "update outbreak_case set version = ? where id = ? and version < ?";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> tables() {
    return Set.of("outbreak_case", "outbreak_case_step", "outbreak_case_contact");
  }

  @Override
  public Set<Class<?>> reads() {
    return Set.of(OutbreakCaseEvent.class);
  }

  @Override
  public List<PersonalColumns> personalColumns() {
    return List.of(
        new PersonalColumns(
            "outbreak_case",
            "subject_id",
            Map.of(
                "name",
                PersonalColumns.TEXT,
                "phone",
                PersonalColumns.textIfAny("phone"),
                "grounds",
                "null",
                "result",
                "null")),
        new PersonalColumns(
            "outbreak_case_contact",
            "subject_id",
            Map.of("name", PersonalColumns.TEXT, "phone", PersonalColumns.textIfAny("phone"))));
  }

  @Override
  public void apply(List<Recorded<Object>> events, Connection tx) throws SQLException {
    try (SqlBatch batch = new SqlBatch(tx)) {
      for (Recorded<Object> recorded : events) {
        if (recorded.event() instanceof OutbreakCaseEvent event) {
          apply(recorded, event, batch);
        }
      }
    }
  }

  private static void apply(Recorded<Object> recorded, OutbreakCaseEvent event, SqlBatch batch)
      throws SQLException {
    String id = recorded.stream().key();
    int version = recorded.version();
    switch (event) {
      case CaseOpened opened -> open(recorded, opened, batch);
      case SubjectIsolated done -> done(id, Step.ISOLATION, done.at(), done.lateBy(), batch);
      case AuthorityNotified done ->
          done(id, Step.AUTHORITY_NOTICE, done.at(), done.lateBy(), batch);
      case CasePersonIdentified who -> {
        Person shown = who.person().masked();
        batch.add(IDENTIFIED, who.subjectId(), shown.name(), shown.phone(), id, version);
      }
      case CaseContactIdentified(_, var contact, var former) -> {
        Person shown = contact.person().masked();
        batch.add(CONTACT_IDENTIFIED, contact.subjectId(), shown.name(), shown.phone(), id, former);
        batch.add(NO_CONTACT, id, former);
      }
      case ContactListed(_, var contact, boolean identified) -> {
        Person shown = contact.person().masked();
        batch.add(
            CONTACT,
            id,
            contact.subjectId(),
            contact.department(),
            shown.name(),
            shown.phone(),
            contact.lastContactAt(),
            recorded.recordedAt(),
            identified);
      }
      case ContactListingCompleted done ->
          done(id, Step.CONTACT_LISTING, done.at(), done.lateBy(), batch);
      case TerminalDisinfectionRequested done -> {
        done(id, Step.DISINFECTION_REQUEST, done.requestedAt(), done.lateBy(), batch);
        due(id, done.due(), batch);
      }
      case TerminalDisinfectionCompleted done ->
          done(id, Step.DISINFECTION, done.at(), done.lateBy(), batch);
      case CaseStepOverdue late -> batch.add(OVERDUE, id, late.step());
      case CaseClosed closed -> {
        done(id, Step.CLOSURE, closed.at(), closed.lateBy(), batch);
        batch.add(CLOSED, closed.at(), closed.result(), version, id, version);
      }
      case ZoneDisinfected _, CaseRevealed _ -> {}
    }
    batch.add(VERSION, version, id, version);
  }

  private static void open(Recorded<Object> recorded, CaseOpened opened, SqlBatch batch)
      throws SQLException {
    Person shown = opened.person().masked();
    String id = recorded.stream().key();
    batch.add(
        OPENED,
        id,
        recorded.version(),
        recorded.position(),
        opened.department(),
        opened.subjectId(),
        shown.name(),
        shown.phone(),
        opened.grounds(),
        opened.drill(),
        opened.reportId(),
        opened.knownAt(),
        opened.openedAt(),
        opened.identified());
    for (StepDue due : opened.due()) {
      due(id, due, batch);
    }
  }

  private static void due(String id, StepDue due, SqlBatch batch) throws SQLException {
    batch.add(
        DUE,
        id,
        due.step(),
        due.dueAt(),
        due.rule().name(),
        due.rule().value(),
        due.rule().effectiveFrom(),
        due.rule().source());
  }

  private static void done(String id, Step step, Instant at, Duration lateBy, SqlBatch batch)
      throws SQLException {
    batch.add(DONE, at, lateBy.toSeconds(), id, step);
  }
}
