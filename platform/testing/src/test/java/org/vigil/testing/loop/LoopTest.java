package org.vigil.testing.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigil.eventsourcing.loop.Loop;

@Timeout(60)
class LoopTest {

  private final AtomicInteger turns = new AtomicInteger();
  private final AtomicInteger lasts = new AtomicInteger();
  private final List<Exception> failures = new CopyOnWriteArrayList<>();

  private Loop loop(Loop.Turn turn) {
    return new Loop(
        Thread.ofVirtual(),
        Duration.ofMillis(1),
        Duration.ofMillis(4),
        turn,
        failures::add,
        lasts::incrementAndGet);
  }

  @Test
  void a_failed_turn_is_told_and_the_next_ones_go_on() {
    CountDownLatch mended = new CountDownLatch(1);
    Loop loop =
        loop(
            () -> {
              turns.incrementAndGet();
              if (mended.getCount() > 0) {
                throw new SQLException("for Zhang Xiaoming", "23505");
              }
              LockSupport.parkNanos(1_000_000);
            });
    loop.start();
    await().until(() -> failures.size() > 3);
    assertThat(loop.lastError()).isEqualTo("SQL state 23505");

    mended.countDown();

    await().until(() -> loop.lastError() == null);
    int soFar = turns.get();
    await().until(() -> turns.get() > soFar + 3);
    loop.close();
    assertThat(loop.open()).isFalse();
    assertThat(lasts).hasValue(1);
  }

  @Test
  void a_turn_that_does_not_end_is_interrupted_and_what_comes_last_is_done() {
    CountDownLatch begun = new CountDownLatch(1);
    Loop loop =
        loop(
            () -> {
              begun.countDown();
              new CountDownLatch(1).await();
            });
    loop.start();
    await().until(() -> begun.getCount() == 0);

    loop.close();

    assertThat(lasts).hasValue(1);
    assertThat(failures).isEmpty();
  }

  @Test
  void a_turn_that_waits_is_woken_by_the_close() throws InterruptedException {
    CountDownLatch woken = new CountDownLatch(1);
    Loop loop = loop(woken::await);
    loop.start();

    loop.close(woken::countDown);

    assertThat(woken.await(0, TimeUnit.SECONDS)).isTrue();
    assertThat(lasts).hasValue(1);
  }

  @Test
  void a_loop_that_never_ran_does_only_what_comes_last() {
    loop(turns::incrementAndGet).close();

    assertThat(turns).hasValue(0);
    assertThat(lasts).hasValue(1);
  }

  @Test
  void only_a_failure_meant_for_the_operator_is_told_by_its_message() {
    assertThat(Loop.describe(new IllegalStateException("Zhang Xiaoming")))
        .isEqualTo("IllegalStateException");
    assertThat(Loop.describe(new RuntimeException(new IllegalStateException("Zhang Xiaoming"))))
        .isEqualTo("RuntimeException by IllegalStateException");
    assertThat(Loop.describe(new SQLException("Zhang Xiaoming", "57014")))
        .isEqualTo("SQL state 57014");
    assertThat(Loop.describe(new SQLException("no connection", new TimeoutException())))
        .isEqualTo("SQLException by TimeoutException");
    assertThat(Loop.describe(new Loop.Explained("give the old key"))).isEqualTo("give the old key");
  }
}
