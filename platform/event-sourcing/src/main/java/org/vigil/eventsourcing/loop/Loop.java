package org.vigil.eventsourcing.loop;

import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A thread that repeats a turn until it is closed. A turn that fails is told of, and the next comes
 * after a pause that doubles with each failure and is forgotten with the first success.
 */
public final class Loop implements AutoCloseable {

  /** One turn. It waits itself where there is nothing to do. */
  @FunctionalInterface
  public interface Turn {
    void take() throws Exception;
  }

  /** For a turn that is under way; an interrupt would break its transaction's connection. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Thread.Builder threads;
  private final Duration firstPause;
  private final Duration longestPause;
  private final Turn turn;
  private final Consumer<Exception> failed;
  private final Runnable last;
  private volatile boolean open = true;
  private volatile @Nullable String lastError;
  private volatile @Nullable Thread thread;

  /**
   * @param failed told of each turn that fails, before the pause
   * @param last done once when the loop ends, on its own thread if it was started
   */
  public Loop(
      Thread.Builder threads,
      Duration firstPause,
      Duration longestPause,
      Turn turn,
      Consumer<Exception> failed,
      Runnable last) {
    this.threads = threads;
    this.firstPause = firstPause;
    this.longestPause = longestPause;
    this.turn = turn;
    this.failed = failed;
    this.last = last;
  }

  public void start() {
    thread = threads.start(this::run);
  }

  /** Whether it goes on; a long turn asks in between. */
  public boolean open() {
    return open;
  }

  /** Why it does not get on, without content; null while it does. */
  public @Nullable String lastError() {
    return lastError;
  }

  /** A long turn gets on: what was wrong is over. */
  public void getsOn() {
    lastError = null;
  }

  private void run() {
    try {
      Duration pause = firstPause;
      while (open) {
        try {
          turn.take();
          lastError = null;
          pause = firstPause;
        } catch (InterruptedException e) {
          throw e;
        } catch (Exception e) {
          failed.accept(e);
          lastError = describe(e);
          Thread.sleep(pause);
          Duration doubled = pause.multipliedBy(2);
          pause = doubled.compareTo(longestPause) < 0 ? doubled : longestPause;
        }
      }
    } catch (InterruptedException _) {
      // The thread ends; what it does last is to get through.
    } finally {
      last.run();
    }
  }

  /**
   * Says what went wrong, and by what, without what it went wrong with, which may be personal:
   * {@code "KafkaException by TimeoutException"}.
   */
  public static String describe(Throwable e) {
    return switch (e) {
      // A pool that has no connection to give has no state to tell.
      case SQLException sql when sql.getSQLState() != null -> "SQL state " + sql.getSQLState();
      case Explained explained -> String.valueOf(explained.getMessage());
      default -> {
        Throwable cause = e.getCause();
        String what = e.getClass().getSimpleName();
        yield cause == null ? what : what + " by " + cause.getClass().getSimpleName();
      }
    };
  }

  /** A failure whose message is for the operator: it says what to do and names nobody. */
  public static class Explained extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Explained(String message) {
      super(message);
    }
  }

  @Override
  public void close() {
    close(() -> {});
  }

  /**
   * Lets the turn under way end, for a few seconds; then it is interrupted.
   *
   * @param wake ends the wait of a turn that has nothing to do
   */
  public void close(Runnable wake) {
    open = false;
    wake.run();
    Thread running = thread;
    if (running == null) {
      last.run();
      return;
    }
    try {
      if (!running.join(PATIENCE)) {
        running.interrupt();
        running.join(PATIENCE);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
