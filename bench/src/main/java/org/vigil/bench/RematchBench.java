package org.vigil.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.local.LocalVigil;
import org.vigil.local.Service;

/**
 * A list of areas of risk against the outings that are under way: from the list's being accepted to
 * the last outing's having its candidate recorded.
 */
final class RematchBench {

  static final int OUTINGS = 100_000;
  static final int AREAS = 3_000;

  /** Of the counties to which people have gone so many become areas of risk, of so many each. */
  private static final int COUNTIES = 1_000;

  private static final int AT_RISK = 100;
  static final int MATCHES = OUTINGS / COUNTIES * AT_RISK;

  /** The rate limit is per client, and each department is one. */
  private static final int DEPARTMENTS = 64;

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final LocalVigil vigil;
  private final DataSource database;
  private final List<String> counties;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /**
   * @param project the checkout, for the codes of the counties
   */
  RematchBench(LocalVigil vigil, Path project) throws IOException {
    this.vigil = vigil;
    this.database = vigil.database(Service.REPORTING);
    this.counties =
        Files.readAllLines(project.resolve("reporting-service/src/main/resources/area/areas.csv"))
            .stream()
            .skip(1)
            .limit(COUNTIES)
            .map(line -> line.substring(0, 6))
            .toList();
  }

  /** Registers the outings; how many were a second. */
  double register() throws Exception {
    long start = System.nanoTime();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> callers =
          IntStream.range(0, DEPARTMENTS)
              .<Future<?>>mapToObj(department -> executor.submit(() -> registerOf(department)))
              .toList();
      for (Future<?> caller : callers) {
        caller.get();
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    await("select count(*) from outing", OUTINGS);
    return OUTINGS / seconds;
  }

  private Void registerOf(int number) throws Exception {
    String department = "D" + (100 + number);
    String token = vigil.token("department", department);
    Instant now = Instant.now();
    for (int n = number; n < OUTINGS; n += DEPARTMENTS) {
      send(
          "POST",
          "/api/v1/outings",
          token,
          """
          {"department":"%s","person":{"name":"某人","staffNo":"B-%d"},"departsAt":"%s",
           "returnsAt":"%s","destination":{"areaCode":"%s","text":"某地"},"purpose":"探亲",
           "transport":"高铁"}
          """
              .formatted(
                  department,
                  n,
                  now.minusSeconds(86_400),
                  now.plusSeconds(86_400),
                  counties.get(n % COUNTIES)));
    }
    return null;
  }

  /** Puts the list in force; the seconds until each outing to one of its counties is matched. */
  double rematch() throws Exception {
    String areas =
        IntStream.range(0, AREAS)
            .mapToObj(
                n ->
                    "{\"areaCode\":\"%s\",\"text\":\"第%d处\",\"level\":\"HIGH\"}"
                        .formatted(counties.get(n % AT_RISK), n))
            .collect(Collectors.joining(","));
    String list =
        "{\"effectiveFrom\":\"%s\",\"source\":\"bench\",\"areas\":[%s]}"
            .formatted(Instant.now(), areas);
    long start = System.nanoTime();
    send("PUT", "/api/v1/risk-areas", vigil.token("office", null), list);
    await("select count(distinct outing_id) from outing_match", MATCHES);
    return (System.nanoTime() - start) / 1e9;
  }

  private void send(String method, String path, String token, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(vigil.url(Service.REPORTING).resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IllegalStateException(path + " was answered " + response.statusCode());
    }
  }

  private void await(String count, int expected) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (Sql.list(database, count, row -> row.getLong(1)).getFirst() < expected) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(count + " did not become " + expected + " in time");
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }
}
