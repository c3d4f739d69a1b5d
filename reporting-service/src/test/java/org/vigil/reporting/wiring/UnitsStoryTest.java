package org.vigil.reporting.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.CommandContext;
import org.vigil.eventsourcing.Outcome.Done;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.reporting.dispatch.domain.DispatchOrder;
import org.vigil.reporting.escalation.domain.ChainRule;
import org.vigil.reporting.escalation.domain.SignalKind;
import org.vigil.reporting.escalation.domain.Staffing;
import org.vigil.reporting.obligation.domain.Assignments.Carrier;
import org.vigil.reporting.obligation.domain.Assignments.Command;
import org.vigil.reporting.obligation.domain.Assignments.Command.Assign;
import org.vigil.reporting.obligation.domain.Assignments.Command.SetUnits;
import org.vigil.reporting.obligation.domain.Obligation;
import org.vigil.reporting.obligation.domain.ObligationHandoverCommand.AcceptHandover;
import org.vigil.reporting.obligation.domain.ObligationHandoverCommand.OfferHandover;
import org.vigil.reporting.obligation.domain.ObligationHandoverEvent.Receiver;
import org.vigil.reporting.obligation.view.Matrix;
import org.vigil.reporting.obligation.view.Matrix.Cell;
import org.vigil.reporting.symptomreport.domain.SymptomReportDecider;
import org.vigil.testing.SettableClock;
import org.vigil.testing.infra.PooledPostgres;

/** Several departments carry an obligation and one leads, the clock forwarded (4.2-a). */
class UnitsStoryTest {

