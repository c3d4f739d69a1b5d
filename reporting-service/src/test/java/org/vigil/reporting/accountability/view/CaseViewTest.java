package org.vigil.reporting.accountability.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.Metadata;
import org.vigil.eventsourcing.Recorded;
import org.vigil.eventsourcing.StreamId;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.reporting.accountability.domain.CaseEvent;
import org.vigil.reporting.accountability.domain.CaseEvent.CaseClosed;
import org.vigil.reporting.accountability.domain.CaseEvent.CaseGroundLost;
import org.vigil.reporting.accountability.domain.CaseEvent.CaseRevealed;
import org.vigil.reporting.accountability.domain.CaseEvent.EvidenceAdded;
import org.vigil.reporting.accountability.domain.CaseEvent.EvidenceSealed;
import org.vigil.reporting.accountability.domain.CaseEvent.FindingDecided;
import org.vigil.reporting.accountability.domain.CaseEvent.FindingReversed;
import org.vigil.reporting.accountability.domain.CaseEvent.LeadDismissed;
import org.vigil.reporting.accountability.domain.CaseEvent.LeadOpened;
import org.vigil.reporting.accountability.domain.CaseEvent.LeadWithdrawn;
import org.vigil.reporting.accountability.domain.CaseEvent.MeasureExecuted;
import org.vigil.reporting.accountability.domain.CaseEvent.NoticeOfCriticismDecided;
import org.vigil.reporting.accountability.domain.CaseEvent.StatementRecorded;
import org.vigil.reporting.accountability.domain.CaseEvent.SubjectNotified;
import org.vigil.reporting.accountability.domain.CaseEvent.WrittenSelfCriticismOrdered;
import org.vigil.reporting.accountability.domain.CaseEvent.WrittenSelfCriticismOverdue;
import org.vigil.reporting.accountability.domain.Finding;
import org.vigil.reporting.accountability.domain.Ground;
import org.vigil.reporting.accountability.domain.Measure;
import org.vigil.reporting.accountability.domain.Officer;
import org.vigil.reporting.leadinggroup.domain.LeadingGroup.Role;
import org.vigil.testing.infra.PooledPostgres;
import org.vigil.testing.infra.RealPostgres;

/** Cases as rows. The hours are those of one day. */
class CaseViewTest {

  private static final Instant DAY = Instant.parse("2022-11-03T00:00:00Z");
  private static final Officer LEADER = new Officer("l1", "林建华", Role.LEADER, null);

  private final DataSource database =
      PooledPostgres.to(
          RealPostgres.shared()
              .createViews(
                  List.of(
                      "V360__accountability_case.sql",
                      "V490__accountability_case_owner.sql",
                      "V511__accountability_case_ground.sql")));
  private final List<Recorded<Object>> events = new ArrayList<>();

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Instant at(int hour) {
    return DAY.plus(Duration.ofHours(hour));
  }

  private void recorded(String id, CaseEvent event) {
    int position = events.size() + 1;
    int version =
        1 + (int) events.stream().filter(before -> before.stream().key().equals(id)).count();
    events.add(
        new Recorded<>(
            position,
            new StreamId("accountability-case", id),
            version,
            new UUID(0, position),
            "reporting",
            at(position),
            new Metadata("me", new UUID(0, 0), null, at(position), at(position), null),
            event));
  }

  private void opened(String id, @Nullable Officer by, String... evidence) {
    recorded(
        id,
        new LeadOpened(
            Ground.NEGLECT, "5-1", "GWYC", null, null, "疑似", at(0), by, List.of(evidence)));
  }

  private void found(String id) {
    recorded(id, new EvidenceSealed(List.of(), LEADER));
    recorded(id, new SubjectNotified("s1", "卫东", "GWYC", at(20), LEADER));
    recorded(id, new StatementRecorded("s1", "就医"));
    recorded(
        id,
        new FindingDecided(
            "s1", Ground.NEGLECT, Finding.UPHELD, false, List.of("a"), List.of(), "理由", LEADER));
  }

  /** Two cases in all their steps, one within the other. */
  private void everyStep() {
    opened("c1", null, "a", "b");
    opened("c2", LEADER, "a");
    recorded("c1", new EvidenceAdded(List.of("c"), null));
    recorded("c2", new LeadDismissed(null, "不成立", LEADER));
    opened("c2", null, "d");
    recorded("c2", new LeadWithdrawn(null, "已撤回", List.of("w")));
    opened("c2", null, "e");
    recorded("c2", new CaseGroundLost(null, "已撤回", List.of("x")));
    found("c1");
    recorded("c1", new NoticeOfCriticismDecided("s1", LEADER));
    recorded("c1", new WrittenSelfCriticismOrdered("s1", at(21), LEADER));
    recorded("c1", new WrittenSelfCriticismOverdue("s1", "GWYC", at(21)));
    recorded("c1", new CaseRevealed("s1", "核实"));
    recorded("c1", new MeasureExecuted("s1", Measure.NOTICE_OF_CRITICISM, "通报1", LEADER));
  }

