package org.vigil.eventsourcing.seal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.seal.Verification.Verdict;
import org.vigil.eventsourcing.store.StoreUnavailable;

/**
 * Reads the whole log and its seals again, side by side in one snapshot, and compares. The memory
 * that it needs does not grow with the log.
 */
final class Verifier {

  /** Larger pages gain nothing; an event comes without its content. */
  private static final int EVENTS_PER_FETCH = 1_000;

  /** With their leaves at most 10 MB. */
  private static final int SEALS_PER_FETCH = 32;

  private final DataSource dataSource;
  private final String service;
  private final SealKeys keys;

  Verifier(DataSource dataSource, String service, SealKeys keys) {
    this.dataSource = dataSource;
    this.service = service;
    this.keys = keys;
  }

  /**
   * Verifies from the seal that covers a position; what is before it is taken as it is.
   *
   * @param witnesses seals of this service as others have kept them, believed to be genuine
   * @param atMost how long before it stops at the end of a seal
   */
  Verification verify(long from, List<Witnessed> witnesses, Duration atMost) {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      try {
        return new Run(connection, from, witnesses, atMost).verify();
      } finally {
        connection.rollback();
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        connection.setReadOnly(false);
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new StoreUnavailable(e);
    }
  }

  /** Ends a run with what is wrong. */
  private static final class Wrong extends Exception {
    private static final long serialVersionUID = 1L;

    private final Verdict verdict;
    private final long position;

    Wrong(Verdict verdict, long position, String reason) {
      super(reason, null, false, false);
      this.verdict = verdict;
      this.position = position;
    }
  }

  /** The events in order, with a look at the one behind. */
  private static final class Events {
    private final ResultSet rows;
    private @Nullable LoggedEvent now;
    private @Nullable LoggedEvent next;

    Events(ResultSet rows) throws SQLException {
      this.rows = rows;
      now = fetch();
      next = fetch();
    }

    private @Nullable LoggedEvent fetch() throws SQLException {
      return rows.next() ? LoggedEvent.read(rows) : null;
    }

    @Nullable LoggedEvent now() {
      return now;
    }

    @Nullable LoggedEvent next() {
      return next;
    }

    void advance() throws SQLException {
      now = next;
      next = now == null ? null : fetch();
    }
  }

  private final class Run {
    private final Connection connection;
    private final long from;
    private final Deque<Witnessed> open;
    private final long until;
    private KeyChain chain = new KeyChain(List.of());
    private @Nullable Seal before;
    private long head;
    private long sealedTo;
    private long verifiedTo;
    private long confirmedTo;
    private int witnessed;

    Run(Connection connection, long from, List<Witnessed> witnesses, Duration atMost) {
      this.connection = connection;
      this.from = from;
      this.until = System.nanoTime() + atMost.toNanos();
      this.open =
          new ArrayDeque<>(
              witnesses.stream()
                  .sorted(Comparator.comparingLong(one -> one.seal().first()))
                  .toList());
    }

    Verification verify() throws SQLException {
      try {
        head = number("select position from log_head");
        sealedTo = number("select coalesce(max(last_position), 0) from seal");
        checkKeys();
        long start = start();
        boolean finished = readSeals(start);
        if (!finished) {
          return found(Verdict.UNFINISHED, 0, "");
        }
        checkWitnessesBehind();
        checkUnsealed();
        return found(Verdict.INTACT, 0, "");
      } catch (Wrong wrong) {
        return found(wrong.verdict, wrong.position, String.valueOf(wrong.getMessage()));
      }
    }

    private Verification found(Verdict verdict, long position, String reason) {
      return new Verification(verdict, position, reason, verifiedTo, sealedTo, head, witnessed);
    }

    private void checkKeys() throws SQLException, Wrong {
      chain = Seals.keys(connection, service);
      if (sealedTo == 0 && chain.isEmpty()) {
        return;
      }
      long broken = chain.brokenFrom(service);
      if (broken > 0) {
        throw new Wrong(Verdict.RE_SIGNED, broken, "nobody has introduced the key from here on");
      }
      if (!chain.has(keys.current()) && !chain.has(keys.previous())) {
        throw new Wrong(Verdict.RE_SIGNED, 1, "the key of this service is not among the log's");
      }
    }

