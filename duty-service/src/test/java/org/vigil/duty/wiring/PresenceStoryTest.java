package org.vigil.duty.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.duty.directory.domain.Person;
import org.vigil.duty.directory.view.DirectoryView;
import org.vigil.duty.presence.domain.Duty;
import org.vigil.duty.presence.domain.Matter;
import org.vigil.duty.presence.domain.PresenceCommand;
import org.vigil.duty.presence.domain.PresenceCommand.CheckIn;
import org.vigil.duty.presence.domain.PresenceCommand.CheckOut;
import org.vigil.duty.presence.domain.PresenceCommand.PrepareHandover;
import org.vigil.duty.presence.domain.PresenceCommand.SignHandover;
import org.vigil.duty.presence.domain.PresenceDecider;
import org.vigil.duty.roster.domain.RosterEvent;
import org.vigil.duty.roster.domain.RosterEvent.RosterPublished;
import org.vigil.duty.roster.domain.RosterEvent.ShiftReassigned;
import org.vigil.duty.roster.domain.Shift;
import org.vigil.duty.roster.view.RosterView;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.Decider;
import org.vigil.eventsourcing.Decision;
import org.vigil.eventsourcing.Outcome;

/** 3.1-b over two shifts of a published roster, on a real database, with the clock forwarded. */
@Timeout(120)
class PresenceStoryTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Instant DAY = Instant.parse("2022-10-08T00:00:00Z");
  private static final Instant NIGHT = DAY.plus(Duration.ofHours(12));
  private static final Shift FIRST = Shift.of("BGS", Shift.DUTY, "s1", DAY, NIGHT);
  private static final Shift SECOND =
      Shift.of("BGS", Shift.DUTY, "s2", NIGHT, NIGHT.plus(Duration.ofHours(12)));
  private static final Map<String, Duration> DURATIONS =
      Map.of(
          PresenceParts.OPENS_BEFORE, Duration.ofHours(1),
          PresenceParts.GRACE, Duration.ofMinutes(10),
          PresenceParts.FORGOTTEN_AFTER, Duration.ofHours(2),
          PresenceParts.ANSWER_WITHIN, Duration.ofMinutes(10));
  private static final Map<String, Integer> NUMBERS =
      Map.of(PresenceParts.PROBES, 2, PresenceParts.PROBES_FOR_LEAD, 2);

  /** The roster's own rules are tested elsewhere; here it says what the test wants. */
  private static final Category<RosterEvent, String, RosterEvent> ROSTER =
      Category.of("roster", new Said(), RosterEvent.class);

  private final DutyOnPostgres duty =
      new DutyOnPostgres(
          DAY.minus(Duration.ofDays(1)),
          List.of(
              "V100__visitors_and_directory.sql",
              "V105__whose_names.sql",
              "V205__directory.sql",
              "V210__rosters.sql",
              "V270__duty_shifts.sql",
              "V350__responsibility_handovers.sql"),
          (builder, self) -> {
            builder
                .category(Person.CATEGORY)
                .category(ROSTER)
                .follow(new DirectoryView())
                .follow(new RosterView());
            PresenceParts.contribute(
                builder,
                self.dataSource,
                self.clock,
                SHANGHAI,
                new PresenceParts.Rules(
                    (name, _) -> DURATIONS.get(name), (name, _) -> NUMBERS.get(name)),
                new Random(7),
                (view, position) -> CaughtUp.await(self.eventSourcing(), view, position));
          });

  @AfterEach
  void stop() {
    duty.close();
  }

  @Test
  void obligation_3_1_b_nobody_checks_in_and_the_post_is_empty_at_twice_the_grace() {
    publish();

    duty.at(DAY.plus(Duration.ofMinutes(10)).minusMillis(1));
    assertThat(duty.count("duty-check-in-missed")).isZero();
    duty.at(DAY.plus(Duration.ofMinutes(10)));
    assertThat(duty.count("duty-check-in-missed")).isEqualTo(1);
    assertThat(duty.count("duty-post-empty")).isZero();
    duty.restart();
    duty.at(DAY.plus(Duration.ofMinutes(20)));

    assertThat(duty.count("duty-check-in-missed")).isEqualTo(2);
    assertThat(duty.count("duty-post-empty")).isEqualTo(1);
    assertThat(shifts()).contains(FIRST.id() + "|王*|AWAITED|2|null|t");
  }

  @Test
  void obligation_3_1_b_a_day_is_handed_over_to_the_night_with_what_is_open() {
    publish();
    send(FIRST, DAY, new CheckIn("s1", DAY));
    send(
        FIRST,
        NIGHT,
        new PrepareHandover("s1", SECOND.id(), List.of(new Matter("m1", null, "灯未修")), NIGHT));
    send(SECOND, NIGHT, new CheckIn("s2", NIGHT));
    send(FIRST, NIGHT, new SignHandover("s2", NIGHT));
    send(FIRST, NIGHT, new CheckOut("s1", NIGHT));
    duty.settle();

    assertThat(shifts())
        .contains(FIRST.id() + "|王*|OVER|0|HANDED_OVER|f", SECOND.id() + "|李*|PRESENT|0|null|f");
    assertThat(duty.eventSourcing().handler(PresenceDecider.CATEGORY).load(SECOND.id()).state())
        .isInstanceOfSatisfying(
            Duty.Present.class,
            night -> assertThat(night.matters().get("m1").text()).isEqualTo("灯未修"));
  }

  @Test
  void obligation_3_1_b_probes_come_at_moments_within_the_shift_and_unanswered_are_a_lead() {
    publish();
    send(FIRST, DAY, new CheckIn("s1", DAY));
    duty.settle();
    assertThat(duty.count("presence-probe-planned")).isEqualTo(2);

    duty.at(NIGHT.minusSeconds(1));

    assertThat(duty.count("presence-probe-missed")).isEqualTo(2);
    assertThat(duty.count("post-abandonment-suspected")).isEqualTo(1);
    duty.at(NIGHT.plus(Duration.ofHours(2)));
    assertThat(shifts()).contains(FIRST.id() + "|王*|OVER|0|FORGOTTEN|f");
  }

  @Test
  void who_leaves_early_with_nobody_there_leaves_an_empty_post_at_once() {
    publish();
    send(FIRST, DAY, new CheckIn("s1", DAY));
    duty.settle();
    Instant left = DAY.plus(Duration.ofMinutes(1));
    send(FIRST, left, new CheckOut("s1", left));
    duty.settle();

    assertThat(duty.count("duty-post-empty")).isEqualTo(1);
    assertThat(duty.count("post-abandonment-suspected")).isEqualTo(1);
  }

  @Test
  void a_substitute_is_expected_in_the_holders_place_and_a_withdrawn_shift_by_nobody() {
    publish();
    say(new ShiftReassigned("BGS", "2022-10", FIRST.id(), "s2", "s1", "出差", "s9"));
    assertThat(shifts()).contains(FIRST.id() + "|李*|AWAITED|0|null|f");
    say(new RosterPublished("BGS", "2022-10", 2, List.of(FIRST)));
    duty.settle();

    assertThat(shifts())
        .contains(FIRST.id() + "|王*|AWAITED|0|null|f", SECOND.id() + "|李*|WITHDRAWN|0|null|f");
    duty.at(NIGHT.plus(Duration.ofMinutes(20)));
    assertThat(
            duty.rows(
                "select count(*) from event where type = 'duty-check-in-missed.v1' and stream ="
                    + " 'duty-shift/"
                    + SECOND.id()
                    + "'"))
        .containsExactly("0");
  }

  private void publish() {
    for (Person.Particulars person :
        List.of(
            new Person.Particulars("s1", "BGS", "王静", "BG-1", null, null),
            new Person.Particulars("s2", "BGS", "李明", "BG-2", null, null))) {
      duty.handle(Person.CATEGORY, person.subjectId(), person);
    }
    say(new RosterPublished("BGS", "2022-10", 1, List.of(FIRST, SECOND)));
  }

  private void say(RosterEvent event) {
    duty.handle(ROSTER, "BGS-2022-10", event);
    duty.settle();
  }

  private void send(Shift shift, Instant at, PresenceCommand command) {
    duty.clock.set(at);
    assertThat(duty.handle(PresenceDecider.CATEGORY, shift.id(), command))
        .isInstanceOf(Outcome.Done.class);
  }

  private List<String> shifts() {
    return duty.rows(
        "select shift, masked_name, status, missed, leaving, found_empty from duty_shift order by"
            + " shift");
  }

  private static final class Said implements Decider<RosterEvent, String, RosterEvent> {

    @Override
    public String initialState() {
      return "";
    }

    @Override
    public Decision<RosterEvent> decide(RosterEvent command, String state) {
      return Decision.accept(command);
    }

    @Override
    public String evolve(String state, RosterEvent event) {
      return state;
    }
  }
}
