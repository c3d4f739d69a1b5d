package org.vigil.bench;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.vigil.local.LocalVigil;
import org.vigil.local.Service;
import org.vigil.testing.infra.RealPostgres;

/** {@code make bench}. Argument: the checkout. */
public final class Bench {

  private static final PrintStream OUT =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

  private static final int WINDOW_MILLIS = 3_000;
  private static final int WARM_UP_MILLIS = 30_000;
  private static final int ROUNDS = 3;
  private static final int WAY_WINDOWS = 5;
  private static final int WAY_SECONDS = 20;

  /** Two loads that differ by little need more pairs to be told apart. */
  private static final int SEALING_ROUNDS = 7;

  private static final int FEED_WARM_UP = 200;
  private static final int FEED_ITEMS = 10;

  /** The heap for ten thousand followers, see docs/scaling.md. */
  private static final int FOLLOWED_MIB = 1_024;

  /** Beside a `make run` and the tests on the same machine. */
  private static final int PORT_OFFSET = 2_000;

  private static @Nullable RealPostgres postgres;

  private Bench() {}

  /**
   * A server that writes to the disk before it answers, as production's does; the tests' does not.
   */
  static synchronized RealPostgres durable() {
    if (postgres == null) {
      RealPostgres started = RealPostgres.start(null, 0);
      Runtime.getRuntime().addShutdownHook(new Thread(started::close));
      postgres = started;
    }
    return postgres;
  }

  public static void main(String[] arguments) throws Exception {
    Path project = Path.of(arguments.length > 0 ? arguments[0] : ".").toRealPath();
    // All of it, or the parts that are named.
    Set<String> parts =
        Set.copyOf(List.of(arguments).subList(Math.min(1, arguments.length), arguments.length));
    if (parts.isEmpty() || parts.contains("append")) {
      append();
    }
    if (parts.isEmpty() || parts.contains("encryption")) {
      encryption();
    }
    if (parts.isEmpty() || parts.contains("sealing")) {
      sealing();
    }
    if (parts.isEmpty() || parts.contains("replay")) {
      replay();
    }
    if (parts.isEmpty() || parts.contains("http")) {
      overHttp(project);
    }
    if (parts.isEmpty() || parts.contains("feed")) {
      feed(project);
    }
    if (parts.isEmpty() || parts.contains("followers")) {
      followers(project);
    }
    if (parts.isEmpty() || parts.contains("coverage")) {
      coverage(project);
    }
    if (parts.isEmpty() || parts.contains("storm")) {
      storm(project);
    }
    if (parts.isEmpty() || parts.contains("rematch")) {
      rematch(project);
    }
    System.exit(0);
  }

