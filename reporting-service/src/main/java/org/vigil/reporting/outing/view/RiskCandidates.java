package org.vigil.reporting.outing.view;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.vigil.eventsourcing.projection.Sql;
import org.vigil.reporting.outing.domain.OutingCommand.RiskEntry;
import org.vigil.reporting.outing.domain.RiskLevel;

/**
 * Finds which outings touch which lists by a join of rows. A list counts for an outing if it is in
 * force at any time between the outing's registration or departure, whichever is earlier, and its
 * end plus the look-back; an outing that has not ended is open to every later list.
 */
public final class RiskCandidates {

  /** One list with the instants between which it is in force; the last has no end. */
  private static final String LISTS =
      """
      with list as (
        select id, in_force_revision as revision, effective_from,
          lead(effective_from, 1, 'infinity') over (order by effective_from) as effective_to
        from risk_area_list where in_force_revision > 0)
      """;

  private static final String IN_FORCE_DURING =
      """
      o.status <> 'CANCELLED'
        and least(o.registered_at, o.departs_at) < l.effective_to
        and (o.status = 'OPEN' or o.ends_at >= l.effective_from - make_interval(secs => ?))
      """;

  private static final String COUNTS = "e.level = any(?)";

  private static final String NOT_YET_COUNTED =
      """
      not exists (select from outing_matched_entry m
        where m.outing_id = o.id and m.entry_id = e.entry_id)
      """;

  private static final String ENTRIES_OF_LIST =
      LISTS
          + """
          select e.area_code, e.entry_id, e.level, e.text from risk_area_entry e
            join list l on l.id = e.list_id and l.revision = e.revision
          where l.id = ? and\s\
          """
          + COUNTS
          + " order by e.area_code, e.entry_id";

  private static final String OUTINGS_OF_LIST =
      LISTS
          + """
          select o.id, o.area_code from outing o, list l
          where l.id = ? and\s\
          """
          + IN_FORCE_DURING
          + """
          and exists (select from risk_area_entry e
           where e.list_id = l.id and e.revision = l.revision and e.area_code = o.area_code
             and\s\
          """
          + COUNTS
          + " and "
          + NOT_YET_COUNTED
          + ") order by o.id";

  private static final String ENTRIES_OF_OUTING =
      LISTS
          + """
          select l.id as list_id, l.effective_from, e.area_code, e.entry_id, e.level, e.text
          from outing o
            join risk_area_entry e on e.area_code = o.area_code
            join list l on l.id = e.list_id and l.revision = e.revision
          where o.id = ? and\s\
          """
          + IN_FORCE_DURING
          + " and "
          + COUNTS
          + " and "
          + NOT_YET_COUNTED
          + " order by l.effective_from, e.entry_id";

  /** Low risk never counts. */
  private static final List<String> ANY_LEVEL =
      Stream.of(RiskLevel.values()).map(RiskLevel::name).toList();

  private static final String EFFECTIVE_FROM =
      "select effective_from from risk_area_list where id = ?";

  private final DataSource dataSource;
  private final Function<Instant, Set<RiskLevel>> counting;

  /**
   * @param counting the levels that count by the rule in force at the instant from which a list
   *     holds: 中高风险 has not always meant the same
   */
  public RiskCandidates(DataSource dataSource, Function<Instant, Set<RiskLevel>> counting) {
    this.dataSource = dataSource;
    this.counting = counting;
  }

  /** What a list says about an outing's county; at least one entry has not counted yet. */
  public record Candidate(String outingId, String listId, List<RiskEntry> entries) {}

  private record Entry(String listId, Instant effectiveFrom, RiskEntry entry) {}

  private record Touching(String areaCode, RiskEntry entry) {}

  private record Touched(String outingId, String areaCode) {}

  /** The outings that a list touches and that have not counted all of its entries yet. */
  public List<Candidate> ofList(String listId, Duration lookBack) {
    List<String> levels =
        Sql.list(dataSource, EFFECTIVE_FROM, row -> Sql.instant(row, "effective_from"), listId)
            .stream()
            .flatMap(from -> counting.apply(from).stream())
            .map(RiskLevel::name)
            .toList();
    // Outings of one county share its entries: a list of 5,000 times 100,000 outings fits.
    Map<String, List<RiskEntry>> byArea = new HashMap<>();
    Sql.list(
            dataSource,
            ENTRIES_OF_LIST,
            row -> new Touching(row.getString("area_code"), riskEntry(row)),
            listId,
            levels)
        .forEach(
            found ->
                byArea
                    .computeIfAbsent(found.areaCode(), _ -> new ArrayList<>())
                    .add(found.entry()));
    return Sql.list(
            dataSource,
            OUTINGS_OF_LIST,
            row -> new Touched(row.getString("id"), row.getString("area_code")),
            listId,
            lookBack.toSeconds(),
            levels)
        .stream()
        .filter(touched -> byArea.containsKey(touched.areaCode()))
        .map(touched -> new Candidate(touched.outingId(), listId, byArea.get(touched.areaCode())))
        .toList();
  }

  /** The lists that touch an outing, the earliest first. */
  public List<Candidate> ofOuting(String outingId, Duration lookBack) {
    Map<String, List<RiskEntry>> byList = new LinkedHashMap<>();
    Sql.list(
            dataSource,
            ENTRIES_OF_OUTING,
            row ->
                new Entry(
                    row.getString("list_id"), Sql.instant(row, "effective_from"), riskEntry(row)),
            outingId,
            lookBack.toSeconds(),
            ANY_LEVEL)
        .stream()
        .filter(found -> counting.apply(found.effectiveFrom()).contains(found.entry().level()))
        .forEach(
            found ->
                byList.computeIfAbsent(found.listId(), _ -> new ArrayList<>()).add(found.entry()));
    return byList.entrySet().stream()
        .map(list -> new Candidate(outingId, list.getKey(), list.getValue()))
        .toList();
  }

  private static RiskEntry riskEntry(ResultSet row) throws SQLException {
    return new RiskEntry(
        row.getString("entry_id"),
        RiskLevel.valueOf(row.getString("level")),
        row.getString("text"));
  }
}