    /** Goes back to the beginning of a seal; returns where that is. */
    private long start() throws SQLException, Wrong {
      if (from <= 1) {
        long lowest = number("select coalesce(min(position), 1) from event");
        if (lowest < 1) {
          throw new Wrong(Verdict.INSERTED, lowest, "an event stands before the first");
        }
        return 1;
      }
      try (Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "select "
                      + Seals.COLUMNS
                      + " from seal where last_position < "
                      + from
                      + " order by first_position desc limit 1")) {
        if (!rows.next()) {
          return 1;
        }
        Seal seal = seal(rows);
        before = seal;
        verifiedTo = seal.last();
        confirmedTo = seal.last();
        while (!open.isEmpty() && open.getFirst().seal().last() <= seal.last()) {
          open.removeFirst();
        }
        return seal.last() + 1;
      }
    }

    private Seal seal(ResultSet rows) throws SQLException, Wrong {
      try {
        return Seals.read(rows, service);
      } catch (IllegalArgumentException _) {
        throw new Wrong(Verdict.RE_SIGNED, rows.getLong(1), "what stands here is no seal");
      }
    }

    /** Whether it came to the end of the seals in time. */
    private boolean readSeals(long start) throws SQLException, Wrong {
      try (Statement sealRows = connection.createStatement();
          Statement eventRows = connection.createStatement()) {
        sealRows.setFetchSize(SEALS_PER_FETCH);
        eventRows.setFetchSize(EVENTS_PER_FETCH);
        try (ResultSet seals =
                sealRows.executeQuery(
                    "select "
                        + Seals.COLUMNS
                        + ", leaves from seal where first_position >= "
                        + start
                        + " order by first_position");
            ResultSet rows =
                eventRows.executeQuery(
                    "select "
                        + LoggedEvent.COLUMNS
                        + " from event where position between "
                        + start
                        + " and "
                        + (sealedTo + 1)
                        + " order by position")) {
          Events events = new Events(rows);
          while (seals.next()) {
            Seal seal = seal(seals);
            checkSeal(seal);
            checkEvents(seal, leaves(seals.getBytes(8), seal), events);
            before = seal;
            verifiedTo = seal.last();
            if (System.nanoTime() > until && seal.last() < sealedTo) {
              return false;
            }
          }
        }
      }
      return true;
    }

    private void checkSeal(Seal seal) throws Wrong {
      long expected = before == null ? 1 : before.last() + 1;
      if (seal.first() > expected) {
        throw new Wrong(Verdict.MISSING, expected, "the seal is gone");
      }
      if (seal.first() < expected) {
        throw new Wrong(Verdict.RE_SIGNED, seal.first(), "two seals cover the same events");
      }
      if (!chain.holds(seal)) {
        throw new Wrong(Verdict.RE_SIGNED, seal.first(), "the signature of the seal does not hold");
      }
      String previous = before == null ? Seal.NONE : before.hash();
      if (!seal.previous().equals(previous)) {
        throw new Wrong(
            Verdict.RE_SIGNED,
            before == null ? 1 : before.first(),
            "the seal is not the one that the next seal was put behind");
      }
      checkWitnesses(seal, previous);
    }

    /** A witness has kept either this very seal or one that contradicts it. */
    private void checkWitnesses(Seal seal, String previous) throws Wrong {
      while (!open.isEmpty() && open.getFirst().seal().first() <= seal.last()) {
        Seal kept = open.getFirst().seal();
        if (!kept.hash().equals(seal.hash())) {
          boolean sameBefore = kept.first() == seal.first() && kept.previous().equals(previous);
          throw new Wrong(
              Verdict.RE_SIGNED,
              sameBefore ? seal.first() : confirmedTo + 1,
              "the witness "
                  + open.getFirst().witness()
                  + " has kept another seal of positions "
                  + kept.first()
                  + " to "
                  + kept.last());
        }
        confirmedTo = seal.last();
        witnessed++;
        open.removeFirst();
      }
    }

