package org.vigil.reporting.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.Outcome;
import org.vigil.reporting.escalation.domain.EscalationCommand.TakeUpSignal;
import org.vigil.reporting.escalation.domain.EscalationDecider;
import org.vigil.reporting.escalation.domain.SignalKind;
import org.vigil.reporting.escalation.domain.Subject;
import org.vigil.reporting.health.domain.HealthRecord;
import org.vigil.reporting.health.domain.HealthRecord.MemberState;
import org.vigil.reporting.health.domain.HealthRecord.RecordHealthStates;
import org.vigil.reporting.health.domain.HealthRecord.State;
import org.vigil.reporting.health.domain.HealthWatch.HealthStateStale;
import org.vigil.reporting.health.domain.LeaderView;
import org.vigil.reporting.health.domain.LeaderView.LeaderViewAccessed;
import org.vigil.reporting.health.domain.LeaderView.LeaderViewOverdue;
import org.vigil.reporting.health.domain.LeaderView.Look;
import org.vigil.reporting.health.domain.LeaderView.LookBack;
import org.vigil.reporting.health.domain.LeaderView.PastHealthViewed;
import org.vigil.reporting.health.domain.LeaderView.Viewer;
import org.vigil.reporting.health.view.MemberHealth;
import org.vigil.reporting.health.view.MemberHealth.Known;

/** Departments' health, from the fact to the feed; named by the obligation. */
class HealthStoryTest {

  private static final Instant NOW = Instant.parse("2022-11-03T01:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final GroupOnPostgres service = new GroupOnPostgres(NOW);

  @AfterEach
  void stop() {
    service.close();
  }

  private Instant now() {
    return service.clock.instant();
  }

  private void said(String record, Instant observedAt, String... subjects) {
    service.handle(
        HealthRecord.CATEGORY,
        record,
        new RecordHealthStates(
            "GWYC",
            Stream.of(subjects).map(subject -> new MemberState(subject, State.WELL)).toList(),
            observedAt,
            true));
    service.settle();
  }

  private List<String> raised(String kind) {
    return service.raised().stream().filter(item -> item.endsWith(" " + kind)).toList();
  }

  private void critical(String subject) {
    String key = "test/" + subject;
    service.handle(
        EscalationDecider.category(
            (_, _) -> {
              throw new IllegalStateException("the service's own category carries it out");
            }),
        EscalationDecider.key(key),
        new TakeUpSignal(
            SignalKind.SYMPTOM_REPORTED,
            "GWYC",
            new Subject("symptom-report", "r1", "张*", subject),
            key,
            key,
            now(),
            now(),
            Duration.ofDays(30)));
    service.settle();
  }

  /** A leader is the one in charge, whoever else looks is nobody that has to know. */
  private void look(boolean leader, String client) {
    look(new Viewer(client, leader, leader ? "d1" : null, leader ? "副组长" : null, leader));
  }

  private void look(Viewer viewer) {
    service.handle(
        LeaderView.CATEGORY,
        "GWYC",
        new Look(
            "GWYC", viewer, now(), GroupOnPostgres.RULES.inForce(LeaderView.SAME_LOOK_FOR, NOW)));
    service.settle();
  }

  @Test
  void obligation_4_2_b_a_member_whose_state_is_older_than_a_day_goes_to_the_office() {
    service.department("GWYC", true);
    service.member("s1", "GWYC");
    service.member("s2", "GWYC");
    service.settle();
    service.forward(HOUR);
    said("h1", now(), "s1", "s2");
    service.forward(Duration.ofHours(23));
    said("h2", now(), "s1");
    assertThat(raised("HEALTH_STALE")).isEmpty();

    service.forward(HOUR);

    assertThat(raised("HEALTH_STALE")).containsExactly("4.2-b L2 HEALTH_STALE");
    assertThat(service.events(HealthStateStale.class))
        .singleElement()
        .satisfies(
            stale -> {
              assertThat(stale.subjectIds()).containsExactly("s2");
              assertThat(stale.members()).isEqualTo(2);
              assertThat(stale.validFor().value()).isEqualTo("P1D");
            });
  }

  @Test
  void obligation_4_2_b_a_member_of_whom_nobody_has_ever_said_anything_is_found_once() {
    service.department("GWYC", true);
    service.member("s1", "GWYC");
    service.settle();

    service.forward(DAY);
    service.forward(DAY);

    assertThat(service.events(HealthStateStale.class)).hasSize(1);
    assertThat(raised("HEALTH_STALE")).hasSize(1);
  }

  @Test
  void obligation_4_2_b_a_member_who_was_found_and_then_seen_to_is_found_again() {
    service.department("GWYC", true);
    service.member("s1", "GWYC");
    service.settle();
    service.forward(DAY);
    said("h1", now(), "s1");
    service.forward(DAY);
    service.forward(DAY);
    service.forward(DAY);

    assertThat(service.events(HealthStateStale.class)).hasSize(2);
  }

  @Test
  void obligation_4_2_b_a_department_that_was_given_up_is_watched_no_more() {
    service.department("GWYC", true);
    service.member("s1", "GWYC");
    service.settle();
    service.department("GWYC", false);
    service.settle();

    service.forward(DAY.multipliedBy(3));

    assertThat(service.events(HealthStateStale.class)).isEmpty();
  }

  @Test
  void obligation_4_2_b_the_glance_shows_the_newest_word_and_the_oldest_member_first() {
    service.member("s1", "GWYC");
    service.member("s2", "GWYC");
    service.member("s3", "GWYC");
    said("h1", NOW.plus(HOUR), "s1", "s3");
    said("h2", NOW.minus(HOUR), "s1", "s2", "unknown");

    List<Known> members = new MemberHealth(service.dataSource).of("GWYC", NOW.plus(HOUR));

    assertThat(members.stream().map(Known::subjectId)).containsExactly("s2", "s1", "s3");
    assertThat(members.get(1).observedAt()).isEqualTo(NOW.plus(HOUR));
    assertThat(members.getFirst().isStale(NOW.plus(DAY), DAY)).isTrue();
    assertThat(members.get(1).isStale(NOW.plus(DAY), DAY)).isFalse();
  }

  @Test
  void one_round_names_everybody_once() {
    Outcome<?> twice =
        service.handle(
            HealthRecord.CATEGORY,
            "h1",
            new RecordHealthStates(
                "GWYC",
                List.of(new MemberState("s1", State.WELL), new MemberState("s1", State.AWAY)),
                NOW,
                true));

    assertThat(twice)
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(HealthRecord.No.SAME_PERSON_TWICE));
  }

