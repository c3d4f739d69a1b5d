package org.vigil.duty.calendar.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.vigil.duty.calendar.domain.Calendar;
import org.vigil.duty.calendar.domain.Calendar.PublishYear;
import org.vigil.duty.calendar.domain.DayKind;
import org.vigil.duty.calendar.domain.SpecialDay;
import org.vigil.duty.calendar.domain.WorkingDays;
import org.vigil.duty.calendar.domain.WorkingTime;
import org.vigil.duty.calendar.view.CalendarView;
import org.vigil.duty.calendar.view.WorkingCalendar;
import org.vigil.edge.Answers;
import org.vigil.edge.Commands;
import org.vigil.edge.Past;
import org.vigil.edge.PastQuery;
import org.vigil.edge.Problem;
import org.vigil.edge.Roles;
import org.vigil.edge.Views;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.past.Hindsight;
import org.vigil.eventsourcing.past.Moment;

/** The working calendar with 调休. */
@Path("/api/v1/calendar")
@Tag(name = "calendar", description = "工作日历（含调休） / The working calendar")
@RunOnVirtualThread
public class CalendarResource {

  private static final int MIN_YEAR = 2000;
  private static final int MAX_YEAR = 2100;

  /** A year and what it takes to look over its edge. */
  private static final int MAX_DAYS = 400;

  private final Commands commands;
  private final Views views;
  private final Past past;
  private final Category<Calendar.Command, Calendar, Calendar.Event> category;
  private final WorkingCalendar calendar;
  private final InstantSource clock;

  @Inject
  CalendarResource(
      Commands commands,
      Views views,
      Past past,
      Category<Calendar.Command, Calendar, Calendar.Event> category,
      WorkingCalendar calendar,
      InstantSource clock) {
    this.commands = commands;
    this.views = views;
    this.past = past;
    this.category = category;
    this.calendar = calendar;
    this.clock = clock;
  }

  /** How a year is worked where it differs from its weekdays. */
  public record YearBody(
      @NotNull @Size(min = 1, max = 150) List<@NotNull @Valid DayBody> days,
      @NotBlank @Size(max = 200) @Schema(examples = "国办发明电〔2026〕X号") String source) {}

  /** One such day. */
  public record DayBody(
      @NotNull @Schema(examples = "2027-02-06") LocalDate date,
      @NotNull Special kind,
      @NotBlank @Size(max = 20) @Schema(examples = "春节") String name) {}

  /** In what a day differs. */
  public enum Special {
    HOLIDAY,
    MAKE_UP_WORKDAY
  }

  /** A year as it was published. */
  public record YearItem(int year, int days) {}

  /**
   * A date.
   *
   * @param calendarMissing that nobody has said how its year is worked
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DayItem(
      LocalDate date, DayKind kind, @Nullable String name, boolean calendarMissing) {}

  /** Whether an instant is working time. */
  public record WorkingTimeItem(
      Instant at, WorkingTime workingTime, DayKind day, boolean calendarMissing) {}

  @PUT
  @Path("years/{year}")
  @RolesAllowed(Roles.OFFICE)
  @Operation(
      summary = "公布全年放假调休安排，可重复提交 / Publish a year's holidays and make-up days; repeatable",
      description =
          "公布后整年以此为准，可含上年12月的日期。 / From then on the whole year goes by it; days of the December"
              + " before may be in it.")
  @APIResponse(responseCode = "200", description = "已公布 / Published")
  public RestResponse<YearItem> publish(@PathParam("year") String year, YearBody body) {
    int number = year(year);
    List<SpecialDay> days =
        body.days().stream()
            .map(d -> new SpecialDay(d.date(), DayKind.valueOf(d.kind().name()), d.name()))
            .toList();
    return Answers.ok(
        commands.put(category, Calendar.KEY, new PublishYear(number, days, body.source())),
        new YearItem(number, days.size()));
  }

