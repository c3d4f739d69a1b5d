package org.vigil.eventsourcing.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigil.eventsourcing.lease.Leases;
import org.vigil.eventsourcing.loop.Loop;

/**
 * Builds views anew from the whole log while the old ones serve, compares, and exchanges them; see
 * {@code docs/decisions/0008}. Any replica may be asked; one does the work.
 */
public final class Rebuilds implements AutoCloseable {

  private static final String OPEN =
      " r.state in ('BUILDING', 'CAUGHT_UP', 'EQUAL', 'DIFFERENT', 'ROLLING_BACK') ";

  /** How soon another replica sees what it was not asked itself, and how often locks are tried. */
  private static final Duration POLL = Duration.ofMillis(250);

  private static final String BY_ITSELF = "vigil";
  private static final Logger LOG = LoggerFactory.getLogger(Rebuilds.class);

  private final DataSource dataSource;
  private final Leases leases;
  private final Followers followers;
  private final Map<String, RebuildWork> works = new HashMap<>();
  private final Semaphore wake = new Semaphore(0);
  private final Loop loop =
      new Loop(
          Thread.ofPlatform().name("rebuilds").daemon(),
          POLL,
          POLL,
          this::turn,
          Rebuilds::failed,
          this::closeWorks);
  private boolean noted;

  public Rebuilds(DataSource dataSource, Leases leases, Followers followers) {
    this.dataSource = dataSource;
    this.leases = leases;
    this.followers = followers;
  }

  /**
   * What the rows that serve were built as.
   *
   * @param version counts the builds, from 1
   * @param revision of the code that built them; below the code's own where a rebuild is due
   */
  public record Serving(int version, int revision) {}

