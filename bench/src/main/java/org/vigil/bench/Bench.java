package org.vigil.bench;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.sql.DataSource;
import org.HdrHistogram.Histogram;
import org.vigil.local.LocalVigil;
import org.vigil.local.Service;
import org.vigil.testing.infra.RealPostgres;

/** {@code make bench}. Argument: the checkout. */
public final class Bench {

  private static final PrintStream OUT =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

  private static final int WINDOW_MILLIS = 3_000;
  private static final int ROUNDS = 3;

  /** Beside a `make run` and the tests on the same machine. */
  private static final int PORT_OFFSET = 2_000;

  private Bench() {}

  public static void main(String[] arguments) throws Exception {
    Path project = Path.of(arguments.length > 0 ? arguments[0] : ".").toRealPath();
    append();
    replay();
    overHttp(project);
    System.exit(0);
  }

  private static void append() throws Exception {
    say("1. library append against a plain autocommit INSERT, same database, same run");
    DataSource database = RealPostgres.shared().createDatabase().withEventSourcing().dataSource();
    AppendBench.createPlainTable(database);
    AppendBench.plain(database, 16, WINDOW_MILLIS);
    AppendBench.append(database, 16, WINDOW_MILLIS);
    for (int writers : new int[] {1, 16, 64}) {
      for (int round = 0; round < ROUNDS; round++) {
        Load.Result before = AppendBench.plain(database, writers, WINDOW_MILLIS);
        Load.Result append = AppendBench.append(database, writers, WINDOW_MILLIS);
        Load.Result after = AppendBench.plain(database, writers, WINDOW_MILLIS);
        compare(writers + " writers", append, (before.perSecond() + after.perSecond()) / 2);
      }
    }
  }

  private static void compare(String what, Load.Result result, double plain) {
    say(
        String.format(
            Locale.ROOT,
            "   %-15s %8.0f/s  %s   plain %8.0f/s   ratio %.2f",
            what,
            result.perSecond(),
            result.percentiles(),
            plain,
            result.perSecond() / plain));
  }

  private static void replay() throws Exception {
    say("4. replay of " + ReplayBench.EVENTS + " events into a view against a plain ordered read");
    ReplayBench.Result result =
        ReplayBench.run(RealPostgres.shared().createDatabase().withEventSourcing().dataSource());
    say(
        String.format(
            Locale.ROOT,
            "   read %.0f events/s   replay %.0f events/s   ratio %.2f   rebuild, indexed and"
                + " compared, %.0f events/s   ratio %.2f",
            result.read(),
            result.replay(),
            result.replay() / result.read(),
            result.rebuild(),
            result.rebuild() / result.read()));
  }

  private static void overHttp(Path project) throws Exception {
    say("5. start-up and resident memory of each service");
    Path data = Files.createTempDirectory("vigil-bench");
    try (LocalVigil vigil = LocalVigil.start(project, data, PORT_OFFSET, OUT)) {
      for (Service service : Service.values()) {
        say(String.format("   %-14s %d MiB", service, residentMib(vigil.process(service).pid())));
      }
      DataSource database = vigil.database(Service.REPORTING);
      AppendBench.createPlainTable(database);
      HttpBench http = new HttpBench(vigil);
      http.post(16, WINDOW_MILLIS * 2);
      say("2. POST of a durable command against the same plain INSERT");
      for (int connections : new int[] {16, 64}) {
        for (int round = 0; round < ROUNDS; round++) {
          Load.Result before = AppendBench.plain(database, connections, WINDOW_MILLIS);
          Load.Result post = http.post(connections, WINDOW_MILLIS);
          Load.Result after = AppendBench.plain(database, connections, WINDOW_MILLIS);
          compare(connections + " connections", post, (before.perSecond() + after.perSecond()) / 2);
        }
      }
      say("3. accepted → on Kafka → in the feed, at a steady 200 commands/s");
      // What the load before has left to the followers is not what is measured here.
      Thread.sleep(20_000);
      HttpBench.Way way = http.way(200, 15);
      say("   " + way.commands() + " commands");
      say("   on Kafka    " + percentiles(way.kafka()));
      say("   in the feed " + percentiles(way.feed()));
    }
  }

  private static String percentiles(Histogram micros) {
    return new Load.Result(0, micros).percentiles();
  }

  private static long residentMib(long pid) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
      }
    }
    return -1;
  }

  private static void say(String line) {
    OUT.println(line);
  }
}
