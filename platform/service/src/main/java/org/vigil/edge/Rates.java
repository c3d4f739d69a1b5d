package org.vigil.edge;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Keeps one client from taking the service away from the others: a token bucket for each. */
@ApplicationScoped
class Rates {

  /** Clients are systems that the provider knows; more than this are not. */
  private static final int MAX_CLIENTS = 10_000;

  private static final double NANOS = 1e9;

  private final Caller caller;
  private final double perSecond;
  private final double burst;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MAX_CLIENTS;
        }
      };

  @Inject
  Rates(
      Caller caller,
      @ConfigProperty(name = "vigil.rate.per-second", defaultValue = "1000") double perSecond,
      @ConfigProperty(name = "vigil.rate.burst", defaultValue = "5000") double burst) {
    this.caller = caller;
    this.perSecond = perSecond;
    this.burst = burst;
  }

  private record Bucket(double tokens, long at) {}

  @ServerRequestFilter
  @Priority(jakarta.ws.rs.Priorities.AUTHORIZATION + 1)
  void filter(UriInfo uri) {
    if (uri.getPath().startsWith("/api/") && !take(caller.client(), System.nanoTime())) {
      throw Problem.of(429, "too-many-requests");
    }
  }

  private boolean take(String client, long now) {
    synchronized (buckets) {
      Bucket bucket = buckets.getOrDefault(client, new Bucket(burst, now));
      double tokens = Math.min(burst, bucket.tokens() + (now - bucket.at()) / NANOS * perSecond);
      boolean enough = tokens >= 1;
      buckets.put(client, new Bucket(enough ? tokens - 1 : tokens, now));
      return enough;
    }
  }
}
