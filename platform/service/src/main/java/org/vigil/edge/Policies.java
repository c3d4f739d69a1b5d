package org.vigil.edge;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigil.eventsourcing.store.StoreUnavailable;

/**
 * The parameters of the plan as they are in force at an instant: what the leading group has
 * decided, or the default that nobody has approved.
 */
@ApplicationScoped
public class Policies {

  /**
   * How long personal data is kept after its last use, in every service; the law asks, not the
   * plan.
   */
  public static final PolicyDefault PERSONAL_DATA_RETENTION =
      new PolicyDefault(
          "vigil.personal-data-retention", PolicyDefault.Kind.DURATION, "P180D", "个人信息保护法 19");

  /** How long a decision may stay unnoticed; each takes effect at an instant of its own anyway. */
  private static final long CACHE_NANOS = Duration.ofMillis(250).toNanos();

  private final AgroalDataSource dataSource;
  private final Map<String, PolicyDefault> defaults = new HashMap<>();
  private volatile Known known = new Known(Map.of(), Long.MIN_VALUE);

  @Inject
  Policies(AgroalDataSource dataSource, @Any Instance<PolicyDefaults> declared) {
    this.dataSource = dataSource;
    defaults.put(PERSONAL_DATA_RETENTION.name(), PERSONAL_DATA_RETENTION);
    declared.forEach(some -> some.all().forEach(one -> defaults.put(one.name(), one)));
  }

  /** For CDI's proxy. */
  @SuppressWarnings("NullAway")
  protected Policies() {
    this.dataSource = null;
  }

  /** A decided version. */
  public record Version(
      String value, Instant effectiveFrom, String approver, String source, Instant decidedAt) {}

  private record Known(Map<String, List<Version>> versions, long readAt) {}

  public Duration duration(String name, Instant at) {
    return Duration.parse(value(name, at));
  }

  public int number(String name, Instant at) {
    return Integer.parseInt(value(name, at));
  }

  /** A time of day as minutes from midnight, up to 1,440 for {@code 24:00}. */
  public int minutesOfDay(String name, Instant at) {
    return minutesOfDay(name, at, Instant.MAX);
  }

  /** The same by the decisions that had been recorded by another instant, inclusive. */
  public int minutesOfDay(String name, Instant at, Instant known) {
    return minutes(value(name, at, known));
  }

  /** A day of the business zone. */
  public LocalDate date(String name, Instant at) {
    return LocalDate.parse(value(name, at));
  }

  static int minutes(String time) {
    String[] parts = time.split(":");
    return Integer.parseInt(parts[0]) * 60 + Integer.parseInt(parts[1]);
  }

  /** The text in force. */
  public String value(String name, Instant at) {
    return value(name, at, Instant.MAX);
  }

  /** The same by the decisions that had been recorded by another instant, inclusive. */
  public String value(String name, Instant at, Instant known) {
    return inForce(name, at, known)
        .map(Version::value)
        .orElseGet(
            () ->
                Optional.ofNullable(defaults.get(name))
                    .orElseThrow(() -> new IllegalArgumentException("no such parameter: " + name))
                    .value());
  }

  /** The decided version in force; empty where the default still holds. */
  public Optional<Version> inForce(String name, Instant at) {
    return inForce(name, at, Instant.MAX);
  }

  /** The same by the decisions that had been recorded by another instant, inclusive. */
  public Optional<Version> inForce(String name, Instant at, Instant known) {
    return versions(name).stream()
        .filter(version -> !version.decidedAt().isAfter(known))
        .filter(version -> !version.effectiveFrom().isAfter(at))
        .max(Comparator.comparing(Version::effectiveFrom).thenComparing(Version::decidedAt));
  }

  /** All decided versions of a parameter. */
  public List<Version> versions(String name) {
    if (System.nanoTime() - known.readAt() > CACHE_NANOS || known.readAt() == Long.MIN_VALUE) {
      known = new Known(read(), System.nanoTime());
    }
    return known.versions().getOrDefault(name, List.of());
  }

  /** Looks at the decisions anew with the next question. */
  public void refresh() {
    known = new Known(Map.of(), Long.MIN_VALUE);
  }

  private Map<String, List<Version>> read() {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "select name, value, effective_from, approver, source, decided_at"
                    + " from policy_parameter order by position");
        ResultSet rows = statement.executeQuery()) {
      Map<String, List<Version>> versions = new HashMap<>();
      while (rows.next()) {
        versions
            .computeIfAbsent(rows.getString(1), _ -> new ArrayList<>())
            .add(
                new Version(
                    rows.getString(2),
                    rows.getObject(3, OffsetDateTime.class).toInstant(),
                    rows.getString(4),
                    rows.getString(5),
                    rows.getObject(6, OffsetDateTime.class).toInstant()));
      }
      return versions;
    } catch (SQLException e) {
      throw new StoreUnavailable(e);
    }
  }
}
