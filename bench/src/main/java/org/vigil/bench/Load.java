package org.vigil.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;

/** A closed load: a number of callers, each with its next call as soon as the last is answered. */
final class Load {

  private Load() {}

  /** One caller's work; made by the thread that uses it. */
  @FunctionalInterface
  interface Caller extends AutoCloseable {
    void call() throws Exception;

    @Override
    default void close() throws SQLException {}
  }

  /** Makes a caller. */
  @FunctionalInterface
  interface Callers {
    Caller open() throws Exception;
  }

  /** Calls per second and their latencies in microseconds. */
  record Result(double perSecond, Histogram micros) {

    String percentiles() {
      return String.format(
          Locale.ROOT,
          "p50 %.2f ms  p99 %.2f ms  max %.1f ms",
          micros.getValueAtPercentile(50) / 1e3,
          micros.getValueAtPercentile(99) / 1e3,
          micros.getMaxValue() / 1e3);
    }
  }

  static Result run(int callers, int millis, Callers factory) throws Exception {
    List<Histogram> histograms = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    AtomicReference<Exception> failure = new AtomicReference<>();
    CountDownLatch ready = new CountDownLatch(callers);
    CountDownLatch go = new CountDownLatch(1);
    long[] end = new long[1];
    for (int i = 0; i < callers; i++) {
      Histogram histogram = new Histogram(60_000_000L, 3);
      histograms.add(histogram);
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try (Caller caller = factory.open()) {
                      ready.countDown();
                      go.await();
                      for (long now = System.nanoTime(); now < end[0]; ) {
                        caller.call();
                        long done = System.nanoTime();
                        histogram.recordValue(Math.min(60_000_000L, (done - now) / 1_000));
                        now = done;
                      }
                    } catch (Exception e) {
                      failure.set(e);
                      ready.countDown();
                    }
                  }));
    }
    ready.await();
    long start = System.nanoTime();
    end[0] = start + millis * 1_000_000L;
    go.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    if (failure.get() != null) {
      throw failure.get();
    }
    Histogram all = new Histogram(60_000_000L, 3);
    histograms.forEach(all::add);
    return new Result(all.getTotalCount() / seconds, all);
  }
}
