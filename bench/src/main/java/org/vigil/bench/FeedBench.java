package org.vigil.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.HdrHistogram.Histogram;
import org.vigil.local.LocalVigil;
import org.vigil.local.Service;

/**
 * Reading the feed and the matrix in front of a long history, and ten thousand who follow the
 * feed's stream.
 */
final class FeedBench {

  static final int HISTORY = 1_000_000;
  static final int FOLLOWERS = 10_000;

  /** Below the rate that one client is allowed. */
  private static final int CONNECTIONS_A_SECOND = 500;

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final LocalVigil vigil;
  private final String office;
  private final DataSource database;

  FeedBench(LocalVigil vigil) {
    this.vigil = vigil;
    this.office = vigil.token("office", null);
    this.database = vigil.database(Service.REPORTING);
  }

  /** The newest hundred items, and those of one department, one reader after the other. */
  Histogram read(String more) throws Exception {
    long newest = number("select coalesce(max(sequence), 0) from feed_item");
    return get("/api/v1/escalation-feed?limit=100&after=" + Math.max(0, newest - 100) + more);
  }

  /** All 70 obligations, as they stand now. */
  Histogram matrix() throws Exception {
    return get("/api/v1/responsibility-matrix");
  }

  private Histogram get(String path) throws Exception {
    return Reads.of(uri(path), office);
  }

  /**
   * What a million signals have left: items behind which the feed goes on, breaches, and
   * escalations that were resolved an hour later. They are older than what the matrix counts.
   */
  void lengthen() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          insert into feed_item (sequence, escalation_id, change, at, level, severity, obligation,
            department, summary_zh, summary_en, subject_kind, subject_id, since, dedupe_key)
          select m.newest + n, md5((n / 3)::text),
            (array['RAISED', 'NOTIFIED', 'RESOLVED'])[1 + n %% 3], now() - interval '1 day', 'L2',
            'WARNING', '3.7-a', 'D' || n %% 40, '当日消杀次数可能不足3次',
            'A zone may miss its three rounds of disinfection today', 'zone', 'Z' || n %% 200,
            now() - interval '1 day', '3.7-a/QUOTA_AT_RISK/zone/Z' || n %% 200 || '/' || n / 200
          from generate_series(1, %d) n,
            (select coalesce(max(sequence), 0) as newest from feed_item) m
          """
              .formatted(HISTORY));
      statement.execute(
          """
          insert into obligation_breach (event_id, position, escalation_id, cause_id, obligation,
            department, kind, weight, subject_kind, subject_id, at)
          select gen_random_uuid(), -n, 'e' || n, 'c' || n, '3.7-a', 'D' || n %% 40,
            'QUOTA_MISSED', 'BREACH', 'zone', 'Z' || n %% 200,
            now() - interval '30 days' - interval '3650 days' * (n::float8 / %1$d)
          from generate_series(1, %1$d) n
          """
              .formatted(HISTORY));
      statement.execute(
          """
          insert into escalation_past (id, version, occurrence, kind, obligation, severity,
            department, subject_kind, subject_id, dedupe_key, level, status, since, raised_at,
            signals, recorded_from, valid_from, recorded_until)
          select 'e' || n, v, 1, 'QUOTA_MISSED', '3.7-a', 'WARNING', 'D' || n %% 40, 'zone',
            'Z' || n %% 200, 'k' || n, 'L2', case v when 1 then 'OPEN' else 'RESOLVED' end, at, at,
            1, at + interval '1 hour' * (v - 1), at + interval '1 hour' * (v - 1),
            case v when 1 then at + interval '1 hour' end
          from (select n, v,
              now() - interval '30 days' - interval '3650 days' * (n::float8 / %1$d) as at
            from generate_series(1, %1$d) n, generate_series(1, 2) v) of
          """
              .formatted(HISTORY));
      for (String table : List.of("feed_item", "obligation_breach", "escalation_past")) {
        statement.execute("vacuum analyze " + table);
      }
    }
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private URI uri(String path) {
    return vigil.url(Service.REPORTING).resolve(path);
  }

  /**
   * What it is to have ten thousand followers.
   *
   * @param mib resident memory before and with them
   * @param micros from the command's answer to each follower's reading it
   * @param cpuMillis of reporting-service for one item to all of them
   * @param idleCores busy in reporting-service while nothing happens
   */
  record Followed(
      int followers,
      long mibBefore,
      long mib,
      Histogram micros,
      double cpuMillis,
      double idleCores) {}

  /** Connects them all, lets things happen, and sees when each of them knows. */
  Followed follow(HttpBench commands, int items) throws Exception {
    long pid = vigil.process(Service.REPORTING).pid();
    long before = Bench.residentMib(pid);
    long newest = number("select coalesce(max(sequence), 0) from feed_item");
    try (Selector selector = Selector.open()) {
      ByteBuffer buffer = ByteBuffer.allocate(64 * 1_024);
      int connected = 0;
      for (int i = 0; i < FOLLOWERS; i++) {
        connect(selector, newest);
        LockSupport.parkNanos(1_000_000_000L / CONNECTIONS_A_SECOND);
      }
      long end = System.nanoTime() + MINUTE;
      while (connected < FOLLOWERS && System.nanoTime() < end) {
        connected += read(selector, buffer, "HTTP/1.1 200");
      }
      double idle = Cpu.millis(pid);
      long idleSince = System.nanoTime();
      while (System.nanoTime() - idleSince < MINUTE / 3) {
        read(selector, buffer, "\0");
      }
      double idleCores = (Cpu.millis(pid) - idle) / ((System.nanoTime() - idleSince) / 1e6);
      long mib = Bench.residentMib(pid);
      Histogram micros = new Histogram(60_000_000L, 3);
      double used = Cpu.millis(pid);
      for (int i = 0; i < items; i++) {
        String id = commands.report();
        long at = System.nanoTime();
        int seen = 0;
        while (seen < connected && System.nanoTime() - at < MINUTE) {
          int more = read(selector, buffer, id);
          if (more > 0) {
            micros.recordValueWithCount((System.nanoTime() - at) / 1_000, more);
          }
          seen += more;
        }
      }
      double each = (Cpu.millis(pid) - used) / items;
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      return new Followed(connected, before, mib, micros, each, idleCores);
    }
  }

  private void connect(Selector selector, long after) throws IOException {
    SocketChannel channel =
        SocketChannel.open(
            new InetSocketAddress(
                InetAddress.getLoopbackAddress(), vigil.url(Service.REPORTING).getPort()));
    channel.write(
        StandardCharsets.US_ASCII.encode(
            "GET /api/v1/escalation-feed/stream?change=RAISED&after="
                + after
                + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                + "Authorization: Bearer "
                + office
                + "\r\n\r\n"));
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ);
  }

  /** Reads what has come by now; how many of those who read something read this in it. */
  private static int read(Selector selector, ByteBuffer buffer, String sought) throws IOException {
    selector.select(100);
    int found = 0;
    for (SelectionKey key : selector.selectedKeys()) {
      buffer.clear();
      if (((SocketChannel) key.channel()).read(buffer) < 0) {
        throw new IOException("a follower was hung up on");
      }
      String text = StandardCharsets.ISO_8859_1.decode(buffer.flip()).toString();
      if (text.startsWith("HTTP/1.1 ") && !text.startsWith("HTTP/1.1 200")) {
        throw new IOException("a follower was refused: " + text.lines().findFirst().orElse(""));
      }
      if (text.contains(sought)) {
        found++;
      }
    }
    selector.selectedKeys().clear();
    return found;
  }
}
