package org.vigil.duty.wiring;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import javax.sql.DataSource;
import org.vigil.duty.directory.view.DirectoryView;
import org.vigil.duty.directory.view.Staff;
import org.vigil.duty.presence.domain.DutyPlan;
import org.vigil.duty.presence.policy.WhenRosterChangesExpectPresence;
import org.vigil.duty.presence.view.PresenceView;
import org.vigil.duty.roster.domain.RosterEvent.RosterPublished;
import org.vigil.duty.roster.domain.Shift;
import org.vigil.duty.roster.view.RosterView;
import org.vigil.duty.wiring.PresenceParts.Rules;
import org.vigil.eventsourcing.Personal;
import org.vigil.eventsourcing.projection.Sql;

/** Makes plans of what rosters say; guards at exits have posts of their own (3.3). */
final class DutyPlans implements WhenRosterChangesExpectPresence.Plans {

  private final DataSource dataSource;
  private final Staff staff;
  private final ZoneId zone;
  private final Rules rules;
  private final ObjLongConsumer<String> caughtUp;

  DutyPlans(DataSource dataSource, ZoneId zone, Rules rules, ObjLongConsumer<String> caughtUp) {
    this.dataSource = dataSource;
    this.staff = new Staff(dataSource);
    this.zone = zone;
    this.rules = rules;
    this.caughtUp = caughtUp;
  }

  private record Row(String department, Shift shift) {}

  @Override
  public List<DutyPlan> of(RosterPublished published, long position, Instant now) {
    return plans(
        published.shifts().stream().map(shift -> new Row(published.department(), shift)).toList(),
        position,
        now);
  }

  @Override
  public List<String> withdrawn(RosterPublished published, long position) {
    caughtUp.accept(PresenceView.NAME, position);
    Set<String> kept = new HashSet<>();
    published.shifts().forEach(shift -> kept.add(shift.id()));
    YearMonth month = YearMonth.parse(published.month());
    return Sql.list(
            dataSource,
            "select shift from duty_shift where department = ? and starts_at >= ? and starts_at < ?"
                + " and status = 'AWAITED' order by shift",
            row -> row.getString("shift"),
            published.department(),
            month.atDay(1).atStartOfDay(zone).toInstant(),
            month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant())
        .stream()
        .filter(shift -> !kept.contains(shift))
        .toList();
  }

  @Override
  public List<DutyPlan> of(List<String> shiftIds, long position, Instant now) {
    caughtUp.accept(RosterView.NAME, position);
    return plans(
        Sql.list(
            dataSource,
            "select shift, department, post, subject_id, starts_at, ends_at from shift_assignment"
                + " where shift = any (?) and until_position is null order by shift",
            row ->
                new Row(
                    row.getString("department"),
                    new Shift(
                        row.getString("shift"),
                        row.getString("post"),
                        row.getString("subject_id"),
                        Sql.instant(row, "starts_at"),
                        Sql.instant(row, "ends_at"))),
            shiftIds),
        position,
        now);
  }

  private List<DutyPlan> plans(List<Row> rows, long position, Instant now) {
    caughtUp.accept(DirectoryView.NAME, position);
    List<Row> ahead =
        rows.stream()
            .filter(row -> row.shift().post().equals(Shift.DUTY))
            .filter(row -> row.shift().until().isAfter(now))
            .toList();
    Map<String, String> names =
        staff.maskedNames(ahead.stream().map(row -> row.shift().subjectId()).distinct().toList());
    return ahead.stream().map(row -> plan(row, names, now)).toList();
  }

  /** A shift that has begun when the roster is published gets its grace from then. */
  private DutyPlan plan(Row row, Map<String, String> names, Instant now) {
    Shift shift = row.shift();
    Duration grace = rules.duration().apply(PresenceParts.GRACE, now);
    Instant from = shift.from().isBefore(now) ? now : shift.from();
    return new DutyPlan(
        shift.id(),
        row.department(),
        shift.subjectId(),
        names.getOrDefault(shift.subjectId(), Personal.ERASED),
        shift.from().minus(rules.duration().apply(PresenceParts.OPENS_BEFORE, now)),
        shift.from(),
        shift.until(),
        from.plus(grace),
        from.plus(grace.multipliedBy(2)),
        shift.until().plus(rules.duration().apply(PresenceParts.FORGOTTEN_AFTER, now)),
        rules.number().applyAsInt(PresenceParts.PROBES_FOR_LEAD, now));
  }
}