  /** What each view's rows were built as, by the follower's name. */
  public Map<String, Serving> serving() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "select projection, version, revision from projection_version");
        ResultSet rows = statement.executeQuery()) {
      Map<String, Serving> serving = new HashMap<>();
      while (rows.next()) {
        serving.put(rows.getString(1), new Serving(rows.getInt(2), rows.getInt(3)));
      }
      return serving;
    }
  }

  /** The newest rebuild of each view that has been rebuilt. */
  public List<Rebuild> newest() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return RebuildRows.list(
          connection,
          " where r.version = (select max(n.version) from projection_rebuild n"
              + " where n.projection = r.projection) order by r.projection");
    }
  }

  public Optional<Rebuild> find(String projection, int version) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return RebuildRows.list(
              connection, " where r.projection = ? and r.version = ?", projection, version)
          .stream()
          .findFirst();
    }
  }

  /** The first of the differences that the last comparison found, at most a hundred. */
  public List<Difference> differences(String projection, int version) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "select relation, key, kind, columns from projection_difference"
                    + " where projection = ? and version = ? order by number")) {
      statement.setString(1, projection);
      statement.setInt(2, version);
      try (ResultSet rows = statement.executeQuery()) {
        List<Difference> differences = new ArrayList<>();
        while (rows.next()) {
          differences.add(
              new Difference(
                  rows.getString(1),
                  rows.getString(2),
                  Difference.Kind.valueOf(rows.getString(3)),
                  List.of((String[]) rows.getArray(4).getArray())));
        }
        return differences;
      }
    }
  }

  /**
   * What was asked for.
   *
   * @param fresh false where such a rebuild was under way already
   */
  public record Asked(Rebuild rebuild, boolean fresh) {}

  /**
   * Has a view built anew, from the first event on.
   *
   * @param projection its follower's name
   * @param switchWhenEqual whether it is to serve as soon as no difference has been found
   * @throws IllegalArgumentException if there is no such view
   */
  public Asked ask(String projection, boolean switchWhenEqual, String by) throws SQLException {
    Followers.View view =
        view(projection).orElseThrow(() -> new IllegalArgumentException("no such view"));
    Asked asked;
    try (Connection tx = dataSource.getConnection()) {
      tx.setAutoCommit(false);
      try {
        int serving = lockVersion(tx, view);
        List<Rebuild> under =
            RebuildRows.list(tx, " where r.projection = ? and" + OPEN, projection);
        asked =
            under.isEmpty()
                ? new Asked(begin(tx, view, serving, switchWhenEqual, by), true)
                : new Asked(under.getFirst(), false);
        tx.commit();
      } finally {
        end(tx);
      }
    }
    if (asked.fresh()) {
      LOG.atInfo()
          .addKeyValue("projection", projection)
          .addKeyValue("version", asked.rebuild().version())
          .addKeyValue("by", by)
          .log("A view is to be built anew");
    }
    wake.release();
    return asked;
  }

  private static Rebuild begin(
      Connection tx, Followers.View view, int serving, boolean switchWhenEqual, String by)
      throws SQLException {
    String name = view.follower().name();
    Shadow next = Shadow.next(view);
    next.create(tx);
    RebuildRows.forget(tx, next.cursor());
    RebuildRows.update(tx, "insert into checkpoint values (?, 0)", next.cursor());
    // A cursor that is not there cannot be held still.
    RebuildRows.update(tx, "insert into checkpoint values (?, 0) on conflict do nothing", name);
    RebuildRows.update(
        tx,
        "insert into projection_rebuild (projection, version, revision, state,"
            + " switch_when_equal, asked_by, asked_at) select ?, 1 + greatest(?,"
            + " (select max(version) from projection_rebuild where projection = ?)), ?,"
            + " 'BUILDING', ?, ?, now()",
        name,
        serving,
        name,
        view.projection().revision(),
        switchWhenEqual,
        by);
    return RebuildRows.list(tx, " where r.projection = ? and" + OPEN, name).getFirst();
  }

  /** Makes sure that the view's version is known, and locks it; the version. */
  private static int lockVersion(Connection tx, Followers.View view) throws SQLException {
    String name = view.follower().name();
    RebuildRows.update(
        tx,
        "insert into projection_version values (?, 1, ?) on conflict do nothing",
        name,
        view.projection().revision());
    try (PreparedStatement statement =
        tx.prepareStatement(
            "select version from projection_version where projection = ? for update")) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  /**
   * Has a rebuild compared anew and switched if no difference is found.
   *
   * @return false unless it has been compared, or waits for that
   */
  public boolean switchWhenEqual(String projection, int version) throws SQLException {
    return change(
        "update projection_rebuild set state = case when state = 'BUILDING' then state else"
            + " 'CAUGHT_UP' end, switch_when_equal = true, accepted_by = null, accepted_because ="
            + " null where projection = ? and version = ? and state in ('BUILDING', 'CAUGHT_UP',"
            + " 'EQUAL', 'DIFFERENT')",
        projection,
        version);
  }

  /**
   * Has a rebuild switched despite the differences that were shown.
   *
   * @param because free text of the operator, without personal data; it is kept
   * @return false unless there are differences to accept
   */
  public boolean switchDespiteDifferences(String projection, int version, String by, String because)
      throws SQLException {
    return change(
        "update projection_rebuild set accepted_by = ?, accepted_because = ?"
            + " where projection = ? and version = ? and state = 'DIFFERENT'",
        by,
        because,
        projection,
        version);
  }

  /**
   * Has the version before catch up and serve again.
   *
   * @return false unless this version serves, the one before is kept, and no other is being built
   */
  public boolean rollBack(String projection, int version) throws SQLException {
    return change(
        "update projection_rebuild r set state = 'ROLLING_BACK' where r.projection = ?"
            + " and r.version = ? and r.state = 'SWITCHED' and r.previous_kept"
            + " and not exists (select 1 from projection_rebuild o"
            + " where o.projection = r.projection and o.state in ('BUILDING', 'CAUGHT_UP',"
            + " 'EQUAL', 'DIFFERENT'))",
        projection,
        version);
  }

  /**
   * Gives a rebuild up and drops what it has built.
   *
   * @return false if it has been switched or given up already
   */
  public boolean abandon(String projection, int version) throws SQLException {
    Optional<Followers.View> view = view(projection);
    boolean abandoned =
        change(
            "update projection_rebuild set state = 'ABANDONED', ended_at = now()"
                + " where projection = ? and version = ?"
                + " and state in ('BUILDING', 'CAUGHT_UP', 'EQUAL', 'DIFFERENT')",
            projection,
            version);
    if (abandoned && view.isPresent()) {
      // After the row, in a transaction of its own: a batch under way holds the tables and then
      // wants the row.
      drop(view.get());
    }
    return abandoned;
  }

  private void drop(Followers.View view) throws SQLException {
    Shadow next = Shadow.next(view);
    try (Connection tx = dataSource.getConnection()) {
      tx.setAutoCommit(false);
      try {
        lockVersion(tx, view);
        if (RebuildRows.list(tx, " where r.projection = ? and" + OPEN, view.follower().name())
            .isEmpty()) {
          next.drop(tx);
          RebuildRows.forget(tx, next.cursor());
        }
        tx.commit();
      } finally {
        end(tx);
      }
    }
  }

  private boolean change(String sql, Object... parameters) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      boolean changed = RebuildRows.update(connection, sql, parameters) > 0;
      wake.release();
      return changed;
    }
  }

  private static void end(Connection tx) throws SQLException {
    if (!tx.isClosed()) {
      tx.rollback();
      tx.setAutoCommit(true);
    }
  }

  private Optional<Followers.View> view(String projection) {
    return followers.views().stream()
        .filter(view -> view.follower().name().equals(projection))
        .findFirst();
  }

  /**
   * Starts working on what is asked for, and asks for what a new revision of the code needs. On a
   * platform thread: reading a long history keeps a processor busy, which virtual threads share.
   */
  public void start() {
    loop.start();
  }

  private void turn() throws SQLException, InterruptedException {
    if (!noted) {
      askForNewRevisions();
      noted = true;
    }
    if (!step()) {
      wake.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
      wake.drainPermits();
    }
  }

  private static void failed(Exception e) {
    LOG.atWarn()
        .addKeyValue("error", Loop.describe(e))
        .log("Rebuilds cannot get on and are tried again");
  }

  private void closeWorks() {
    works.values().forEach(RebuildWork::close);
    works.clear();
  }

  /**
   * Notes what views were built as when they are seen for the first time, and has those built anew
   * whose code has a higher revision since. They switch by themselves only if nothing differs.
   */
  void askForNewRevisions() throws SQLException {
    for (Followers.View view : followers.views()) {
      int revision = view.projection().revision();
      boolean due;
      try (Connection connection = dataSource.getConnection()) {
        RebuildRows.note(connection, view.follower().name(), revision);
        due = due(connection, view.follower().name(), revision);
      }
      if (due) {
        ask(view.follower().name(), true, BY_ITSELF);
      }
    }
  }

  private static boolean due(Connection connection, String projection, int revision)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select 1 from projection_version v where v.projection = ? and v.revision < ?"
                + " and not exists (select 1 from projection_rebuild r"
                + " where r.projection = v.projection and r.revision >= ?)")) {
      statement.setString(1, projection);
      statement.setInt(2, revision);
      statement.setInt(3, revision);
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  /**
   * Does one step for each rebuild under way.
   *
   * @return whether the next steps have something to do at once
   */
  public boolean step() throws SQLException {
    List<Rebuild> underWay;
    try (Connection connection = dataSource.getConnection()) {
      underWay = RebuildRows.list(connection, " where" + OPEN + "order by r.asked_at");
    }
    boolean busy = false;
    Set<String> present = new HashSet<>();
    for (Rebuild rebuild : underWay) {
      Followers.View view = view(rebuild.projection()).orElse(null);
      boolean back = rebuild.state() == Rebuild.State.ROLLING_BACK;
      // In the middle of a deployment: only the code that is meant builds.
      boolean ours = view != null && (back || view.projection().revision() == rebuild.revision());
      if (view != null && ours) {
        String key = rebuild.projection() + "/" + rebuild.version() + "/" + back;
        present.add(key);
        busy |=
            step(
                works.computeIfAbsent(key, _ -> new RebuildWork(dataSource, leases, view, back)),
                rebuild);
      }
    }
    for (String key : List.copyOf(works.keySet())) {
      if (!present.contains(key)) {
        works.remove(key).close();
      }
    }
    return busy;
  }

  /** The failure of one rebuild is shown on it and stops no other. */
  private boolean step(RebuildWork work, Rebuild rebuild) throws SQLException {
    try {
      return work.step(rebuild);
    } catch (Follower.LostLeaseException _) {
      return false;
    } catch (SQLException | RuntimeException e) {
      String error = Loop.describe(e);
      if (!error.equals(rebuild.lastError())) {
        LOG.atWarn()
            .addKeyValue("projection", rebuild.projection())
            .addKeyValue("version", rebuild.version())
            .addKeyValue("error", error)
            .log("A rebuild cannot get on and tries again");
        change(
            "update projection_rebuild set last_error = ? where projection = ? and version = ?",
            error,
            rebuild.projection(),
            rebuild.version());
      }
      return false;
    }
  }

  @Override
  public void close() {
    loop.close(wake::release);
  }
}
