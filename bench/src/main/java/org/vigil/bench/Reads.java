package org.vigil.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** The same question again and again, by one caller after the other. */
final class Reads {

  private static final int READS = 400;

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Reads() {}

  /** How long each answer takes to be there whole, in microseconds. */
  static Histogram of(URI uri, String token) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token).build();
    Histogram micros = new Histogram(60_000_000L, 3);
    for (int i = 0; i < READS; i++) {
      long start = System.nanoTime();
      int status = HTTP.send(request, BodyHandlers.discarding()).statusCode();
      if (status != 200) {
        throw new IllegalStateException(uri + " answered " + status);
      }
      micros.recordValue((System.nanoTime() - start) / 1_000);
    }
    return micros;
  }

  /** What is said of a measurement. */
  static String percentiles(Histogram micros) {
    return String.format(
        Locale.ROOT,
        "p50 %.1f ms, p99 %.1f ms, max %.1f ms",
        micros.getValueAtPercentile(50) / 1e3,
        micros.getValueAtPercentile(99) / 1e3,
        micros.getMaxValue() / 1e3);
  }

  /** How much longer the middle answer takes with something than without it. */
  static double ratio(Histogram with, Histogram without) {
    return (double) with.getValueAtPercentile(50) / without.getValueAtPercentile(50);
  }
}