  @GET
  @Path("days")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR, Roles.OPS})
  @Operation(
      summary =
          "一段日期各是什么日子，to 当日不含，最多400天 / What kind each date is; to is exclusive, at most 400 days",
      description =
          "该年日历缺失时 kind=UNKNOWN，绝不按周一至周五默认。asOf 按当时已公布的安排。 / A missing year says UNKNOWN, never a"
              + " silent Monday to Friday. asOf goes by the years that had been published by then.")
  public List<DayItem> days(
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @BeanParam PastQuery query) {
    if (query.validAt != null) {
      throw Problem.of(400, "no-past-here");
    }
    Instant asOf = past.moment(query).asOf();
    LocalDate first = date(from, "from");
    LocalDate end = date(to, "to");
    if (!end.isAfter(first) || ChronoUnit.DAYS.between(first, end) > MAX_DAYS) {
      throw Problem.of(400, "date-range-out-of-bounds", Map.of("days", MAX_DAYS));
    }
    WorkingDays known = days(asOf);
    List<DayItem> items = new ArrayList<>();
    for (LocalDate date = first; date.isBefore(end); date = date.plusDays(1)) {
      items.add(
          new DayItem(
              date,
              known.kindOf(date),
              known.special(date).map(SpecialDay::name).orElse(null),
              !known.knows(date.getYear())));
    }
    return items;
  }

  @GET
  @Path("working-time")
  @RolesAllowed({Roles.DEPARTMENT, Roles.OFFICE, Roles.LEADER, Roles.AUDITOR, Roles.OPS})
  @Operation(
      summary = "某时刻是否工作时间，默认此刻 / Whether an instant, by default this one, is working time",
      description =
          "at 与 validAt 同义，只能用其一；asOf 按当时已公布的安排和已决定的工作时间。 / at and validAt mean the same, give"
              + " one of them; asOf goes by what had been published and decided by then.")
  public WorkingTimeItem workingTime(
      @QueryParam("at") @Nullable String at, @BeanParam PastQuery query) {
    if (at != null && query.validAt != null) {
      throw Problem.of(400, "instant-malformed", Map.of("parameter", "validAt"));
    }
    Moment moment = past.moment(query);
    Instant now = moment.validAt() == null ? clock.instant() : moment.validAt();
    Instant instant = at == null ? now : instant(at);
    WorkingDays known = days(moment.asOf());
    LocalDate date = instant.atZone(calendar.zone()).toLocalDate();
    return new WorkingTimeItem(
        instant,
        calendar.at(instant, known, moment.asOf() == null ? Instant.MAX : moment.asOf()),
        known.kindOf(date),
        !known.knows(date.getYear()));
  }

  /** What is known of the days now, or was then. */
  private WorkingDays days(@Nullable Instant asOf) {
    if (asOf != null) {
      Moment then = new Moment(asOf, null);
      return calendar.days(
          past.state(category, Calendar.KEY, then, Hindsight.byOccurrence()).published());
    }
    views.await(CalendarView.NAME);
    calendar.refresh();
    return calendar.days();
  }

  private static int year(String text) {
    if (!text.matches("[0-9]{4}")) {
      throw Problem.notFound();
    }
    int year = Integer.parseInt(text);
    if (year < MIN_YEAR || year > MAX_YEAR) {
      throw Problem.notFound();
    }
    return year;
  }

  private static LocalDate date(@Nullable String text, String parameter) {
    try {
      LocalDate date = LocalDate.parse(text == null ? "" : text);
      if (date.getYear() < MIN_YEAR || date.getYear() > MAX_YEAR) {
        throw Problem.of(400, "date-malformed", Map.of("parameter", parameter));
      }
      return date;
    } catch (DateTimeException _) {
      throw Problem.of(400, "date-malformed", Map.of("parameter", parameter));
    }
  }

  /** A plus that was not encoded arrives as a blank; nothing else in an instant is one. */
  private static Instant instant(String text) {
    try {
      Instant instant = Instant.parse(text.replace(' ', '+'));
      int year = instant.atOffset(ZoneOffset.UTC).getYear();
      if (year < MIN_YEAR || year > MAX_YEAR) {
        throw Problem.of(400, "instant-malformed", Map.of("parameter", "at"));
      }
      return instant;
    } catch (DateTimeException _) {
      throw Problem.of(400, "instant-malformed", Map.of("parameter", "at"));
    }
  }
}
