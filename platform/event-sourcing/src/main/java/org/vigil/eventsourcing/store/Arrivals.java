package org.vigil.eventsourcing.store;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Wakes those who wait for a log to grow. It knows only of what this process has written: what
 * another replica wrote is found by the poll that every waiter does besides.
 */
public final class Arrivals {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private volatile long newest;

  /** Says that the log has reached this position. */
  public void reached(long position) {
    lock.lock();
    try {
      if (position > newest) {
        newest = position;
        arrived.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The newest position that this process knows of. */
  public long newest() {
    return newest;
  }

  /** Returns when a position behind the given one is known, or after a while. */
  public void await(long position, Duration atMost) throws InterruptedException {
    long nanos = atMost.toNanos();
    lock.lock();
    try {
      while (newest <= position && nanos > 0) {
        nanos = arrived.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }
}
