package org.vigil.reporting.rule.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.reporting.escalation.domain.ChainRule;
import org.vigil.reporting.escalation.domain.Level;
import org.vigil.reporting.escalation.domain.SignalKind;
import org.vigil.reporting.rule.domain.SignalRules.KindRule;
import org.vigil.reporting.rule.domain.SignalRules.Trial;

/** The rules in force at an instant, and what a version would have done. */
public final class ChainRules {

  private static final int MAX_VERSIONS = 200;

  /** How long an approval may stay unnoticed; it holds from an instant of its own anyway. */
  private static final long CACHE_NANOS = Duration.ofMillis(250).toNanos();

  /** By the time until it was taken on; what nobody has taken on has taken its age. */
  private static final String PAST =
      """
      select kind, count(*) as raised,
        count(*) filter (where coalesce(acknowledged_at, ?) - raised_at
                               > ? * interval '1 second') as climbing
      from escalation_times where raised_at >= ? and raised_at < ? and kind = ? group by kind
      """;

  private final DataSource dataSource;
  private volatile Known known = new Known(List.of(), 0, false);

  public ChainRules(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  private record InForce(int version, Instant from, Map<SignalKind, KindRule> rules) {}

  private record Known(List<InForce> versions, long readAt, boolean read) {}

  /** A version as it stands. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Version(
      int version,
      String status,
      String author,
      @Nullable String approver,
      String reason,
      Instant effectiveFrom,
      Instant draftedAt,
      @Nullable Instant approvedAt) {}

  /** The rule of a kind at an instant; the one that nobody has decided where no version says. */
  public ChainRule of(SignalKind kind, Instant at) {
    return inForce(at)
        .flatMap(
            version ->
                Optional.ofNullable(version.rules().get(kind))
                    .map(rule -> rule.in(version.version())))
        .orElseGet(() -> ChainRule.builtIn(kind));
  }

  private Optional<InForce> inForce(Instant at) {
    InForce found = null;
    for (InForce one : approved()) {
      if (!one.from().isAfter(at)) {
        found = one;
      }
    }
    return Optional.ofNullable(found);
  }

  /** By the instants from which they hold. */
  private List<InForce> approved() {
    Known last = known;
    if (!last.read() || System.nanoTime() - last.readAt() > CACHE_NANOS) {
      List<InForce> versions = new ArrayList<>();
      for (Version one : read("where status = 'APPROVED'", "effective_from, version")) {
        Map<SignalKind, KindRule> rules = new TreeMap<>();
        rules(one.version()).forEach(rule -> rules.put(rule.kind(), rule));
        versions.add(new InForce(one.version(), one.effectiveFrom(), rules));
      }
      last = new Known(versions, System.nanoTime(), true);
      known = last;
    }
    return last.versions();
  }

  /** Looks at the table anew with the next question. */
  public void refresh() {
    known = new Known(List.of(), 0, false);
  }

  /** All versions, newest first, at most two hundred. */
  public List<Version> versions() {
    return read("", "version desc");
  }

  private List<Version> read(String where, String order) {
    return Sql.list(
        dataSource,
        "select * from signal_rule_version "
            + where
            + " order by "
            + order
            + " limit "
            + MAX_VERSIONS,
        ChainRules::version);
  }

  /** What a version says of each kind that it names. */
  public List<KindRule> rules(int version) {
    return Sql.list(
        dataSource,
        "select * from signal_rule where version = ? order by kind",
        ChainRules::rule,
        version);
  }

  /**
   * What a version would have done with what was raised between two instants, for each kind that
   * came up or that it changes.
   *
   * @param ackWithin the time of all kinds, where a rule has none
   */
  public List<Trial> tryOn(int version, Instant from, Instant to, Instant now, Duration ackWithin) {
    Map<SignalKind, ChainRule> proposed = new TreeMap<>();
    rules(version).forEach(rule -> proposed.put(rule.kind(), rule.in(version)));
    List<Trial> trials = new ArrayList<>();
    for (SignalKind kind : SignalKind.values()) {
      ChainRule today = of(kind, now);
      ChainRule then = proposed.getOrDefault(kind, ChainRule.builtIn(kind));
      int[] before = past(kind, from, to, now, within(today, ackWithin));
      int[] after = past(kind, from, to, now, within(then, ackWithin));
      if (before[0] > 0 || proposed.containsKey(kind)) {
        trials.add(
            new Trial(
                kind,
                before[0],
                today.severity(),
                then.severity(),
                today.entry(),
                then.entry(),
                before[1],
                after[1]));
      }
    }
    return trials;
  }

  private static Duration within(ChainRule rule, Duration ofAll) {
    return rule.ackWithin() == null ? ofAll : rule.ackWithin();
  }

  /** How many came up, and how many of these were not taken on within a time. */
  private int[] past(SignalKind kind, Instant from, Instant to, Instant now, Duration within) {
    return Sql.list(
            dataSource,
            PAST,
            row -> new int[] {row.getInt("raised"), row.getInt("climbing")},
            now,
            within.toSeconds(),
            from,
            to,
            kind)
        .stream()
        .findFirst()
        .orElse(new int[] {0, 0});
  }

  private static Version version(ResultSet row) throws SQLException {
    return new Version(
        row.getInt("version"),
        row.getString("status"),
        row.getString("author"),
        row.getString("approver"),
        row.getString("reason"),
        Sql.instant(row, "effective_from"),
        Sql.instant(row, "drafted_at"),
        Sql.instantOrNull(row, "approved_at"));
  }

  private static KindRule rule(ResultSet row) throws SQLException {
    String within = row.getString("ack_within");
    return new KindRule(
        SignalKind.valueOf(row.getString("kind")),
        SignalKind.Severity.valueOf(row.getString("severity")),
        Level.valueOf(row.getString("entry_level")),
        Arrays.stream((String[]) row.getArray("copies").getArray()).map(Level::valueOf).toList(),
        within == null ? null : Duration.parse(within));
  }
}
