package org.vigil.duty.roster.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.vigil.duty.directory.view.Staff;
import org.vigil.duty.roster.domain.DutyFeed;
import org.vigil.duty.roster.domain.DutyFeed.DutyFeedIssued;
import org.vigil.duty.roster.domain.DutyFeed.Kind;
import org.vigil.duty.roster.view.Assignment;
import org.vigil.duty.roster.view.Assignments;
import org.vigil.duty.roster.view.Assignments.Which;
import org.vigil.edge.Commands;
import org.vigil.edge.Problem;

/** The calendars themselves (RFC 5545), for programs that know no token. */
@Path("/feeds/duty")
@Tag(name = "duty-feeds", description = "值班日历订阅 / Calendar feeds of duty")
@RunOnVirtualThread
public class DutyCalendars {

  private static final String CALENDAR = "text/calendar;charset=UTF-8";

  /** What a calendar shows: last week, and the quarter ahead. */
  private static final Duration BEHIND = Duration.ofDays(7);

  private static final Duration AHEAD = Duration.ofDays(92);
  private static final int MAX_ENTRIES = 500;

  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Commands commands;
  private final FeedSecrets secrets;
  private final Assignments assignments;
  private final Staff staff;
  private final InstantSource clock;

  @Inject
  DutyCalendars(
      Commands commands,
      FeedSecrets secrets,
      Assignments assignments,
      Staff staff,
      InstantSource clock) {
    this.commands = commands;
    this.secrets = secrets;
    this.assignments = assignments;
    this.staff = staff;
    this.clock = clock;
  }

  @GET
  @Path("{address}.ics")
  @Produces(CALENDAR)
  @PermitAll
  @Operation(summary = "按地址读取日历，无需令牌 / Read a calendar by its address, without a token")
  public RestResponse<String> calendar(@PathParam("address") String address) {
    DutyFeed feed =
        secrets
            .feed(address)
            .map(id -> commands.load(DutyFeed.CATEGORY, id).state())
            .orElseThrow(Problem::notFound);
    DutyFeedIssued issued = feed.issued();
    if (issued == null || feed.revoked()) {
      throw Problem.notFound();
    }
    Instant now = clock.instant();
    Which which =
        issued.kind() == Kind.PERSON
            ? Which.ALL.of(issued.subjectId())
            : Which.ALL.ofDepartment(issued.department()).atPost(issued.post());
    List<Assignment> shifts =
        assignments.between(which, now.minus(BEHIND), now.plus(AHEAD)).stream()
            .limit(MAX_ENTRIES)
            .toList();
    return ResponseBuilder.ok(text(issued, shifts, now))
        .header("Cache-Control", "private, max-age=300")
        .build();
  }

  private String text(DutyFeedIssued issued, List<Assignment> shifts, Instant now) {
    Map<String, String> names =
        issued.kind() == Kind.PERSON
            ? Map.of()
            : staff.maskedNames(
                shifts.stream().map(Assignment::subjectId).collect(Collectors.toSet()));
    StringBuilder ics = new StringBuilder(200 + shifts.size() * 200);
    line(ics, "BEGIN:VCALENDAR");
    line(ics, "VERSION:2.0");
    line(ics, "PRODID:-//Vigil//duty//ZH");
    line(ics, "X-WR-CALNAME:值班 " + issued.department());
    for (Assignment shift : shifts) {
      String name = names.get(shift.subjectId());
      line(ics, "BEGIN:VEVENT");
      line(ics, "UID:" + shift.shiftId() + "@vigil");
      line(ics, "DTSTAMP:" + UTC.format(now));
      line(ics, "DTSTART:" + UTC.format(shift.from()));
      line(ics, "DTEND:" + UTC.format(shift.until()));
      line(
          ics,
          "SUMMARY:值班 "
              + shift.department()
              + " "
              + shift.post()
              + (name == null ? "" : " " + escaped(name)));
      line(ics, "END:VEVENT");
    }
    line(ics, "END:VCALENDAR");
    return ics.toString();
  }

  /** Every line is shorter than the 75 octets from which it would have to be folded. */
  private static void line(StringBuilder ics, String line) {
    ics.append(line).append("\r\n");
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,");
  }
}
