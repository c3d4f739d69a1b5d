package org.vigil.duty.roster.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.calendar.view.WorkingCalendar;
import org.vigil.duty.directory.view.DirectoryView;
import org.vigil.duty.directory.view.Staff;
import org.vigil.duty.roster.domain.Load;
import org.vigil.duty.roster.view.Assignment;
import org.vigil.duty.roster.view.Assignments;
import org.vigil.duty.roster.view.Assignments.Which;
import org.vigil.duty.roster.view.RosterView;
import org.vigil.duty.sheet.AlsoAsSheet;
import org.vigil.duty.sheet.Sheet;
import org.vigil.duty.sheet.SheetLines;
import org.vigil.edge.Caller;
import org.vigil.edge.Past;
import org.vigil.edge.PastQuery;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.Views;
import org.vigil.eventsourcing.past.Moment;

/** Who is on duty: at an instant, now, next, this week, and how fairly it is shared. */
@Path("/api/v1")
@Tag(name = "on-duty", description = "谁在值班 / Who is on duty")
@RunOnVirtualThread
public class OnDuty {

  /** Who is next is looked for in this time; a roster is published a month ahead. */
  private static final Duration NEXT_WITHIN = Duration.ofDays(35);

  private static final Duration WEEK = Duration.ofDays(7);

  private final Views views;
  private final Caller caller;
  private final Past past;
  private final Assignments assignments;
  private final Staff staff;
  private final Planning planning;
  private final WorkingCalendar calendar;
  private final InstantSource clock;

  @Inject
  OnDuty(
      Views views,
      Caller caller,
      Past past,
      Assignments assignments,
      Staff staff,
      Planning planning,
      WorkingCalendar calendar,
      InstantSource clock) {
    this.views = views;
    this.caller = caller;
    this.past = past;
    this.assignments = assignments;
    this.staff = staff;
    this.planning = planning;
    this.calendar = calendar;
    this.clock = clock;
  }

  /** Somebody's shift; the name masked, and absent for who is not in the directory. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DutyItem(
      String shift,
      String department,
      String post,
      String person,
      @Nullable String maskedName,
      Instant from,
      Instant until) {}

  /**
   * Who is on duty at an instant.
   *
   * @param asOf the instant by whose knowledge it is answered; absent for the present
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record AtItem(Instant at, @Nullable Instant asOf, List<DutyItem> onDuty)
      implements SheetLines {
    @Override
    public Class<DutyItem> kind() {
      return DutyItem.class;
    }

    @Override
    public List<DutyItem> lines() {
      return onDuty;
    }
  }

  /** A department's duty as a person looks at it. */
  public record OutlookItem(
      String department,
      Instant at,
      List<DutyItem> now,
      List<DutyItem> next,
      List<DutyItem> thisWeek) {}

  /** What a person has carried in a year. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record LoadItem(
      String person,
      @Nullable String maskedName,
      int shifts,
      int minutes,
      int nights,
      int holidays,
      int weekends) {}

  /**
   * How fairly a department's year is shared: everybody's load, and the difference between who
   * carries most and who carries least.
   */
  public record FairnessItem(
      String department,
      int year,
      List<LoadItem> people,
      int shiftSpread,
      int nightSpread,
      int holidaySpread) {}

  @GET
  @Path("on-duty")
  @AlsoAsSheet
  @Produces({MediaType.APPLICATION_JSON, Sheet.XLSX})
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(
      summary = "某时刻谁在值班，默认此刻；asOf 为当时所知 / Who is on duty at an instant; asOf: as known then",
      description = "at 与 validAt 同义，只能给一个。 / at and validAt mean the same; give one of them.")
  public AtItem onDuty(
      @QueryParam("at") @Nullable String at,
      @QueryParam("department") @Nullable String department,
      @QueryParam("post") @Nullable String post,
      @BeanParam PastQuery query) {
    if (at != null && query.validAt != null) {
      throw Problem.of(400, "instant-malformed", Map.of("parameter", "validAt"));
    }
    if (post != null && !post.matches("[A-Z0-9-]{1,20}")) {
      throw Problem.of(400, "post-malformed");
    }
    Moment moment = past.moment(query);
    Instant instant =
        at != null
            ? Months.instant(at, "at")
            : moment.validAt() != null ? moment.validAt() : clock.instant();
    fresh();
    Which which = Which.ALL.ofDepartment(shown(department)).atPost(post).asKnownAt(moment.asOf());
    return new AtItem(instant, moment.asOf(), items(assignments.at(which, instant)));
  }