  private static final Instant NOW = Instant.parse("2022-11-03T01:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final String OBLIGATION = "3.6-a";

  private final SettableClock clock = new SettableClock(NOW);
  private final AgroalDataSource database = PooledPostgres.to(GroupOnPostgres.database());
  private final Matrix matrix = new Matrix(database);
  private EventSourcing service;

  @BeforeEach
  void a_bureau_with_three_departments_where_the_plan_names_two() throws SQLException {
    execute(
        """
        insert into staff_department (code, name, aliases, active, recorded_from) values
          ('JGH', '局工会', '{}', true, '2022-01-01'), ('YWS', '医务室', '{}', true, '2022-01-01'),
          ('BGS', '办公室', '{}', true, '2022-01-01')
        """);
    EventSourcing.Builder builder =
        EventSourcing.builder("reporting", database, clock)
            .category(SymptomReportDecider.CATEGORY)
            .category(DispatchOrder.CATEGORY);
    // The calling thread does all the work in turn, so nobody is ever behind.
    AccountabilityParts.obligations(builder, matrix, (_, _) -> {}, clock);
    EscalationParts.contribute(
        builder,
        clock,
        _ -> new Staffing(Set.of("JGH", "YWS", "BGS"), true, true),
        (_, _) -> Duration.ofDays(30),
        (SignalKind kind, Instant _) -> ChainRule.builtIn(kind));
    service = builder.build();
    named("JGH");
    named("YWS");
    settle();
  }

  @AfterEach
  void stop() {
    service.close();
    database.close();
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void say(Command command) {
    assertThat(
            service
                .handler(AccountabilityParts.assignments(matrix, clock))
                .handle(OBLIGATION, command, CommandContext.of("office", UUID.randomUUID())))
        .isInstanceOf(Done.class);
  }

  private void named(String department) {
    say(new Assign(OBLIGATION, department, "s-" + department, "郑涛", NOW, null));
  }

  private void carriedBy(String lead, String other, Instant from, @Nullable Instant until) {
    say(
        new SetUnits(
            OBLIGATION, List.of(new Carrier(other, false), new Carrier(lead, true)), from, until));
    settle();
  }

  private void settle() {
    try {
      service.drain();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void forward(Duration time) {
    clock.forward(time);
    settle();
  }

  /** The departments at an instant by what was known at another, the one that leads marked. */
  private List<String> carrying(Instant known, Instant at) {
    return matrix.carrying(Obligation.of(OBLIGATION).orElseThrow(), known, at).stream()
        .map((Cell cell) -> cell.department() + (cell.leads() ? "*" : ""))
        .toList();
  }

  /** For which departments the office was told that nobody is named. */
  private List<String> told() {
    return Sql.list(
        database,
        "select department from feed_item where change = 'RAISED' and obligation = '4.2-a' order by"
            + " sequence",
        row -> row.getString("department"));
  }

  @Test
  void obligation_4_2_a_the_lead_changes_at_its_instant_and_the_plan_holds_again_at_the_end() {
    carriedBy("YWS", "JGH", NOW.plus(DAY), NOW.plus(DAY.multipliedBy(3)));
    assertThat(carrying(NOW, NOW)).containsExactly("JGH*", "YWS");

    forward(DAY.multipliedBy(4));

    Instant now = clock.instant();
    assertThat(carrying(now, NOW.plus(DAY).minusMillis(1))).containsExactly("JGH*", "YWS");
    assertThat(carrying(now, NOW.plus(DAY))).containsExactly("YWS*", "JGH");
    assertThat(carrying(now, NOW.plus(DAY.multipliedBy(3)))).containsExactly("JGH*", "YWS");
  }

  @Test
  void obligation_4_2_a_who_joins_without_anybody_named_is_a_gap_the_instant_it_joins() {
    carriedBy("YWS", "BGS", NOW.plus(DAY), null);
    forward(DAY.minusSeconds(1));
    assertThat(told()).isEmpty();

    forward(Duration.ofSeconds(1));

    assertThat(told()).containsExactly("BGS");
    assertThat(carrying(clock.instant(), clock.instant())).containsExactly("YWS*", "BGS");
  }

  /** Who is named for the union at an instant, by what is known at present. */
  private List<String> answering(Instant at) {
    return matrix.rows(clock.instant(), at).stream()
        .filter(row -> row.obligation().id().equals(OBLIGATION))
        .flatMap(row -> row.cells().stream())
        .filter(cell -> "JGH".equals(cell.department()))
        .flatMap(cell -> cell.responsible().stream())
        .map(Matrix.Responsible::subjectId)
        .toList();
  }

  private void offer(Instant from, Instant until) {
    say(
        new OfferHandover(
            "h1",
            OBLIGATION,
            "JGH",
            "s-JGH",
            new Receiver("s-li", "李明"),
            "出差",
            from,
            until,
            from,
            null));
    settle();
  }

  @Test
  void obligation_4_2_a_who_is_named_hands_over_for_a_time_and_answers_again_afterwards() {
    Instant from = NOW.plus(DAY);
    Instant until = NOW.plus(DAY.multipliedBy(3));
    offer(from, until);
    say(new AcceptHandover("h1", "s-li", clock.instant()));
    settle();
    assertThat(answering(clock.instant())).containsExactly("s-JGH");

    forward(DAY.minusMillis(1));
    assertThat(answering(clock.instant())).containsExactly("s-JGH");
    forward(Duration.ofMillis(1));
    assertThat(answering(from)).containsExactly("s-li");
    forward(DAY.multipliedBy(2));

    assertThat(answering(until)).containsExactly("s-JGH");
    assertThat(told()).isEmpty();
  }

  @Test
  void obligation_4_2_a_an_offer_that_nobody_answers_is_told_and_changes_nothing() {
    offer(NOW.plus(DAY), NOW.plus(DAY.multipliedBy(3)));
    forward(DAY.minusMillis(1));
    assertThat(silent()).isEmpty();

    forward(DAY);

    assertThat(silent()).containsExactly("JGH");
    assertThat(answering(clock.instant())).containsExactly("s-JGH");
  }

  /** Of which department a hand-over was told that nobody answers, at the level that must act. */
  private List<String> silent() {
    return Sql.list(
        database,
        "select department from feed_item where change = 'RAISED' and obligation = '4.2-b' and"
            + " level = 'L1'",
        row -> row.getString("department"));
  }

  @Test
  void obligation_4_2_a_what_was_known_before_stays_as_it_was_known() {
    carriedBy("YWS", "JGH", NOW, null);
    Instant first = clock.instant();
    forward(DAY);
    carriedBy("BGS", "JGH", NOW, null);

    assertThat(carrying(first, NOW)).containsExactly("YWS*", "JGH");
    assertThat(carrying(clock.instant(), NOW)).containsExactly("BGS*", "JGH");
  }
}
