package org.vigil.reporting.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.eventsourcing.runtime.EventSourcing;
import org.vigil.reporting.accountability.Received;
import org.vigil.reporting.dispatch.domain.DispatchOrder;
import org.vigil.reporting.escalation.domain.ChainRule;
import org.vigil.reporting.escalation.domain.SignalKind;
import org.vigil.reporting.escalation.domain.Staffing;
import org.vigil.reporting.intake.DepartmentArranged;
import org.vigil.reporting.intake.DepartmentArranged.Arrangement;
import org.vigil.reporting.intake.DepartmentArranged.Post;
import org.vigil.reporting.intake.DepartmentDefined;
import org.vigil.reporting.intake.DepartmentPostFellVacant;
import org.vigil.reporting.intake.DepartmentPostVacancyEnded;
import org.vigil.reporting.obligation.view.Matrix;
import org.vigil.reporting.staff.view.LeadershipView;
import org.vigil.reporting.staff.view.StaffView;
import org.vigil.reporting.symptomreport.domain.SymptomReportDecider;
import org.vigil.testing.SettableClock;
import org.vigil.testing.infra.PooledPostgres;

/** A head's term of office ends and nobody has followed (4.2-a, 4.2-b). */
class TermsStoryTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Instant BEGIN = midnight("2022-11-01");
  private static final Instant END = midnight("2022-12-01");
  private static final Instant NEXT = midnight("2022-12-05");
  private static final String STREAM = "department/AQBW-";

  private final SettableClock clock = new SettableClock(BEGIN);
  private final AgroalDataSource database = PooledPostgres.to(GroupOnPostgres.database());
  private final Received received = new Received(database);
  private EventSourcing service;
  private int events;

  private static Instant midnight(String day) {
    return LocalDate.parse(day).atStartOfDay(ZONE).toInstant();
  }

  @BeforeEach
  void a_department_whose_head_has_a_term() throws SQLException {
    EventSourcing.Builder builder =
        EventSourcing.builder("reporting", database, clock)
            .category(SymptomReportDecider.CATEGORY)
            .category(DispatchOrder.CATEGORY)
            .reads("duty", DepartmentArranged.class, DepartmentDefined.class)
            .reads("duty", DutySignals.READS.toArray(Class<?>[]::new))
            .followReceived(new StaffView())
            .followReceived(new LeadershipView(ZONE));
    // The calling thread does all the work in turn, so nobody is ever behind.
    AccountabilityParts.obligations(builder, new Matrix(database), (_, _) -> {}, clock);
    EscalationParts.contribute(
        builder,
        clock,
        _ -> new Staffing(Set.of("AQBW"), true, true),
        (_, _) -> Duration.ofDays(30),
        (SignalKind kind, Instant _) -> ChainRule.builtIn(kind));
    service = builder.build();
    heard(
        "department-defined",
        new DepartmentDefined(
            new DepartmentDefined.Definition("AQBW", "安全保卫科", List.of(), true, null)));
    arranged(new Post("HEAD", "s1", "赵*", day("2022-11-01"), day("2022-12-01")));
  }

  @AfterEach
  void stop() {
    service.close();
    database.close();
  }

  private static LocalDate day(String day) {
    return LocalDate.parse(day);
  }

  private void arranged(Post... posts) throws SQLException {
    heard("department-arranged", new DepartmentArranged(new Arrangement("AQBW", List.of(posts))));
  }

  /** duty-service has said so at the present, and all that follows has happened. */
  private void heard(String type, Object event) throws SQLException {
    events++;
    received.event("duty", type, STREAM + events, event, clock.instant());
    // The log looks into the database only now and then when nobody tells it of an arrival.
    Awaitility.await().until(() -> !service.received().after(events - 1L, 1).isEmpty());
    service.drain();
  }

  /** What the leading group was told of the post. */
  private List<String> told(String change) {
    return Sql.list(
        database,
        "select level from feed_item where change = ? and obligation = '4.2-b' and department ="
            + " 'AQBW' order by level",
        row -> row.getString("level"),
        change);
  }

  private List<String> hanging() {
    return Sql.list(
        database,
        "select convert_from(data, 'UTF8')::jsonb ->> 'obligation' as id from event where type ="
            + " 'obligation-unassigned-detected.v1' and convert_from(data, 'UTF8')::jsonb ->>"
            + " 'unit' = 'AQBW' and recorded_at >= ? order by 1",
        row -> row.getString("id"),
        END);
  }

  private long closed() {
    return Sql.list(
            database,
            "select 1 from event where type = 'obligation-gap-closed.v1' and convert_from(data,"
                + " 'UTF8')::jsonb ->> 'unit' = 'AQBW' and recorded_at >= ?",
            row -> row.getInt(1),
            NEXT)
        .size();
  }

  @Test
  void obligation_4_2_a_what_the_head_answered_for_hangs_in_the_air_from_that_midnight_on()
      throws SQLException {
    clock.set(END);
    service.drain();
    assertThat(hanging()).isEmpty();

    heard("department-post-fell-vacant", new DepartmentPostFellVacant("AQBW", "HEAD", END));

    assertThat(hanging()).contains("3.1-a");
    assertThat(told("RAISED")).contains("L2");
  }

  @Test
  void obligation_4_2_a_a_successor_whose_term_begins_later_closes_the_gaps_at_that_midnight()
      throws SQLException {
    arranged(
        new Post("HEAD", "s1", "赵*", day("2022-11-01"), day("2022-12-01")),
        new Post("HEAD", "s2", "李*", day("2022-12-05"), null));
    clock.set(END);
    heard("department-post-fell-vacant", new DepartmentPostFellVacant("AQBW", "HEAD", END));
    int hanging = hanging().size();
    clock.set(NEXT);

    heard("department-post-vacancy-ended", new DepartmentPostVacancyEnded("AQBW", "HEAD", END));

    assertThat(hanging).isPositive();
    assertThat(closed()).isEqualTo(hanging);
    assertThat(told("CORRECTED")).contains("L2");
  }
}
