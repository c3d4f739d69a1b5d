package org.vigil.testing.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vigil.eventsourcing.deadline.ClockWatch.HOLD;
import static org.vigil.eventsourcing.deadline.ClockWatch.TOLERANCE;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.vigil.eventsourcing.deadline.ClockWatch;
import org.vigil.testing.infra.RealPostgres;

/** A clock that is wrong accuses nobody; one that is right is not kept waiting for long. */
class ClockWatchTest {

  /** How far the machine's clock is ahead of the database's. */
  private Duration ahead = Duration.ZERO;

  /** What has passed beyond the time of the test. */
  private Duration passed = Duration.ZERO;

  private final ClockWatch watch =
      new ClockWatch(
          RealPostgres.shared().admin(),
          () -> Instant.now().plus(ahead),
          () -> System.nanoTime() + passed.toNanos());

  @Test
  void a_clock_that_agrees_with_both_witnesses_is_believed() throws SQLException {
    assertThat(watch.believed()).isTrue();
    assertThat(watch.believed()).isTrue();

    assertThat(watch.doubt()).isNull();
    assertThat(watch.offset()).isLessThan(TOLERANCE).isGreaterThan(TOLERANCE.negated());
  }

  @Test
  void a_clock_that_was_wrong_from_the_start_is_told_by_the_database() throws SQLException {
    ahead = Duration.ofDays(1);
    assertThat(watch.believed()).isFalse();
    assertThat(watch.doubt()).matches("the clock is 86(399|400) s ahead of the database's");

    ahead = Duration.ZERO;
    assertThat(watch.believed()).as("set right").isTrue();
  }

  @Test
  void between_two_questions_to_the_database_a_jump_is_told_by_the_time_that_passes()
      throws SQLException {
    watch.believed();
    ahead = Duration.ofHours(3);

    assertThat(watch.believed()).isFalse();
    assertThat(watch.doubt()).startsWith("the clock has jumped by 10");

    ahead = Duration.ZERO;
    assertThat(watch.believed()).as("back where it was").isTrue();
  }

  @Test
  void a_clock_that_steps_back_by_less_than_a_deadline_is_believed() throws SQLException {
    watch.believed();
    ahead = TOLERANCE.negated().plusSeconds(5);

    assertThat(watch.believed()).isTrue();
  }

  /** As a machine that slept: its count of time stood still, its clock is right. */
  @Test
  void a_clock_that_has_jumped_with_the_databases_is_believed_after_the_hold() throws SQLException {
    watch.believed();
    passed = Duration.ofHours(-1);
    assertThat(watch.believed()).isFalse();

    passed = Duration.ofHours(-1).plus(HOLD).minusSeconds(1);
    assertThat(watch.believed()).isFalse();

    passed = Duration.ofHours(-1).plus(HOLD);
    assertThat(watch.believed()).isTrue();
  }
}
