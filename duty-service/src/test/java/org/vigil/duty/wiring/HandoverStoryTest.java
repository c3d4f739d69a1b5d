package org.vigil.duty.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.duty.directory.domain.Department;
import org.vigil.duty.directory.domain.Department.Arrangement;
import org.vigil.duty.directory.domain.Department.Definition;
import org.vigil.duty.directory.domain.Department.Head;
import org.vigil.duty.directory.domain.Department.Post;
import org.vigil.duty.directory.domain.Department.Role;
import org.vigil.duty.directory.domain.HandoverCommand.AcceptHandover;
import org.vigil.duty.directory.domain.HandoverCommand.OfferHandover;
import org.vigil.duty.directory.domain.Leadership.Leader;
import org.vigil.duty.directory.view.DirectoryView;
import org.vigil.duty.directory.view.Staff;
import org.vigil.eventsourcing.Outcome.Done;

/** A head hands responsibility over, on a real database, with the clock forwarded (4.2-b). */
@Timeout(180)
class HandoverStoryTest {

  private static final Instant T0 = Instant.parse("2022-11-03T06:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final DutyOnPostgres duty =
      new DutyOnPostgres(
          T0,
          List.of(
              "V100__visitors_and_directory.sql",
              "V105__whose_names.sql",
              "V205__directory.sql",
              "V350__responsibility_handovers.sql"),
          (builder, self) -> {
            builder.category(Department.CATEGORY).follow(new DirectoryView());
            LeadershipParts.contribute(builder, self::eventSourcing, ZONE, self.clock);
          });
  private final Staff staff = new Staff(duty.dataSource);

  @BeforeEach
  void a_department_with_a_head() {
    done(new Definition("BGS", "办公室", List.of(), true, new Head("wang", "王静")));
  }

  @AfterEach
  void stop() {
    duty.close();
  }

  private void done(Department.Command command) {
    assertThat(duty.handle(Department.CATEGORY, "BGS", command)).isInstanceOf(Done.class);
    duty.settle();
  }

  private void offer(String id, String giver, String receiver, Instant from, Instant until) {
    done(
        new OfferHandover(
            id, Role.HEAD, giver, new Head(receiver, "李明"), "出差", from, until, from, ZONE));
  }

  private void sign(String id, String receiver) {
    done(new AcceptHandover(id, receiver, duty.clock.instant(), ZONE));
  }

  private List<String> leading(Instant at) {
    return staff.leadership("BGS").at(at, ZONE).stream()
        .map((Leader leader) -> leader.subjectId() + " " + leader.name())
        .toList();
  }

  @Test
  void obligation_4_2_b_who_was_head_at_an_instant_is_right_across_the_hand_over_and_a_restart() {
    Instant from = T0.plus(DAY);
    Instant until = T0.plus(DAY.multipliedBy(3));
    offer("h1", "wang", "li", from, until);
    assertThat(leading(from)).containsExactly("wang 王*");

    duty.at(T0.plus(Duration.ofHours(1)));
    sign("h1", "li");
    duty.restart();
    duty.at(T0.plus(DAY.multipliedBy(4)));

    assertThat(leading(from.minusMillis(1))).containsExactly("wang 王*");
    assertThat(leading(from)).containsExactly("li 李*");
    assertThat(staff.leads("BGS", "wang", from, ZONE)).isFalse();
    assertThat(leading(until)).containsExactly("wang 王*");
    assertThat(duty.count("responsibility-handover-unanswered")).isZero();
  }

  @Test
  void obligation_4_2_b_an_offer_that_nobody_answers_is_seen_when_it_was_to_begin_and_only_once() {
    Instant from = T0.plus(DAY);
    offer("h1", "wang", "li", from, from.plus(DAY));
    duty.at(from.minusMillis(1));
    assertThat(duty.count("responsibility-handover-unanswered")).isZero();
    duty.restart();

    duty.at(from);
    duty.at(from.plus(Duration.ofHours(5)));

    assertThat(duty.count("responsibility-handover-unanswered")).isEqualTo(1);
    assertThat(leading(duty.clock.instant())).containsExactly("wang 王*");
    assertThat(duty.rows("select status, unanswered from responsibility_handover"))
        .containsExactly("OFFERED|t");

    sign("h1", "li");
    assertThat(leading(from.plus(Duration.ofHours(5)).minusMillis(1))).containsExactly("wang 王*");
    assertThat(leading(from.plus(Duration.ofHours(5)))).containsExactly("li 李*");
  }

  private void arrange(Post... posts) {
    done(new Arrangement("BGS", null, List.of(posts)));
  }

  private static Post term(Role role, String who, String from, String until) {
    return new Post(role, who, "王静", LocalDate.parse(from), LocalDate.parse(until));
  }

  private static Instant midnight(String day) {
    return LocalDate.parse(day).atStartOfDay(ZONE).toInstant();
  }

  @Test
  void obligation_4_2_b_a_term_that_ends_without_a_successor_is_told_at_that_midnight_and_once() {
    done(new Definition("BGS", "办公室", List.of(), true, null));
    arrange(
        term(Role.HEAD, "wang", "2022-11-01", "2022-12-01"),
        term(Role.DEPUTY, "li", "2022-11-01", "2022-12-01"),
        term(Role.DEPUTY, "qian", "2022-12-01", "2023-01-01"));
    Instant end = midnight("2022-12-01");
    duty.at(end.minusMillis(1));
    assertThat(duty.count("department-post-fell-vacant")).isZero();
    duty.restart();

    duty.at(end);
    duty.restart();
    duty.at(end.plus(DAY));

    assertThat(
            duty.rows(
                "select convert_from(data, 'UTF8')::jsonb ->> 'role', convert_from(data,"
                    + " 'UTF8')::jsonb ->> 'subjectId', convert_from(data, 'UTF8')::jsonb ->>"
                    + " 'since' from event where type = 'department-post-fell-vacant.v1'"))
        .containsExactly("HEAD|wang|" + end);
    assertThat(leading(end.plus(DAY))).containsExactly("qian 王*");
  }

  @Test
  void obligation_4_2_b_whoever_is_arranged_afterwards_ends_the_vacancy() {
    done(new Definition("BGS", "办公室", List.of(), true, null));
    arrange(term(Role.HEAD, "wang", "2022-11-01", "2022-12-01"));
    duty.through(midnight("2022-12-05"));
    assertThat(duty.count("department-post-fell-vacant")).isEqualTo(1);

    arrange(
        term(Role.HEAD, "wang", "2022-11-01", "2022-12-01"),
        term(Role.HEAD, "li", "2022-12-05", "2023-12-01"));

    assertThat(duty.count("department-post-vacancy-ended")).isEqualTo(1);
    duty.through(midnight("2023-12-02"));
    assertThat(duty.count("department-post-fell-vacant")).isEqualTo(2);
  }
}
