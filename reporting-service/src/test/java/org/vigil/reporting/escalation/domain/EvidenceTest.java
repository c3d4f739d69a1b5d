package org.vigil.reporting.escalation.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is behind an escalation. */
class EvidenceTest {

  private static final int STORM = 200_000;

  @Test
  void each_id_counts_once() {
    Evidence evidence = Evidence.NONE.plus("a").plus("b").plus("a");

    assertThat(evidence.size()).isEqualTo(2);
    assertThat(evidence.contains("a")).isTrue();
    assertThat(evidence.contains("b")).isTrue();
    assertThat(evidence.contains("c")).isFalse();
  }

  @Test
  void what_was_does_not_change_when_one_is_added() {
    Evidence before = Evidence.NONE.plus("a");

    before.plus("b");

    assertThat(before.size()).isEqualTo(1);
    assertThat(before.contains("b")).isFalse();
    assertThat(Evidence.NONE.contains("a")).isFalse();
  }

  @Test
  void two_that_go_on_from_the_same_do_not_see_each_others() {
    Evidence before = Evidence.NONE.plus("a");
    Evidence one = before.plus("b").plus("c");
    Evidence other = before.plus("c").plus("d");

    assertThat(one.contains("d")).isFalse();
    assertThat(other.contains("b")).isFalse();
    assertThat(other.contains("a")).isTrue();
    assertThat(other.contains("c")).isTrue();
    assertThat(one.plus("e").size()).isEqualTo(4);
    assertThat(before.plus("b").contains("c")).isFalse();
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void in_a_storm_each_is_found_without_looking_through_all() {
    Evidence evidence = Evidence.NONE;
    for (int n = 0; n < STORM; n++) {
      assertThat(evidence.contains("cause-" + n)).isFalse();
      evidence = evidence.plus("cause-" + n);
    }

    assertThat(evidence.size()).isEqualTo(STORM);
    assertThat(evidence.contains("cause-0")).isTrue();
  }
}