  private static void append() throws Exception {
    say("1. library append against a plain autocommit INSERT, same database, same run");
    DataSource database = durable().createLog().dataSource();
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

  private static void sealing() throws Exception {
    say("6. library append with the log being sealed against without, same database, same run");
    AgroalDataSource database = pool(durable().createLog());
    AppendBench.append(database, 64, WINDOW_MILLIS);
    double[] ratios = new double[SEALING_ROUNDS];
    for (int round = 0; round < SEALING_ROUNDS; round++) {
      Load.Result before = AppendBench.append(database, 64, WINDOW_MILLIS / 2);
      SealBench.Sealed sealed = SealBench.append(database, 64, WINDOW_MILLIS);
      Load.Result after = AppendBench.append(database, 64, WINDOW_MILLIS / 2);
      double plain = (before.perSecond() + after.perSecond()) / 2;
      ratios[round] = sealed.load().perSecond() / plain;
      say(
          String.format(
              Locale.ROOT,
              "   64 writers      %8.0f/s  %s   unsealed %8.0f/s   ratio %.2f   signed at most %d"
                  + " ms later",
              sealed.load().perSecond(),
              sealed.load().percentiles(),
              plain,
              ratios[round],
              sealed.behindMillis()));
    }
    Arrays.sort(ratios);
    say(String.format(Locale.ROOT, "   median ratio %.2f", ratios[SEALING_ROUNDS / 2]));
  }

  private static void encryption() throws Exception {
    say("1b. commands with a symptom report's personal fields, encrypted against plain");
    for (EncryptionBench.People people : EncryptionBench.People.values()) {
      EncryptionBench.run(false, people, WINDOW_MILLIS);
      EncryptionBench.run(true, people, WINDOW_MILLIS);
      for (int round = 0; round < ROUNDS; round++) {
        Load.Result before = EncryptionBench.run(false, people, WINDOW_MILLIS);
        Load.Result encrypted = EncryptionBench.run(true, people, WINDOW_MILLIS);
        Load.Result after = EncryptionBench.run(false, people, WINDOW_MILLIS);
        compare(people.name(), encrypted, (before.perSecond() + after.perSecond()) / 2);
      }
    }
  }

  private static void replay() throws Exception {
    say("4. replay of " + ReplayBench.EVENTS + " events into a view against a plain ordered read");
    try (AgroalDataSource pool = pool(durable().createLog())) {
      ReplayBench.Result result = ReplayBench.run(pool);
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
      SealBench.Verified verified = SealBench.verify(pool);
      say(
          String.format(
              Locale.ROOT,
              "7. the same events sealed in %.1f s and verified in %.1f s",
              verified.sealSeconds(),
              verified.verifySeconds()));
    }
  }

  /** As the services have it. */
  private static AgroalDataSource pool(RealPostgres.Database database) throws SQLException {
    return AgroalDataSource.from(
        new AgroalDataSourceConfigurationSupplier()
            .connectionPoolConfiguration(
                pool ->
                    pool.maxSize(40)
                        .connectionFactoryConfiguration(
                            factory ->
                                factory
                                    .jdbcUrl(database.jdbcUrl())
                                    .principal(new NamePrincipal(database.user()))
                                    .credential(new SimplePassword(database.password()))
                                    .jdbcProperty("reWriteBatchedInserts", "true"))));
  }

  private static void overHttp(Path project) throws Exception {
    say("5. start-up and resident memory of each service");
    Path data = Files.createTempDirectory("vigil-bench");
    try (LocalVigil vigil = LocalVigil.startForLoad(project, data, PORT_OFFSET, OUT, Map.of())) {
      for (Service service : Service.values()) {
        say(String.format("   %-14s %d MiB", service, residentMib(vigil.process(service).pid())));
      }
      DataSource database = vigil.database(Service.REPORTING);
      AppendBench.createPlainTable(database);
      HttpBench http = new HttpBench(vigil);
      // Until the service's code is compiled: what is measured is the day, not the first minute.
      http.post(64, WARM_UP_MILLIS);
      say("2. POST of a durable command against the same plain INSERT");
      for (int connections : new int[] {16, 64}) {
        for (int round = 0; round < ROUNDS; round++) {
          Load.Result before = AppendBench.plain(database, connections, WINDOW_MILLIS);
          Cpu idle = Cpu.now(vigil);
          Load.Result post = http.post(connections, WINDOW_MILLIS);
          Cpu busy = Cpu.now(vigil);
          Load.Result after = AppendBench.plain(database, connections, WINDOW_MILLIS);
          compare(connections + " connections", post, (before.perSecond() + after.perSecond()) / 2);
          say("     " + busy.perCommand(idle, post.micros().getTotalCount()));
        }
      }
      say("3. accepted → on Kafka → in the feed, at a steady 200 commands/s");
      // What the load before has left to the followers is not what is measured here.
      Thread.sleep(20_000);
      // The code of the way is compiled while it runs; the last window is the day's.
      for (int window = 1; window <= WAY_WINDOWS; window++) {
        Cpu before = Cpu.now(vigil);
        HttpBench.Way way = http.way(200, WAY_SECONDS);
        say("   after " + window * WAY_SECONDS + " s: " + way.commands() + " commands");
        say("     on Kafka    " + percentiles(way.kafka()));
        say("     in the feed " + percentiles(way.feed()));
        say("     " + Cpu.now(vigil).perCommand(before, way.commands()));
      }
    }
  }

  private static void feed(Path project) throws Exception {
    Path data = Files.createTempDirectory("vigil-bench");
    try (LocalVigil vigil = LocalVigil.startForLoad(project, data, PORT_OFFSET, OUT, Map.of())) {
      HttpBench http = new HttpBench(vigil);
      FeedBench feed = new FeedBench(vigil);
      // Something to read, and until the service's code is compiled.
      for (int i = 0; i < FEED_WARM_UP; i++) {
        http.report();
      }
      for (int i = 0; i < ROUNDS; i++) {
        feed.read("");
        feed.read("&department=GWYC");
        feed.matrix();
      }
      say("8. the feed's newest 100 items and the matrix, without a history and with a long one");
      Histogram few = feed.read("");
      Histogram fewOfOne = feed.read("&department=GWYC");
      Histogram matrix = feed.matrix();
      feed.lengthen();
      // Until each connection has planned anew what it asks of tables that are others now.
      for (int i = 0; i < 2 * ROUNDS; i++) {
        feed.matrix();
      }
      Histogram longMatrix = feed.matrix();
      for (int i = 0; i < FEED_WARM_UP; i++) {
        http.report();
      }
      feed.read("");
      Histogram many = feed.read("");
      Histogram manyOfOne = feed.read("&department=GWYC");
      compare("feed", few, many);
      compare("feed of one department", fewOfOne, manyOfOne);
      compare("matrix", matrix, longMatrix);
    }
  }

  private static void followers(Path project) throws Exception {
    Path data = Files.createTempDirectory("vigil-bench");
    try (LocalVigil vigil =
        LocalVigil.startForLoad(
            project, data, PORT_OFFSET, OUT, Map.of(Service.REPORTING, FOLLOWED_MIB))) {
      HttpBench http = new HttpBench(vigil);
      FeedBench feed = new FeedBench(vigil);
      for (int i = 0; i < FEED_WARM_UP; i++) {
        http.report();
      }
      say("9. " + FeedBench.FOLLOWERS + " followers of the stream on one instance");
      FeedBench.Followed followed = feed.follow(http, FEED_ITEMS);
      say(
          String.format(
              Locale.ROOT,
              "   %d connected   %d MiB before, %d MiB with them   %.2f cores while idle   an item"
                  + " to all: %s, %.0f ms of CPU",
              followed.followers(),
              followed.mibBefore(),
              followed.mib(),
              followed.idleCores(),
              Reads.percentiles(followed.micros()),
              followed.cpuMillis()));
    }
  }

  private static void coverage(Path project) throws Exception {
    Path data = Files.createTempDirectory("vigil-bench");
    try (LocalVigil vigil = LocalVigil.startForLoad(project, data, PORT_OFFSET, OUT, Map.of())) {
      say("10. a year's coverage of 50 departments with 2,000 people, behind more and more years");
      CoverageBench coverage = new CoverageBench(vigil);
      coverage.roster(0, 0);
      coverage.read();
      coverage.read();
      Histogram one = coverage.read();
      say("   1 year     " + Reads.percentiles(one));
      coverage.roster(9, 1);
      behind("10 years", coverage.read(), one);
      coverage.roster(99, 10);
      behind("100 years", coverage.read(), one);
    }
  }

  private static void behind(String years, Histogram more, Histogram one) {
    say(
        String.format(
            Locale.ROOT,
            "   %-10s %s   median ratio %.2f",
            years,
            Reads.percentiles(more),
            Reads.ratio(more, one)));
  }

  private static void storm(Path project) throws Exception {
    say("11. a storm of " + StormBench.SIGNALS + " signals against plain inserts of the same rows");
    Path data = Files.createTempDirectory("vigil-bench");
    try (LocalVigil vigil = LocalVigil.startForLoad(project, data, PORT_OFFSET, OUT, Map.of());
        StormBench bench = new StormBench(vigil)) {
      // Until the code of the way is compiled.
      bench.run(Duration.ZERO);
      for (int round = 0; round < ROUNDS; round++) {
        tell("at once", bench.run(Duration.ZERO));
      }
      tell("in a minute", bench.run(Duration.ofMinutes(1)));
    }
  }

  private static void rematch(Path project) throws Exception {
    Path data = Files.createTempDirectory("vigil-bench");
    try (LocalVigil vigil = LocalVigil.startForLoad(project, data, PORT_OFFSET, OUT, Map.of())) {
      say(
          String.format(
              Locale.ROOT,
              "12. a list of %,d areas of risk against %,d outings",
              RematchBench.AREAS,
              RematchBench.OUTINGS));
      RematchBench bench = new RematchBench(vigil, project);
      double registered = bench.register();
      double seconds = bench.rematch();
      double matched = RematchBench.MATCHES / seconds;
      say(
          String.format(
              Locale.ROOT,
              "   %,d outings matched and told of in %.1f s   %.0f/s against %.0f/s by which they"
                  + " were registered   ratio %.2f",
              RematchBench.MATCHES,
              seconds,
              matched,
              registered,
              matched / registered));
    }
  }

  private static void tell(String what, StormBench.Storm storm) {
    say(
        String.format(
            Locale.ROOT,
            "   %-11s %6.0f signals/s   plain %6.0f/s   ratio %.2f   %d escalations, from arrival"
                + " to the feed %s",
            what,
            storm.perSecond(),
            storm.plain(),
            storm.perSecond() / storm.plain(),
            storm.matters(),
            Reads.percentiles(storm.micros())));
  }

  private static void compare(String what, Histogram without, Histogram with) {
    say(
        String.format(
            Locale.ROOT,
            "   %-23s %s   behind %,d: %s   median ratio %.2f",
            what,
            Reads.percentiles(without),
            FeedBench.HISTORY,
            Reads.percentiles(with),
            Reads.ratio(with, without)));
  }

  private static String percentiles(Histogram micros) {
    return new Load.Result(0, micros).percentiles();
  }

  static long residentMib(long pid) throws IOException {
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
