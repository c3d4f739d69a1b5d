package org.vigil.duty.roster.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.duty.ViewOnPostgres;
import org.vigil.duty.roster.domain.RosterEvent;
import org.vigil.duty.roster.domain.RosterEvent.RosterPublished;
import org.vigil.duty.roster.domain.RosterEvent.ShiftReassigned;
import org.vigil.duty.roster.domain.RosterEvent.ShiftSwapApproved;
import org.vigil.duty.roster.domain.RosterEvent.ShiftTakenOver;
import org.vigil.duty.roster.domain.Shift;

/** Who had which shift, from when to when that was known. The hours are those of one day. */
class RosterViewTest {

  private static final String MONTH = "2022-11";
  private static final Instant MIDNIGHT = Instant.parse("2022-11-03T00:00:00Z");
  private static final Shift DAY = Shift.of("BGS", Shift.DUTY, "s1", at(0), at(12));
  private static final Shift NIGHT = Shift.of("BGS", Shift.DUTY, "s2", at(12), at(24));

  private final ViewOnPostgres view = new ViewOnPostgres(new RosterView(), "V210__rosters.sql");

  private static Instant at(int hour) {
    return MIDNIGHT.plus(Duration.ofHours(hour));
  }

  private void happened(RosterEvent event) {
    view.happened(at(-24), "roster", "BGS." + MONTH, event);
  }

  @BeforeEach
  void a_roster_of_a_day_and_a_night_changes_hands_and_is_published_again() {
    happened(new RosterPublished("BGS", MONTH, 1, List.of(DAY, NIGHT)));
    happened(new ShiftReassigned("BGS", MONTH, DAY.id(), "s3", "s1", "出差", "head"));
    happened(new ShiftSwapApproved("BGS", MONTH, "swap", DAY.id(), "s3", NIGHT.id(), "s2", "head"));
    happened(new ShiftTakenOver("BGS", MONTH, DAY.id(), DAY.id() + ".1", "s5", "s2", at(6), "不适"));
    happened(new ShiftTakenOver("BGS", MONTH, NIGHT.id(), NIGHT.id(), "s4", "s3", at(12), "不适"));
    happened(new RosterPublished("BGS", MONTH, 2, List.of(DAY)));
  }

  @Test
  void a_row_is_closed_by_what_changes_it_and_never_altered() {
    assertThat(
            view.rows(
                "select format('%s %s-%s %s..%s', subject_id,"
                    + " to_char(starts_at at time zone 'UTC', 'HH24'),"
                    + " to_char(ends_at at time zone 'UTC', 'HH24'), since_position,"
                    + " until_position) from shift_assignment"
                    + " order by since_position, starts_at"))
        .containsExactly(
            "s1 00-12 1..2",
            "s2 12-00 1..3",
            "s3 00-12 2..3",
            "s2 00-12 3..4",
            "s3 12-00 3..5",
            "s2 00-06 4..6",
            "s5 06-12 4..6",
            "s4 12-00 5..6",
            "s1 00-12 6..");
  }

  @Test
  void every_event_twice_changes_nothing() {
    List<String> once = view.everything();

    view.again();

    assertThat(view.everything()).isEqualTo(once).hasSize(9);
  }

  @Test
  void rebuilt_rows_are_the_same_rows() {
    List<String> live = view.everything();

    view.rebuild();

    assertThat(view.everything()).isEqualTo(live).hasSize(9);
  }
}