  private void closed() {
    recorded("c1", new MeasureExecuted("s1", Measure.WRITTEN_SELF_CRITICISM, "检讨1", LEADER));
    recorded("c1", new CaseClosed("s1", "结案", LEADER));
    recorded("c1", new FindingReversed("s1", "新证据", LEADER));
  }

  private void apply(List<Recorded<Object>> some) throws SQLException {
    try (Connection connection = database.getConnection()) {
      new CaseView().apply(some, connection);
    }
  }

  private List<String> rows() {
    return Sql.list(
        database,
        "select row_to_json(t)::text as text from accountability_case t order by id",
        row -> row.getString("text"));
  }

  private List<String> standing() {
    return Sql.list(
        database,
        "select concat_ws(' ', id, version, status, evidence, subject_name, finding,"
            + " array_to_string(measures, '+'), extract(hour from due_at at time zone 'UTC'),"
            + " overdue) as text from accountability_case order by id",
        row -> row.getString("text"));
  }

  @Test
  void a_row_follows_its_case_and_a_lead_that_comes_up_again_keeps_its_evidence()
      throws SQLException {
    everyStep();
    apply(events);

    assertThat(standing())
        .containsExactly(
            "c1 11 MEASURE_EXECUTED 3 卫* UPHELD NOTICE_OF_CRITICISM+WRITTEN_SELF_CRITICISM 21 t",
            "c2 6 LEAD 3  f");
    assertThat(
            Sql.list(
                database,
                "select extract(hour from ground_lost_at at time zone 'UTC')::text as hour from"
                    + " accountability_case where id = 'c2'",
                row -> row.getString("hour")))
        .containsExactly("8");
  }

  @Test
  void a_lead_that_has_lost_its_ground_is_withdrawn_and_not_shown_so_when_it_comes_up_again()
      throws SQLException {
    String shown =
        "select concat_ws(' ', status, ground_lost_at is not null) from accountability_case";
    opened("c1", null, "a");
    recorded("c1", new LeadWithdrawn(null, "已撤回", List.of("w")));
    apply(events);
    List<String> withdrawn = Sql.list(database, shown, row -> row.getString(1));

    opened("c1", null, "b");
    apply(events);

    assertThat(withdrawn).containsExactly("WITHDRAWN t");
    assertThat(Sql.list(database, shown, row -> row.getString(1))).containsExactly("LEAD f");
  }

  @Test
  void what_is_executed_is_not_overdue_and_a_reversed_case_is_due_for_nothing()
      throws SQLException {
    everyStep();
    closed();
    apply(events);

    assertThat(standing().getFirst())
        .isEqualTo("c1 14 REVERSED 3 卫* UPHELD NOTICE_OF_CRITICISM+WRITTEN_SELF_CRITICISM f");
  }

  @Test
  void the_words_of_a_lead_stay_whose_they_were_when_somebody_is_notified() throws SQLException {
    opened("c1", null, "a");
    found("c1");
    recorded(
        "c2",
        new LeadOpened(Ground.NEGLECT, "5-1", "GWYC", "s2", "卫东", "疑似", at(0), null, List.of("a")));
    apply(events);

    assertThat(
            Sql.list(
                database,
                "select owner || ' ' || subject_id from accountability_case order by id",
                row -> row.getString(1)))
        .containsExactly("accountability-case:c1 s1", "s2 s2");
  }

  @Test
  void every_event_twice_changes_nothing() throws SQLException {
    everyStep();
    apply(events);
    List<String> once = rows();

    apply(events);
    for (Recorded<Object> event : events) {
      apply(List.of(event, event));
    }

    assertThat(rows()).isEqualTo(once).hasSize(2);
  }

  @Test
  void rebuilt_rows_are_the_same_rows() throws SQLException {
    everyStep();
    closed();
    for (Recorded<Object> event : events) {
      apply(List.of(event));
    }
    List<String> live = rows();
    execute("truncate accountability_case");

    apply(events);

    assertThat(rows()).isEqualTo(live).hasSize(2);
  }
}