  @Test
  void obligation_4_1_b_a_critical_matter_at_which_no_leader_looks_goes_to_l4_and_l5() {
    critical("s1");
    service.forward(HOUR);
    look(false, "department-GWYC");

    service.forward(HOUR);

    assertThat(raised("LEADER_UNREAD")).containsExactly("4.1-b L4 LEADER_UNREAD");
    assertThat(service.copies("LEADER_UNREAD")).containsExactly("L5");
    assertThat(service.events(LeaderViewOverdue.class).getFirst().within().name())
        .isEqualTo("reporting.leader-view-within");
  }

  @Test
  void obligation_4_1_b_a_leader_who_has_looked_owes_nothing_until_the_next_critical_matter() {
    critical("s1");
    service.forward(HOUR);
    look(true, "leader");
    service.forward(DAY);
    assertThat(raised("LEADER_UNREAD")).isEmpty();
    critical("s2");

    service.forward(Duration.ofHours(2));

    assertThat(raised("LEADER_UNREAD")).hasSize(1);
  }

  @Test
  void obligation_4_1_b_who_looked_and_when_is_recorded_and_a_screen_that_refreshes_counts_once() {
    look(true, "leader");
    look(true, "leader");
    look(false, "office");
    service.forward(HOUR);
    look(true, "leader");

    assertThat(service.events(LeaderViewAccessed.class)).hasSize(3);
    assertThat(
            service.rows(
                "select client, leader, subject_id, title from leader_view order by position"))
        .containsExactly("leader|t|d1|副组长", "office|f|null|null", "leader|t|d1|副组长");
  }

  @Test
  void obligation_4_1_b_who_is_not_in_charge_of_the_department_looks_in_nobodys_place() {
    critical("s1");
    look(new Viewer("people", true, "d2", "副组长", false));
    look(new Viewer("people", true, null, null, false));

    service.forward(Duration.ofHours(2));

    assertThat(raised("LEADER_UNREAD")).containsExactly("4.1-b L4 LEADER_UNREAD");
    assertThat(service.events(LeaderViewAccessed.class))
        .extracting(LeaderViewAccessed::subjectId)
        .containsExactly("d2", null);
  }

  @Test
  void obligation_4_1_b_two_who_sign_in_by_one_client_are_two_who_have_looked() {
    look(new Viewer("people", true, "d1", "副组长", true));
    look(new Viewer("people", true, "d2", "副组长", false));
    look(new Viewer("people", true, "d1", "副组长", true));

    assertThat(service.rows("select subject_id from leader_view order by position"))
        .containsExactly("d1", "d2");
  }

  @Test
  void obligation_4_1_b_a_look_counts_again_at_once_where_something_critical_waits() {
    look(true, "leader");
    critical("s1");
    look(true, "leader");

    service.forward(DAY);

    assertThat(raised("LEADER_UNREAD")).isEmpty();
  }

  @Test
  void obligation_4_1_b_a_leader_who_looks_at_the_past_has_not_looked_at_the_present() {
    service.department("GWYC", true);
    service.settle();
    critical("s1");
    Instant then = now();
    service.forward(HOUR);
    lookBack("leader", then);
    lookBack("leader", then);
    lookBack("leader", then.plusSeconds(1));

    service.forward(HOUR);

    assertThat(service.events(LeaderViewOverdue.class)).hasSize(1);
    assertThat(service.events(PastHealthViewed.class))
        .extracting(PastHealthViewed::asOf)
        .containsExactly(then, then.plusSeconds(1));
  }

  private void lookBack(String client, Instant asOf) {
    service.handle(
        LeaderView.CATEGORY,
        "GWYC",
        new LookBack(
            "GWYC",
            new Viewer(client, true, "d1", "副组长", true),
            asOf,
            now(),
            GroupOnPostgres.RULES.inForce(LeaderView.SAME_LOOK_FOR, NOW)));
    service.settle();
  }
}
