package org.vigil.eventsourcing.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.vigil.eventsourcing.lease.Lease;
import org.vigil.eventsourcing.lease.Leases;

/**
 * Which of a service's followers this replica leads. There are up to a hundred, and each is to be
 * asked for every other second: whoever asks first asks for all that are at work.
 */
final class Leadership {

  private final DataSource dataSource;
  private final Leases leases;
  private final List<Follower> followers = new CopyOnWriteArrayList<>();

  /** Held while leases are asked for or given back, so that none is taken again by mistake. */
  private final ReentrantLock lock = new ReentrantLock();

  Leadership(DataSource dataSource, Leases leases) {
    this.dataSource = dataSource;
    this.leases = leases;
  }

  void add(Follower follower) {
    followers.add(follower);
  }

  /** Returns when the follower has been answered, after this was called. */
  void ask(Follower follower) throws SQLException {
    long asked = System.nanoTime();
    lock.lock();
    try {
      if (follower.answeredAt() - asked < 0) {
        askForAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private void askForAll() throws SQLException {
    Map<String, Follower> atWork =
        followers.stream()
            .filter(Follower::atWork)
            .collect(Collectors.toMap(Follower::name, Function.identity()));
    // Before the cursors are read: what is written meanwhile is no cursor that was set back.
    Map<String, Long> written =
        atWork.values().stream().collect(Collectors.toMap(Follower::name, Follower::written));
    Map<String, Lease> taken = leases.take(atWork.keySet());
    Map<String, Long> stored = Map.of();
    if (!taken.isEmpty()) {
      try (Connection connection = dataSource.getConnection()) {
        stored = Cursor.read(connection, taken.keySet());
      }
    }
    for (Follower follower : atWork.values()) {
      String name = follower.name();
      follower.answer(taken.get(name), stored.getOrDefault(name, 0L) < written.get(name));
    }
  }

  /** Gives back what the follower holds, and asks for it no more. */
  void leave(Follower follower) throws SQLException, InterruptedException {
    if (!lock.tryLock(Leases.TIME_TO_LIVE.toNanos(), TimeUnit.NANOSECONDS)) {
      // By now it has expired.
      return;
    }
    try {
      followers.remove(follower);
      Lease held = follower.lease();
      if (held != null) {
        leases.release(held);
      }
    } finally {
      lock.unlock();
    }
  }
}
