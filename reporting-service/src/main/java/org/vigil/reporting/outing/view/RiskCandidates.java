package org.vigil.reporting.outing.view;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toUnmodifiableList;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
 * Finds which outings touch which lists by a join of rows. A list counts for a place of an outing
 * if it is in force at any time between the outing's registration or departure, whichever is
 * earlier, and the end of the stay there plus the look-back. The stay ends with the outing, at a
 * stop also when it was left; where neither has ended, every later list counts. A stop that lies
 * after the return was never reached.
 */
public final class RiskCandidates {

  /**
   * One list with the instants between which it is in force, the last without an end; and one row
   * for each place of an outing that was not cancelled.
   */
  private static final String LISTS_AND_PLACES =
      """
      with list as (
        select id, in_force_revision as revision, effective_from,
          lead(effective_from, 1, 'infinity') over (order by effective_from) as effective_to
        from risk_area_list where in_force_revision > 0),
      place as (
        select o.id as outing_id, o.area_code, least(o.registered_at, o.departs_at) as counts_from,
          case o.status when 'OPEN' then 'infinity' else o.ends_at end as counts_until
        from outing o where o.status <> 'CANCELLED'
        union all
        select o.id, s.area_code, least(o.registered_at, o.departs_at),
          least(s.until_at, case o.status when 'OPEN' then 'infinity' else o.ends_at end)
        from outing_stop s join outing o on o.id = s.outing_id
        where o.status <> 'CANCELLED'
          and (o.status = 'OPEN' or s.from_at is null or s.from_at < o.ends_at))
      """;

  private static final String IN_FORCE_DURING =
      """
      p.counts_from < l.effective_to
        and p.counts_until >= l.effective_from - make_interval(secs => ?)
      """;

  private static final String COUNTS = "e.level = any(?)";

  private static final String NOT_YET_COUNTED =
      """
      not exists (select from outing_matched_entry m
        where m.outing_id = p.outing_id and m.entry_id = e.entry_id)
      """;

  private static final String ENTRIES_OF_LIST =
      LISTS_AND_PLACES
          + """
          select e.area_code, e.entry_id, e.level, e.text from risk_area_entry e
            join list l on l.id = e.list_id and l.revision = e.revision
          where l.id = ? and\s\
          """
          + COUNTS
          + " order by e.area_code, e.entry_id";

  private static final String PLACES_OF_LIST =
      LISTS_AND_PLACES
          + """
          select distinct p.outing_id, p.area_code from place p, list l
          where l.id = ? and\s\
          """
          + IN_FORCE_DURING
          + """
          and exists (select from risk_area_entry e
           where e.list_id = l.id and e.revision = l.revision and e.area_code = p.area_code
             and\s\
          """
          + COUNTS
          + " and "
          + NOT_YET_COUNTED
          + ") order by p.outing_id, p.area_code";

  private static final String ENTRIES_OF_OUTING =
      LISTS_AND_PLACES
          + """
          select distinct l.id as list_id, l.effective_from, e.area_code, e.entry_id, e.level, e.text
          from place p
            join risk_area_entry e on e.area_code = p.area_code
            join list l on l.id = e.list_id and l.revision = e.revision
          where p.outing_id = ? and\s\
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

  /** What a list says of an outing's counties; of each, at least one entry has not counted yet. */
  public record Candidate(String outingId, String listId, List<RiskEntry> entries) {}

  private record Entry(String listId, Instant effectiveFrom, RiskEntry entry) {}

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
    Map<String, List<RiskEntry>> byArea =
        Sql.list(dataSource, ENTRIES_OF_LIST, RiskCandidates::riskEntry, listId, levels).stream()
            .collect(groupingBy(RiskEntry::areaCode, toUnmodifiableList()));
    Map<String, List<String>> touched =
        Sql.list(
                dataSource,
                PLACES_OF_LIST,
                row -> new Touched(row.getString("outing_id"), row.getString("area_code")),
                listId,
                lookBack.toSeconds(),
                levels)
            .stream()
            .filter(place -> byArea.containsKey(place.areaCode()))
            .collect(
                groupingBy(
                    Touched::outingId, LinkedHashMap::new, mapping(Touched::areaCode, toList())));
    return touched.entrySet().stream()
        .map(outing -> new Candidate(outing.getKey(), listId, entries(outing.getValue(), byArea)))
        .toList();
  }

  private static List<RiskEntry> entries(
      List<String> areaCodes, Map<String, List<RiskEntry>> byArea) {
    return areaCodes.size() == 1
        ? byArea.getOrDefault(areaCodes.getFirst(), List.of())
        : areaCodes.stream()
            .flatMap(area -> byArea.getOrDefault(area, List.of()).stream())
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
        row.getString("area_code"),
        RiskLevel.valueOf(row.getString("level")),
        row.getString("text"));
  }
}
