package org.vigil.eventsourcing.deadline;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigil.eventsourcing.CommandContext;
import org.vigil.eventsourcing.CommandKey;
import org.vigil.eventsourcing.StreamId;
import org.vigil.eventsourcing.lease.Leases;
import org.vigil.eventsourcing.loop.Loop;

/** Looks for deadlines that have fallen due and sends their commands, each once. */
public final class DeadlineRunner implements AutoCloseable {

  /** A deadline of a stream. */
  public record Due(StreamId stream, String name, Instant dueAt) {}

  /** How late a deadline may be seen; a deadline of this plan counts minutes. */
  private static final Duration POLL = Duration.ofMillis(200);

  private static final int MAX_CLAIMED = 100;

  /**
   * So many are fired at once, which is enough to share a commit: each needs a connection for a
   * moment, and after an outage a hundred would ask before the calls.
   */
  public static final int AT_ONCE = 16;

  /**
   * A replica that dies with claimed deadlines leaves them to the others after this: seen late and
   * seen late again, they are fired within one lease time. Whoever is only slow loses nothing: the
   * command's key answers the second sender that it is done.
   */
  private static final Duration CLAIM = Leases.TIME_TO_LIVE.minus(POLL.multipliedBy(2));

  private static final String CLAIM_DUE =
      """
      update deadline d
      set claimed_until = ?, attempts = attempts + 1
      from (
        select stream, name from deadline
        where due_at <= ? and (claimed_until is null or claimed_until < ?)
        order by due_at limit ? for update skip locked
      ) due
      where d.stream = due.stream and d.name = due.name
      returning d.stream, d.name, d.due_at
      """;

  private static final Logger LOG = LoggerFactory.getLogger(DeadlineRunner.class);

  private final DataSource dataSource;
  private final InstantSource clock;
  private final BiFunction<Due, CommandContext, Boolean> send;
  private final ClockWatch watch;
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final Loop loop =
      new Loop(
          Thread.ofVirtual().name("deadlines"),
          POLL.multipliedBy(5),
          POLL.multipliedBy(5),
          this::turn,
          DeadlineRunner::failed,
          () -> {});

  /**
   * @param send carries out the deadline's command; false if nothing can be done with it
   */
  public DeadlineRunner(
      DataSource dataSource, InstantSource clock, BiFunction<Due, CommandContext, Boolean> send) {
    this.dataSource = dataSource;
    this.clock = clock;
    this.send = send;
    this.watch = ClockWatch.ofTheMachine(dataSource);
  }

  /** Why deadlines do not fire, in one line without content; null while they do. */
  public @Nullable String lastError() {
    return loop.lastError();
  }

  /** Whether the machine's clock is believed; while it is not, nothing fires by itself. */
  public ClockWatch watch() {
    return watch;
  }

  public void start() {
    loop.start();
  }

  private void turn() throws SQLException, InterruptedException {
    if (!watch.believed() || fireDue() == 0) {
      Thread.sleep(POLL);
    }
  }

  private static void failed(Exception e) {
    LOG.atWarn().addKeyValue("error", Loop.describe(e)).log("Deadlines cannot be looked at");
  }

  /** Fires what is due by now, at most a hundred at once; how many that were. */
  public int fireDue() throws SQLException {
    List<Due> due = claim(clock.instant());
    if (due.size() == 1) {
      fire(due.getFirst());
    } else if (!due.isEmpty()) {
      // Side by side, so that their appends share transactions.
      try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
        due.forEach(one -> executor.execute(() -> fireInPlace(one)));
      }
    }
    return due.size();
  }

  private List<Due> claim(Instant now) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(CLAIM_DUE)) {
      OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
      statement.setObject(1, at.plus(CLAIM));
      statement.setObject(2, at);
      statement.setObject(3, at);
      statement.setInt(4, MAX_CLAIMED);
      try (ResultSet rows = statement.executeQuery()) {
        List<Due> due = new ArrayList<>();
        while (rows.next()) {
          due.add(
              new Due(
                  StreamId.parse(rows.getString(1)),
                  rows.getString(2),
                  rows.getObject(3, OffsetDateTime.class).toInstant()));
        }
        return due;
      }
    }
  }

  private void fireInPlace(Due due) {
    places.acquireUninterruptibly();
    try {
      fire(due);
    } finally {
      places.release();
    }
  }

  /**
   * The command first, then the row: a crash in between sends the command again, and its key
   * answers that it is done. An error leaves the row claimed, so it is tried again after the
   * claim's end.
   */
  private void fire(Due due) {
    String key = due.stream() + "/" + due.name() + "/" + due.dueAt();
    CommandContext context =
        CommandContext.of("deadline", UUID.randomUUID())
            .withKey(CommandKey.of("deadline", key, new byte[0]));
    try {
      if (!send.apply(due, context)) {
        LOG.atError()
            .addKeyValue("stream", due.stream())
            .addKeyValue("deadline", due.name())
            .log("A deadline belongs to no category of this service and is kept");
        return;
      }
      delete(due);
    } catch (SQLException | RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("stream", due.stream())
          .addKeyValue("deadline", due.name())
          .addKeyValue("error", Loop.describe(e))
          .log("A deadline could not be fired and is tried again");
    }
  }

  private void delete(Due due) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "delete from deadline where stream = ? and name = ? and due_at = ?")) {
      statement.setString(1, due.stream().toString());
      statement.setString(2, due.name());
      statement.setObject(3, due.dueAt().atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    }
  }

  @Override
  public void close() {
    loop.close();
  }
}
