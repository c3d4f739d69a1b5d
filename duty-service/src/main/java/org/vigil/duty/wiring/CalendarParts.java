package org.vigil.duty.wiring;

import static org.vigil.edge.PolicyDefault.Kind.DURATION;
import static org.vigil.edge.PolicyDefault.Kind.TIME_OF_DAY;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.vigil.duty.calendar.domain.Calendar;
import org.vigil.duty.calendar.domain.Calendar.BeginWatch;
import org.vigil.duty.calendar.domain.Calendar.CheckAwaitedYear;
import org.vigil.duty.calendar.domain.Calendar.Watch;
import org.vigil.duty.calendar.view.CalendarView;
import org.vigil.duty.calendar.view.TymeDays;
import org.vigil.duty.calendar.view.WorkingCalendar;
import org.vigil.edge.Capability;
import org.vigil.edge.Mechanism;
import org.vigil.edge.Policies;
import org.vigil.edge.PolicyDefault;
import org.vigil.edge.PolicyDefaults;
import org.vigil.eventsourcing.Category;
import org.vigil.eventsourcing.CommandContext;
import org.vigil.eventsourcing.runtime.EventSourcing;

/** The working calendar and the watch that the coming year is known in time. */
@ApplicationScoped
class CalendarParts implements Capability {

  private static final String BEGINS_AT = "duty.working-day-begins-at";
  private static final String ENDS_AT = "duty.working-day-ends-at";
  private static final String KNOWN_AHEAD = "duty.calendar-known-ahead";

  private final AgroalDataSource dataSource;
  private final Policies policies;
  private final ZoneId zone;
  private final InstantSource clock;
  private final String office;
  private final TymeDays statutory = new TymeDays();

  /**
   * @param office the department in which the leading group's office sits (2-f)
   */
  @Inject
  CalendarParts(
      AgroalDataSource dataSource,
      Policies policies,
      ZoneId zone,
      InstantSource clock,
      @ConfigProperty(name = "vigil.office-department", defaultValue = "BGS") String office) {
    this.dataSource = dataSource;
    this.policies = policies;
    this.zone = zone;
    this.clock = clock;
    this.office = office;
  }

  @Produces
  @Singleton
  PolicyDefaults parameters() {
    return new PolicyDefaults(
        List.of(
            new PolicyDefault(KNOWN_AHEAD, DURATION, "P30D", "3.3"),
            new PolicyDefault(BEGINS_AT, TIME_OF_DAY, "08:00", "3.3"),
            new PolicyDefault(ENDS_AT, TIME_OF_DAY, "18:00", "3.3")));
  }

  @Produces
  @Singleton
  WorkingCalendar calendar() {
    return new WorkingCalendar(
        dataSource,
        statutory,
        zone,
        new WorkingCalendar.Hours(
            (at, known) -> policies.minutesOfDay(BEGINS_AT, at, known),
            (at, known) -> policies.minutesOfDay(ENDS_AT, at, known)));
  }

  @Produces
  @Singleton
  Category<Calendar.Command, Calendar, Calendar.Event> category() {
    return Calendar.category((_, dueAt) -> new CheckAwaitedYear(dueAt, watch(dueAt)));
  }

  private Watch watch(Instant at) {
    return new Watch(statutory.years(), policies.duration(KNOWN_AHEAD, at), zone, office);
  }

  @Override
  public void contribute(EventSourcing.Builder builder) {
    builder.category(category()).follow(new CalendarView());
  }

  /** Begins the watch with this year; where it has begun already, nothing happens. */
  void watch(@Observes StartupEvent event, Mechanism mechanism) {
    Instant now = clock.instant();
    Watch watch = watch(now);
    List<Integer> overdue = new ArrayList<>();
    int year = now.atZone(zone).getYear();
    while (!watch.dueAt(year).isAfter(now)) {
      overdue.add(year++);
    }
    mechanism
        .eventSourcing()
        .handler(category())
        .handle(
            Calendar.KEY,
            new BeginWatch(year, watch.dueAt(year), overdue, watch),
            CommandContext.of("calendar-watch", UUID.randomUUID()));
  }
}