  @GET
  @Path("on-duty/outlook")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "现在、下一班、本周 / Now, next and this week")
  public OutlookItem outlook(@QueryParam("department") @Nullable String department) {
    String code = shown(department);
    if (code == null) {
      throw Problem.of(400, "department-missing");
    }
    fresh();
    Instant now = clock.instant();
    Which which = Which.ALL.ofDepartment(code);
    List<Assignment> coming =
        assignments.between(which, now, now.plus(NEXT_WITHIN)).stream()
            .filter(a -> a.from().isAfter(now))
            .toList();
    Instant first =
        coming.stream().map(Assignment::from).min(Comparator.naturalOrder()).orElse(now);
    Instant monday =
        now.atZone(calendar.zone())
            .toLocalDate()
            .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
            .atStartOfDay(calendar.zone())
            .toInstant();
    Instant sunday = monday.atZone(calendar.zone()).plusDays(WEEK.toDays()).toInstant();
    return new OutlookItem(
        code,
        now,
        items(assignments.at(which, now)),
        items(coming.stream().filter(a -> a.from().equals(first)).toList()),
        items(assignments.between(which, monday, sunday)));
  }

  @GET
  @Path("duty-fairness")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR})
  @Operation(summary = "全年值班公平性：班次、时长、夜班、节假日 / How fairly a year's duty is shared")
  public FairnessItem fairness(
      @QueryParam("department") @Nullable String department,
      @QueryParam("year") @Nullable String year) {
    String code = shown(department);
    if (code == null) {
      throw Problem.of(400, "department-missing");
    }
    if (year == null || !year.matches("2[01][0-9]{2}")) {
      throw Problem.of(400, "date-malformed", Map.of("parameter", "year"));
    }
    fresh();
    int number = Integer.parseInt(year);
    LocalDate first = LocalDate.of(number, 1, 1);
    Map<String, Load> loads = planning.loads(code, first, first.plusYears(1));
    List<String> people =
        Stream.concat(
                loads.keySet().stream(),
                staff.members(code, clock.instant().atZone(calendar.zone()).toLocalDate()).stream())
            .distinct()
            .sorted()
            .toList();
    Map<String, String> names = staff.maskedNames(people);
    List<LoadItem> items =
        people.stream()
            .map(p -> loadItem(p, names.get(p), loads.getOrDefault(p, Load.NONE)))
            .toList();
    return new FairnessItem(
        code,
        number,
        items,
        spread(items.stream().map(LoadItem::shifts).toList()),
        spread(items.stream().map(LoadItem::nights).toList()),
        spread(items.stream().map(LoadItem::holidays).toList()));
  }

  private static LoadItem loadItem(String person, @Nullable String name, Load load) {
    return new LoadItem(
        person,
        name,
        load.shifts(),
        load.minutes(),
        load.nights(),
        load.holidays(),
        load.weekends());
  }

  private static int spread(List<Integer> counts) {
    return counts.stream().max(Comparator.naturalOrder()).orElse(0)
        - counts.stream().min(Comparator.naturalOrder()).orElse(0);
  }

  /** The department that is shown: the caller's own where it sees no other. */
  private @Nullable String shown(@Nullable String asked) {
    if (asked != null) {
      Months.department(asked);
    }
    String own = caller.confinedTo().orElse(null);
    if (own != null && asked != null && !own.equals(asked)) {
      throw Problem.of(403, "other-department");
    }
    return own == null ? asked : own;
  }

  private void fresh() {
    views.await(RosterView.NAME);
    views.await(DirectoryView.NAME);
  }

  private List<DutyItem> items(List<Assignment> found) {
    Map<String, String> names =
        staff.maskedNames(found.stream().map(Assignment::subjectId).collect(Collectors.toSet()));
    return found.stream()
        .map(
            a ->
                new DutyItem(
                    a.shiftId(),
                    a.department(),
                    a.post(),
                    a.subjectId(),
                    names.get(a.subjectId()),
                    a.from(),
                    a.until()))
        .toList();
  }
}
