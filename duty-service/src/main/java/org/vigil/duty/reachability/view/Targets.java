package org.vigil.duty.reachability.view;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.vigil.duty.reachability.domain.DrillDecider;
import org.vigil.duty.reachability.domain.Mobile;
import org.vigil.eventsourcing.projection.Sql;

/** Whom a drill can try: names are masked. */
public final class Targets {

  /** From which a sample is drawn; a bureau has 2,000 people. */
  private static final int MAX_DRAWN_FROM = 20_000;

  /** Who still belongs to the bureau on a day. */
  private static final String PEOPLE =
      "select p.id, p.department, p.masked_name, exists (select 1 from person_leave l where"
          + " l.person_id = p.id and ? between l.first_day and l.last_day) as on_leave from person"
          + " p where (p.left_on is null or p.left_on > ?)";

  private final DataSource dataSource;

  public Targets(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Somebody who has a mobile, and whether they are on leave that day. */
  public record Listed(Mobile mobile, boolean onLeave) {}

  /** Everybody who belongs to the bureau on a day. */
  public List<Listed> listed(LocalDate day) {
    return Sql.list(
        dataSource,
        PEOPLE + " order by p.id limit " + MAX_DRAWN_FROM,
        row ->
            new Listed(
                new Mobile(
                    row.getString("id"), row.getString("department"), row.getString("masked_name")),
                row.getBoolean("on_leave")),
        day,
        day);
  }

  /**
   * A sample of those who are not on leave, each with the same chance.
   *
   * @param size at most so many
   */
  public static List<Mobile> drawn(Collection<Listed> from, int size, RandomGenerator random) {
    List<Mobile> present = new ArrayList<>();
    for (Listed one : from) {
      if (!one.onLeave()) {
        present.add(one.mobile());
      }
    }
    Collections.shuffle(present, random);
    return present.stream().limit(size).toList();
  }

  /**
   * Those who are not on leave, whose mobile was tried longest ago, or never.
   *
   * @param size at most so many
   */
  public List<Mobile> mobilesInTurn(LocalDate day, int size) {
    return Sql.list(
        dataSource,
        "select id, department, masked_name from ("
            + PEOPLE
            + ") one left join lateral (select max(d.started_at) as at from reachability_target t"
            + " join reachability_drill d on d.id = t.drill where t.person_id = one.id) tried on"
            + " true where not on_leave order by tried.at nulls first, id limit ?",
        row ->
            new Mobile(
                row.getString("id"), row.getString("department"), row.getString("masked_name")),
        day,
        day,
        size);
  }

  /**
   * The departments that are active, those first whose line was tried longest ago, or never; as
   * many as one drill can try.
   */
  public List<String> linesInTurn() {
    return Sql.list(
        dataSource,
        "select code from department c left join lateral (select max(d.started_at) as at from"
            + " reachability_target t join reachability_drill d on d.id = t.drill where"
            + " t.department = c.code and t.person_id = ?) tried on true where c.active order by"
            + " tried.at nulls first, code limit ?",
        row -> row.getString("code"),
        ReachabilityView.LINE,
        DrillDecider.MAX_TARGETS);
  }
}