    private void checkWitnessesBehind() throws Wrong {
      if (open.isEmpty()) {
        return;
      }
      Witnessed kept = open.getFirst();
      throw new Wrong(
          Verdict.TRUNCATED,
          sealedTo + 1,
          "the witness "
              + kept.witness()
              + " has kept a seal up to position "
              + kept.seal().last());
    }

    private List<byte[]> leaves(byte[] all, Seal seal) {
      List<byte[]> leaves = new ArrayList<>();
      for (int i = 0; i + Sha256.BYTES <= all.length; i += Sha256.BYTES) {
        leaves.add(Arrays.copyOfRange(all, i, i + Sha256.BYTES));
      }
      boolean genuine =
          leaves.size() == seal.last() - seal.first() + 1
              && Sha256.hex(MerkleTree.root(leaves)).equals(seal.root());
      // Without them, only the root tells whether something is wrong, and not where.
      return genuine ? leaves : List.of();
    }

    private void checkEvents(Seal seal, List<byte[]> leaves, Events events)
        throws SQLException, Wrong {
      List<byte[]> found = new ArrayList<>();
      for (long place = seal.first(); place <= seal.last(); place++) {
        LoggedEvent event = events.now();
        if (event == null) {
          throw new Wrong(Verdict.TRUNCATED, place, "the log ends before it");
        }
        if (event.position() != place) {
          throw new Wrong(Verdict.MISSING, place, "no event stands here");
        }
        byte[] leaf = event.leaf();
        if (leaves.isEmpty()) {
          found.add(leaf);
        } else if (!Arrays.equals(leaf, leaves.get(index(seal, place)))) {
          throw mismatch(seal, leaves, event, events.next());
        }
        events.advance();
      }
      if (leaves.isEmpty() && !Sha256.hex(MerkleTree.root(found)).equals(seal.root())) {
        throw new Wrong(
            Verdict.CHANGED,
            seal.first(),
            "an event from here to "
                + seal.last()
                + " is not what was signed; the leaves that would tell which are changed too");
      }
    }

    private static int index(Seal seal, long place) {
      return (int) (place - seal.first());
    }

    /** Tells whether events have only moved, which shows where their own leaf is found. */
    private static Wrong mismatch(
        Seal seal, List<byte[]> leaves, LoggedEvent event, @Nullable LoggedEvent next) {
      long place = event.position();
      boolean nextBelongsHere =
          next != null && Arrays.equals(next.leafAt(place), leaves.get(index(seal, place)));
      boolean belongsNext =
          place < seal.last()
              && Arrays.equals(event.leafAt(place + 1), leaves.get(index(seal, place + 1)));
      if (nextBelongsHere && belongsNext) {
        return new Wrong(Verdict.CHANGED, place, "the event was exchanged with the next");
      }
      if (nextBelongsHere) {
        return new Wrong(Verdict.INSERTED, place, "the event that was signed stands one further");
      }
      if (belongsNext) {
        return new Wrong(Verdict.MISSING, place, "the next event has taken the place");
      }
      return new Wrong(Verdict.CHANGED, place, "the event is not what was signed");
    }

    /** What has no seal yet must at least be without a gap and end where the head says. */
    private void checkUnsealed() throws SQLException, Wrong {
      if (head < sealedTo) {
        throw new Wrong(Verdict.CHANGED, head + 1, "the head of the log was set back");
      }
      long expected = sealedTo + 1;
      try (Statement statement = connection.createStatement()) {
        statement.setFetchSize(10_000);
        try (ResultSet rows =
            statement.executeQuery(
                "select position from event where position > " + sealedTo + " order by position")) {
          while (rows.next()) {
            if (rows.getLong(1) > head) {
              throw new Wrong(Verdict.INSERTED, rows.getLong(1), "the event is behind the head");
            }
            if (rows.getLong(1) != expected) {
              throw new Wrong(Verdict.MISSING, expected, "no event stands here");
            }
            expected++;
          }
        }
      }
      if (expected <= head) {
        throw new Wrong(Verdict.TRUNCATED, expected, "the log ends before it");
      }
    }

    private long number(String sql) throws SQLException {
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(sql)) {
        if (!rows.next()) {
          return 0;
        }
        return rows.getLong(1);
      }
    }
  }
}
